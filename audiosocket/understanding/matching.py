"""From the slots to one flat of the roster, or the reason why there is none to call."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from audiosocket.understanding.fold import words
from audiosocket.understanding.index import PARTICLES, Person, RosterIndex, index_of, normal_number, without_titles
from audiosocket.understanding.phonetic import alike, sound
from audiosocket.understanding.roster import Apartment, Resident, Roster
from audiosocket.understanding.slots import Slots


class NoMatchReason(StrEnum):
    """Why nobody may be called yet; each wants its own question."""

    MISSING_APARTMENT = "missing_apartment"
    """Neither a number nor a unique full name: ask for the apartment."""
    UNKNOWN_APARTMENT = "unknown_apartment"
    """No block has that number: ask for it again."""
    UNKNOWN_BLOCK = "unknown_block"
    """The block is not in the roster, or has no flat of that number (`NoMatch.blocks` has those that do): ask again."""
    AMBIGUOUS_BLOCK = "ambiguous_block"
    """Several blocks have that number (`NoMatch.blocks`) and nothing tells them apart: ask for the block."""
    NAME_MISMATCH = "name_mismatch"
    """Nobody of that name in the flat: ask for number and name again, revealing neither."""


@dataclass(frozen=True, slots=True)
class Match:
    """The flat to call; `resident` None = nobody named, or two persons fit the name."""

    apartment: Apartment
    resident: Resident | None


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nobody to call yet. `blocks`: ids of blocks that have the number; never names: they tell who lives where."""

    reason: NoMatchReason
    blocks: tuple[str, ...] = ()


class Nearness(IntEnum):
    """How near a name said is to a resident's."""

    NONE = 0
    SLIP = 1
    """One letter, the gender, a diminutive or a short form apart: Danila ~ Danilo, Pedrinho ~ Pedro."""
    SOUND = 2
    SAME = 3


def match(slots: Slots, roster: Roster) -> Match | NoMatch:
    """
    Find the one flat that the slots name.

    A number in two blocks needs the block or a name that lives in one of them only. A name that fits nobody in the flat
    is no match. Without a number only a first name with a surname, unique in the roster, finds a flat.
    """
    index = index_of(roster)
    if slots.apartment_number is None:
        return _by_name(slots, index)
    flats = _flats(slots.apartment_number, index)
    if not flats:
        return NoMatch(NoMatchReason.UNKNOWN_APARTMENT)
    if slots.block is not None:
        flats, all_blocks = [flat for flat in flats if flat.block == slots.block], tuple(flat.block for flat in flats)
        if not flats:
            return NoMatch(NoMatchReason.UNKNOWN_BLOCK, all_blocks)
    if slots.resident_name is None:
        return Match(flats[0], None) if len(flats) == 1 else _ambiguous(flats)
    return _in_flats(slots.resident_name, flats, index)


def _flats(number: str, index: RosterIndex) -> list[Apartment]:
    key = normal_number(number)
    if key in ("TERREO", "GARDEN"):
        return [
            flat for known, flats in index.by_number.items() if re.fullmatch(rf"{key[0]}\d+", known) for flat in flats
        ]
    return list(index.by_number.get(key, ()))


def _ambiguous(flats: Iterable[Apartment]) -> NoMatch:
    return NoMatch(NoMatchReason.AMBIGUOUS_BLOCK, tuple(dict.fromkeys(flat.block for flat in flats)))


def _in_flats(name: str, flats: list[Apartment], index: RosterIndex) -> Match | NoMatch:
    """The flat of several with one number in which the name lives."""
    fitting = {id(flat): nearest(name, flat, index) for flat in flats}
    best = max((nearness for _, nearness in fitting.values()), default=Nearness.NONE)
    if best is Nearness.NONE:
        return NoMatch(NoMatchReason.NAME_MISMATCH)
    chosen = [flat for flat in flats if fitting[id(flat)][1] is not Nearness.NONE]
    if len(chosen) > 1:
        exact = [flat for flat in chosen if fitting[id(flat)][1] is Nearness.SAME]
        if len(exact) != 1 or best is not Nearness.SAME:
            return _ambiguous(chosen)
        chosen = exact
    people = fitting[id(chosen[0])][0]
    return Match(chosen[0], people[0].resident if len(people) == 1 else None)


def nearest(name: str, flat: Apartment, index: RosterIndex) -> tuple[list[Person], Nearness]:
    """The residents of a flat that the name fits best, and how well; two of one nearness are both returned."""
    people = [person for person in index.people if person.apartment is flat]
    scored = [(nearness(name, person), person) for person in people]
    best = max((score for score, _ in scored), default=Nearness.NONE)
    if best is Nearness.NONE:
        return [], Nearness.NONE
    return [person for score, person in scored if score is best], best


def _by_name(slots: Slots, index: RosterIndex) -> Match | NoMatch:
    """Without a number: a first name and a surname that are one person's only."""
    said = _name_words(slots.resident_name or "")
    if len(said) < 2:
        return NoMatch(NoMatchReason.MISSING_APARTMENT)
    people = [person for person in index.people if slots.block in (None, person.apartment.block)]
    scored = [(nearness(slots.resident_name or "", person), person) for person in people]
    fitting = [(score, person) for score, person in scored if score and _surname_said(said, person)]
    best = max((score for score, _ in fitting), default=Nearness.NONE)
    chosen = [person for score, person in fitting if score is best]
    if len(chosen) != 1 or (best is Nearness.SLIP and len(fitting) > 1):
        return NoMatch(NoMatchReason.MISSING_APARTMENT)
    return Match(chosen[0].apartment, chosen[0].resident)


def _surname_said(said: tuple[str, ...], person: Person) -> bool:
    """Whether a word other than the first is one of the person's surnames (João Pedro alone is a first name)."""
    return any(_word_nearness(word, surname) for word in said[1:] for surname in person.words[-1:])


def _name_words(name: str) -> tuple[str, ...]:
    whole = without_titles(tuple(words(name)))
    return tuple(word for word in whole if word not in PARTICLES) or whole


@lru_cache(maxsize=8192)
def nearness(name: str, person: Person) -> Nearness:
    """How well a name said fits: every word said must be one of the person's, the first a first or nickname."""
    said = _name_words(name)
    if not said:
        return Nearness.NONE
    best = max((_words_nearness(said, nickname) for nickname in person.nicknames), default=Nearness.NONE)
    own = tuple(word for word in person.words if word not in PARTICLES)
    best = max(best, _words_nearness(said, own), _joined_nearness(said, own))
    for nickname in person.nicknames:
        if said[: len(nickname)] == nickname:
            best = max(best, _words_nearness(said, (*nickname, *own[1:])))
    return best


def _words_nearness(said: tuple[str, ...], own: tuple[str, ...]) -> Nearness:
    """The worst of the words' nearness, each word to its best partner, in order; a lone surname counts too."""
    worst, rest = Nearness.SAME, list(own)
    for at, word in enumerate(said):
        scored = [(_word_nearness(word, mine), -place, place) for place, mine in enumerate(rest)]
        if not scored:
            return Nearness.NONE
        score, _, place = max(scored)
        if score is Nearness.NONE:
            return Nearness.NONE
        if at == 0 and place > 0 and not (score is Nearness.SAME and own[0] in said):
            if score is Nearness.SLIP:
                return Nearness.NONE
            worst = min(worst, Nearness.SLIP) if len(said) > 1 else worst
        worst = min(worst, score)
        rest.pop(place)
    return worst


def _joined_nearness(said: tuple[str, ...], own: tuple[str, ...]) -> Nearness:
    """Words that a recognizer cut or glued: "do arte" for Duarte, sound for sound."""
    heard = "".join(sound(word) for word in said)
    heads = ("".join(sound(word) for word in own[:size]) for size in range(1, len(own) + 1))
    return Nearness.SOUND if len(heard) >= 5 and heard in set(heads) else Nearness.NONE


@lru_cache(maxsize=16384)
def _word_nearness(said: str, own: str) -> Nearness:
    if said == own:
        return Nearness.SAME
    heard, known = sound(said), sound(own)
    if alike(heard, known):
        return Nearness.SOUND
    if len(said) < 3 or len(own) < 3:
        return Nearness.NONE
    if _diminutive(said, own) or (own.startswith(said) and len(own) - len(said) >= 1 and len(said) >= 3):
        return Nearness.SLIP
    distance = OSA.distance(heard, known)
    allowed = 1 if len(known) < 7 else 2
    if (
        min(len(heard), len(known)) >= 4
        and distance <= allowed
        and (heard[0] == known[0] or (distance == 1 and len(known) >= 5))
    ):
        return Nearness.SLIP
    return Nearness.NONE


_DIMINUTIVE = re.compile(r"^(.{2,}?)z?(?:inho|inha|ito|ita|ao|ona|uca|uxo|ucha|eca|inhos)$")


def _diminutive(said: str, own: str) -> bool:
    found = _DIMINUTIVE.match(said)
    if found is None or len(found[1]) < 3:
        return False
    stem = sound(found[1])
    return sound(own).startswith(stem) and len(sound(own)) - len(stem) <= 3
