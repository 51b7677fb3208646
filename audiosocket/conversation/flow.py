"""
The flow of a visit: who is there, for whom, may they come in, farewell.

One state machine for both parties. Its inputs are what happened in the world, the `Stage` is what it does to the world.
Only `weigh` and `press`, in the state `deciding`, lead to the gate. A state carries its own counters and its own timer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from automat import TypeMachineBuilder

from audiosocket.conversation import asking, deciding
from audiosocket.conversation.case import Case
from audiosocket.conversation.endings import (
    BY_OUTCOME,
    GATE_FAILED,
    GATE_OPEN,
    NO_CALL,
    SILENT,
    TOO_LONG,
    VISITOR_LEFT,
    transfer_to,
)
from audiosocket.conversation.inputs import (
    Calls,
    Closing,
    Confirmation,
    Decision,
    Ending,
    Opening,
    Question,
    Said,
    Visit,
)
from audiosocket.conversation.stage import Evidence, Prompt
from audiosocket.events import CallOutcome, Role
from audiosocket.understanding.matching import match

VISITOR, RESIDENT = Role.VISITOR, Role.RESIDENT

builder = TypeMachineBuilder(Visit, Case)


def _question(visit: Visit, case: Case, question: Question) -> Question:
    case.listens, case.asked = True, question.asked
    return question


def _confirmation(visit: Visit, case: Case, confirmation: Confirmation) -> Confirmation:
    case.asked = "confirm"
    return confirmation


def _calls(visit: Visit, case: Case, calls: Calls) -> Calls:
    case.listens = False
    return calls


def _decision(visit: Visit, case: Case, decision: Decision) -> Decision:
    undecided = BY_OUTCOME[CallOutcome.ANSWERED]
    decision.timer = case.stage.later(case.patience.decision, lambda: visit.conclude(undecided))
    return decision


def _opening(visit: Visit, case: Case, evidence: Evidence) -> Opening:
    slow = case.stage.later(case.patience.gate, lambda: _tell_of_slow_gate(case))
    return Opening(evidence, slow)


def _tell_of_slow_gate(case: Case) -> None:
    case.stage.say(VISITOR, Prompt("authorized"))


def _closing(visit: Visit, case: Case, ending: Ending) -> Closing:
    return Closing(ending)


arriving = builder.state("arriving")
questioning = builder.state("questioning", _question)
confirming = builder.state("confirming", _confirmation)
calling = builder.state("calling", _calls)
weighing = builder.state("deciding", _decision)
opening = builder.state("opening", _opening)
closing = builder.state("closing", _closing)


# ---------------------------------------------------------------- arriving


@arriving.upon(Visit.visitor_arrived).loop()
def greet(visit: Visit, case: Case) -> None:
    """The first word is ours."""
    case.stage.patience(VISITOR, case.patience.visitor_silence)
    visit.ask(Question())
    case.stage.say(VISITOR, Prompt("greeting"))


arriving.upon(Visit.ask).to(questioning).returns(None)


@arriving.upon(Visit.visitor_left).loop()
def leave_at_once(visit: Visit, case: Case) -> None:
    """A call that ended before it began."""
    visit.conclude(VISITOR_LEFT)


# ---------------------------------------------------------------- questioning


@questioning.upon(Visit.visitor_said).loop()
def hear_visitor(visit: Visit, case: Case, question: Question, said: Said) -> None:
    """Take from a turn whatever it holds, and go on from there."""
    asking.hear(visit, case, question, said)


@questioning.upon(Visit.visitor_typed).loop()
def take_keys(visit: Visit, case: Case, question: Question, digits: str) -> None:
    """An apartment, or a block by its place in the list, from the keypad."""
    asking.take_keys(visit, case, question, digits)


@questioning.upon(Visit.visitor_quiet).loop()
def call_out(visit: Visit, case: Case, question: Question) -> None:
    """A silent visitor is asked again, then shown the keypad, then let go."""
    asking.call_out(visit, case, question)


@questioning.upon(Visit.visitor_unheard).loop()
def offer_keypad(visit: Visit, case: Case, question: Question) -> None:
    """Without a recognizer the keypad still works."""
    asking.offer_keypad(case)


questioning.upon(Visit.confirm).to(confirming).returns(None)


# ---------------------------------------------------------------- confirming


@confirming.upon(Visit.visitor_said).loop()
def hear_confirmation(visit: Visit, case: Case, confirmation: Confirmation, said: Said) -> None:
    """Yes calls, no asks anew, and anything new is taken as a correction."""
    asking.hear_confirmation(visit, case, confirmation, said)


@confirming.upon(Visit.visitor_typed).loop()
def retype(visit: Visit, case: Case, confirmation: Confirmation, digits: str) -> None:
    """A typed apartment is the last word."""
    case.type_apartment(digits)
    visit.ask(Question())


@confirming.upon(Visit.visitor_quiet).loop()
def take_silence_for_consent_to_call(visit: Visit, case: Case, confirmation: Confirmation) -> None:
    """Whoever does not object to the flat that was said back has it called; nothing opens by that."""
    visit.ring(Calls.of(confirmation.found, case.patience.attempts))


@confirming.upon(Visit.visitor_unheard).loop()
def offer_keypad_instead(visit: Visit, case: Case, confirmation: Confirmation) -> None:
    """Without a recognizer the keypad still works."""
    asking.offer_keypad(case)


# ---------------------------------------------------------------- calling


def ring_first(visit: Visit, case: Case, data: object, calls: Calls) -> None:
    """Tell the visitor, make the announcement ready, ring; whoever tries one flat after another is let go."""
    case.rung += 1
    if case.rung > case.patience.flats:
        visit.conclude(transfer_to(case.human) if case.human else NO_CALL)
        return
    case.stage.patience(VISITOR, case.patience.waiting_phrase)
    case.stage.say(VISITOR, case.about_flat("calling", calls.found))
    case.stage.prepare(case.announcement())
    asking.ring_next(visit, case, calls)


questioning.upon(Visit.ring).to(calling)(ring_first)
confirming.upon(Visit.ring).to(calling)(ring_first)


@calling.upon(Visit.call_failed).loop()
def try_next(visit: Visit, case: Case, calls: Calls, outcome: CallOutcome) -> None:
    """The next telephone of the flat, the next round, or the bad news."""
    asking.try_next(visit, case, calls, outcome)


@calling.upon(Visit.visitor_said).loop()
def hear_while_calling(visit: Visit, case: Case, calls: Calls, said: Said) -> None:
    """A correction stops the ringing; everything else is answered."""
    asking.hear_while_calling(visit, case, calls, said.text)


@calling.upon(Visit.visitor_typed).loop()
def retype_while_calling(visit: Visit, case: Case, calls: Calls, digits: str) -> None:
    """Another flat of the roster, typed, stops the ringing."""
    if case.has_flat(digits):
        asking.stop_ringing(case, calls)
        case.type_apartment(digits)
        visit.ask(Question())


@calling.upon(Visit.visitor_quiet).loop()
def comfort(visit: Visit, case: Case, calls: Calls) -> None:
    """While it rings the line is not dead."""
    case.stage.say(VISITOR, Prompt("still_calling"))


@calling.upon(Visit.visitor_unheard).loop()
def comfort_unheard(visit: Visit, case: Case, calls: Calls) -> None:
    """What could not be heard now is answered all the same."""
    case.stage.say(VISITOR, Prompt("not_now"))


@calling.upon(Visit.resident_arrived).loop()
def answered(visit: Visit, case: Case, calls: Calls) -> None:
    """Somebody took the call."""
    visit.decide(Decision(calls))


@calling.upon(Visit.ask).to(questioning)
def ask_again(visit: Visit, case: Case, calls: Calls, question: Question) -> None:
    """The visitor corrected something: the ringing has been stopped."""
    case.stage.patience(VISITOR, case.patience.visitor_silence)
    asking.ask(visit, case, question)


@confirming.upon(Visit.ask).to(questioning)
def ask_instead(visit: Visit, case: Case, confirmation: Confirmation, question: Question) -> None:
    """The flat that was said back was wrong."""
    asking.ask(visit, case, question)


@calling.upon(Visit.visitor_left).loop()
def visitor_left_ringing(visit: Visit, case: Case, calls: Calls) -> None:
    """The ringing is cancelled; nobody is called for a visitor who has gone."""
    asking.stop_ringing(case, calls)
    visit.conclude(VISITOR_LEFT)


# ---------------------------------------------------------------- deciding


@calling.upon(Visit.decide).to(weighing)
def announce(visit: Visit, case: Case, calls: Calls, decision: Decision) -> None:
    """Tell the resident who is there, and the visitor that somebody answered."""
    case.called = decision.calls.found
    case.stage.patience(RESIDENT, case.patience.resident_silence)
    case.stage.say(VISITOR, Prompt("resident_answered"))
    deciding.announce(case, decision, Prompt("announce_hello"))


@weighing.upon(Visit.resident_hears).loop()
def note_beginning(visit: Visit, case: Case, decision: Decision, key: str) -> None:
    """From here on the keys are an answer that we offered."""
    if key in deciding.OFFERS:
        decision.offered_at = min(decision.offered_at, case.stage.now())


@weighing.upon(Visit.resident_heard).loop()
def note_end(visit: Visit, case: Case, decision: Decision, key: str, text: str) -> None:
    """From here on the resident knows who is there, or was asked."""
    deciding.heard(case, decision, key, text)


@weighing.upon(Visit.resident_said).loop()
def weigh(visit: Visit, case: Case, decision: Decision, said: Said) -> None:
    """Only a clear permission, begun after the announcement was heard, leads from here to the gate."""
    deciding.weigh(visit, case, decision, said)


@weighing.upon(Visit.resident_pressed).loop()
def press(visit: Visit, case: Case, decision: Decision, digit: str, at: float) -> None:
    """Only an offered key, pressed after the announcement was heard, leads from here to the gate."""
    deciding.press(visit, case, decision, digit, at)


@weighing.upon(Visit.resident_quiet).loop()
def ask_silent_resident(visit: Visit, case: Case, decision: Decision) -> None:
    """Silence asks again, then offers the keys, then is a denial."""
    deciding.quiet(visit, case, decision)


@weighing.upon(Visit.resident_unheard).loop()
def offer_resident_keys(visit: Visit, case: Case, decision: Decision) -> None:
    """Without a recognizer the keys still work."""
    deciding.unheard(case, decision)


@weighing.upon(Visit.resident_left).loop()
def lose_resident(visit: Visit, case: Case, decision: Decision) -> None:
    """A resident who hung up without a decision is called again, as the plan allows."""
    visit.ring(decision.calls)


@weighing.upon(Visit.ring).to(calling)
def call_back(visit: Visit, case: Case, decision: Decision, calls: Calls) -> None:
    """The next telephone, or the bad news."""
    deciding.stop_timer(decision)
    asking.try_next(visit, case, calls, CallOutcome.ANSWERED)


@weighing.upon(Visit.visitor_said).loop()
def hear_while_deciding(visit: Visit, case: Case, decision: Decision, said: Said) -> None:
    """The visitor may give up, or correct something: then the resident is told anew, or was the wrong one."""
    reading = case.peek(said.text)
    found = match(reading.slots, case.roster)
    if reading.gives_up:
        visit.conclude(VISITOR_LEFT)
    elif reading.new.filled() and found != decision.calls.found:
        case.take(reading.slots)
        visit.ask(Question())
    elif reading.new.visitor_name or reading.new.company or reading.new.intent_type:
        case.take(reading.slots)
        case.stage.say(VISITOR, Prompt("not_now"))
        deciding.announce(case, decision)
    elif not reading.empty:
        case.stage.say(VISITOR, Prompt("not_now"))


@weighing.upon(Visit.ask).to(questioning)
def let_wrong_resident_go(visit: Visit, case: Case, decision: Decision, question: Question) -> None:
    """The visitor meant another flat: this resident is asked nothing more."""
    deciding.stop_timer(decision)
    case.called = None
    case.stage.farewell(RESIDENT, Prompt("resident_mistake"))
    case.stage.patience(VISITOR, case.patience.visitor_silence)
    asking.ask(visit, case, question)


@weighing.upon(Visit.visitor_quiet).loop()
def comfort_while_deciding(visit: Visit, case: Case, decision: Decision) -> None:
    """While the resident thinks the line is not dead."""
    case.stage.say(VISITOR, Prompt("still_deciding"))


@weighing.upon(Visit.visitor_left).loop()
def visitor_left_deciding(visit: Visit, case: Case, decision: Decision) -> None:
    """The resident is told that the visitor has gone."""
    visit.conclude(VISITOR_LEFT)


# ---------------------------------------------------------------- opening


@weighing.upon(Visit.authorize).to(opening)
def open_gate(visit: Visit, case: Case, decision: Decision, evidence: Evidence) -> None:
    """The one place from which a gate is opened."""
    deciding.stop_timer(decision)
    case.stage.open_gate(evidence)
    case.stage.farewell(RESIDENT, Prompt("resident_authorized"))


@opening.upon(Visit.gate_opened).loop()
def gate_is_open(visit: Visit, case: Case, open_: Opening) -> None:
    """Come in."""
    visit.conclude(GATE_OPEN)


@opening.upon(Visit.gate_failed).loop()
def gate_is_shut(visit: Visit, case: Case, open_: Opening) -> None:
    """The visitor is told; the alarm was raised by whoever tried."""
    visit.conclude(GATE_FAILED)


# ---------------------------------------------------------------- closing


def say_farewells(visit: Visit, case: Case, data: object, ending: Ending) -> None:
    """Each party that is there hears its farewell to the end."""
    case.ending = ending
    if isinstance(data, Decision):
        deciding.stop_timer(data)
    if isinstance(data, Opening) and data.slow.active():
        data.slow.cancel()
    if isinstance(data, Calls):
        asking.stop_ringing(case, data)
    if ending.transfer is not None:
        case.stage.transfer(ending.transfer)
    case.stage.farewell(VISITOR, Prompt(ending.visitor))
    case.stage.farewell(RESIDENT, Prompt(ending.resident))


def say_first_farewell(visit: Visit, case: Case, ending: Ending) -> None:
    """As `say_farewells`, from the state that has no data."""
    say_farewells(visit, case, None, ending)


arriving.upon(Visit.conclude).to(closing)(say_first_farewell)
questioning.upon(Visit.conclude).to(closing)(say_farewells)
confirming.upon(Visit.conclude).to(closing)(say_farewells)
calling.upon(Visit.conclude).to(closing)(say_farewells)
weighing.upon(Visit.conclude).to(closing)(say_farewells)
opening.upon(Visit.conclude).to(closing)(say_farewells)


def leave(visit: Visit, case: Case, data: object) -> None:
    """The visitor hung up while something was asked."""
    visit.conclude(VISITOR_LEFT)


questioning.upon(Visit.visitor_left).loop()(leave)
confirming.upon(Visit.visitor_left).loop()(leave)


def cut_short(visit: Visit, case: Case, data: object) -> None:
    """No visit lasts for ever."""
    visit.conclude(TOO_LONG)


for _state in (questioning, confirming, calling, weighing):
    _state.upon(Visit.took_too_long).loop()(cut_short)
arriving.upon(Visit.took_too_long).loop()(lambda visit, case: visit.conclude(SILENT))

# ---------------------------------------------------------------- what changes nothing


def _nothing(*what: object) -> None:
    """Happens, and changes nothing."""


def _ignore(state: Any, *inputs: Callable[..., None]) -> None:
    for each in inputs:
        state.upon(each).loop()(_nothing)


_SPEECH = (Visit.resident_hears, Visit.resident_heard)
_VISITOR = (Visit.visitor_said, Visit.visitor_typed, Visit.visitor_quiet, Visit.visitor_unheard)
_RESIDENT = (Visit.resident_said, Visit.resident_pressed, Visit.resident_quiet, Visit.resident_unheard)
_NO_RESIDENT = (*_RESIDENT, Visit.resident_arrived, Visit.resident_left, Visit.call_failed)
_ENDED = (Visit.visitor_left, Visit.resident_left, Visit.took_too_long)
_DECIDED = (Visit.ask, Visit.confirm, Visit.ring, Visit.decide, Visit.authorize, Visit.conclude)

_ignore(arriving, *_SPEECH, *_VISITOR, *_NO_RESIDENT)
_ignore(questioning, *_SPEECH, *_NO_RESIDENT)
_ignore(confirming, *_SPEECH, *_NO_RESIDENT)
_ignore(calling, *_SPEECH, *_RESIDENT, Visit.resident_left)
_ignore(weighing, Visit.visitor_typed, Visit.visitor_unheard, Visit.call_failed, Visit.resident_arrived)
_ignore(opening, *_SPEECH, *_VISITOR, *_NO_RESIDENT, Visit.visitor_left, Visit.took_too_long)
_ignore(closing, *_SPEECH, *_VISITOR, *_RESIDENT, *_ENDED, *_DECIDED, Visit.resident_arrived, Visit.call_failed)
_any_state: Any
for _any_state in (arriving, questioning, confirming, calling, weighing, closing):
    _ignore(_any_state, Visit.gate_opened, Visit.gate_failed)

machine = builder.build()
