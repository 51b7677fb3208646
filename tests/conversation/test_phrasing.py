"""A model's wording is said only if it holds the same facts."""

from twisted.internet.defer import Deferred, succeed
from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase
from zope.interface import implementer
from zope.interface.verify import verifyObject

from audiosocket.conversation.phrasing import IPhraser, Phrasing, phrased, same_facts

ORIGINAL = "Certo. Carlos, entrega do Mercado Livre. Qual é o número do apartamento, por favor?"
FACTS = {"understood": "Carlos, entrega do Mercado Livre", "visitor_name": "Carlos"}
CALLING = "Certo. Vou chamar o apartamento quinhentos e um, Bloco A. Um momento."
FLAT = {"apartment": "quinhentos e um, Bloco A"}
ANNOUNCED = "Carlos, da Amazon, está no portão com uma entrega."
ASKED = f"{ANNOUNCED} Posso liberar a entrada? Tecle um para permitir ou dois para recusar."


class SameFactsTests(SynchronousTestCase):
    def accepts(self, original: str, phrased: str, facts: dict[str, str], resident: bool = False) -> None:
        self.assertTrue(same_facts(original, phrased, facts, resident=resident), phrased)

    def refuses(self, original: str, phrased: str, facts: dict[str, str], resident: bool = False) -> None:
        self.assertFalse(same_facts(original, phrased, facts, resident=resident), phrased)

    def test_nothing_is_told_of_the_visitor_that_was_not(self) -> None:
        """A resident is told neither more nor less of a visitor: no kin, no office, no other errand, no agreement."""
        ours, facts = "Carlos está no portão e veio fazer uma visita.", {"visitor_name": "Carlos"}
        self.assertTrue(same_facts(ours, "Carlos chegou para uma visita e está no portão.", facts, resident=True))
        for theirs in (
            "Carlos, seu irmão, está no portão e veio fazer uma visita.",
            "Carlos está no portão, é o síndico, veio fazer uma visita.",
            "Carlos está no portão com a polícia e veio fazer uma visita.",
            "Carlos está no portão como combinado e veio fazer uma visita.",
            "Carlos está no portão e veio fazer uma entrega.",
            "Carlos está no portão.",
        ):
            self.assertFalse(same_facts(ours, theirs, facts, resident=True), theirs)

    def test_other_words_for_the_same(self) -> None:
        """What says the same in other words is taken, and so is the original itself."""
        for text in (
            ORIGINAL,
            "Perfeito! Carlos, entrega do Mercado Livre. Me diga, por favor, qual o apartamento?",
            "Tudo bem. Anotei: Carlos, entrega do Mercado Livre. E para qual apartamento é?",
        ):
            self.accepts(ORIGINAL, text, FACTS)
        self.accepts(CALLING, "Só um instante. Vou ligar para o apartamento quinhentos e um, Bloco A.", FLAT)

    def test_a_fact_that_is_missing_or_another(self) -> None:
        """A fact left out, altered or added is refused: names, companies, numbers, flats."""
        for text in (
            "Certo, Carlos. Qual é o apartamento?",
            "Certo. Carlos, entrega da Amazon. Qual é o apartamento?",
            "Certo. Marcos, entrega do Mercado Livre. Qual é o apartamento?",
            "Certo. Carlos, entrega do Mercado Livre. É para a Helena, qual é o apartamento?",
            "Helena! Carlos, entrega do Mercado Livre. Qual é o apartamento?",
            "Certo. Carlos, entrega do Mercado Livre. Qual é o apartamento, é o 501?",
            "Certo. Carlos, entrega do Mercado Livre. É o apartamento cento e dois?",
        ):
            self.refuses(ORIGINAL, text, FACTS)
        self.refuses(CALLING, "Vou chamar o apartamento quinhentos e dois, Bloco A. Um momento.", FLAT)
        self.refuses(CALLING, "Vou chamar o apartamento quinhentos e um, Bloco B. Um momento.", FLAT)

    def test_questions(self) -> None:
        """Where we ask, one question is asked; where we tell, none."""
        self.refuses(ORIGINAL, "Certo. Carlos, entrega do Mercado Livre. Diga o apartamento.", FACTS)
        self.refuses(ORIGINAL, "Carlos, entrega do Mercado Livre? E qual é o apartamento?", FACTS)
        self.refuses(CALLING, "Posso chamar o apartamento quinhentos e um, Bloco A?", FLAT)

    def test_no_promise_and_no_turning_around(self) -> None:
        """No permission, refusal, key or denial is added, none is dropped, to whomever it is said."""
        self.refuses(CALLING, f"{CALLING} Pode entrar.", FLAT)
        self.refuses(CALLING, f"{CALLING} Sim, claro.", FLAT)
        self.refuses("Desculpe, a entrada não foi autorizada.", "Boa notícia, a entrada foi autorizada.", {})
        self.refuses("Desculpe, a entrada não foi autorizada.", "Desculpe, a entrada foi recusada.", {})
        self.refuses("Hello. The gate is closed.", "Hello. The gate is open.", {})
        self.refuses("Um momento, por favor.", "Um momento, o morador não está.", {})
        self.refuses("Um momento, por favor.", "Um momento, o morador saiu.", {})

    def test_what_a_resident_is_asked_stays(self) -> None:
        """Before a resident only what is told may change: question and keys come back word by word."""
        self.accepts(ASKED, f"Olá. {ASKED}", {"visitor_name": "Carlos", "of_company": "da Amazon"}, resident=True)
        for text in (
            f"{ANNOUNCED} Posso abrir? Tecle um para permitir ou dois para recusar.",
            f"{ANNOUNCED} Devo recusar a entrada? Tecle um para permitir ou dois para recusar.",
            f"{ANNOUNCED} Posso liberar a entrada? Tecle dois para permitir ou um para recusar.",
            f"{ANNOUNCED} Posso liberar a entrada?",
            f"{ANNOUNCED} Pode liberar. Posso liberar a entrada? Tecle um para permitir ou dois para recusar.",
        ):
            self.refuses(ASKED, text, {"visitor_name": "Carlos", "of_company": "da Amazon"}, resident=True)

    def test_length_and_form(self) -> None:
        """Speeches, nothing at all, lists, markup and addresses are refused."""
        for text in (
            "",
            "   ",
            f"{ORIGINAL[:-1]}, pois preciso muito saber disso, {'se não for incômodo, ' * 8}sim?",
            f"**{ORIGINAL}**",
            ORIGINAL.replace(". ", ".\n"),
            ORIGINAL.replace("por favor", "veja www.exemplo.com"),
            '{"text": "Carlos, entrega do Mercado Livre. Qual é o apartamento?"}',
        ):
            self.refuses(ORIGINAL, text, FACTS)


@implementer(IPhraser)
class Phraser:
    """Answers what the test has put into it."""

    def __init__(self, answer: Deferred[str]) -> None:
        self.answer = answer
        self.asked: list[Phrasing] = []

    def phrase(self, phrasing: Phrasing) -> Deferred[str]:
        self.asked.append(phrasing)
        return self.answer


class PhrasedTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.phrasing = Phrasing("ask_apartment_number", ORIGINAL, FACTS)

    def said(self, answer: Deferred[str], seconds: float = 0.0) -> str:
        phraser = Phraser(answer)
        verifyObject(IPhraser, phraser)
        said = phrased(phraser, self.phrasing, self.clock, 0.3)
        self.clock.advance(seconds)
        self.assertEqual(phraser.asked, [self.phrasing])
        self.assertEqual(self.clock.getDelayedCalls(), [])
        return self.successResultOf(said)

    def test_good_words_are_said(self) -> None:
        """Words of the same facts, in time, take the place of ours."""
        text = "Perfeito! Carlos, entrega do Mercado Livre. E qual o apartamento?"
        self.assertEqual(self.said(succeed(f" {text}\n")), text)

    def test_ours_are_said_otherwise(self) -> None:
        """What is wrong, late or failed is not said, and nobody waits beyond the deadline."""
        self.assertEqual(self.said(succeed("Pode entrar.")), ORIGINAL)
        late: Deferred[str] = Deferred()
        self.assertEqual(self.said(late, 0.3), ORIGINAL)
        failed: Deferred[str] = Deferred()
        failed.errback(ValueError("no model"))
        self.assertEqual(self.said(failed), ORIGINAL)
