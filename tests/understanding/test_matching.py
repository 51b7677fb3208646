"""The roster is matched with tolerance, and never by guessing."""

from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.matching import Match, NoMatch, NoMatchReason, match
from audiosocket.understanding.roster import load_roster
from audiosocket.understanding.slots import Slots

ROSTER = load_roster(Path(__file__).parent / "data" / "roster.yaml")


def find(number: str | None = None, name: str | None = None, block: str | None = None) -> Match | NoMatch:
    """Match slots against the tests' roster."""
    return match(Slots(apartment_number=number, resident_name=name, block=block), ROSTER)


class MatchTests(SynchronousTestCase):
    def assert_called(self, found: Match | NoMatch, block: str, resident: str | None) -> None:
        """The match is of that block and resident."""
        assert isinstance(found, Match), found
        self.assertEqual((found.apartment.block, found.resident and found.resident.name), (block, resident))

    def test_number_alone(self) -> None:
        """A number that is in one block only is enough."""
        self.assert_called(find("506"), "1", None)
        self.assert_called(find("0506"), "1", None)

    def test_name_tells_the_block(self) -> None:
        """Of two flats of one number the name picks the one where it lives."""
        self.assert_called(find("307", "Leo"), "2", "Leopoldo Bandeira")

    def test_tolerance(self) -> None:
        """Spelling, gender slips, diminutives and nicknames reach the one resident who is near."""
        self.assert_called(find("606", "Tiago"), "2", "Thiago Valadares")
        self.assert_called(find("506", "Anselma"), "1", "Anselmo Trindade")
        self.assert_called(find("913", "Dalvinha"), "2", "Dalva Brandini")
        self.assert_called(find("913", "seu Vado"), "2", "Osvaldo Brandini")

    def test_twins(self) -> None:
        """An exact name beats a near one; two that are equally near are nobody in particular."""
        self.assert_called(find("1511", "Bruna"), "2", "Bruna Estrela")
        self.assert_called(find("1511", "Brune"), "2", None)

    def test_full_name_without_number(self) -> None:
        """A first name with a surname, unique in the roster, finds the flat."""
        self.assert_called(find(None, "Jussara Lacerda"), "2", "Jussara Lacerda")

    def test_terreo(self) -> None:
        """The ground floor without a number is found if there is one only."""
        self.assert_called(find("TERREO"), "2", None)


class NoMatchTests(SynchronousTestCase):
    def assert_reason(self, found: Match | NoMatch, reason: NoMatchReason, *blocks: str) -> None:
        """There is no match, for that reason."""
        self.assertEqual(found, NoMatch(reason, blocks))

    def test_reasons(self) -> None:
        """Each way to name nobody has its reason, and tells block ids at most."""
        self.assert_reason(find(), NoMatchReason.MISSING_APARTMENT)
        self.assert_reason(find(None, "Jussara"), NoMatchReason.MISSING_APARTMENT)
        self.assert_reason(find("999"), NoMatchReason.UNKNOWN_APARTMENT)
        self.assert_reason(find("307"), NoMatchReason.AMBIGUOUS_BLOCK, "1", "2")
        self.assert_reason(find("506", None, "2"), NoMatchReason.UNKNOWN_BLOCK, "1")
        self.assert_reason(find("506", "Jussara"), NoMatchReason.NAME_MISMATCH)
        self.assert_reason(find("104", "Rodrigo Silva", "1"), NoMatchReason.NAME_MISMATCH)
