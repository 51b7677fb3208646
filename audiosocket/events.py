"""
What happens in a visit, as typed events on one stream.

The display, the log, the metrics and the alarms subscribe; nobody is told in any other way. Events may carry names and
words of callers: whoever writes them anywhere outside the process asks the configuration first.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from uuid import UUID

from twisted.logger import Logger


class Role(StrEnum):
    """Which party a leg belongs to."""

    VISITOR = "visitor"
    RESIDENT = "resident"


class CallOutcome(StrEnum):
    """How the call to one telephone of a resident came out."""

    ANSWERED = "answered"
    """Somebody took the call; their audio arrives, or has already arrived, under the leg's UUID."""
    BUSY = "busy"
    NO_ANSWER = "no answer"
    REFUSED = "refused"
    """The resident declined the call on the telephone."""
    UNREACHABLE = "unreachable"
    """The telephone is unknown, switched off or cannot be reached."""
    CANCELLED = "cancelled"
    """We asked for the end of the ringing."""
    FAILED = "failed"
    """The exchange itself cannot be reached or refuses us: no telephone can be called at present."""


class Outcome(StrEnum):
    """How a visit ended."""

    AUTHORIZED = "authorized"
    DENIED = "denied"
    LEFT_AT_DESK = "left at the desk"
    COMES_DOWN = "comes down"
    NO_ANSWER = "no answer"
    NO_CALL = "no call"
    TRANSFERRED = "transferred"
    GAVE_UP = "gave up"
    GATE_FAILED = "gate failed"
    BROKEN = "broken"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened; `time` is the reactor's clock, in seconds."""

    visit: UUID
    time: float


@dataclass(frozen=True, kw_only=True)
class VisitStarted(Event):
    """A visitor's call arrived."""

    condominium: str


@dataclass(frozen=True, kw_only=True)
class LegConnected(Event):
    """A party's audio is up."""

    role: Role
    leg: UUID


@dataclass(frozen=True, kw_only=True)
class LegEnded(Event):
    """A party's audio is gone; `by_us` when the doorman said farewell."""

    role: Role
    by_us: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class Speaking(Event):
    """The doorman began to say something: the first frame is written."""

    role: Role
    prompt: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Spoken(Event):
    """The doorman stopped: said to the end (`complete`), or cut by the party or by what came next."""

    role: Role
    prompt: str
    complete: bool


@dataclass(frozen=True, kw_only=True)
class Interrupted(Event):
    """The party began to speak while we spoke; our voice fell silent."""

    role: Role


@dataclass(frozen=True, kw_only=True)
class TurnEnded(Event):
    """The party finished a turn. `speech_end` is when the last sound of it arrived, on the clock of `time`."""

    role: Role
    seconds: float
    speech_end: float


@dataclass(frozen=True, kw_only=True)
class Heard(Event):
    """The words of a turn; empty when the recognizer found none. `recognize_seconds` is what that took."""

    role: Role
    text: str
    recognize_seconds: float


@dataclass(frozen=True, kw_only=True)
class KeyPressed(Event):
    """A key on the party's telephone."""

    role: Role
    digit: str


@dataclass(frozen=True, kw_only=True)
class SlotsUnderstood(Event):
    """All that is known of the visitor's wish by now; absent slots are None."""

    intent_type: str | None
    visitor_name: str | None
    company: str | None
    apartment_number: str | None
    block: str | None
    resident_name: str | None


@dataclass(frozen=True, kw_only=True)
class ResidentCalled(Event):
    """A resident's telephone is being rung."""

    leg: UUID
    apartment: str
    block: str
    telephone: str
    attempt: int


@dataclass(frozen=True, kw_only=True)
class ResidentRinging(Event):
    """That telephone says that it rings."""

    leg: UUID


@dataclass(frozen=True, kw_only=True)
class ResidentCallEnded(Event):
    """The call to the resident was answered, or failed: `outcome` as telephony names it."""

    leg: UUID
    outcome: str


@dataclass(frozen=True, kw_only=True)
class AnswerUnderstood(Event):
    """
    What the resident's answer means (a consent label).

    :ivar by: "voice", "key", or "model": a language model had a spoken answer asked again.
    """

    label: str
    by: str


@dataclass(frozen=True, kw_only=True)
class GateOpening(Event):
    """The gate is being opened, on this evidence. Every opening is preceded by exactly one of these."""

    leg: UUID
    by: str
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class GateOpened(Event):
    """The gate's controller confirmed."""


@dataclass(frozen=True, kw_only=True)
class GateFailed(Event):
    """The gate's controller did not confirm; the visitor is told."""

    message: str


@dataclass(frozen=True, kw_only=True)
class Alarm(Event):
    """Something an operator should know at once."""

    kind: str
    message: str


@dataclass(frozen=True, kw_only=True)
class VisitEnded(Event):
    """Both legs are gone."""

    outcome: Outcome
    seconds: float


Subscriber = Callable[[Event], None]


class EventStream:
    """Events in, every subscriber told in order; a subscriber that fails is logged and harms nobody."""

    _log = Logger()

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """
        Hear every event from now on.

        :returns: what to call to hear no more.
        """
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def publish(self, event: Event) -> None:
        """Tell every subscriber."""
        for subscriber in tuple(self._subscribers):
            try:
                subscriber(event)
            except Exception:
                self._log.failure("A subscriber failed on {kind}", kind=type(event).__name__)


def as_dict(event: Event) -> dict[str, object]:
    """An event as JSON takes it, its kind first."""
    row: dict[str, object] = {"event": type(event).__name__}
    for field in fields(event):
        value = getattr(event, field.name)
        row[field.name] = str(value) if isinstance(value, UUID) else value
    return row
