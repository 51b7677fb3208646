"""What the demonstration plays, and what it leaves."""

import json
from pathlib import Path
from uuid import UUID

from twisted.trial.unittest import SynchronousTestCase

from audiosocket import events
from audiosocket.cli.demo import choose, write_results
from audiosocket.cli.recording import RecordingError, read_audio
from audiosocket.cli.rehearsal import Rehearsed
from audiosocket.cli.visit_script import RECORDINGS
from audiosocket.events import Role

VISIT = UUID(int=1)


class DemoTests(SynchronousTestCase):
    def test_a_visit_by_the_beginning_of_its_name(self) -> None:
        """A recorded visit is chosen by as much of its name as tells it apart; otherwise the names are listed."""
        self.assertEqual(choose(RECORDINGS / "visits", "03").name, "03-service-denied")
        fault = str(self.assertRaises(RecordingError, choose, RECORDINGS / "visits", "0"))
        self.assertIn("9 recorded visits begin so", fault)
        self.assertIn("03-service-denied", fault)

    def test_what_is_left(self) -> None:
        """Both recordings and all events, with seconds from the first one, lie in the folder."""
        happened = (
            events.VisitStarted(visit=VISIT, time=50.0, condominium="c"),
            events.Speaking(visit=VISIT, time=50.25, role=Role.VISITOR, prompt="greeting", text="Olá!"),
        )
        folder = Path(self.mktemp())
        write_results(folder, Rehearsed(VISIT, happened, b"\1\0" * 80, b"\2\0" * 40))
        self.assertEqual(read_audio(folder / "heard-visitor.wav"), b"\1\0" * 80)
        self.assertEqual(read_audio(folder / "heard-resident.wav"), b"\2\0" * 40)
        visit = json.loads((folder / "visit.json").read_text(encoding="utf-8"))
        self.assertEqual((visit["visit"], visit["gate_opened"]), (str(VISIT), False))
        self.assertEqual(
            [(row["event"], row["time"]) for row in visit["events"]], [("VisitStarted", 0.0), ("Speaking", 0.25)]
        )
        self.assertEqual(visit["events"][1]["text"], "Olá!")
