"""A visit as a conversation that a person can follow: the events of it, line by line, with times."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from audiosocket import events
from audiosocket.events import Event, Role

_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the conversation: who, what, and in which of rich's styles."""

    who: str
    what: str
    style: str = ""


def describe(event: Event) -> Line | None:
    """How an event reads; None for those that would only distract."""
    return _of_words(event) or _of_calls(event) or _of_decisions(event)


def _of_words(event: Event) -> Line | None:
    match event:
        case events.Speaking(role=role, text=text):
            return Line("doorman", f"to the {role}: “{text}”", "cyan")
        case events.Spoken(role=role, complete=False):
            return Line("doorman", f"to the {role}: … (cut short)", "dim")
        case events.Heard(role=role, text="", recognize_seconds=seconds):
            return Line(role, f"(no words understood, {seconds:.1f} s)", "dim")
        case events.Heard(role=role, text=text, recognize_seconds=seconds):
            return Line(role, f"“{text}”  (recognized in {seconds:.1f} s)", _style(role))
        case events.KeyPressed(role=role, digit=digit):
            return Line(role, f"presses {digit}", _style(role))
        case events.SlotsUnderstood():
            return Line("", f"understood: {slots_text(event)}", "dim")
        case _:
            return None


def _of_calls(event: Event) -> Line | None:
    match event:
        case events.VisitStarted(condominium=condominium):
            return Line("", f"a visitor calls from the gate of {condominium}", "dim")
        case events.ResidentCalled(apartment=apartment, block=block, telephone=telephone, attempt=attempt):
            again = f", attempt {attempt}" if attempt > 1 else ""
            return Line("", f"calling flat {apartment} of block {block}, telephone {telephone}{again}", "dim")
        case events.ResidentRinging():
            return Line("", "the telephone rings", "dim")
        case events.ResidentCallEnded(outcome=outcome):
            return Line("", f"the call to the resident: {outcome}", "dim")
        case events.LegEnded(role=role, reason=reason):
            return Line("", f"the {role}'s leg has ended: {reason}", "dim")
        case _:
            return None


def _of_decisions(event: Event) -> Line | None:
    match event:
        case events.AnswerUnderstood(label=label, by=by):
            return Line("", f"decision: {label}, by {by}", "bold")
        case events.GateOpening(by=by):
            return Line("gate", f"is being opened, on the resident's word by {by}", "bold green")
        case events.GateOpened():
            return Line("gate", "is open", "bold green")
        case events.GateFailed(message=message):
            return Line("gate", f"did not open: {message}", "bold red")
        case events.Alarm(kind=kind, message=message):
            return Line("alarm", f"{kind}: {message}", "bold red")
        case _:
            return None


def slots_text(slots: events.SlotsUnderstood) -> str:
    """The filled slots, in one line."""
    named = (
        ("", slots.intent_type),
        ("visitor ", slots.visitor_name),
        ("of ", slots.company),
        ("flat ", slots.apartment_number),
        ("block ", slots.block),
        ("for ", slots.resident_name),
    )
    return ", ".join(f"{name}{value}" for name, value in named if value is not None) or "nothing yet"


def _style(role: Role) -> str:
    return "yellow" if role is Role.VISITOR else "magenta"


class ConversationDisplay:
    """A subscriber that prints a visit while it happens; times count from the first event."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._first: float | None = None

    def __call__(self, event: Event) -> None:
        """Print the event, if it is worth a line."""
        self._first = event.time if self._first is None else self._first
        line = describe(event)
        if line is not None:
            self.show(event.time - self._first, line)

    def show(self, seconds: float, line: Line) -> None:
        """Print a line at a time of the visit."""
        text = Text(f"{seconds:7.2f} s  ", style="dim")
        text.append(line.who.ljust(_WIDTH), style=line.style or "bold")
        text.append(line.what, style=line.style)
        self._console.print(text, soft_wrap=True, highlight=False)
