"""Which block a turn names: "bloco b", "torre dois", "do fundo", the "b" of "501 b"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiosocket.understanding.first_names import is_first_name
from audiosocket.understanding.fold import word_set
from audiosocket.understanding.index import RosterIndex
from audiosocket.understanding.numbers import is_number_word, read_numbers
from audiosocket.understanding.vocabulary import COMMON

HEADS = word_set("bloco bl torre predio edificio block tower ala blocos bloque")
LETTER_NAMES = {
    "a": "A", "ah": "A", "b": "B", "be": "B", "bee": "B", "c": "C", "ce": "C", "d": "D", "de": "D", "f": "F",
    "efe": "F",
    "g": "G", "ge": "G", "h": "H", "aga": "H", "e": "E", "i": "I", "j": "J", "jota": "J", "k": "K", "ka": "K", "l": "L",
    "m": "M", "n": "N", "s": "S", "esse": "S", "o": "O", "p": "P", "pe": "P", "t": "T", "te": "T",
}  # fmt: skip
_SURE_LETTERS = word_set("b be bee c ce d f g efe ge h")
NUMERALS = {
    "um": "1", "uma": "1", "dois": "2", "duas": "2", "tres": "3", "quatro": "4", "cinco": "5", "seis": "6", "sete": "7",
    "oito": "8", "nove": "9", "dez": "10", "primeiro": "1", "primeira": "1", "segundo": "2", "segunda": "2",
    "terceiro": "3", "terceira": "3", "quarto": "4",
}  # fmt: skip
_MARKS = frozenset(",.?!;:")
_Mentions = dict[tuple[int, int], str]


def occurrences(keys: Sequence[str], phrase: tuple[str, ...]) -> list[int]:
    size = len(phrase)
    return [at for at in range(len(keys) - size + 1) if tuple(keys[at : at + size]) == phrase]


def block_at(keys: Sequence[str], at: int, index: RosterIndex, headed: bool) -> str | None:
    """The block that a single token names; a letter unknown to the roster only after "bloco"."""
    if at >= len(keys):
        return None
    key = keys[at]
    numeral = NUMERALS.get(key, key if key.isdecimal() and len(key) <= 2 else "")
    if numeral in index.block_ids:
        return numeral
    letter = LETTER_NAMES.get(key)
    if letter and (letter in index.block_ids or (headed and len(key) <= 3)):
        return letter
    folded = next((block for block in index.block_ids if block.casefold() == key), None)
    if folded is None and headed and numeral:
        return numeral
    return folded


def block_mentions(
    keys: Sequence[str], flats: Sequence[tuple[int, int]], index: RosterIndex, asked: str | None
) -> list[tuple[int, int, str]]:
    """Every mention of a block, left to right, none over another."""
    found = {**_asked_block(keys, index, asked), **_after_flats(keys, flats, index), **_phrases(keys, index, asked)}
    found |= _headed(keys, index)
    mentions: list[tuple[int, int, str]] = []
    for (start, end), block in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not mentions or start >= mentions[-1][1]:
            mentions.append((start, end, block))
    return mentions


def _spelled(keys: Sequence[str], end: int) -> int:
    """The end of a spelling aid: "b de bola", "a de amor"."""
    if end + 1 < len(keys) and keys[end] == "de" and keys[end + 1].isalpha() and keys[end + 1] not in HEADS:
        return end + 2
    return end


def _headed(keys: Sequence[str], index: RosterIndex) -> _Mentions:
    """ "bloco b", "torre dois", "bloco letra a"."""
    found: _Mentions = {}
    for at, key in enumerate(keys):
        if key not in HEADS:
            continue
        place = at + 1
        while place < len(keys) and keys[place] in ("letra", "e", "eh", "o", "numero", ",") and place < at + 4:
            place += 1
        block = block_at(keys, place, index, headed=True)
        if block is None and place > at + 1:
            place = at + 1
            block = block_at(keys, place, index, headed=True)
        if block is None and (unknown := _unknown_block(keys, at, index)) is not None:
            found[(at, unknown[0])] = unknown[1]
        elif block is not None and not (
            keys[place] in ("de", "e", "o") and place + 1 < len(keys) and keys[place + 1] not in _MARKS
        ):
            found[(at, _spelled(keys, place + 1))] = block
    return found


_NAMED_HEADS = word_set("bloco bl torre ala block bloque")
_OTHER_LETTERS = {"ze": "Z", "ve": "V", "erre": "R", "xis": "X", "dablio": "W", "ipsilon": "Y"}
_NO_BLOCK_NAME = re.compile(
    r"^(?:unic[oa]|principal|qual\w*|corret[oa]|tanto|tower|block|sei la)$|"
    r"(?:[aei]d[oa]s?|inh[oa]|mente|ando|endo|indo|ou|ei|ar|er|ir)$"
)


def _unknown_block(keys: Sequence[str], at: int, index: RosterIndex) -> tuple[int, str] | None:
    """A block that the roster does not have, and where it ends: "bloco zê", "torre onze", "bloco Girassol"."""
    place = at + 1
    while place < len(keys) and keys[place] in ("letra", "numero"):
        place += 1
    key = keys[place] if place < len(keys) else ""
    if is_number_word(key):
        number = next(iter(read_numbers(keys[place:])), None)
        return (place + number.end, number.digits) if number and not number.start and len(number.digits) < 3 else None
    if not key.isalpha() or keys[at] not in _NAMED_HEADS or key in index.name_words:
        return None
    if key in _OTHER_LETTERS or (len(key) == 1 and key not in COMMON):
        return place + 1, _OTHER_LETTERS.get(key, key.upper())
    if len(key) < 3 or key in COMMON or key in HEADS or is_first_name(key) or _NO_BLOCK_NAME.search(key):
        return None
    return place + 1, key.capitalize()


def _phrases(keys: Sequence[str], index: RosterIndex, asked: str | None) -> _Mentions:
    """The roster's names and aliases of blocks; without their "bloco" only where a block is meant."""
    found: _Mentions = {}
    for phrase, block in index.block_phrases:
        for at in occurrences(keys, phrase):
            found[(at, at + len(phrase))] = block
    text = f" {' '.join(keys)} "
    meant = asked == "block" or re.search(r" (?:bloco|predio|torre|edificio) (?:la |ali |lá )?(?:d[aeo]|o|a|e) ", text)
    for tail, block in index.block_tails:
        if not meant and (len(tail) > 1 or tail[0] in COMMON or tail[0] in index.name_words or len(tail[0]) < 5):
            continue
        for at in occurrences(keys, tail):
            found.setdefault((at, at + len(tail)), block)
    return found


def _after_flats(keys: Sequence[str], flats: Sequence[tuple[int, int]], index: RosterIndex) -> _Mentions:
    """ "501 b", "501 do b", "501, é no a", and before the number: "pro a 102", "no b, 501"."""
    found: _Mentions = {}
    for start, flat_end in flats:
        place = flat_end
        while place < len(keys) and place < flat_end + 4 and keys[place] in _BETWEEN:
            place += 1
        if place < len(keys) and (block := block_at(keys, place, index, headed=False)) is not None:
            linked = place > flat_end and keys[place - 1] in ("do", "no", "da", "na", "letra")
            if linked or keys[place] in _SURE_LETTERS or _ends_phrase(keys, place, flat_end, index):
                found[(place, _spelled(keys, place + 1))] = block
        before = start - 1
        while before > 0 and keys[before] in (",", "ap", "apartamento", "apto", "numero"):
            before -= 1
        if before > 0 and keys[before - 1] in ("pro", "no", "do", "letra", "para"):
            block = block_at(keys, before, index, headed=False)
            if block is not None and not keys[before].isdecimal() and keys[before] not in NUMERALS:
                found[(before, before + 1)] = block
    return found


_BETWEEN = word_set("do da no na la e eh , . letra aqui ali")


def _ends_phrase(keys: Sequence[str], at: int, flat_end: int, index: RosterIndex) -> bool:
    """Whether the "a" after a number is the block and no article: nothing follows that it could belong to."""
    if keys[at].isdecimal() or is_number_word(keys[at]):
        return False
    if at > flat_end and keys[at - 1] in _MARKS:
        return at + 1 >= len(keys) or keys[at + 1] in _MARKS
    following = keys[at + 1] if at + 1 < len(keys) else "."
    return following in _MARKS or following in _AFTER_BLOCK


_AFTER_BLOCK = word_set(
    "de pra pro para com eu meu nao e eh por sou vim ela ele que dona seu senhora senhor la aqui em na no chamar "
    "falar entrega da do"
)


def _asked_block(keys: Sequence[str], index: RosterIndex, asked: str | None) -> _Mentions:
    """The answer to "Qual o bloco?": "bê", "no a", "b de bola", "é o c", "o segundo"."""
    if asked != "block":
        return {}
    found: _Mentions = {}
    for at, key in enumerate(keys):
        block = block_at(keys, at, index, headed=False)
        if block is None:
            continue
        alone = (
            at + 1 >= len(keys)
            or keys[at + 1] in _MARKS
            or keys[at + 1] in ("de", "mesmo", "por", "nao", "viu", "eu", "acho")
        )
        if (key in _SURE_LETTERS or (alone and (key not in ("e", "o", "de") or len(keys) == 1))) and key != "ah":
            found[(at, _spelled(keys, at + 1))] = block
    return found
