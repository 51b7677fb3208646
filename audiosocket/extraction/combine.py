"""
Rules and model together: what both, or one of them, understood of a visitor's turn.

Where they disagree about the flat, the roster decides, and if it cannot, neither is believed: the visitor is asked.
Where they disagree about the visitor, the rules are believed: a resident will hear that name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from audiosocket.extraction.grounding import grounded
from audiosocket.understanding.fold import words
from audiosocket.understanding.matching import Match, match
from audiosocket.understanding.roster import Roster
from audiosocket.understanding.slots import Slot, Slots
from audiosocket.understanding.visitor import VisitorReading

_FLAT = (Slot.APARTMENT_NUMBER, Slot.BLOCK, Slot.RESIDENT_NAME)


@dataclass(frozen=True)
class Combined:
    """
    A reading to which a model has added.

    :ivar disputed: slots about which rules and model disagree, and the roster could not tell: they are empty.
    :ivar added: slots that the model alone found.
    """

    reading: VisitorReading
    disputed: frozenset[Slot] = frozenset()
    added: frozenset[Slot] = frozenset()

    @property
    def doubtful(self) -> bool:
        """Whether the flat is to be said back before anybody is called: it is not the rules' alone."""
        return bool(self.disputed) or not self.added.isdisjoint(_FLAT)


def combine(reading: VisitorReading, said: Slots, text: str, roster: Roster) -> Combined:
    """
    Add to the rules' reading of a turn what a model understood of it.

    :param said: the model's slots, unchecked.
    """
    checked = _plausible(grounded(said, text, roster), reading)
    slots, disputed = reading.slots, set[Slot]()
    for slot in (Slot.INTENT_TYPE, Slot.VISITOR_NAME, Slot.COMPANY):
        value = checked.get(slot)
        if value is not None and slots.get(slot) is None:
            slots = replace(slots, **{slot.value: value})
    slots, disputed = _flat(slots, checked, reading, roster)
    new = Slots(**{name: value for name, value in slots.filled().items() if _is_new(name, value, reading)})
    empty = reading.empty and not new.filled() and not disputed
    added = frozenset(slot for slot in Slot if slots.get(slot) is not None and reading.slots.get(slot) is None)
    return Combined(replace(reading, slots=slots, new=new, empty=empty), frozenset(disputed), added)


def _is_new(name: str, value: str, reading: VisitorReading) -> bool:
    return getattr(reading.slots, name) != value or getattr(reading.new, name) is not None


def _plausible(said: Slots, reading: VisitorReading) -> Slots:
    """A visitor and the resident they ask for are two persons, and a company is none."""
    resident = reading.slots.resident_name or said.resident_name
    if said.visitor_name is not None and resident is not None and set(words(said.visitor_name)) & set(words(resident)):
        said = replace(said, visitor_name=None)
    visitor = reading.slots.visitor_name
    if said.resident_name is not None and visitor is not None and set(words(said.resident_name)) & set(words(visitor)):
        said = replace(said, resident_name=None)
    if said.company is not None and said.company in (said.visitor_name, resident, reading.slots.visitor_name):
        said = replace(said, company=None)
    return said


def _flat(slots: Slots, said: Slots, reading: VisitorReading, roster: Roster) -> tuple[Slots, set[Slot]]:
    """Each value that is missing from the model, if it leads to a flat; a contradiction is for the roster to decide."""
    disputed: set[Slot] = set()
    for slot in _FLAT:
        value, known = said.get(slot), slots.get(slot)
        if value is None or value == known:
            continue
        other = replace(slots, **{slot.value: value})
        if known is None:
            slots = other if _leads_on(slots, other, roster) else slots
        elif reading.new.get(slot) is not None:  # both have read this turn, and differently
            ours, theirs = _fits(slots, roster), _fits(other, roster)
            if theirs and not ours:
                slots = other
            elif ours == theirs and not _same_name(slot, value, known):
                slots = slots.without(slot)
                disputed.add(slot)
    return slots, disputed


def _leads_on(before: Slots, after: Slots, roster: Roster) -> bool:
    """Whether a value that only the model found does not lead away from a flat."""
    return _fits(after, roster) or (not _fits(before, roster) and after.apartment_number is None)


def _fits(slots: Slots, roster: Roster) -> bool:
    return isinstance(match(slots, roster), Match)


def _same_name(slot: Slot, one: str, other: str) -> bool:
    return slot is Slot.RESIDENT_NAME and bool(set(words(one)) & set(words(other)))
