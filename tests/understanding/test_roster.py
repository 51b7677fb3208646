"""A roster's YAML becomes frozen data, or a clear fault."""

from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.index import index_of
from audiosocket.understanding.roster import RosterError, load_roster

HERE = Path(__file__).parent / "data"


class LoadTests(SynchronousTestCase):
    def test_loads(self) -> None:
        """Blocks, flats, aliases and residents are read as text."""
        roster = load_roster(HERE / "roster.yaml")
        self.assertEqual(roster.condominium, "Residencial Ipê")
        self.assertEqual([block.id for block in roster.blocks], ["1", "2"])
        self.assertEqual(roster.apartments[1].number, "23A")
        self.assertEqual(roster.apartments[1].residents[0].nicknames, ("Beto",))

    def test_equal_rosters_share_an_index(self) -> None:
        """Two readings of one file are equal, have one hash and one index."""
        one, other = load_roster(HERE / "roster.yaml"), load_roster(HERE / "roster.yaml")
        self.assertEqual(hash(one), hash(other))
        self.assertIs(index_of(one), index_of(other))

    def test_unquoted_number(self) -> None:
        """A number that YAML did not read as text is refused, with its place and the cure."""
        path = Path(self.mktemp())
        path.write_text('condominium: "X"\nblocks: []\napartments:\n  - {block: "A", number: 0123}\n')
        fault = self.assertRaises(RosterError, load_roster, path)
        self.assertIn("apartments[0].number: 83 is not text; put it in quotes", str(fault))

    def test_not_yaml(self) -> None:
        """A file that is no YAML is refused."""
        path = Path(self.mktemp())
        path.write_text("blocks: [")
        self.assertIn("not YAML", str(self.assertRaises(RosterError, load_roster, path)))
