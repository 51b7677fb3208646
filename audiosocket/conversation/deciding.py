"""What the doorman does with a resident's words and keys."""

from __future__ import annotations

import math

from audiosocket.conversation.case import Case
from audiosocket.conversation.endings import BY_LABEL, DOUBTFUL
from audiosocket.conversation.inputs import Decision, Said, Visit
from audiosocket.conversation.stage import Evidence, Prompt
from audiosocket.events import AnswerUnderstood, Role
from audiosocket.understanding.answer_text import plain, with_names
from audiosocket.understanding.consent import Label, read_answer
from audiosocket.understanding.fold import words
from audiosocket.understanding.question import read_question

RESIDENT = Role.RESIDENT

OFFERS = frozenset({"offer_keys", "keys_decision", "unheard_resident"})
"""Prompts that tell the resident what the keys mean."""
QUESTIONS = frozenset({"ask_decision", "again_decision", "keys_decision", "silent_resident", "after_wait"})
"""Prompts that ask for the decision: a bare "sim" answers nothing else."""

_KEYS = {"1": Label.AUTHORIZE, "2": Label.DENY}
_MOST_INTERRUPTIONS = 6


def announce(case: Case, decision: Decision, *first: Prompt) -> None:
    """Tell the resident who is there, as it is known now, and ask; until that was heard nothing counts."""
    prompt = case.announcement()
    decision.slots = case.slots
    decision.announcement = case.stage.wording(prompt)
    decision.announced_at = decision.asked_at = math.inf
    offer = (Prompt("offer_keys"),) if case.offer_keys else ()
    _ask(case, decision, Prompt("ask_decision"), *offer, first=(*first, prompt))


def heard(case: Case, decision: Decision, key: str, text: str) -> None:
    """A prompt was said to its end; the words of an announcement are what the resident knows, and the evidence."""
    now = case.stage.now()
    if key.startswith("announce_") and key != "announce_hello":
        decision.announcement = text
        decision.announced_at = min(decision.announced_at, now)
    elif key in QUESTIONS and decision.announced(now):
        decision.asked_at = min(decision.asked_at, now)


def weigh(visit: Visit, case: Case, decision: Decision, said: Said) -> None:
    """
    Act on the resident's words.

    Words that began before the announcement was heard only have it said again: a "sim" to a call that has not yet told
    what it is about allows nothing.
    """
    decision.silences = 0
    decision.waiting = False
    case.stage.patience(RESIDENT, case.patience.resident_silence)
    if not decision.announced(said.speech_start):
        _interrupted(visit, case, decision)
        return
    question = _question(decision, said)
    label = _read(decision, question, said)
    second = _second_reading(label, said.extraction.label)
    case.stage.publish(AnswerUnderstood, label=second.value, by="voice" if second is label else "model")
    label = second
    _act(visit, case, decision, label, Evidence("voice", question, said.text))


def _question(decision: Decision, said: Said) -> str:
    """What the resident had heard when the answer began."""
    asked = said.speech_start >= decision.asked_at
    return f"{decision.announcement} {decision.question}" if asked else decision.announcement


def _read(decision: Decision, question: str, said: Said) -> Label:
    """The meaning of words. A key is pressed and never spoken: "um" is too short to be heard for certain."""
    if said.text.strip(" .,!").isdigit():
        return Label.UNCLEAR
    flat = decision.calls.found.apartment
    label = read_answer(question, said.text, visitor=decision.slots, clear=said.clear, flat=flat)
    if label is Label.AUTHORIZE and (not said.whole or _says_back(decision.announcement, said.text)):
        return Label.UNCLEAR
    return label


def _second_reading(label: Label, models: Label | None) -> Label:
    """A language model may veto a permission, or have the announcement said again; it grants nothing."""
    if label is Label.AUTHORIZE and models not in (None, Label.AUTHORIZE):
        return Label.UNCLEAR
    return Label.ASK_INFO if label is Label.UNCLEAR and models is Label.ASK_INFO else label


def _says_back(announcement: str, text: str) -> bool:
    """Whether an answer has no word of its own: an echo of "Pode Liberar Express" permits no courier of that name."""
    answer = with_names(plain(text), read_question(announcement).names, frozenset())
    return set(words(answer)) <= {"nome", *words(plain(announcement))}


def press(visit: Visit, case: Case, decision: Decision, digit: str, at: float) -> None:
    """Act on a key; one that was not offered, or pressed before the announcement was heard, only brings the offer."""
    decision.silences = 0
    decision.waiting = False
    if not decision.announced(at):
        _interrupted(visit, case, decision)
        return
    label = _KEYS.get(digit) if at >= decision.offered_at else None
    case.stage.publish(AnswerUnderstood, label=(label or Label.UNCLEAR).value, by="key")
    if label is None:
        _doubt(visit, case, decision)
    else:
        _act(visit, case, decision, label, Evidence("key", f"{decision.announcement} {decision.question}", digit))


def quiet(visit: Visit, case: Case, decision: Decision) -> None:
    """Silence asks again, then offers the keys, then leaves the gate shut."""
    case.stage.patience(RESIDENT, case.patience.resident_silence)
    if decision.waiting:
        decision.waiting = False
        decision.asked_at = math.inf  # "Voltei." may be answered by a "sim" as well
        _ask(case, decision, Prompt("after_wait"))
        return
    decision.silences += 1
    if decision.silences > case.patience.silences:
        visit.conclude(DOUBTFUL)
    elif not decision.announced(case.stage.now()):
        announce(case, decision)
    elif decision.silences == 1:
        decision.asked_at = math.inf  # so may "Alô?"
        _ask(case, decision, Prompt("silent_resident"))
    else:
        _ask(case, decision, Prompt("keys_decision"))


def unheard(case: Case, decision: Decision) -> None:
    """Without a recognizer the keys still work; who is there is said first, if it was not yet heard."""
    first = () if decision.announced(case.stage.now()) else (case.announcement(),)
    _ask(case, decision, Prompt("unheard_resident"), first=first)


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
    """The resident has a moment. A "sim" to that is a courtesy: only explicit words permit now."""
    decision.waits += 1
    decision.waiting = True
    case.stage.patience(RESIDENT, case.patience.resident_wait)
    _ask(case, decision, Prompt("resident_waits"))
    case.stage.say(Role.VISITOR, Prompt("asked_to_wait"))


def _interrupted(visit: Visit, case: Case, decision: Decision) -> None:
    """Whoever speaks before knowing what it is about is told again; that is no doubt."""
    decision.interruptions += 1
    if decision.interruptions > _MOST_INTERRUPTIONS:
        visit.conclude(DOUBTFUL)
    else:
        announce(case, decision)


def _doubt(visit: Visit, case: Case, decision: Decision) -> None:
    """Doubt asks again; after that it offers the keys; then it is a denial."""
    decision.doubts += 1
    if decision.doubts > case.patience.doubts:
        visit.conclude(DOUBTFUL)
    elif decision.doubts == case.patience.doubts:
        _ask(case, decision, Prompt("keys_decision"))
    else:
        _ask(case, decision, Prompt("again_decision"))


def _ask(case: Case, decision: Decision, *prompts: Prompt, first: tuple[Prompt, ...] = ()) -> None:
    """
    Ask with these prompts.

    :param first: is said before them, and is no part of the question.
    """
    decision.question = " ".join(case.stage.wording(prompt) for prompt in prompts)
    case.resident_asked = f"{decision.announcement} {decision.question}"
    case.stage.say(RESIDENT, *first, *prompts)
