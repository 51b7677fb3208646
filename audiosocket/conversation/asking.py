"""What the doorman does with a visitor's words, until a resident is on the telephone."""

from __future__ import annotations

from audiosocket.conversation.case import Case
from audiosocket.conversation.dialogue import OPTIONAL, Ask, Call
from audiosocket.conversation.endings import BY_OUTCOME, NO_CALL, SILENT, VISITOR_LEFT, transfer_to
from audiosocket.conversation.inputs import Calls, Confirmation, Question, Said, Visit
from audiosocket.conversation.stage import Prompt
from audiosocket.events import CallOutcome, Role
from audiosocket.understanding.matching import match
from audiosocket.understanding.slots import Slot
from audiosocket.understanding.visitor import VisitorReading

VISITOR = Role.VISITOR


def hear(visit: Visit, case: Case, question: Question, said: Said) -> None:
    """Take from a turn whatever it holds, and go on from there."""
    reading = case.read(said.text, question.asked, said.extraction)
    question.silences = 0
    if answered_otherwise(visit, case, reading):
        return
    if reading.does_not_know and question.ask and question.ask.slot in OPTIONAL:
        case.without.add(question.ask.slot)
        proceed(visit, case, question, progress=True)
    else:
        greets = reading.greeting_only and question.ask is None
        proceed(visit, case, question, progress=bool(reading.new.filled() or reading.denied or greets))


def answered_otherwise(visit: Visit, case: Case, reading: VisitorReading) -> bool:
    """Answer what is no answer to a question of ours: leaving, a person wanted, "como?", "espera"."""
    if reading.gives_up:
        visit.conclude(VISITOR_LEFT)
    elif reading.wants_human and case.human is not None:
        visit.conclude(transfer_to(case.human))
    elif reading.wants_human and not (reading.new.apartment_number or reading.new.company):
        case.stage.say(VISITOR, Prompt("no_human"))
    elif reading.repeat and not reading.new.filled():
        case.stage.repeat(VISITOR)
    elif reading.wait and not reading.new.filled():
        pass
    else:
        return False
    return True


def proceed(visit: Visit, case: Case, question: Question, *, progress: bool) -> None:
    """
    Ask what is missing, say the flat back, or call it.

    :param progress: whether the last turn told anything new; without it the same question is asked in other words, and
        after some tries the doorman goes on without the answer, or gives up.
    """
    step = case.next_step()
    if isinstance(step, Call):
        if case.wants_confirmation():
            visit.confirm(Confirmation(step.match))
            case.stage.say(VISITOR, case.about_flat("confirm_apartment", step.match))
        else:
            visit.ring(Calls.of(step.match, case.patience.attempts))
        return
    same = question.ask is not None and question.ask.slot is step.slot
    question.misses = question.misses + 1 if same and (step.problem or not progress) else int(not progress)
    question.ask = step
    case.asked = step.slot
    if step.problem and step.slot is Slot.APARTMENT_NUMBER:
        case.doubtful = True
    if question.misses >= case.rules.tries:
        _without_answer(visit, case, question, step)
    else:
        case.stage.say(VISITOR, _wording(case, question, step, progress))


def ask(visit: Visit, case: Case, question: Question) -> None:
    """Ask the question that was decided on, or find out what to ask."""
    if question.ask is None:
        proceed(visit, case, question, progress=True)
    else:
        case.stage.say(VISITOR, case.question(question.ask))


def _wording(case: Case, question: Question, step: Ask, progress: bool) -> Prompt:
    """Asked in vain, the question comes again in other words; a turn that told something else is acknowledged first."""
    missing = step.problem is None or step.slot is Slot.BLOCK
    return case.question(step, 1 if progress and missing else question.misses + 1)


def _without_answer(visit: Visit, case: Case, question: Question, step: Ask) -> None:
    if step.slot in OPTIONAL:
        case.without.add(step.slot)
        proceed(visit, case, question, progress=True)
    elif case.human is not None:
        visit.conclude(transfer_to(case.human))
    else:
        visit.conclude(NO_CALL)


def take_keys(visit: Visit, case: Case, question: Question, digits: str) -> None:
    """An apartment, or a block by its place in the list that was said."""
    blocks = question.ask.blocks if question.ask and question.ask.slot is Slot.BLOCK else ()
    if blocks and len(digits) == 1 and 1 <= int(digits) <= len(blocks):
        case.choose_block(blocks[int(digits) - 1])
    else:
        case.type_apartment(digits)
    proceed(visit, case, question, progress=True)


def call_out(visit: Visit, case: Case, question: Question) -> None:
    """A silent visitor is asked again, then shown the keypad, then let go."""
    question.silences += 1
    if question.silences > case.patience.silences:
        visit.conclude(SILENT)
    elif question.silences == 1:
        case.stage.say(
            VISITOR,
            Prompt("silent_visitor"),
            case.question(question.ask or Ask(Slot.APARTMENT_NUMBER, "ask_apartment_number")),
        )
    else:
        case.stage.say(VISITOR, Prompt("silent_keypad"))


def offer_keypad(case: Case) -> None:
    """Without a recognizer the keypad still works."""
    case.stage.say(VISITOR, Prompt("unheard_visitor"))


def hear_confirmation(visit: Visit, case: Case, confirmation: Confirmation, said: Said) -> None:
    """Yes calls, no asks anew, and anything new is taken as a correction."""
    reading = case.read(said.text, "confirm", said.extraction)
    found = match(case.slots, case.roster)
    if answered_otherwise(visit, case, reading):
        return
    if found != confirmation.found:
        visit.ask(Question())
    elif reading.confirms is False:
        case.forget_flat()
        visit.ask(Question(Ask(Slot.APARTMENT_NUMBER, "not_confirmed")))
    elif reading.confirms or reading.new.filled() or confirmation.misses:
        visit.ring(Calls.of(confirmation.found, case.patience.attempts))
    else:
        confirmation.misses += 1
        case.stage.say(VISITOR, case.about_flat("confirm_apartment", confirmation.found))


def ring_next(visit: Visit, case: Case, calls: Calls) -> None:
    """Ring the telephone whose turn it is."""
    if not calls.left:
        visit.conclude(BY_OUTCOME[CallOutcome.UNREACHABLE])
        return
    telephone, attempt = calls.left.pop(0)
    case.stage.call(calls.found.apartment, telephone, attempt)


def try_next(visit: Visit, case: Case, calls: Calls, outcome: CallOutcome) -> None:
    """The next telephone of the flat, the next round after a pause, or the bad news."""
    calls.last = outcome
    if outcome is CallOutcome.FAILED or not calls.left:
        visit.conclude(BY_OUTCOME[outcome])
        return
    case.stage.say(VISITOR, Prompt("calling_again"))
    calls.pause = case.stage.later(case.patience.between_rounds, lambda: ring_next(visit, case, calls))


def stop_ringing(case: Case, calls: Calls) -> None:
    """Nobody is called any more."""
    if calls.pause is not None and calls.pause.active():
        calls.pause.cancel()
    case.stage.stop_calling()


def hear_while_calling(visit: Visit, case: Case, calls: Calls, text: str) -> None:
    """A correction stops the ringing; everything else is answered."""
    reading = case.read(text, None)
    if reading.empty and not reading.new.filled():
        return
    if match(case.slots, case.roster) != calls.found:
        stop_ringing(case, calls)
        visit.ask(Question())
    elif not answered_otherwise(visit, case, reading):
        case.stage.say(VISITOR, Prompt("not_now"))
