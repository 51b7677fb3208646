"""What the doorman says."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.conversation.prompts import PromptError, Prompts, shipped
from audiosocket.understanding.consent import Label, read_answer
from audiosocket.visits.echo import is_echo

RESIDENT = (
    "announce_",
    "ask_decision",
    "offer_keys",
    "again_decision",
    "keys_decision",
    "unheard_resident",
    "silent_resident",
)
FACTS = {"visitor_name": "Carlos", "company": "Amazon", "of_company": "da Amazon"}


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
        for key in shipped():
            self.assertTrue(self.prompts.wordings(key), key)
            self.assertNotIn("{", "".join(self.prompts.wordings(key)))

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
            Prompts("Apoena", {key: shipped()[key]})
        Prompts("Apoena", {"offer_keys": ("Para autorizar digite 1; para negar digite 2.",)})

    def test_no_piece_of_what_a_resident_hears_is_a_permission(self) -> None:
        """No run of our own words, come back as an echo, reads as a permission that is not known for an echo."""
        for key in shipped():
            if not key.startswith(RESIDENT):
                continue
            for turn in range(3):
                said = self.prompts.say(key, FACTS, turn=turn)
                words = said.split()
                question = f"Carlos está no portão com uma entrega. Posso liberar a entrada? {said}"
                for start in range(len(words)):
                    for end in range(start + 1, min(len(words), start + 12) + 1):
                        piece = " ".join(words[start:end])
                        if end > start + 1 or not is_echo(piece, said):
                            self.assertIsNot(read_answer(question, piece), Label.AUTHORIZE, f"{key}: {piece!r}")
