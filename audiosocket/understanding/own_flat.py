"""The resident's own flat in an answer: "pode subir aqui no 501" permits from flat 501; another number is doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiosocket.understanding.blocks import HEADS, LETTER_NAMES, NUMERALS
from audiosocket.understanding.fold import fold, word_set
from audiosocket.understanding.index import normal_number
from audiosocket.understanding.numbers import read_numbers, split_run_on
from audiosocket.understanding.roster import Apartment
from audiosocket.understanding.turn import APARTMENT_WORDS

HOME = "domicilio"
"""What stands for the own flat in an answer, as `nome` does for the visitor's name."""
_LEADS = word_set("aqui daqui e eh o a no na do da pro pra ao ate numero mesmo sou falo moro em de") | APARTMENT_WORDS
_LINKS = word_set("do da no na , letra e eh o")
_PENTHOUSE = "cobertura"


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat as it is compared: the normal form of its number, its folded block; an empty block is not known."""

    number: str
    block: str


def flat_of(apartment: Apartment) -> Flat:
    """The flat of the roster."""
    return Flat(normal_number(apartment.number), fold(apartment.block))


def flat_in(question: str) -> Flat | None:
    """The flat that our own question named, if any: "para o apartamento quinhentos e um, bloco A"."""
    tokens = question.split()
    for number in read_numbers(tokens):
        if APARTMENT_WORDS & set(tokens[max(0, number.start - 2) : number.start]):
            end, letter = _letter_after(tokens, number.end)
            block = next((_block(tokens, at)[1] for at in range(end, min(end + 3, len(tokens)))), "")
            return Flat(normal_number(number.digits + letter), block)
    return None


def _letter_after(tokens: list[str], at: int) -> tuple[int, str]:
    """A letter that belongs to the number: "43 a"; never one that is an article."""
    if at < len(tokens) and len(tokens[at]) == 1 and tokens[at].isalpha() and at + 1 == len(tokens):
        return at + 1, tokens[at]
    return at, ""


def _block(tokens: list[str], at: int) -> tuple[int, str]:
    """The end and the folded id of a block named at this place ("bloco b", "torre dois"); an empty id if none is."""
    if at + 1 >= len(tokens) or tokens[at] not in HEADS:
        return at, ""
    said = tokens[at + 1]
    return at + 2, fold(LETTER_NAMES.get(said) or NUMERALS.get(said) or said)


def _end_of_flat(tokens: list[str], start: int, end: int, digits: str, own: Flat) -> int | None:
    """Where the mention of the own flat ends; None if it is another one, or one in another block."""
    if normal_number(digits) != own.number:
        end, letter = _letter_after(tokens, end)
        if not letter or normal_number(digits + letter) != own.number:
            return None
    at = end
    while at < len(tokens) and at < end + 2 and tokens[at] in _LINKS:
        at += 1
    after, block = _block(tokens, at)
    if not block:
        return end
    return after if block == own.block else None


def with_home(text: str, own: Flat | None) -> str:
    """
    The `answer_text.plain` text in which every mention of the own flat is `HOME`.

    Another number, or the right one in another block, stays as it is: doubt.
    """
    if own is None:
        return text
    tokens = [part for word in text.split() for part in split_run_on(word)]
    mentions = [(number.start, number.end, number.digits) for number in read_numbers(tokens)]
    mentions += [(at, at + 1, "COB") for at, token in enumerate(tokens) if token == _PENTHOUSE]
    mentions += [(at, at, own.number) for at, token in enumerate(tokens) if token in HEADS and own.block]
    for start, end, digits in sorted(mentions, reverse=True):
        if len(digits) < 2 and not (start and tokens[start - 1] in APARTMENT_WORDS):
            continue
        if (after := _end_of_flat(tokens, start, end, digits, own)) is None:
            continue
        while start > 0 and tokens[start - 1] in _LEADS and not (start == 1 and tokens[0] == "ate"):
            start -= 1
        tokens[start:after] = [HOME]
    return re.sub(rf"{HOME}(?: (?:, )?{HOME})+", HOME, " ".join(tokens))
