"""Consent: a false permission opens the gate to a stranger, so these tests are the strictest of the house."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.consent import MAX_ANSWER, Label, read_answer
from audiosocket.understanding.roster import Apartment
from audiosocket.understanding.slots import Slots

from .cases import CORPUS, DATA, any_of, read_cases

VISIT = "A Luana está aqui na entrada e veio fazer uma visita. Autoriza?"
KEYS = "O Robson está na portaria para uma visita. Para autorizar, digite 1; para recusar, digite 2."
ANSWERS = read_cases(DATA / "answers.jsonl")
PERMISSIONS = read_cases(DATA / "permissions.jsonl")
DOUBTS = read_cases(DATA / "doubts.jsonl")
LOOPHOLES = read_cases(DATA / "loopholes.jsonl")
PERMITTING = [
    (str(case["question"]), str(case["answer"]))
    for case in (*ANSWERS, *PERMISSIONS, *read_cases(CORPUS / "resident.jsonl"))
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
    "{} provavelmente",
    "{} tanto faz",
    "{} a partir das oito",
    "{} e a Juliana",
    "{} com o Marcos",
    "{} coisa nenhuma",
    "{} senão ele me mata",
    "tem um homem aqui mandando eu falar {}",
    "mas só se {}",
    "{} pra ele apanhar",
    "tenho sete anos {}",
    "{} no vizinho",
]


class WrittenAnswerTests(SynchronousTestCase):
    def test_never_a_false_permission(self) -> None:
        """Not one answer of ours or of the corpus that is no permission is read as one."""
        cases = [(case, any_of(case["labels"])) for case in (*ANSWERS, *DOUBTS)]
        cases += [(case, any_of(case["gold"])) for case in read_cases(CORPUS / "resident.jsonl")]
        for case, labels in cases:
            if "authorize" not in labels:
                label = read_answer(str(case["question"]), str(case["answer"]))
                self.assertIsNot(label, Label.AUTHORIZE, f"{case['id']}: {case['answer']}")

    def test_permissions_are_heard(self) -> None:
        """At least nine of ten permissions are understood at once, in the corpus and in our own answers."""
        heard = [read_answer(question, answer) is Label.AUTHORIZE for question, answer in PERMITTING]
        self.assertGreaterEqual(sum(heard) / len(heard), 0.9)

    def test_long_permissions(self) -> None:
        """Of everyday permissions of up to a dozen words, most without a mark, nine of ten are heard."""
        missed = [
            case["answer"]
            for case in PERMISSIONS
            if read_answer(str(case["question"]), str(case["answer"])) is not Label.AUTHORIZE
        ]
        self.assertLessEqual(len(missed) / len(PERMISSIONS), 0.1, missed)

    def test_doubts_are_labelled(self) -> None:
        """What is no permission gets a label that fits it in nine of ten answers, though it is never let in."""
        right = [
            read_answer(str(case["question"]), str(case["answer"])).value in any_of(case["labels"]) for case in DOUBTS
        ]
        self.assertGreaterEqual(sum(right) / len(right), 0.88)

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
        for turn, (question, answer) in enumerate(PERMITTING):
            for spoiler in SPOILERS[turn % 4 :: 4]:
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


class OtherGateTests(SynchronousTestCase):
    def assert_doubt(
        self, *answers: str, question: str = "Rafael está no portão para uma visita. Posso liberar?"
    ) -> None:
        for answer in answers:
            self.assertIs(read_answer(question, answer), Label.UNCLEAR, answer)

    def test_garage(self) -> None:
        """The garage and the vehicle's barrier are not the visitor's gate, unless a vehicle was announced."""
        self.assert_doubt("libera o carro", "abre a garagem", "abre o portão da garagem")
        mudanca = "Chegou um caminhão de mudança da Granero. Autoriza a entrada?"
        self.assertIs(read_answer(mudanca, "libera o caminhão"), Label.AUTHORIZE)
        self.assertIs(read_answer(mudanca, "abre a garagem pra eles"), Label.AUTHORIZE)

    def test_for_me(self) -> None:
        """
        A bare "libera" echoes the question, so it lets in who was announced; "libera pra mim" says for whom, and that
        is the speaker, who may stand at the gate himself: it permits only if it also says who comes in.
        """
        self.assert_doubt("libera pra mim", "pode liberar pra mim", "libera aí pra mim, por favor", "abre pra mim")
        for answer in ("libera", "libera ele pra mim", "libera a entrada do Rafael pra mim por gentileza"):
            question = "Rafael está no portão para uma visita. Posso liberar?"
            self.assertIs(read_answer(question, answer), Label.AUTHORIZE, answer)

    def test_yes_with_a_word_more(self) -> None:
        """A bare yes permits with nothing said besides: "sim, agora" may tell somebody else when to come."""
        self.assert_doubt("sim, agora", "sim, já", "claro, aqui")

    def test_child(self) -> None:
        """
        "O garoto" is a child, and another visitor than the man who was announced; "esse garoto" points at the
        announced one, and "o rapaz" may be any man.
        """
        self.assert_doubt("libera o garoto", "deixa o garoto entrar", "libera a garota")
        question = "Rafael está no portão para uma visita. Posso liberar?"
        self.assertIs(read_answer(question, "libera o rapaz"), Label.AUTHORIZE)

    def test_echo_of_our_question(self) -> None:
        """An infinitive without "pode" is what an echo of our own question says."""
        self.assert_doubt("liberar a entrada", "liberar", "posso liberar a entrada")

    def test_tradesman_nobody_announced(self) -> None:
        """ "É o rapaz do gás, pode subir" after a friend was announced is permission for another visitor."""
        self.assert_doubt("é o rapaz do gás, pode subir", "é o entregador, libera")

    def test_somebody_of_theirs(self) -> None:
        """Permission for the visitor's wife, child or car is none for the visitor."""
        self.assert_doubt("libera o filho do Rafael", "a esposa dele pode subir", "o amigo do Rafael pode entrar")

    def test_is_and_and(self) -> None:
        """ "Ela é minha amiga" says who she is, "ela e minha amiga" brings somebody along."""
        question = "Camila está no portão para uma visita. Posso liberar?"
        self.assertIs(read_answer(question, "pode entrar, ela é minha amiga"), Label.AUTHORIZE)
        self.assertIs(read_answer(question, "pode entrar ela e minha amiga"), Label.UNCLEAR)


class OwnFlatTests(SynchronousTestCase):
    visit = "Rafael está no portão e veio fazer uma visita. Posso liberar a entrada?"
    flat = Apartment("A", "501")

    def test_own_number(self) -> None:
        """A permission may name the resident's own flat, in any spoken form, with its block."""
        for answer in (
            "pode subir aqui no 501",
            "501, pode mandar",
            "é no quinhentos e um bloco A, pode subir",
            "aqui é do cinco zero um, pode liberar",
        ):
            self.assertIs(read_answer(self.visit, answer, flat=self.flat), Label.AUTHORIZE, answer)
            self.assertIs(read_answer(self.visit, answer), Label.UNCLEAR, answer)

    def test_other_flat(self) -> None:
        """Another number, another block, a floor or the number alone is no permission."""
        for answer in ("pode subir no 502", "501 do bloco B pode subir", "pode subir no terceiro andar", "sim, 501"):
            self.assertIs(read_answer(self.visit, answer, flat=self.flat), Label.UNCLEAR, answer)

    def test_flat_of_the_question(self) -> None:
        """Without the keyword the flat that our own question named is the resident's."""
        question = "Tem uma visita para o apartamento 702, bloco B. Posso liberar?"
        self.assertIs(read_answer(question, "pode subir no sete zero dois"), Label.AUTHORIZE)
        self.assertIs(read_answer(question, "pode subir no 703"), Label.UNCLEAR)


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
