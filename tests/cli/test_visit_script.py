"""Recorded visits on the disk."""

from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.recording import RecordingError, write_wav
from audiosocket.cli.visit_script import find_visits, is_reached, read_visit
from audiosocket.events import Role

VISITS = Path(__file__).parents[2] / "recordings" / "visits"


class VisitScriptTests(SynchronousTestCase):
    def test_the_repositorys_visits(self) -> None:
        """Every visit of the repository can be read; who says how many recordings is known."""
        visits = {folder.name: read_visit(folder) for folder in find_visits(VISITS)}
        self.assertEqual(len(visits), 9)
        slot_by_slot = visits["02-visit-slot-by-slot"]
        self.assertEqual(
            [each.text for each in slot_by_slot.utterances(Role.VISITOR)][:2], ["Luiza", "vim visitar uma amiga"]
        )
        self.assertEqual(len(slot_by_slot.utterances(Role.RESIDENT)), 1)
        self.assertEqual(slot_by_slot.expected_outcome, "authorized")
        self.assertEqual(slot_by_slot.expected_flat, ("A", "302"))
        self.assertIsNone(visits["07-nobody-of-that-flat"].expected_flat)

    def test_faults_name_the_place(self) -> None:
        """A folder without visits, a visit without steps and a missing recording are told by name."""
        folder = Path(self.mktemp())
        (folder / "a").mkdir(parents=True)
        self.assertIn(str(folder), str(self.assertRaises(RecordingError, find_visits, folder)))
        (folder / "a" / "visit.yaml").write_text("title: nothing\n")
        self.assertIn("steps", str(self.assertRaises(RecordingError, read_visit, folder / "a")))
        (folder / "a" / "visit.yaml").write_text("steps: [{speaker: visitor, file: x.wav}]\n")
        self.assertIn("x.wav", str(self.assertRaises(RecordingError, read_visit, folder / "a")))
        write_wav(folder / "a" / "x.wav", bytes(320))
        self.assertEqual(len(read_visit(folder / "a").visitor), 1)


class ReachedTests(SynchronousTestCase):
    def test_outcome_and_gate_agree(self) -> None:
        """A visit is as it should be when the outcome is the expected one and the gate is open for it alone."""
        self.assertTrue(is_reached("authorized", "authorized", True, True))
        self.assertFalse(is_reached("authorized", "authorized", True, False))
        self.assertFalse(is_reached("denied", "authorized", True, True))
        self.assertFalse(is_reached("denied", "denied", True, True))
        self.assertTrue(is_reached("left at the desk", "left at the desk", True, False))

    def test_no_call(self) -> None:
        """ "no call" is reached by any end at which nobody was called and the gate is shut."""
        self.assertTrue(is_reached("no call", "gave up", False, False))
        self.assertFalse(is_reached("no call", "no call", True, False))
