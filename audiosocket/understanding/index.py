"""Look-ups over a roster, made once for each roster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from audiosocket.understanding.fold import word_set, words
from audiosocket.understanding.phonetic import sound
from audiosocket.understanding.roster import Apartment, Resident, Roster

TITLES = word_set(
    "dona don seu sr sra senhor senhora dr dra doutor doutora vo vovo tia tio mister miss mrs mr senor srta siá"
)
PARTICLES = word_set("da de do das dos e di del della dalla van von la")
_HEADS = word_set("bloco torre predio edificio bl ala")


@dataclass(frozen=True, slots=True)
class Person:
    """A resident with the words of the name and of each nickname, folded, without titles."""

    apartment: Apartment
    resident: Resident
    words: tuple[str, ...]
    nicknames: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RosterIndex:
    """A roster's numbers, block phrases and names, folded."""

    numbers: frozenset[str]
    by_number: dict[str, tuple[Apartment, ...]]
    block_ids: frozenset[str]
    block_phrases: tuple[tuple[tuple[str, ...], str], ...]
    block_tails: tuple[tuple[tuple[str, ...], str], ...]
    apartment_phrases: tuple[tuple[tuple[str, ...], str], ...]
    people: tuple[Person, ...]
    name_words: frozenset[str]
    name_sounds: frozenset[str]
    nicknames: frozenset[str]


def normal_number(number: str) -> str:
    """A flat's number as the index has it: upper case, no spaces, dashes or leading zeros."""
    return re.sub(r"[^0-9A-Z]", "", number.upper()).lstrip("0")


def without_titles(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without the titles before it; a name of titles alone stays as it is."""
    start = 0
    while start < len(name) - 1 and name[start] in TITLES:
        start += 1
    return name[start:]


def _person(apartment: Apartment, resident: Resident) -> Person:
    nicknames = {without_titles(tuple(words(nickname))) for nickname in resident.nicknames}
    return Person(apartment, resident, without_titles(tuple(words(resident.name))), tuple(sorted(nicknames)))


def _block_phrases(roster: Roster) -> list[tuple[tuple[str, ...], str]]:
    phrases: dict[tuple[str, ...], str] = {}
    for block in roster.blocks:
        for name in (block.name, *block.aliases):
            phrase = tuple(words(name))
            if len(phrase) > 1 or (phrase and len(phrase[0]) > 2):
                phrases.setdefault(phrase, block.id)
    return sorted(phrases.items(), key=lambda item: -len(item[0]))


def _tails(phrases: list[tuple[tuple[str, ...], str]]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What is left of a phrase without its "bloco"/"prédio", if that is more than a letter: "do fundo", "de tras"."""
    tails: dict[tuple[str, ...], str] = {}
    for phrase, block in phrases:
        tail = phrase[1:] if phrase[0] in _HEADS else phrase[:-1] if phrase[-1] in _HEADS else ()
        if tail and len("".join(tail)) > 2:
            tails.setdefault(tail, block)
            if tail[-1].endswith("o") and len(tail) > 1:
                tails.setdefault((*tail[:-1], tail[-1] + "s"), block)
    return tuple(sorted(tails.items(), key=lambda item: -len(item[0])))


def _apartment_phrases(roster: Roster) -> tuple[tuple[tuple[str, ...], str], ...]:
    phrases = {tuple(words(alias)): flat.number for flat in roster.apartments for alias in flat.aliases}
    return tuple(sorted(phrases.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=64)
def index_of(roster: Roster) -> RosterIndex:
    """The roster's index; the same one each time."""
    by_number: dict[str, tuple[Apartment, ...]] = {}
    for flat in roster.apartments:
        key = normal_number(flat.number)
        by_number[key] = (*by_number.get(key, ()), flat)
    people = tuple(_person(flat, resident) for flat in roster.apartments for resident in flat.residents)
    names = {word for person in people for word in person.words if word not in PARTICLES}
    nicknames = {word for person in people for nickname in person.nicknames for word in nickname}
    phrases = _block_phrases(roster)
    return RosterIndex(
        numbers=frozenset(by_number),
        by_number=by_number,
        block_ids=frozenset(block.id for block in roster.blocks),
        block_phrases=tuple(phrases),
        block_tails=_tails(phrases),
        apartment_phrases=_apartment_phrases(roster),
        people=people,
        name_words=frozenset(names | nicknames),
        name_sounds=frozenset(sound(word) for word in names | nicknames),
        nicknames=frozenset(nicknames),
    )
