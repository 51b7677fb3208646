"""A visit as lines that a person can follow."""

import io
from uuid import UUID

from rich.console import Console
from twisted.trial.unittest import SynchronousTestCase

from audiosocket import events
from audiosocket.cli.display import ConversationDisplay, describe
from audiosocket.events import Event, Role

VISIT = UUID(int=1)


def shown(*happened: Event) -> str:
    out = io.StringIO()
    display = ConversationDisplay(Console(file=out, width=60))
    for event in happened:
        display(event)
    return out.getvalue()


class DisplayTests(SynchronousTestCase):
    def test_a_conversation(self) -> None:
        """Words stand with their speaker and the seconds since the beginning."""
        text = shown(
            events.VisitStarted(visit=VISIT, time=100.0, condominium="apoena"),
            events.Speaking(visit=VISIT, time=100.05, role=Role.VISITOR, prompt="greeting", text="Olá!"),
            events.Heard(visit=VISIT, time=105.5, role=Role.VISITOR, text="Sou o Beto", recognize_seconds=1.2),
            events.GateOpened(visit=VISIT, time=120.0),
        )
        self.assertEqual(
            text.splitlines(),
            [
                "   0.00 s            a visitor calls from the gate of apoena",
                "   0.05 s  doorman   to the visitor: “Olá!”",
                "   5.50 s  visitor   “Sou o Beto”  (recognized in 1.2 s)",
                "  20.00 s  gate      is open",
            ],
        )

    def test_plain_when_not_a_terminal(self) -> None:
        """Into a file go no colours, and a long sentence stays one line."""
        text = shown(events.Speaking(visit=VISIT, time=0.0, role=Role.RESIDENT, prompt="p", text="sim " * 60))
        self.assertNotIn("\x1b", text)
        self.assertEqual(len(text.splitlines()), 1)

    def test_words_in_brackets_stay(self) -> None:
        """What was heard is shown as it is, also where it looks like markup."""
        self.assertIn(
            "[bold]oi[/bold]",
            shown(
                events.Heard(visit=VISIT, time=0.0, role=Role.VISITOR, text="[bold]oi[/bold]", recognize_seconds=1.0)
            ),
        )

    def test_understood_slots(self) -> None:
        """What is known by now is one line without the slots that are not known."""
        line = describe(
            events.SlotsUnderstood(
                visit=VISIT,
                time=0.0,
                intent_type="entrega",
                visitor_name=None,
                company="iFood",
                apartment_number="501",
                block="A",
                resident_name=None,
            )
        )
        assert line is not None
        self.assertEqual(line.what, "understood: entrega, of iFood, flat 501, block A")

    def test_what_is_not_shown(self) -> None:
        """A sentence said to its end, and the end of a turn, are no lines of their own."""
        self.assertIsNone(describe(events.Spoken(visit=VISIT, time=0.0, role=Role.VISITOR, prompt="p", complete=True)))
        self.assertIsNone(
            describe(events.TurnEnded(visit=VISIT, time=0.0, role=Role.VISITOR, seconds=1.0, speech_end=0.0))
        )
