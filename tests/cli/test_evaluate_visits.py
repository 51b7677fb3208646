"""How a whole visit came out."""

from pathlib import Path
from uuid import UUID

from twisted.trial.unittest import SynchronousTestCase

from audiosocket import events
from audiosocket.cli.demo import result_line
from audiosocket.cli.evaluate_visits import chosen, judge, row_of, summary
from audiosocket.cli.recording import RecordingError
from audiosocket.cli.rehearsal import Rehearsed
from audiosocket.cli.visit_script import VisitScript
from audiosocket.events import Event, Outcome, Role

VISIT = UUID(int=1)


def script(outcome: str, flat: tuple[str, str] | None = ("A", "501")) -> VisitScript:
    called = {"block": flat[0], "apartment": flat[1]} if flat is not None else None
    slots = {"apartment_number": "501", "block": "A"}
    return VisitScript("01-x", "x", (), (), {"outcome": outcome, "called": called, "slots": slots})


def call(block: str = "A", apartment: str = "501") -> Event:
    return events.ResidentCalled(
        visit=VISIT, time=12.0, leg=VISIT, apartment=apartment, block=block, telephone="4046", attempt=1
    )


def slots(apartment: str = "501") -> Event:
    return events.SlotsUnderstood(
        visit=VISIT,
        time=11.0,
        intent_type=None,
        visitor_name=None,
        company=None,
        apartment_number=apartment,
        block="A",
        resident_name=None,
    )


OPENING = events.GateOpening(visit=VISIT, time=20.0, leg=VISIT, by="voice", answer="pode", question="Posso liberar?")


def ended(outcome: Outcome) -> Event:
    return events.VisitEnded(visit=VISIT, time=30.0, outcome=outcome, seconds=20.0)


def played(*happened: Event) -> Rehearsed:
    first = events.VisitStarted(visit=VISIT, time=10.0, condominium="c")
    return Rehearsed(VISIT, (first, *happened), b"", b"")


class JudgeTests(SynchronousTestCase):
    def test_authorized(self) -> None:
        """An authorized visit opened the gate of the right flat."""
        result = judge(script("authorized"), played(call(), OPENING, ended(Outcome.AUTHORIZED)))
        self.assertEqual((result.reached, result.right_flat, result.false_authorization), (True, True, False))

    def test_false_authorization(self) -> None:
        """A gate that opens where it should not is told, whatever the outcome says."""
        result = judge(script("denied"), played(call(), OPENING, ended(Outcome.DENIED)))
        self.assertEqual((result.reached, result.false_authorization), (False, True))

    def test_nobody_called_is_no_call(self) -> None:
        """A visitor who gave up before anybody was called is "no call"."""
        result = judge(script("no call", None), played(ended(Outcome.GAVE_UP)))
        self.assertEqual((result.outcome, result.reached), ("no call", True))

    def test_a_call_where_none_should_be(self) -> None:
        """A call to a flat where nobody may be called is a wrong flat."""
        result = judge(script("no call", None), played(call(), ended(Outcome.NO_ANSWER)))
        self.assertEqual((result.reached, result.right_flat), (False, False))

    def test_not_over(self) -> None:
        """A visit without an end has no outcome of the expected ones."""
        self.assertFalse(judge(script("authorized"), played(call())).reached)


class ChosenTests(SynchronousTestCase):
    def test_by_the_beginning_of_a_name(self) -> None:
        """Visits are chosen by their names' beginnings; a name with which none begins is told with those there are."""
        folders = [Path("v/01-a"), Path("v/02-b")]
        self.assertEqual(chosen(folders, []), folders)
        self.assertEqual(chosen(folders, ["02"]), folders[1:])
        fault = self.assertRaises(RecordingError, chosen, folders, ["02", "99"])
        self.assertEqual(str(fault), "there is no visit 99; visits are 01-a, 02-b")


class RowTests(SynchronousTestCase):
    def test_row(self) -> None:
        """A row has what was expected and what came, with the conversation's times from the first event."""
        speaking = events.Speaking(visit=VISIT, time=10.5, role=Role.VISITOR, prompt="greeting", text="Olá!")
        heard = events.Heard(visit=VISIT, time=10.9, role=Role.VISITOR, text="501 A", recognize_seconds=1.0)
        row = row_of(script("denied"), played(speaking, heard, slots(), call(), ended(Outcome.DENIED)))
        self.assertEqual(row["visit"], "01-x")
        self.assertEqual((row["outcome"], row["gate_opened"], row["reached"]), ("denied", False, True))
        self.assertEqual((row["slots"], row["slots_right"]), ({"apartment_number": "501", "block": "A"}, True))
        conversation = row["conversation"]
        assert isinstance(conversation, list)
        self.assertEqual(
            conversation[:2],
            [
                {"time": 0.5, "who": "doorman", "to": "visitor", "prompt": "greeting", "text": "Olá!"},
                {"time": 0.9, "who": "visitor", "text": "501 A"},
            ],
        )

    def test_summary(self) -> None:
        """The summary names what was missed."""
        rows = [
            row_of(script("denied"), played(slots(), call(), ended(Outcome.DENIED))),
            row_of(script("authorized"), played(slots(), call("B"), ended(Outcome.NO_ANSWER))),
        ]
        self.assertEqual(
            summary(rows),
            "1 of 2 visits with the expected outcome, 0 false authorizations, 1 calls to a wrong flat, "
            "slots right in 2; missed: 01-x: no answer",
        )

    def test_result_line(self) -> None:
        """The demonstration ends with outcome, gate and seconds."""
        self.assertEqual(result_line(played(OPENING, ended(Outcome.AUTHORIZED))), "authorized, gate opened, 20.0 s")
        self.assertEqual(result_line(played(ended(Outcome.DENIED))), "denied, gate stayed shut, 20.0 s")
