"""Whether a turn needs a language model at all, and which of its tasks; pure, some tens of microseconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from audiosocket.extraction.tasks import Task
from audiosocket.understanding.consent import Label
from audiosocket.understanding.first_names import is_first_name
from audiosocket.understanding.fold import words
from audiosocket.understanding.manners import is_noise
from audiosocket.understanding.matching import Match, match
from audiosocket.understanding.numbers import is_number_word
from audiosocket.understanding.roster import Roster
from audiosocket.understanding.slots import Slot, Slots
from audiosocket.understanding.turn import read_turn
from audiosocket.understanding.visitor import Asked, VisitorReading
from audiosocket.understanding.vocabulary import COMMON

Mode = Literal["rules", "hybrid", "model"]
"""
Who understands: the rules alone; the rules, and models where those leave something open; models on every turn, with
the rules as their check and their spare.
"""

_FEWEST_WORDS = 2


def visitor_tasks(
    mode: Mode, reading: VisitorReading, known: Slots, asked: Asked, text: str, roster: Roster
) -> frozenset[Task]:
    """
    The tasks that this turn of a visitor needs.

    :param reading: what the rules made of it.
    :param known: the slots before it.
    """
    keys = read_turn(text).keys
    if mode == "rules" or not keys or is_noise(text, " ".join(keys)):
        return frozenset()
    if mode == "model":
        return _missing(known, roster)
    if _reacts(reading) or _resolved(reading, asked, keys, roster):
        return frozenset()
    return _missing(reading.slots, roster)


def answer_tasks(mode: Mode, label: Label) -> frozenset[Task]:
    """
    Whether a resident's answer is shown to a model: only a permission, which it may veto, never grant.

    :param label: what the rules made of it.
    """
    if mode == "model" or (mode == "hybrid" and label is Label.AUTHORIZE):
        return frozenset({Task.ANSWER})
    return frozenset()


def _missing(slots: Slots, roster: Roster) -> frozenset[Task]:
    """Only what is still missing is asked for."""
    tasks = set()
    if slots.intent_type is None:
        tasks.add(Task.INTENT)
    if slots.visitor_name is None and slots.company is None:
        tasks.add(Task.VISITOR)
    if slots.apartment_number is None:
        tasks.add(Task.APARTMENT)
    if slots.resident_name is None and not isinstance(match(slots, roster), Match):
        tasks.add(Task.RESIDENT_NAME)
    return frozenset(tasks)


def _reacts(reading: VisitorReading) -> bool:
    """Whether the turn is an answer to how we talk, and tells nothing of the visit."""
    return (
        reading.gives_up
        or reading.wants_human
        or reading.repeat
        or reading.wait
        or reading.greeting_only
        or reading.does_not_know
        or reading.confirms is not None
    )


def _resolved(reading: VisitorReading, asked: Asked, keys: Sequence[str], roster: Roster) -> bool:
    """Whether the resident can be called, or the rules have made something of every word that might be something."""
    if not _missing(reading.slots, roster):
        return True
    spoken = [key for key in keys if key.isalnum()]
    if isinstance(asked, Slot) and reading.new.get(asked) is not None:
        return True
    if not reading.new.filled():
        return len(spoken) < _FEWEST_WORDS and asked is None
    return not _left_over(reading, spoken)


def _left_over(reading: VisitorReading, spoken: Sequence[str]) -> list[str]:
    """Words of which nothing was made: no everyday words, no numbers, and in no slot."""
    used = {word for value in reading.slots.filled().values() for word in words(value)}
    return [
        word
        for word in spoken
        if word not in COMMON
        and word not in used
        and not is_number_word(word)
        and not word.isdigit()
        and len(word) > 2
        and not (is_first_name(word) and reading.slots.visitor_name and reading.slots.resident_name)
    ]
