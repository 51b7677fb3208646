"""When a flat is said back before it is called."""

from itertools import combinations

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.wordings import Doubt
from audiosocket.conversation.doubt import doubt, letters_alike, numbers_alike
from audiosocket.understanding.matching import Match, match
from audiosocket.understanding.roster import Apartment, Block, Resident, Roster
from audiosocket.understanding.slots import Slots


def roster(*flats: str, names: dict[str, str] | None = None) -> Roster:
    """Flats as "B 61", each with one resident of that name, if one is given."""
    blocks = tuple(Block(block, f"Bloco {block}") for block in dict.fromkeys(flat.split()[0] for flat in flats))
    people = names or {}
    return Roster(
        "Teste",
        blocks,
        tuple(
            Apartment(block, number, "1", residents=(Resident(people[flat]),) if flat in people else ())
            for flat in flats
            for block, _, number in [flat.partition(" ")]
        ),
    )


class DoubtTests(SynchronousTestCase):
    def doubt(self, known: Roster, **slots: str) -> Doubt | None:
        found = match(Slots(**slots), known)
        assert isinstance(found, Match), found
        return doubt(Slots(**slots), found, known)

    def test_numbers_that_sound_alike_and_both_exist(self) -> None:
        """A number is doubted where the roster has another that sounds like it, and only there."""
        self.assertEqual(self.doubt(roster("A 61", "A 71"), apartment_number="61"), "number")
        self.assertIsNone(self.doubt(roster("A 61", "A 81"), apartment_number="61"))
        self.assertIsNone(self.doubt(roster("A 61"), apartment_number="61"))

    def test_the_block_tells_numbers_apart(self) -> None:
        """A twin in another block than the one that was said is no reason."""
        known = roster("A 61", "C 71", "C 12")
        self.assertEqual(self.doubt(known, apartment_number="61"), "number")
        self.assertIsNone(self.doubt(known, apartment_number="61", block="A"))

    def test_a_name_tells_numbers_apart(self) -> None:
        """With a resident's name that fits one of them there is no doubt; one that fits both leaves it."""
        known = roster("A 61", "A 71", names={"A 61": "Helena Prado", "A 71": "Marcos Lima"})
        self.assertIsNone(self.doubt(known, apartment_number="61", resident_name="Helena"))
        close = roster("A 61", "A 71", names={"A 61": "Danilo Prado", "A 71": "Danila Lima"})
        self.assertEqual(self.doubt(close, apartment_number="61", resident_name="Danilo"), "number")

    def test_blocks_that_sound_alike(self) -> None:
        """The same number in B and D is doubted; in A and B, or B and C, it is not; nor with a name that tells."""
        self.assertEqual(self.doubt(roster("B 101", "D 101"), apartment_number="101", block="B"), "block")
        for other in "AC":
            self.assertIsNone(self.doubt(roster("B 101", f"{other} 101"), apartment_number="101", block="B"))
        self.assertIsNone(self.doubt(roster("B 101", "D 102"), apartment_number="101", block="B"))
        named = roster("B 101", "D 101", names={"B 101": "Helena Prado"})
        self.assertIsNone(self.doubt(named, apartment_number="101", block="B", resident_name="Helena"))

    def test_blocks_with_names_and_numbers(self) -> None:
        """Towers three and six, and names a letter apart, sound alike; others do not."""
        self.assertEqual(self.doubt(roster("3 101", "6 101"), apartment_number="101", block="3"), "block")
        self.assertIsNone(self.doubt(roster("1 101", "2 101"), apartment_number="101", block="1"))
        blocks = (Block("I", "Torre Palmeira"), Block("J", "Torre Palmeiras"), Block("K", "Torre Ipê"))
        flats = tuple(Apartment(block.id, "101", "1") for block in blocks)
        self.assertEqual(self.doubt(Roster("T", blocks, flats), apartment_number="101", block="I"), "block")
        self.assertIsNone(self.doubt(Roster("T", blocks, flats), apartment_number="101", block="K"))

    def test_close_names(self) -> None:
        """A name that chose the flat, and is close to one in another flat that it might have been, is doubted."""
        close = roster("A 101", "B 101", names={"A 101": "Luísa Prado", "B 101": "Luisa Lima"})
        exact = roster("A 101", "B 101", names={"A 101": "Daniel Prado", "B 101": "Daniela Lima"})
        clear = roster("A 101", "B 101", names={"A 101": "Daniel Prado", "B 101": "Marcos Lima"})
        self.assertNotIsInstance(match(Slots(apartment_number="101", resident_name="Luísa"), close), Match)
        self.assertEqual(self.doubt(exact, apartment_number="101", resident_name="Daniel"), "name")
        self.assertIsNone(self.doubt(clear, apartment_number="101", resident_name="Daniel"))

    def test_close_full_names(self) -> None:
        """Where the name alone chose the flat, a close full name elsewhere is doubted."""
        close = roster("A 101", "A 205", names={"A 101": "Daniel Prado", "A 205": "Daniela Prado"})
        clear = roster("A 101", "A 205", names={"A 101": "Daniel Prado", "A 205": "Marcos Lima"})
        self.assertEqual(self.doubt(close, resident_name="Daniel Prado"), "name")
        self.assertIsNone(self.doubt(clear, resident_name="Daniel Prado"))


class SoundTests(SynchronousTestCase):
    def test_numbers(self) -> None:
        """Sixty and seventy, three and six, two and twelve, 302 and 1302 sound alike; others of the house do not."""
        for one, other in (("61", "71"), ("203", "206"), ("2", "12"), ("3", "13"), ("302", "1302"), ("6", "16")):
            self.assertTrue(numbers_alike(one, other), (one, other))
            self.assertTrue(numbers_alike(other, one), (other, one))
        for one, other in (
            ("301", "601"),
            ("501", "502"),
            ("101", "1101"),
            ("601", "701"),
            ("COB", "61"),
            ("61", "62"),
        ):
            self.assertFalse(numbers_alike(one, other), (one, other))

    def test_few_numbers_of_a_house(self) -> None:
        """In a house of eight floors with four flats each, no two numbers are doubted."""
        house = [f"{floor}0{flat}" for floor in range(1, 9) for flat in range(1, 5)]
        self.assertEqual([pair for pair in combinations(house, 2) if numbers_alike(*pair)], [])

    def test_letters(self) -> None:
        """Bê, dê, ê, pê, tê and vê; cê and gê; eme and ene; not bê and cê, á and bê."""
        for one, other in ("BD", "BE", "BP", "BT", "DT", "DE", "CG", "MN", "FS"):
            self.assertTrue(letters_alike(one, other), one + other)
        for one, other in ("AB", "BC", "AC", "CD", "BF", "HB"):
            self.assertFalse(letters_alike(one, other), one + other)
