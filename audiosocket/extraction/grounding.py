"""
Was that really said? Only what stands in a caller's words is taken from a language model.

A model invents, completes, and repeats what it was told to repeat. So each value must be found again in the turn: a
name's words by their sound, a number as somebody says it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz

from audiosocket.understanding.first_names import is_first_name
from audiosocket.understanding.fold import word_set, words
from audiosocket.understanding.index import PARTICLES, TITLES, index_of, normal_number
from audiosocket.understanding.numbers import is_number_word, read_numbers
from audiosocket.understanding.phonetic import sound
from audiosocket.understanding.roster import Roster
from audiosocket.understanding.slots import Slots
from audiosocket.understanding.turn import read_turn

_ALIKE = 80.0
_MOST_NAME_WORDS = 5
_NO_INTENT = word_set(
    "aqui alo boas tarde noite dias tudo bem para pelo pela com apartamento apto bloco torre andar predio condominio "
    "portaria porteiro portao nome chamo senhor senhora dona moco moca favor quero queria preciso falar agora esta "
    "estou entrar abrir abre liberar libera deixa gente pessoal obrigado obrigada"
)


def grounded(slots: Slots, text: str, roster: Roster) -> Slots:
    """The values that were said, and, of flats and blocks, that the roster has; the others are emptied."""
    said = words(text)
    return replace(
        slots,
        visitor_name=_name(slots.visitor_name, said),
        company=_name(slots.company, said),
        resident_name=_name(slots.resident_name, said),
        apartment_number=_number(slots.apartment_number, text, roster),
        block=_block(slots.block, said, roster),
    )


def shows_intent(shown: str, text: str) -> bool:
    """
    Whether these words were said, one after the other, and may tell why somebody has come.

    A first name, a number and a greeting do not: a model that has nothing else to show has made the intent up, and a
    resident would be told of a delivery that nobody has.
    """
    said, phrase = words(text), words(shown)
    if not phrase or not any(said[at : at + len(phrase)] == phrase for at in range(len(said))):
        return False
    return any(
        len(word) > 3
        and word not in _NO_INTENT
        and not is_number_word(word)
        and not word.isdigit()
        and not is_first_name(word)
        for word in phrase
    )


def _name(value: str | None, said: list[str]) -> str | None:
    """A name all of whose words were said; titles are dropped."""
    if value is None or re.search(r"[^\w\s.'’&-]|\d{3}|_", value):
        return None
    parts = [word for word in value.split() if words(word) and words(word)[0] not in TITLES]
    weighty = [word for part in parts for word in words(part) if word not in PARTICLES]
    if not weighty or len(parts) > _MOST_NAME_WORDS or not all(_was_said(word, said) for word in weighty):
        return None
    return " ".join(parts)


def _was_said(word: str, said: list[str]) -> bool:
    """Whether one word, or two that a recognizer split, sounds like it."""
    if any(word == each or (len(word) > 2 and _sounds(word, each)) for each in said):
        return True
    return any(sound(word) == sound(first + second) for first, second in pairwise(said))


def _sounds(word: str, heard: str) -> bool:
    return sound(word) == sound(heard) or fuzz.ratio(word, heard) >= _ALIKE


def _number(value: str | None, text: str, roster: Roster) -> str | None:
    """A flat of the roster whose number was said: in one piece, or in pieces that stand together or add up."""
    number = normal_number(value or "")
    if not number or number not in index_of(roster).numbers:
        return None
    spoken = [each.digits for each in read_numbers(read_turn(text).keys)]
    pieces = {piece for first in range(len(spoken)) for piece in _together(spoken[first:])}
    digits = re.sub(r"\D", "", number)
    if digits and digits not in pieces:
        return None
    letters = re.sub(r"\d", "", number).lower()
    if letters and not any(word.startswith(letters) or letters.startswith(word) for word in words(text)):
        return None
    return number


def _together(digits: list[str]) -> set[str]:
    """ "500" and "1" are 5001 and 501; "12" and "03" are 1203."""
    found, joined, total = set(), "", 0
    for each in digits[:4]:
        joined, total = joined + each, total + int(each)
        found |= {joined.lstrip("0"), str(total)}
    return found


def _block(value: str | None, said: list[str], roster: Roster) -> str | None:
    """A block of the roster by its id, name or alias, if that was said."""
    if value is None:
        return None
    for block in roster.blocks:
        names = [words(name) for name in (block.id, block.name, *block.aliases)]
        if words(value) in names and any(_phrase_was_said(name, said) for name in names if name):
            return block.id
    return None


def _phrase_was_said(phrase: list[str], said: list[str]) -> bool:
    """Word for word; a letter by itself ("a") only where a block's letter stands: after a number, or last."""
    places = [at for at in range(len(said)) if said[at : at + len(phrase)] == phrase]
    if len(phrase) > 1 or len(phrase[0]) > 2:
        return bool(places)
    return any(at == len(said) - 1 or (at > 0 and is_number_word(said[at - 1])) for at in places)
