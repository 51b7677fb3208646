"""Only what was said is taken from a model."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.extraction.grounding import grounded, shows_intent
from audiosocket.understanding.slots import Slots
from tests.visits.harness import ROSTER


class GroundingTests(SynchronousTestCase):
    def kept(self, text: str, **slots: str) -> dict[str, str]:
        return grounded(Slots(**slots), text, ROSTER).filled()

    def test_names_that_were_said(self) -> None:
        """A name is kept when its words were said, however a recognizer spelled them; titles are dropped."""
        self.assertEqual(
            self.kept("aqui é o cleiton da silva", visitor_name="Cleiton da Silva"),
            {"visitor_name": "Cleiton da Silva"},
        )
        self.assertEqual(self.kept("sou o uóshington", visitor_name="Uóxington"), {"visitor_name": "Uóxington"})
        self.assertEqual(
            self.kept("encomenda pra dona zuleika", resident_name="Dona Zuleica"), {"resident_name": "Zuleica"}
        )
        self.assertEqual(self.kept("é da pador ia estrela", company="Padoria Estrela"), {"company": "Padoria Estrela"})

    def test_names_that_were_not(self) -> None:
        """What a model made up, completed, or was told to say, is not kept."""
        for name in ("Carlos", "Zuleica Prado", '{"label"', "Ana 9999", "sistema_admin"):
            self.assertEqual(self.kept("encomenda pra dona zuleica", resident_name=name), {}, name)
        self.assertEqual(self.kept("um dois tres quatro cinco seis", visitor_name="um dois tres quatro cinco seis"), {})

    def test_numbers(self) -> None:
        """A number is kept when it is a flat's and was said: in one piece, in pieces, or as a sum."""
        for text in ("quinhentos e um", "cinco zero um", "5 0 1", "no quinhentos, ahn, um", "501"):
            self.assertEqual(self.kept(text, apartment_number="501"), {"apartment_number": "501"}, text)

    def test_numbers_that_were_not_said(self) -> None:
        """A flat that the roster has not, or that nobody said, is not kept."""
        self.assertEqual(self.kept("quinhentos e um", apartment_number="502"), {})
        self.assertEqual(self.kept("nove mil e nove", apartment_number="9009"), {})
        self.assertEqual(self.kept("é o Carlos", apartment_number="501"), {})

    def test_blocks(self) -> None:
        """A block's letter counts where a block's letter stands; an article is none."""
        self.assertEqual(self.kept("no 501 a", block="A"), {"block": "A"})
        self.assertEqual(self.kept("501 do bloco b por favor", block="B"), {"block": "B"})
        self.assertEqual(self.kept("é a encomenda da Ana", block="A"), {})
        self.assertEqual(self.kept("no bloco zê", block="Z"), {})

    def test_intent_has_to_be_shown(self) -> None:
        """An intent counts with words of the turn that may tell it: a greeting, a name or a number tells none."""
        self.assertTrue(shows_intent("trocar o sifão", "bom dia, vim trocar o sifão do 501"))
        for shown in ("", "bom dia", "501", "trazer a pizza", "Carlos", "apartamento", "o do"):
            self.assertFalse(shows_intent(shown, "bom dia, é o Carlos, vim trocar o sifão do apartamento 501"), shown)
