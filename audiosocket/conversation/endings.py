"""The ways a visit ends, and the farewells that belong to them."""

from audiosocket.conversation.inputs import Ending
from audiosocket.events import CallOutcome, Outcome
from audiosocket.understanding.consent import Label

VISITOR_LEFT = Ending(Outcome.GAVE_UP, "goodbye_visitor")
SILENT = Ending(Outcome.GAVE_UP, "silent_farewell")
TOO_LONG = Ending(Outcome.NO_ANSWER, "too_long", "resident_no_decision")
NO_CALL = Ending(Outcome.NO_CALL, "no_call")
GATE_OPEN = Ending(Outcome.AUTHORIZED, "gate_open", "resident_authorized")
GATE_FAILED = Ending(Outcome.GATE_FAILED, "gate_failed", "resident_authorized")
BROKEN = Ending(Outcome.BROKEN, "broken", "resident_broken")
DOUBTFUL = Ending(Outcome.DENIED, "no_decision", "resident_no_decision")

BY_OUTCOME = {
    CallOutcome.ANSWERED: Ending(Outcome.NO_ANSWER, "no_decision", "resident_no_decision"),
    CallOutcome.BUSY: Ending(Outcome.NO_ANSWER, "resident_busy"),
    CallOutcome.NO_ANSWER: Ending(Outcome.NO_ANSWER, "no_answer"),
    CallOutcome.REFUSED: Ending(Outcome.NO_ANSWER, "resident_refused"),
    CallOutcome.UNREACHABLE: Ending(Outcome.NO_ANSWER, "resident_unreachable"),
    CallOutcome.CANCELLED: Ending(Outcome.NO_ANSWER, "no_answer"),
    CallOutcome.FAILED: Ending(Outcome.NO_ANSWER, "resident_unreachable"),
}
"""When all telephones were tried in vain, by what became of the last; ANSWERED: without a decision."""

BY_LABEL = {
    Label.DENY: Ending(Outcome.DENIED, "denied", "resident_denied"),
    Label.LEAVE_PACKAGE: Ending(Outcome.LEFT_AT_DESK, "left_at_desk", "resident_left_at_desk"),
    Label.COME_DOWN: Ending(Outcome.COMES_DOWN, "comes_down", "resident_comes_down"),
}
"""Decisions that end the visit with the gate shut."""


def transfer_to(target: str) -> Ending:
    """A person takes over."""
    return Ending(Outcome.TRANSFERRED, "transfer", transfer=target)
