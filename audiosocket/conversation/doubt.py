"""
Whether the flat that was understood may be another one that sounds the same; pure.

Only a doubt that the roster bears out is one: "sessenta e um" is asked about where there is a 71 too, and nobody's name
tells the two apart. Everything else is called without further ado; the visitor hears which flat, and can object.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from audiosocket.config.wordings import Doubt
from audiosocket.understanding.fold import fold
from audiosocket.understanding.index import RosterIndex, index_of, normal_number
from audiosocket.understanding.matching import Match, nearness
from audiosocket.understanding.phonetic import sound
from audiosocket.understanding.roster import Apartment, Roster
from audiosocket.understanding.slots import Slots
from audiosocket.understanding.spoken import say_apartment, say_number

_ALIKE_WORDS = frozenset({frozenset({"seis", "tres"}), frozenset({"tres", "treze"})})
"""Words that sound nearer than their letters are; because of the first two people say "meia"."""
_SHORTEST = 4
"""Letters of words that one letter does not tell apart."""
_SHORTEST_TAIL = 4
"""Letters of a word whose beginning is lost ("dezesseis", "seis")."""
_LETTERS = {
    "B": "be", "C": "se", "D": "de", "E": "e", "G": "je", "P": "pe", "Q": "ke", "T": "te", "V": "ve", "Z": "ze",
    "A": "a", "K": "ka", "F": "efe", "L": "ele", "M": "eme", "N": "ene", "R": "ere", "S": "ese", "I": "i", "J": "jota",
    "H": "aga", "O": "o", "U": "u", "X": "xis",
}  # fmt: skip
"""Letters as they are called."""
_FAMILIES = (frozenset("bdptvkq"), frozenset("szjx"), frozenset("mn"), frozenset("fs"))
"""Consonants that a telephone does not tell apart: those that burst, those that hiss."""


def doubt(slots: Slots, found: Match, roster: Roster) -> Doubt | None:
    """
    Why a flat is to be said back before it is called; None if there is no reason.

    :param found: the flat that the slots name.
    """
    index, flat = index_of(roster), found.apartment
    if slots.apartment_number is None:
        return "name" if _named_elsewhere(slots, found, index) else None
    same_number = [other for other in index.by_number.get(normal_number(flat.number), ()) if other is not flat]
    if slots.block is None:
        if any(_close(slots.resident_name, other, index) for other in same_number):
            return "name"
    elif any(_block_alike(flat.block, other.block, roster) and _may_be(slots, other, index) for other in same_number):
        return "block"
    return "number" if any(_may_be(slots, other, index) for other in _twins(flat, slots, roster)) else None


def _named_elsewhere(slots: Slots, found: Match, index: RosterIndex) -> bool:
    """Whether the whole name, which alone chose the flat, is close to that of somebody in another one."""
    name = slots.resident_name or ""
    others = (person for person in index.people if person.apartment is not found.apartment)
    return len(name.split()) > 1 and any(
        slots.block in (None, person.apartment.block) and nearness(name, person) for person in others
    )


def _close(name: str | None, flat: Apartment, index: RosterIndex) -> bool:
    """Whether a name said is that of somebody in a flat, or close to it."""
    people = (person for person in index.people if person.apartment is flat)
    return name is not None and any(nearness(name, person) for person in people)


def _may_be(slots: Slots, other: Apartment, index: RosterIndex) -> bool:
    """Whether nothing but its sound speaks against the other flat: no resident's name, or one that fits there too."""
    return slots.resident_name is None or _close(slots.resident_name, other, index)


def _twins(flat: Apartment, slots: Slots, roster: Roster) -> Iterator[Apartment]:
    """Other flats whose number sounds like this one's, in the block that was said."""
    for other in roster.apartments:
        same_place = slots.block is None or other.block == flat.block
        if same_place and other.number != flat.number and numbers_alike(flat.number, other.number):
            yield other


@lru_cache(maxsize=65536)
def numbers_alike(one: str, other: str) -> bool:
    """
    Whether two flats' numbers may be taken for each other when they are said: 61 and 71, 203 and 206, 302 and 1302.

    They are compared as a doorman says them, and as people dictate them, the floor first ("treze zero dois"); but so
    said nobody has a doubt between 301 and 601, because a six is dictated as "meia".
    """
    first, second = _said(one), _said(other)
    if len(first) == len(second):
        different = [(mine, yours) for mine, yours in zip(first, second, strict=True) if mine != yours]
        if len(different) == 1 and _words_alike(*different[0]):
            return True
    return _floors_alike(one, other)


def _said(number: str) -> tuple[str, ...]:
    return tuple(fold(say_apartment(number)).split())


def _floors_alike(one: str, other: str) -> bool:
    if not (one.isdecimal() and other.isdecimal() and {len(one), len(other)} == {3, 4} and one[-2:] == other[-2:]):
        return False
    return _words_alike(fold(say_number(int(one[:-2]))), fold(say_number(int(other[:-2]))))


def _words_alike(one: str, other: str) -> bool:
    if frozenset({one, other}) in _ALIKE_WORDS:
        return True
    short, long = sorted((sound(one), sound(other)), key=len)
    if len(short) >= _SHORTEST_TAIL and long.endswith(short):
        return True
    return len(short) >= _SHORTEST and OSA.distance(short, long) <= 1


def _block_alike(one: str, other: str, roster: Roster) -> bool:
    first, second = (_block_said(block, roster) for block in (one, other))
    if first.isdecimal() and second.isdecimal():
        return _words_alike(fold(say_number(int(first))), fold(say_number(int(second))))
    if len(first) == 1 and len(second) == 1:
        return letters_alike(first, second)
    return _words_alike(first, second)


def _block_said(block: str, roster: Roster) -> str:
    """What tells a block's name from others: "B" of "Bloco B", "ipe" of "Torre Ipê"."""
    name = next((known.name for known in roster.blocks if known.id == block), block)
    return name.split()[-1].upper() if len(name.split()[-1]) == 1 else fold(name.split()[-1])


def letters_alike(one: str, other: str) -> bool:
    """Whether two letters' names rhyme and begin with consonants of one kind: bê and dê, eme and ene; not bê and cê."""
    first, second = _LETTERS.get(one.upper(), ""), _LETTERS.get(other.upper(), "")
    if not first or not second or len(first) != len(second):
        return {one.upper(), other.upper()} <= {"B", "D", "E", "P", "T", "V"}  # a lost consonant leaves an "ê"
    different = [(mine, yours) for mine, yours in zip(first, second, strict=True) if mine != yours]
    return all(any({mine, yours} <= family for family in _FAMILIES) for mine, yours in different) and bool(different)
