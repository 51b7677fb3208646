"""What the doorman says."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.wordings import Language, WordingEntry
from audiosocket.conversation import deciding
from audiosocket.conversation.facts import time_facts
from audiosocket.conversation.prompts import FOR_RESIDENTS, PromptError, Prompts, Situation, shipped
from audiosocket.conversation.prompts.check import LONGEST, OFFERS, QUESTIONS, facts_of
from audiosocket.speech.sentences import split_sentences
from audiosocket.understanding.consent import Label, read_answer
from audiosocket.understanding.fold import word_set
from audiosocket.visits.echo import is_echo

FACTS = {"visitor_name": "Carlos", "company": "Amazon", "of_company": "da Amazon"}


LANGUAGES: tuple[Language, ...] = ("pt", "es", "en")
FOREIGN: tuple[Language, ...] = ("es", "en")
ONCE = word_set("""
    greeting authorized gate_open gate_failed denied left_at_desk comes_down no_answer resident_busy resident_refused
    resident_unreachable no_decision no_call transfer transfer_failed goodbye_visitor silent_farewell broken too_long
    resident_authorized resident_denied resident_no_decision resident_left_at_desk resident_comes_down
    resident_mistake resident_broken visitor_gone
    """)
"""What a visit begins or ends with."""


def every_wording(key: str) -> list[str]:
    """All that the doorman may say for a prompt."""
    facts = {"condominium": "Condomínio Apoena", "time_greeting": "boa noite", **FACTS}
    return [wording.text.format(**facts) for wording in shipped()[key]]


class PromptsTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.prompts = Prompts("Condomínio Apoena")

    def test_wordings_take_turns(self) -> None:
        """The same question is not asked twice in the same words."""
        first, second = (self.prompts.say("ask_visitor_name", turn=turn) for turn in (0, 1))
        self.assertNotEqual(first, second)
        self.assertEqual(self.prompts.say("ask_visitor_name", turn=2), first)

    def test_the_most_that_is_known_is_said(self) -> None:
        """Of the wordings that the known facts allow, those with the most facts are said."""
        self.assertIn("Carlos, da Amazon", self.prompts.say("announce_entrega", FACTS))
        self.assertIn("Amazon", self.prompts.say("announce_entrega", {"company": "Amazon", "of_company": "da Amazon"}))
        self.assertEqual(self.prompts.say("announce_entrega"), "Há uma entrega no portão para o apartamento.")

    def test_every_prompt_can_be_said_without_facts(self) -> None:
        """Every prompt has words that are made at the start, for when no voice can be reached."""
        for language in LANGUAGES:
            prompts = Prompts("Condomínio Apoena", language=language)
            for key in shipped(language):
                self.assertTrue(prompts.wordings(key), key)
                self.assertNotIn("{", "".join(prompts.wordings(key)))

    def test_shipped_wordings_are_sound(self) -> None:
        """What is shipped passes the checks that own wordings must pass, in every language."""
        for language in LANGUAGES:
            entries = {
                key: [WordingEntry(text=each.text, when=each.when) for each in wordings]
                for key, wordings in shipped(language).items()
            }
            Prompts("Condomínio Apoena", entries, language)

    def test_other_languages_have_every_prompt_of_visitors(self) -> None:
        """A visitor of another language hears it all through; a resident never does."""
        for language in FOREIGN:
            self.assertEqual(set(shipped(language)), set(shipped()) - FOR_RESIDENTS)
        self.assertEqual(FOR_RESIDENTS - set(shipped()), set())

    def test_what_may_be_said_twice_has_other_words(self) -> None:
        """Every prompt that can come twice in a visit is said in other words the second time, whatever is known."""
        for language in LANGUAGES:
            prompts = Prompts("Condomínio Apoena", language=language)
            for key in set(shipped(language)) - ONCE:
                facts = {fact: f"<{fact}>" for fact in facts_of(key)}
                for known in ({}, facts):
                    first = prompts.choose(key, Situation(known))
                    second = prompts.choose(key, Situation(known, tries=2), turn=1, last=first.template)
                    self.assertNotEqual(first.text, second.text, f"{language} {key} {sorted(known)}")

    def test_answers_begin_with_what_is_at_hand(self) -> None:
        """The first sentence of what a visitor hears needs no fact of the visit, so that it is heard at once."""
        for language in LANGUAGES:
            fixed = set(Prompts("Condomínio Apoena", language=language).fixed())
            for key in set(shipped(language)) - FOR_RESIDENTS:
                for wording in shipped(language)[key]:
                    always = {"condominium": "Condomínio Apoena", **time_facts("night", language)}
                    first = split_sentences(wording.text.format(**dict.fromkeys(wording.facts, "X") | always))[0]
                    self.assertIn(first, fixed, f"{language} {key}: {wording.text}")

    def test_fixed_sentences_of_wordings_with_facts(self) -> None:
        """Of a wording with facts, the sentences without them are made at the start; greetings for all times of day."""
        fixed = self.prompts.fixed()
        self.assertIn("Entendi.", fixed)
        self.assertIn("Qual é o número do apartamento, por favor?", fixed)
        for time in ("bom dia", "boa tarde", "boa noite"):
            self.assertIn(f"Olá, {time}!", fixed)
        self.assertFalse([sentence for sentence in fixed if "{" in sentence])

    def test_the_time_of_day_is_wished(self) -> None:
        """Where the time is known, the greeting wishes a good one, from what was made at the start."""
        chosen = self.prompts.choose("greeting", Situation(time="afternoon"))
        self.assertTrue(chosen.text.startswith("Olá, boa tarde! Aqui é a portaria virtual do Condomínio Apoena."))
        self.assertTrue(chosen.fixed)

    def test_every_announcement_can_be_answered(self) -> None:
        """After each wording of an announcement and of a question, yes permits and no refuses."""
        for key in FOR_RESIDENTS:
            if key.startswith("announce_") and key != "announce_hello":
                for said in every_wording(key):
                    for question in every_wording("ask_decision"):
                        asked = f"{said} {question} {every_wording('offer_keys')[0]}"
                        for answer in ("sim", "pode liberar", "libera", "pode sim"):
                            self.assertIs(read_answer(asked, answer), Label.AUTHORIZE, f"{asked}: {answer}")
                        for answer in ("não", "não libera"):
                            self.assertIs(read_answer(asked, answer), Label.DENY, f"{asked}: {answer}")

    def test_own_wordings(self) -> None:
        """A condominium's own wording takes the place of ours; a prompt that does not exist is refused by name."""
        own = Prompts("Apoena", {"greeting": ("Bem-vindo ao {condominium}!",)})
        self.assertEqual(own.say("greeting"), "Bem-vindo ao Apoena!")
        with self.assertRaisesRegex(PromptError, "greting"):
            Prompts("Apoena", {"greting": ("Oi",)})

    def test_own_wording_with_unknown_fact(self) -> None:
        """A wording that asks for a fact nobody knows is refused when the configuration is read, not in a call."""
        with self.assertRaisesRegex(PromptError, "apartmnet"):
            Prompts("Apoena", {"calling": ("Vou chamar {apartmnet}.",)})

    def test_own_wording_that_is_too_long(self) -> None:
        """Nobody listens to a wording of more than 220 characters."""
        with self.assertRaisesRegex(PromptError, "221 characters"):
            Prompts("Apoena", {"calling": ("a" * (LONGEST + 1),)})
        Prompts("Apoena", {"calling": ("a" * LONGEST,)})

    def test_own_wording_with_broken_braces(self) -> None:
        """Braces that cannot be filled in are refused when the configuration is read."""
        for text in (
            "Vou chamar {apartment",
            "Vou chamar {}.",
            "Vou chamar {0}.",
            "Vou chamar {apartment:d}.",
            "...",
            "",
        ):
            with self.assertRaises(PromptError, msg=text):
                Prompts("Apoena", {"calling": (text, "Vou chamar.")})

    def test_own_wordings_need_one_for_all_circumstances(self) -> None:
        """A prompt of which all wordings have conditions could find none to say."""
        at_night = WordingEntry.model_validate({"text": "Boa noite, vou chamar.", "when": {"time": "night"}})
        with self.assertRaisesRegex(PromptError, "`when`"):
            Prompts("Apoena", {"calling": (at_night,)})

    def test_residents_have_no_other_language(self) -> None:
        """What residents hear cannot be put into another language: consent is read in Portuguese."""
        with self.assertRaisesRegex(PromptError, "Portuguese"):
            Prompts("Apoena", {"ask_decision": ("May I open?",)}, "en")

    def test_own_wordings_need_one_without_facts(self) -> None:
        """A prompt of a condominium's own, too, needs words that can be made at the start."""
        with self.assertRaisesRegex(PromptError, "calling"):
            Prompts("Apoena", {"calling": ("Vou chamar {apartment}.",)})

    def test_own_question_must_mean_what_we_take_it_for(self) -> None:
        """An own question to which "sim" is no permission, and keys with other meanings than ours, are refused."""
        for key, text in (
            ("ask_decision", "O que devo fazer?"),
            ("ask_decision", "Devo recusar a entrada?"),
            ("offer_keys", "Tecle um para recusar ou dois para permitir."),
            ("offer_keys", "Estou ouvindo."),
        ):
            with self.assertRaises(PromptError):
                Prompts("Apoena", {key: (text,)})
        for key in ("ask_decision", "offer_keys", "again_decision", "keys_decision", "unheard_resident", "after_wait"):
            Prompts("Apoena", {key: self.prompts.wordings(key)})
        Prompts("Apoena", {"offer_keys": ("Para autorizar digite 1; para negar digite 2.",)})

    def test_questions_and_offers_are_known(self) -> None:
        """The prompts that ask for consent and offer keys are the ones that the flow counts on."""
        self.assertEqual((QUESTIONS, OFFERS), (deciding.QUESTIONS, deciding.OFFERS))

    def test_no_piece_of_what_a_resident_hears_is_a_permission(self) -> None:
        """No run of our own words, come back as an echo, reads as a permission that is not known for an echo."""
        for key in shipped():
            if key not in FOR_RESIDENTS or key.startswith("resident_") or key == "visitor_gone":
                continue
            for said in every_wording(key):
                words = said.split()
                question = f"Carlos está no portão com uma entrega. Posso liberar a entrada? {said}"
                for start in range(len(words)):
                    for end in range(start + 1, min(len(words), start + 12) + 1):
                        piece = " ".join(words[start:end])
                        if end > start + 1 or not is_echo(piece, said):
                            self.assertIsNot(read_answer(question, piece), Label.AUTHORIZE, f"{key}: {piece!r}")
