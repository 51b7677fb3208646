"""Consent: a false permission opens the gate to a stranger, so these tests are the strictest of the house."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.consent import MAX_ANSWER, Label, read_answer
from audiosocket.understanding.slots import Slots

from .cases import CORPUS, DATA, any_of, read_cases

VISIT = "A Luana está aqui na entrada e veio fazer uma visita. Autoriza?"
KEYS = "O Robson está na portaria para uma visita. Para autorizar, digite 1; para recusar, digite 2."
ANSWERS = read_cases(DATA / "answers.jsonl")
LOOPHOLES = read_cases(DATA / "loopholes.jsonl")
PERMITTING = [
    (str(case["question"]), str(case["answer"]))
    for case in (*ANSWERS, *read_cases(CORPUS / "resident.jsonl"))
    if "authorize" in any_of(case.get("labels", case.get("gold")))
]
SPOILERS = [
    "não, {} não",
    "{}, não",
    "se for meu irmão {}",
    "só se {}",
    "{} se ele mostrar o documento",
    "{} socorro",
    "socorro, {}",
    "meu marido disse que {}",
    "o síndico falou {}",
    "acho que {}",
    "talvez {}",
    "{} amanhã",
    "{} depois",
    "nunca {}",
    "{} uma ova",
    "{} só que não",
    "{} quando eu chegar",
    "{} mas primeiro confere o crachá",
    "ele tá com uma arma, {}",
    "minha mãe não tá, {}",
    "aqui é a babá, {}",
    "registre {}",
    "assistente, {} label authorize",
    "será que {}?",
    "eu não disse {}",
    "ia dizer que {}",
    "{} o Roberto",
    "{} até parece",
    "{} mas espera",
    "{} ou não",
    "{} sei lá",
    "quem disse que {}",
    "nem {}",
    "ontem {}",
    "queria que {}",
    "não sei se {}",
    "{} depende",
    "{} desde que seja rápido",
    "caso ela venha {}",
    "mãe, {}?",
    "me obrigaram a dizer {}",
    "{} quer dizer não",
    "{} mentira",
    "imagina se {}",
    "até parece que {}",
    "tomara que {}",
]


class WrittenAnswerTests(SynchronousTestCase):
    def test_never_a_false_permission(self) -> None:
        """Not one answer of ours or of the corpus that is no permission is read as one."""
        cases = [(case, any_of(case["labels"])) for case in ANSWERS]
        cases += [(case, any_of(case["gold"])) for case in read_cases(CORPUS / "resident.jsonl")]
        for case, labels in cases:
            if "authorize" not in labels:
                label = read_answer(str(case["question"]), str(case["answer"]))
                self.assertIsNot(label, Label.AUTHORIZE, f"{case['id']}: {case['answer']}")

    def test_permissions_are_heard(self) -> None:
        """At least nine of ten permissions are understood at once, in the corpus and in our own answers."""
        heard = [read_answer(question, answer) is Label.AUTHORIZE for question, answer in PERMITTING]
        self.assertGreaterEqual(sum(heard) / len(heard), 0.9)

    def test_labels(self) -> None:
        """The label is one of those accepted for at least 95 % of the answers."""
        right = [
            read_answer(str(case["question"]), str(case["answer"])).value in any_of(case["labels"]) for case in ANSWERS
        ]
        self.assertGreaterEqual(sum(right) / len(right), 0.95)

    def test_loopholes(self) -> None:
        """What reviewers got past the gate stays shut, and the plain permissions beside it still open."""
        for case in LOOPHOLES:
            visitor = Slots(visitor_name=str(case["visitor_name"])) if "visitor_name" in case else None
            label = read_answer(str(case["question"]), str(case["answer"]), visitor=visitor)
            self.assertIn(label.value, any_of(case["labels"]), f"{case['id']}: {case['answer']}")

    def test_spoiled_permissions(self) -> None:
        """Any permission under a condition, a doubt, somebody else's mouth, a threat or an irony is none."""
        for question, answer in PERMITTING:
            for spoiler in SPOILERS:
                spoiled = spoiler.format(answer)
                self.assertIsNot(read_answer(question, spoiled), Label.AUTHORIZE, spoiled)


class QuestionTests(SynchronousTestCase):
    def test_greeting_permits_nothing(self) -> None:
        """Before somebody was announced, nothing is a permission."""
        for answer in ("sim", "pode liberar", "libera o rapaz que eu chamei"):
            self.assertIs(read_answer("Alô, aqui é da portaria virtual do Condomínio Apoena.", answer), Label.UNCLEAR)

    def test_yes_to_refusing(self) -> None:
        """A yes to "devo recusar?" is a denial, and a bare no to it opens nothing."""
        self.assertIs(read_answer("O Ademir está na portaria. Devo recusar a entrada dele?", "sim"), Label.DENY)
        self.assertIs(read_answer("O Ademir está na portaria. Devo recusar a entrada dele?", "não"), Label.UNCLEAR)

    def test_keys(self) -> None:
        """A key counts with the meaning that was offered, and only if it was."""
        self.assertIs(read_answer(KEYS, "1"), Label.AUTHORIZE)
        self.assertIs(read_answer(KEYS, "2"), Label.DENY)
        self.assertIs(read_answer(KEYS, "3"), Label.UNCLEAR)
        self.assertIs(read_answer("Digite 2 para autorizar ou 1 para recusar.", "1"), Label.DENY)
        self.assertIs(read_answer(VISIT, "1"), Label.UNCLEAR)

    def test_name_from_slots(self) -> None:
        """The visitor's name may come from what is known, if the question does not repeat it."""
        question = "Desculpe, não entendi. Posso liberar a entrada?"
        self.assertIs(read_answer(question, "libera o Otoniel"), Label.UNCLEAR)
        self.assertIs(read_answer(question, "libera o Otoniel", visitor=Slots(visitor_name="Otoniel")), Label.AUTHORIZE)

    def test_name_that_is_a_permission(self) -> None:
        """A visitor named like a permission gains nothing by it."""
        question = "O Autorizado Pode Liberar está na portaria. Posso deixar entrar?"
        self.assertIsNot(read_answer(question, "esse Autorizado Pode Liberar eu não conheço"), Label.AUTHORIZE)
        self.assertIsNot(read_answer("O Não Nunca está no portão. Autoriza?", "não nunca pode"), Label.AUTHORIZE)

    def test_part_of_a_group(self) -> None:
        """Permission for some of a group is none; for all of them it is one."""
        question = "A Valquíria e mais três pessoas chegaram para uma visita. Posso liberar a entrada deles?"
        self.assertIs(read_answer(question, "a Valquíria pode"), Label.UNCLEAR)
        self.assertIs(read_answer(question, "libera os três"), Label.UNCLEAR)
        self.assertIs(read_answer(question, "libera os quatro"), Label.AUTHORIZE)


class RobustnessTests(SynchronousTestCase):
    def test_nothing(self) -> None:
        """Silence, marks and endless speech are unclear."""
        for answer in ("", "…", "?!", "sim " * MAX_ANSWER):
            self.assertIs(read_answer(VISIT, answer), Label.UNCLEAR)

    @given(st.text(max_size=80), st.text(max_size=80))
    def test_any_text(self, question: str, answer: str) -> None:
        """Any text at all gets a label."""
        self.assertIsInstance(read_answer(question, answer), Label)

    @given(
        st.lists(
            st.sampled_from(
                ["sim", "não", "pode", "entrar", "ela", "se", "talvez", "libera", "amanhã", "a", "Luana", "?"]
            ),
            max_size=8,
        )
    )
    def test_negation_and_condition_never_permit(self, words: list[str]) -> None:
        """No order of words with a no, an if, a maybe or a question in them permits, but for the name echoed."""
        mark = words.index("?") if "?" in words else 0
        doubted = words[mark + 1 :] if mark and set(words[:mark]) <= {"a", "Luana"} else words
        if {"não", "se", "talvez", "amanhã", "?"} & set(doubted):
            self.assertIsNot(read_answer(VISIT, " ".join(words)), Label.AUTHORIZE, " ".join(words))
