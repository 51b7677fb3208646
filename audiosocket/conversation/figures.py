"""What the Portuguese rules do not know of English and Spanish, in a form that they read: numbers, "pardon?"; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from audiosocket.config.wordings import Language
from audiosocket.understanding.fold import fold, word_set, words


@dataclass(frozen=True)
class _Numerals:
    """A language's number words, folded; `one` are those that are also articles or pronouns."""

    units: Mapping[str, int]
    below_hundred: Mapping[str, int]
    tens: Mapping[str, int]
    hundreds: Mapping[str, int]
    joints: frozenset[str]
    one: frozenset[str]
    hundred: str = ""
    thousand: str = ""


def _counted(names: str, first: int, step: int = 1) -> dict[str, int]:
    return {name: first + step * place for place, name in enumerate(names.split())}


_NUMERALS: Mapping[Language, _Numerals] = {
    "en": _Numerals(
        units={**_counted("zero one two three four five six seven eight nine", 0), "oh": 0},
        below_hundred=_counted("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10),
        tens=_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
        hundreds={},
        joints=word_set("and"),
        one=word_set("one oh"),
        hundred="hundred",
    ),
    "es": _Numerals(
        units={**_counted("cero uno dos tres cuatro cinco seis siete ocho nueve", 0), "un": 1, "una": 1},
        below_hundred={
            **_counted("diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve", 10),
            **_counted(
                "veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve",
                21,
            ),
        },
        tens=_counted("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
        hundreds={
            **_counted(
                "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
                100,
                100,
            ),
            "ciento": 100,
        },
        joints=word_set("y"),
        one=word_set("un una uno"),
        thousand="mil",
    ),
}
_PHRASES: Mapping[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (
            re.compile(
                r"(?:excuse me|pardon(?: me)?|come again|"
                r"(?:can|could) you (?:please )?(?:say|repeat) (?:that|it)(?: again)?|"
                r"say (?:that|it) again|what did you say|(?:i am |im |i m )?sorry)(?: please)?"
            ),
            "como?",
        ),
        (
            re.compile(r"(?:hold on|wait|one (?:second|minute|moment)|just a (?:second|minute|moment))(?: please)?"),
            "espera",
        ),
        (
            re.compile(
                r"(?:yes|yeah|yep|right|correct|that s right|exactly)(?: (?:please|it is|thank you|that s right))?"
            ),
            "sim",
        ),
        (re.compile(r"(?:no|nope|wrong)(?: (?:thank you|it is not|it isn t|that s wrong))?"), "não"),
    ),
    "es": (
        (
            re.compile(
                r"(?:perdon|disculpe|como dice|como dijo|otra vez|puede repetir(?:lo)?|que dijo)(?: por favor)?"
            ),
            "como?",
        ),
        (re.compile(r"(?:espere|espera|un (?:segundo|minuto|momento|momentito))(?: por favor)?"), "espera"),
        (re.compile(r"(?:si|correcto|exacto|asi es|eso es)(?: (?:senor|senora|gracias|por favor|correcto))?"), "sim"),
    ),
}
"""Whole turns that are no answers to a question of ours, or a yes or no to one."""
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(
    r"\b(?:apartments?|flat|unit|number|block|tower|building|apartamento|departamento|numero|bloque|torre|edificio|el)\s*$"
)
"""After such a word a single unit is a number, too."""


def for_the_rules(text: str, language: Language) -> str:
    """A visitor's turn as the Portuguese rules can read it; in Portuguese as it is."""
    said = " ".join(words(text))
    for phrase, portuguese in _PHRASES.get(language, ()):
        if phrase.fullmatch(said):
            return portuguese
    return in_figures(text, language)


def in_figures(text: str, language: Language) -> str:
    """
    A turn with the numbers of its language as figures: "five oh one" and "quinientos uno" become "501".

    Digits said one by one are joined. A lone unit stays a word, unless it is named as a number ("block two") or is all
    that was said: most of them are no numbers ("this one").
    """
    numerals = _NUMERALS.get(language)
    if numerals is None:
        return text
    found = list(_WORD.finditer(text))
    keys = [fold(word[0]) for word in found]
    pieces, done, at = [], 0, 0
    while at < len(keys):
        digits, end = _run(keys, at, numerals)
        while end > at and any(mark in ",.;!?" for mark in text[found[at].end() : found[end - 1].start()]):
            digits, end = _run(keys[: end - 1], at, numerals)
        lone = len(digits) == 1 and not _BEFORE.search(fold(text[: found[at].start()])) and len(keys) > 1
        if digits and not lone and not (end - at == 1 and keys[at] in numerals.one and len(keys) > 2):
            pieces += [text[done : found[at].start()], digits]
            done = found[end - 1].end()
        at = max(end, at + 1)
    return "".join([*pieces, text[done:]])


def _run(keys: list[str], at: int, numerals: _Numerals) -> tuple[str, int]:
    """The digits of the number words from here on, and where they end; nothing if there are none."""
    digits, end = "", at
    while (group := _group(keys, end, numerals)) is not None:
        value, end = group
        digits += str(value)
    return digits, end


def _group(keys: list[str], at: int, numerals: _Numerals) -> tuple[int, int] | None:
    """A number below ten thousand as it is spoken: "five hundred and one", "mil dos", "fifty two", "seven"."""
    key = keys[at] if at < len(keys) else ""
    if key and key == numerals.thousand:
        rest = _group(keys, at + 1, numerals)
        return (1000 + rest[0], rest[1]) if rest and rest[0] < 1000 else (1000, at + 1)
    if key in numerals.hundreds:
        return _with_rest(numerals.hundreds[key], keys, at + 1, numerals)
    if key in numerals.units:
        if at + 1 < len(keys) and keys[at + 1] == numerals.hundred and numerals.units[key]:
            return _with_rest(100 * numerals.units[key], keys, at + 2, numerals)
        return numerals.units[key], at + 1
    return _below_hundred(keys, at, numerals)


def _with_rest(hundreds: int, keys: list[str], at: int, numerals: _Numerals) -> tuple[int, int]:
    start = at + (at < len(keys) and keys[at] in numerals.joints)
    unit = numerals.units.get(keys[start]) if start < len(keys) else None
    rest = (unit, start + 1) if unit else _below_hundred(keys, start, numerals)
    return (hundreds + rest[0], rest[1]) if rest else (hundreds, at)


def _below_hundred(keys: list[str], at: int, numerals: _Numerals) -> tuple[int, int] | None:
    key = keys[at] if at < len(keys) else ""
    if key in numerals.below_hundred:
        return numerals.below_hundred[key], at + 1
    if key not in numerals.tens:
        return None
    start = at + 1 + (at + 1 < len(keys) and keys[at + 1] in numerals.joints)
    unit = numerals.units.get(keys[start]) if start < len(keys) else None
    return (numerals.tens[key] + unit, start + 1) if unit else (numerals.tens[key], at + 1)
