"""Companies are known as they are said, and everyday words are not taken for them."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.companies import Company, bare_company, find_companies, find_shop, unknown_company
from audiosocket.understanding.intents import read_intent
from audiosocket.understanding.slots import Intent
from audiosocket.understanding.turn import read_turn


def known(text: str, bare: bool = False) -> list[str]:
    """The names of the known companies of a turn."""
    return [company.name for company in find_companies(read_turn(text), frozenset(), set(), bare)]


def name_of(company: Company | None) -> str | None:
    """The name of what was found."""
    return None if company is None else company.name


class CompaniesTests(SynchronousTestCase):
    def test_spoken_forms(self) -> None:
        """Misheard and spoken forms are the company."""
        for text, name in (
            ("é do iFOD", "iFood"),
            ("pedido do Alt-Back", "Outback"),
            ("logue", "Loggi"),
            ("Edainel", "Enel"),
        ):
            self.assertEqual(known(text), [name], text)

    def test_everyday_words(self) -> None:
        """ "Claro" is a company after "da" or as a bare answer only."""
        self.assertEqual(known("claro, é no 501"), [])
        self.assertEqual(known("sou da claro"), ["Claro"])
        self.assertEqual(known("claro", bare=True), ["Claro"])

    def test_denied(self) -> None:
        """A denied company is none."""
        self.assertEqual(known("não é ifood não"), [])

    def test_unknown(self) -> None:
        """Shops by their trade and companies said as such are taken as they are."""
        self.assertEqual(
            name_of(find_shop(read_turn("Pizzaria Forno de Pedra"), set(), frozenset())), "Pizzaria Forno de Pedra"
        )
        self.assertEqual(name_of(unknown_company(read_turn("sou da Tecnoclima"), set(), frozenset())), "Tecnoclima")
        self.assertEqual(bare_company(read_turn("é a Hidrolimp")), "Hidrolimp")
        self.assertIsNone(bare_company(read_turn("não é de empresa")))


class IntentTests(SynchronousTestCase):
    def test_intents(self) -> None:
        """What is stated or implied is the intent; what is not stays open."""
        for text, intent in (
            ("trouxe o remedio da bruna", Intent.ENTREGA),
            ("vim tomar um cafe com a neide", Intent.VISITA),
            ("manutencao do ar condicionado", Intent.SERVICO),
            ("caminhao de mudanca", Intent.MUDANCA),
            ("vim buscar a chave", Intent.OUTRO),
            ("nao e entrega nao , e visita", Intent.VISITA),
            ("visita , alias , entrega", Intent.ENTREGA),
            ("quinhentos e um", None),
        ):
            self.assertIs(read_intent(text), intent, text)
