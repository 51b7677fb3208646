"""Which names a turn holds, and whose they are: the visitor's or the resident's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from audiosocket.understanding import name_cues as cues
from audiosocket.understanding.companies import capitalise
from audiosocket.understanding.first_names import is_first_name
from audiosocket.understanding.fold import word_set
from audiosocket.understanding.index import PARTICLES, TITLES, RosterIndex
from audiosocket.understanding.numbers import is_number_word
from audiosocket.understanding.phonetic import alike, sound
from audiosocket.understanding.turn import APARTMENT_WORDS, Turn
from audiosocket.understanding.vocabulary import COMMON

_MARKS = frozenset(",.?!;:")
_LETTERS = word_set("be ce de efe ge aga i jota ka ele eme ene o pe que erre esse te u ve dablio xis ipsilon ze a e")


class Role(Enum):
    """Whose name it is, by the words around it."""

    VISITOR = auto()
    RESIDENT = auto()
    LOOSE = auto()
    """A name that stands alone; the question, the roster or the intent must tell."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in tokens[start:end]; `rank` tells how clear its role is, 3 the clearest."""

    text: str
    start: int
    end: int
    role: Role
    rank: int


def find_names(turn: Turn, index: RosterIndex, used: set[int], asked: str | None = None) -> list[Name]:
    """
    Every name of the turn with its role, left to right; denied and third persons' names are left out.

    A word that no list and no roster knows is a name only where the words around it, or the question, make it one.
    """
    bare = asked in ("visitor_name", "resident_name") and _is_bare(turn, used)
    keys, texts, used = _spelled_out(turn, used)
    names: list[Name] = []
    at = 0
    while at < len(keys):
        end = _span_end(keys, at, index, used)
        if end == at:
            at += 1
            continue
        name = _read_name(keys, texts, at, end, index, used)
        if name is not None and (bare or _is_believable(name, keys, texts, index)):
            names.append(name)
        at = end
    return names


def _is_bare(turn: Turn, used: set[int]) -> bool:
    """Whether a turn is hardly more than a name: at most four words that are no filler."""
    content = [
        key for at, key in enumerate(turn.keys) if at not in used and key not in _MARKS and key not in cues.FILLERS
    ]
    return len(content) <= 4 and not any(key in cues.TELLING for key in content)


def _is_believable(name: Name, keys: Sequence[str], texts: Sequence[str], index: RosterIndex) -> bool:
    """Whether an unknown word can be a name: by a list, the roster, a capital, a title, or a cue that wants a name."""
    first = keys[name.start]
    if is_first_name(first) or first in index.name_words or sound(first) in index.name_sounds:
        return True
    if cues.VERBAL.search(first) or any(
        key in ("os", "as", "um", "uma") for key in keys[max(0, name.start - 1) : name.start]
    ):
        return False
    if name.role is Role.LOOSE:
        return any(is_first_name(key) or key in index.name_words for key in keys[name.start + 1 : name.end])
    left, titled = _left(keys, name.start)
    articled = keys[name.start - 1 : name.start] in (["o"], ["a"])
    capital = name.start > 0 and texts[name.start][:1].isupper() and keys[name.start - 1] not in (".", "?", "!")
    if titled or (capital and name.rank >= 2):
        return True
    if cues.OPEN_CUE.search(left):
        return not cues.INFINITIVE.search(first) or articled
    if name.role is Role.VISITOR and re.search(r"\bsou$", left) and keys[name.end : name.end + 1] in ([], [","], ["."]):
        return True
    if name.role is Role.VISITOR:
        return bool(re.search(r"\b(?:sou|soy|i am|que e)$", left)) and articled
    return (
        name.rank >= 2
        and not cues.INFINITIVE.search(first)
        and bool(re.search(r"\b(?:pro|visitar|ver|encontrar)$", left))
        and articled
    )


def _spelled_out(turn: Turn, used: set[int]) -> tuple[list[str], list[str], set[int]]:
    """Words spelled letter by letter joined to one ("k o w a l s k i"); names of letters in a row are no names."""
    keys, texts, taken = list(turn.keys), list(turn.texts), set(used)
    at = 0
    while at < len(keys):
        end = at
        while end < len(keys) and len(keys[end]) == 1 and keys[end].isalpha():
            end += 1
        if end - at >= 4:
            keys[at], texts[at] = "".join(keys[at:end]), "".join(texts[at:end])
            for place in range(at + 1, end):
                keys[place], texts[place] = "", ""
                taken.add(place)
        at = max(end, at + 1)
    for at in range(len(keys) - 2):
        run = [key in _LETTERS for key in keys[at : at + 4]]
        if len(run) == 4 and all(run):
            taken.update(range(at, at + 4))
    return keys, texts, taken


def _namey(keys: Sequence[str], at: int, index: RosterIndex, used: set[int]) -> bool:
    if at >= len(keys) or at in used:
        return False
    key = keys[at]
    if not key.isalpha() or len(key) < 2 or key in TITLES or key in _MARKS or key in APARTMENT_WORDS:
        return False
    if is_number_word(key):
        return False
    return key not in COMMON or (key in index.name_words and len(key) > 3 and key not in _NEVER)


_NEVER = word_set("para pela pelo aqui como esse essa isso mesmo favor porta")


def _span_end(keys: Sequence[str], at: int, index: RosterIndex, used: set[int]) -> int:
    """Where the name that begins at `at` ends; `at` itself if none begins there."""
    if not _namey(keys, at, index, used):
        return at
    end = at + 1
    while end < len(keys) and end < at + 6:
        if _namey(keys, end, index, used) or (keys[end] == "" and end in used):
            end += 1
        elif (
            keys[end] in PARTICLES
            and _namey(keys, end + 1, index, used)
            and not (keys[end] in ("e", "la") and end + 1 in used)
        ) or (keys[end] in ("das", "da", "dos") and keys[end + 1 : end + 2] and keys[end + 1] in index.name_words):
            end += 2
        elif keys[end] in index.name_words and len(keys[end]) > 3 and end not in used and not is_number_word(keys[end]):
            end += 1
        else:
            break
    return end


def _left(keys: Sequence[str], start: int) -> tuple[str, bool]:
    """The words before a name, without articles and titles right before it; and whether a title stood there."""
    at, titled = start, False
    while at and keys[at - 1] in TITLES:
        at, titled = at - 1, True
    if at and keys[at - 1] in ("o", "a", "os", "as"):
        at -= 1
    return " ".join(keys[max(0, at - 9) : at]), titled


def _read_name(
    keys: Sequence[str], texts: Sequence[str], start: int, end: int, index: RosterIndex, used: set[int]
) -> Name | None:
    left, titled = _left(keys, start)
    if cues.PLACE_NAME.search(left):
        return None
    if cues.DENIAL.search(left) or cues.THIRD.search(left):
        return None
    if (
        keys[end : end + 1] == ["nao"]
        and keys[end + 1 : end + 2] not in (["e"], ["sei"], ["ta"], ["atende"], ["lembro"])
        and start > 0
    ):
        return None
    text = capitalise(" ".join(part for part in texts[start:end] if part))
    role, rank = _role(keys, start, end, left, titled, index, used)
    return Name(text, start, end, role, rank)


def _role(
    keys: Sequence[str], start: int, end: int, left: str, titled: bool, index: RosterIndex, used: set[int]
) -> tuple[Role, int]:
    after = " ".join(keys[end : end + 4])
    if re.search(r"\b(?:que|e|eh) $|\bque$", left + " ") and re.match(
        rf"(?:que )?(?:tinha |ja |me )?{cues.DID}\b", after
    ):
        return Role.RESIDENT, 2
    if titled and re.match(rf"(?:que )?(?:tinha |ja |me )*{cues.DID}\b", after):
        return Role.RESIDENT, 2
    if cues.VISITOR_KIN.search(left):
        return Role.VISITOR, 3
    if cues.VISITOR.search(left) and not left.endswith(" com") and left != "com":
        weak = re.search(r"\baqui$", left) is not None
        return Role.VISITOR, 2 if weak else 3
    for rank, pattern in cues.RESIDENT_RANKS:
        if pattern.search(left):
            return Role.RESIDENT, max(rank, 2 if titled else 0)
    if re.match(rf"(?:que )?(?:tinha |ja |me |que )?{cues.DID}\b", after):
        return Role.RESIDENT, 2
    if titled or _before_number(keys, end, used):
        return Role.RESIDENT, 2 if titled else 1
    if _after_number(keys, start, used):
        return Role.LOOSE, 2
    return Role.LOOSE, 1 if re.search(r"\b(?:e|eh)$", left) else 0


def _before_number(keys: Sequence[str], end: int, used: set[int]) -> bool:
    """ "luiz do cento e dois", "heitor, apartamento 902"."""
    place = end
    while place < len(keys) and place < end + 4 and keys[place] in _TO_NUMBER:
        place += 1
    return place in used and (is_number_word(keys[place]) or keys[place] in APARTMENT_WORDS | _HIGH_AND_LOW)


def _after_number(keys: Sequence[str], start: int, used: set[int]) -> bool:
    """ "cento e dois sônia"."""
    place = start - 1
    while place >= 0 and place > start - 4 and keys[place] in ("o", "a", "e", "eh", "com"):
        place -= 1
    return place in used


_HIGH_AND_LOW = word_set("cobertura terreo bloco torre predio a b c d be ce")
_TO_NUMBER = word_set("do da no na , ap apto apartamento numero la aqui e eh o ape n")


def spelled_as(text: str, candidates: Sequence[str]) -> str | None:
    """
    The one candidate that sounds as the name said, as the roster spells it: "Cristiano do Arte" is "Cristiano Duarte".

    Only as many words of it as were said; None if none or several fit.
    """
    said = "".join(sound(word) for word in text.split())
    found = {
        " ".join(whole.split()[:size])
        for whole in candidates
        for size in range(1, len(whole.split()) + 1)
        if _same(said, whole.split()[:size])
    }
    return found.pop() if len(found) == 1 else None


def _same(said: str, name: Sequence[str]) -> bool:
    return alike(said, "".join(sound(word) for word in name))
