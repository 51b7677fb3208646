"""
Apartment numbers as people say them and recognizers write them.

"quinhentos e um", "cinco zero um", "meia zero dois", "doze zero três", "12 03", "700 e um", "mil duzentos e três",
"oitocentosedois": all become digits. What is a telephone, an order, a price, an hour, an age is told apart in `places`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_UNITS = {
    "zero": 0, "um": 1, "uma": 1, "hum": 1, "dois": 2, "duas": 2, "tres": 3, "treis": 3, "quatro": 4, "cinco": 5,
    "sinco": 5,
    "seis": 6, "meia": 6, "sete": 7, "oito": 8, "nove": 9,
    "uno": 1, "dos": 2, "cuatro": 4, "siete": 7, "ocho": 8, "nueve": 9,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "oh": 0,
}  # fmt: skip
_TEENS = {
    "dez": 10, "onze": 11, "doze": 12, "dose": 12, "treze": 13, "quatorze": 14, "catorze": 14, "quinze": 15,
    "dezesseis": 16, "desesseis": 16, "dezasseis": 16, "dezessete": 17, "desessete": 17, "dezoito": 18, "desoito": 18,
    "dezenove": 19, "desenove": 19, "diez": 10, "once": 11, "doce": 12, "trece": 13, "quince": 15,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
}  # fmt: skip
_TENS = {
    "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "cincoenta": 50, "sinquenta": 50, "sessenta": 60,
    "secenta": 60, "setenta": 70, "oitenta": 80, "noventa": 90, "veinte": 20, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "ochenta": 80, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_HUNDREDS = {
    "cem": 100, "cento": 100, "sento": 100, "duzentos": 200, "duzento": 200, "dusentos": 200, "trezentos": 300,
    "trezento": 300, "tresentos": 300, "quatrocentos": 400, "quatrocento": 400, "quinhentos": 500, "quinhento": 500,
    "quinentos": 500, "seiscentos": 600, "seiscento": 600, "seicentos": 600, "secentos": 600, "setecentos": 700,
    "setecento": 700, "oitocentos": 800, "oitocento": 800, "novecentos": 900, "novecento": 900, "ciento": 100,
    "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600,
    "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip
_SPLIT_HUNDREDS = frozenset(("centos", "sentos", "cento", "sento"))
"""What recognizers make of the end of "setecentos": "sete centos", "sete cento"."""
_THOUSAND = frozenset(("mil", "miu"))
_JOINTS = frozenset(("e", "y", "i"))
_WORDS = {**_UNITS, **_TEENS, **_TENS, **_HUNDREDS, "mil": 1000}
_RUN_ON = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_UNIT_ONLY_AFTER_DIGIT = frozenset(("dos", "oh", "one", "doce", "once", "i"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in tokens[start:end], in digits."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class _Atom:
    end: int
    value: int
    digits: str


@lru_cache(maxsize=4096)
def split_run_on(word: str) -> tuple[str, ...]:
    """A word in which a recognizer glued number words ("oitocentosedois" -> "oitocentos e dois"); others stay whole."""
    if word in _WORDS or len(word) < 8:
        return (word,)
    parts: list[str] = []
    position = 0
    while position < len(word):
        if parts and word[position] == "e" and _RUN_ON.match(word, position + 1):
            parts.append("e")
            position += 1
        found = _RUN_ON.match(word, position)
        if found is None:
            return (word,)
        parts.append(found[0])
        position = found.end()
    return tuple(parts)


def is_number_word(token: str) -> bool:
    """Whether the folded token is a number word or digits."""
    return token in _WORDS or token.isdecimal()


def _small(tokens: Sequence[str], at: int) -> _Atom | None:
    """A number below a hundred: "vinte e dois", "doze", "sete", "meia", or digits of one or two places."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token in _TENS:
        value, end = _TENS[token], at + 1
        joint = end < len(tokens) and tokens[end] in _JOINTS
        unit = tokens[end + joint] if end + joint < len(tokens) else ""
        if unit in _UNITS and _UNITS[unit] and (joint or unit not in _UNIT_ONLY_AFTER_DIGIT):
            return _Atom(end + joint + 1, value + _UNITS[unit], str(value + _UNITS[unit]))
        if joint and unit.isdecimal() and len(unit) == 1:
            return _Atom(end + 2, value + int(unit), str(value + int(unit)))
        return _Atom(end, value, str(value))
    if token in _TEENS:
        return _Atom(at + 1, _TEENS[token], str(_TEENS[token]))
    if token in _UNITS:
        return _Atom(at + 1, _UNITS[token], str(_UNITS[token]))
    if token.isdecimal() and len(token) <= 2:
        return _Atom(at + 1, int(token), token)
    return None


def _rest(tokens: Sequence[str], at: int, below: int) -> _Atom | None:
    """What is added to a round number: "e um", "um", "e vinte e dois"; not a zero, and less than `below`."""
    joint = at < len(tokens) and tokens[at] in _JOINTS
    start = at + joint
    if below > 100 and start < len(tokens) and (hundreds := _hundreds(tokens, start)) is not None:
        return hundreds if hundreds.value < below else None
    small = _small(tokens, start)
    if small is None or small.value == 0 or small.value >= below or small.digits.startswith("0"):
        return None
    if not joint and tokens[start].isdecimal():
        return None
    return small


def _hundreds(tokens: Sequence[str], at: int) -> _Atom | None:
    """A number from 100 to 999 in words, or in digits that end in two zeros with words after ("700 e um")."""
    if at >= len(tokens):
        return None
    token, end = tokens[at], at + 1
    if token in _HUNDREDS:
        value = _HUNDREDS[token]
    elif token in _UNITS and end < len(tokens) and tokens[end] in _SPLIT_HUNDREDS and _UNITS[token] > 1:
        value, end = _UNITS[token] * 100, end + 1
    elif token.isdecimal() and len(token) == 3 and token.endswith("00"):
        value = int(token)
    else:
        return None
    rest = _rest(tokens, end, 100)
    if rest is None:
        return _Atom(end, value, str(value))
    return _Atom(rest.end, value + rest.value, str(value + rest.value))


def _thousands(tokens: Sequence[str], at: int) -> _Atom | None:
    """A number from 1000: "mil e um", "mil duzentos e três", "dois mil e um", "1200 e um"."""
    if at >= len(tokens):
        return None
    head, end = 1, at
    if tokens[at] not in _THOUSAND:
        if tokens[at].isdecimal() and len(tokens[at]) == 4 and tokens[at].endswith("00"):
            rest = _rest(tokens, at + 1, 1000 if tokens[at].endswith("000") else 100)
            return None if rest is None else _Atom(rest.end, (total := int(tokens[at]) + rest.value), str(total))
        small = _small(tokens, at)
        if (
            small is None
            or not 2 <= small.value <= 99
            or small.end >= len(tokens)
            or tokens[small.end] not in _THOUSAND
        ):
            return None
        head, end = small.value, small.end
    rest = _rest(tokens, end + 1, 1000)
    value = head * 1000 + (rest.value if rest else 0)
    return _Atom(rest.end if rest else end + 1, value, str(value))


def _atom(tokens: Sequence[str], at: int) -> _Atom | None:
    for read in (_thousands, _hundreds, _small):
        if (found := read(tokens, at)) is not None:
            return found
    token = tokens[at]
    return _Atom(at + 1, int(token), token) if token.isdecimal() and len(token) <= 12 else None


def _joins(before: list[_Atom], atom: _Atom, paused: bool) -> bool:
    """Whether an atom goes on with the digits before it ("doze" "zero" "três"); over a pause only digit by digit."""
    if paused:
        return len(atom.digits) == 1 and all(len(part.digits) == 1 for part in before)
    return len(atom.digits) <= 2 and all(len(part.digits) <= 2 for part in before)


def read_numbers(tokens: Sequence[str]) -> list[Number]:
    """
    Every number in folded tokens (marks stand alone), left to right.

    Digits said one by one, or in pairs, are joined: "5", "0", "1" -> "501".
    """
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        atom = _atom(tokens, at)
        if atom is None:
            at += 1
            continue
        start, parts, at = at, [atom], atom.end
        while at < len(tokens):
            paused = tokens[at] == "," and len(parts[-1].digits) == 1
            following = _atom(tokens, at + paused) if at + paused < len(tokens) else None
            if following is None or not _joins(parts, following, paused):
                break
            parts.append(following)
            at = following.end
        found.append(Number(start, at, "".join(part.digits for part in parts)))
    return found
