"""What the doorman does with a resident's words and keys."""

from __future__ import annotations

from audiosocket.conversation.case import Case
from audiosocket.conversation.endings import BY_LABEL, DOUBTFUL
from audiosocket.conversation.inputs import Decision, Said, Visit
from audiosocket.conversation.stage import Evidence, Prompt
from audiosocket.events import AnswerUnderstood, Role
from audiosocket.understanding.consent import Label, read_answer

RESIDENT = Role.RESIDENT

OFFERS = frozenset({"offer_keys", "keys_decision", "unheard_resident"})
"""Prompts that tell the resident what the keys mean."""

_KEYS = {"1": Label.AUTHORIZE, "2": Label.DENY}


def announce(case: Case, decision: Decision, *first: Prompt) -> None:
    """Tell the resident who is there, and ask."""
    asked = (case.announcement(), Prompt("ask_decision"))
    offer = (Prompt("offer_keys"),) if case.offer_keys else ()
    _ask(case, decision, *first, *asked, *offer)


def weigh(visit: Visit, case: Case, decision: Decision, said: Said) -> None:
    """
    Act on the resident's words.

    Words that began before the announcement was heard only have it said again: a "sim" to a call that has not yet told
    what it is about allows nothing.
    """
    decision.silences = 0
    case.stage.patience(RESIDENT, case.patience.resident_silence)
    if not decision.announced(said.speech_start):
        _doubt(visit, case, decision)
        return
    label = _read(case, decision, said)
    case.stage.publish(AnswerUnderstood, label=label.value, by="voice")
    _act(visit, case, decision, label, Evidence("voice", decision.question, said.text))


def _read(case: Case, decision: Decision, said: Said) -> Label:
    """The meaning of words. A key is pressed and never spoken: "um" is too short to be heard for certain."""
    if said.text.strip(" .,!").isdigit():
        return Label.UNCLEAR
    return read_answer(decision.question, said.text, visitor=case.slots, clear=said.clear)


def press(visit: Visit, case: Case, decision: Decision, digit: str) -> None:
    """Act on a key; one that was not offered, or pressed before the announcement was heard, only brings the offer."""
    decision.silences = 0
    label = _KEYS.get(digit) if decision.announced(case.stage.now()) and decision.offered else None
    case.stage.publish(AnswerUnderstood, label=(label or Label.UNCLEAR).value, by="key")
    if label is None:
        _doubt(visit, case, decision)
    else:
        _act(visit, case, decision, label, Evidence("key", decision.question, digit))


def quiet(visit: Visit, case: Case, decision: Decision) -> None:
    """Silence asks again, then offers the keys, then leaves the gate shut."""
    decision.silences += 1
    case.stage.patience(RESIDENT, case.patience.resident_silence)
    if decision.silences > case.patience.silences:
        visit.conclude(DOUBTFUL)
    elif not decision.announced(case.stage.now()):
        announce(case, decision)
    elif decision.silences == 1:
        _ask(case, decision, Prompt("silent_resident"))
    else:
        _ask(case, decision, Prompt("keys_decision"))


def unheard(case: Case, decision: Decision) -> None:
    """Without a recognizer the keys still work; who is there is said first, if it was not yet heard."""
    first = () if decision.announced(case.stage.now()) else (case.announcement(),)
    _ask(case, decision, *first, Prompt("unheard_resident"))


def stop_timer(decision: Decision) -> None:
    """The decision has fallen."""
    if decision.timer is not None and decision.timer.active():
        decision.timer.cancel()


def _act(visit: Visit, case: Case, decision: Decision, label: Label, evidence: Evidence) -> None:
    if label is Label.AUTHORIZE:
        visit.authorize(evidence)
    elif label in BY_LABEL:
        visit.conclude(BY_LABEL[label])
    elif label is Label.WAIT and decision.waits < case.patience.silences:
        _wait(case, decision)
    elif label is Label.ASK_INFO and decision.questions < case.patience.questions:
        decision.questions += 1
        announce(case, decision)
    else:
        _doubt(visit, case, decision)


def _wait(case: Case, decision: Decision) -> None:
    decision.waits += 1
    case.stage.patience(RESIDENT, case.patience.resident_wait)
    case.stage.say(RESIDENT, Prompt("resident_waits"))
    case.stage.say(Role.VISITOR, Prompt("asked_to_wait"))


def _doubt(visit: Visit, case: Case, decision: Decision) -> None:
    """Doubt asks again; after that it offers the keys; then it is a denial."""
    decision.doubts += 1
    if decision.doubts > case.patience.doubts:
        visit.conclude(DOUBTFUL)
    elif not decision.announced(case.stage.now()):
        announce(case, decision)
    elif decision.doubts == case.patience.doubts:
        _ask(case, decision, Prompt("keys_decision"))
    else:
        _ask(case, decision, Prompt("again_decision"))


def _ask(case: Case, decision: Decision, *prompts: Prompt) -> None:
    decision.question = case.stage.say(RESIDENT, *prompts)
