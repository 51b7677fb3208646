"""Which apartment and which block a turn names, and which numbers are something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from audiosocket.understanding.blocks import HEADS, LETTER_NAMES, NUMERALS, block_at, block_mentions, occurrences
from audiosocket.understanding.fold import word_set
from audiosocket.understanding.index import RosterIndex, normal_number
from audiosocket.understanding.numbers import Number, read_numbers
from audiosocket.understanding.other_numbers import alternatives, is_elsewhere, is_other_number, without_signs
from audiosocket.understanding.turn import APARTMENT_WORDS, Turn

_MARKS = frozenset(",.?!;:")
_FOREIGN = word_set("dos doce once i oh one two three four five six seven eight nine ten eleven twelve y")
_FOREIGN_CUES = word_set(
    "vengo bloque llamo tardes buenas hello apartment please gracias soy here good visitar hola i am"
) - {"visitar"}
CORRECTIONS = re.compile(
    r"\b(?:nao|alias|quer dizer|digo|ou melhor|desculpa|desculpe|na verdade|opa|perdao|minto|errei|corrigindo|"
    r"corrige|melhor dizendo|me enganei|confundi|"
    r"peraí|perai|pera|ops|sorry|ah)\b"
)
_FLAT_CUE = re.compile(
    r"(?:^| )(?:ap|apto|apt|ape|apartamento|apartment|unidade|apartamiento|departamento|depto)(?: (?:numero|n|no|"
    r"e|eh|de numero|o|do|da))*$"
)
_PLACE_CUE = re.compile(r"(?:^| )(?:no|na|do|da|pro|pra|para o|para|ao|numero|e|eh|o|casa|la no|aqui no|em|del|al)$")


@dataclass(slots=True)
class Places:
    """What a turn says of flat and block; `used` are the tokens that said it, so that they are no names."""

    apartment: str | None = None
    block: str | None = None
    denied_apartments: set[str] = field(default_factory=set)
    denied_blocks: set[str] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    apartment_at: tuple[int, int] | None = None
    explicit: bool = False
    numbers: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Flat:
    start: int
    end: int
    number: str
    rank: int


def read_places(turn: Turn, index: RosterIndex, asked: str | None) -> Places:
    """Find apartment and block of a turn, the last correction of each, and what it denies."""
    keys = _portuguese(turn.keys)
    places = Places()
    numbers = without_signs(keys, read_numbers(_without_headed(keys, index)))
    for number in numbers:
        places.numbers.update(range(number.start, number.end))
    flats = [flat for number in _flats_only(keys, numbers) if (flat := _flat(keys, number, index, asked))]
    flats += _named_flats(keys, index)
    flats.sort(key=lambda flat: flat.start)
    mentions = block_mentions(keys, [(flat.start, flat.end) for flat in flats], index, asked)
    spans = [(flat.start, flat.end) for flat in flats]
    blocks = [(start, end) for start, end, _ in mentions]
    denied = _denied_spans(keys, [*spans, *blocks]) | alternatives(keys, blocks)
    denied |= alternatives(keys, {*spans, *((number.start, number.end) for number in numbers)})
    denied.update(span for span in spans if is_elsewhere(keys, span[0]))
    _choose_flat(keys, flats, denied, places)
    _choose_block(mentions, denied, places)
    return places


def _portuguese(keys: Sequence[str]) -> list[str]:
    """The keys with foreign number words hidden, unless the turn is foreign."""
    if any(key in _FOREIGN_CUES for key in keys):
        return ["_" if _is_colon(keys, at) else key for at, key in enumerate(keys)]
    return ["_" if key in _FOREIGN or _is_colon(keys, at) else key for at, key in enumerate(keys)]


def _is_colon(keys: Sequence[str], at: int) -> bool:
    """Whether a "dois" is the mark that a recognizer spelled: "apartamento dois pontos noventa e dois"."""
    return keys[at] == "dois" and keys[at + 1 : at + 2] in (("pontos",), ["pontos"])


def _without_headed(keys: Sequence[str], index: RosterIndex) -> list[str]:
    """The keys with "dois" of "torre dois" hidden, so that a flat's number after it does not run on from it."""
    return [
        "_" if at and keys[at - 1] in HEADS and block_at(keys, at, index, headed=False) else key
        for at, key in enumerate(keys)
    ]


def _flats_only(keys: Sequence[str], numbers: list[Number]) -> list[Number]:
    """The numbers that can be flats; digits that go on from a telephone or order number are part of it."""
    flats: list[Number] = []
    distractor_end = -1
    for number in numbers:
        before = " ".join(keys[max(0, number.start - 9) : number.start])
        after = " ".join(keys[number.end : number.end + 3])
        runs_on = distractor_end >= 0 and all(
            key in _MARKS or key in ("e", "_") for key in keys[distractor_end : number.start]
        )
        cued = _FLAT_CUE.search(before)
        if not cued and _is_article(keys, number):
            continue
        if (
            is_other_number(before, after)
            or (runs_on and len(number.digits) != 3)
            or len(number.digits.lstrip("0")) > 5
        ) and not cued:
            distractor_end = number.end
            continue
        flats.append(number)
        distractor_end = -1
    return flats


def _flat(keys: Sequence[str], number: Number, index: RosterIndex, asked: str | None) -> _Flat | None:
    before = " ".join(keys[max(0, number.start - 4) : number.start])
    if number.start and keys[number.start - 1] in HEADS:
        return None
    digits = number.digits.lstrip("0") or "0"
    if _is_cut_off(keys, number):
        return None
    digits = _on_floor(keys, digits, index)
    cued, placed = _FLAT_CUE.search(before), _PLACE_CUE.search(before)
    lettered = number.end < len(keys) and f"{digits}{_letter(keys[number.end])}" in index.numbers
    known = digits in index.numbers or lettered
    if len(digits) == 1 and not cued and asked != "apartment_number" and not (known and placed):
        return None
    if lettered:
        return _Flat(number.start, number.end + 1, f"{digits}{_letter(keys[number.end])}", 3)
    return _Flat(
        number.start,
        number.end,
        digits,
        3 if cued else 2 if known else 1 if placed or asked == "apartment_number" else 0,
    )


def _is_article(keys: Sequence[str], number: Number) -> bool:
    """Whether a lone "um" or "uma" stands before a noun: "é uma visita", "um momento"."""
    if number.end - number.start != 1 or keys[number.start] not in ("um", "uma"):
        return False
    after = keys[number.end] if number.end < len(keys) else ""
    return after.isalpha() and after not in HEADS and after not in _AFTER_A_FLAT


_AFTER_A_FLAT = word_set(
    "e do da de no na a b c d por mesmo so obrigado obrigada moco moca senhor senhora aqui sim nao ta viu ne em um uma"
)


def _is_cut_off(keys: Sequence[str], number: Number) -> bool:
    """Whether the speech broke off inside a number: "quinhentos e …"."""
    if not number.digits.endswith("0") or keys[number.end : number.end + 1] != ["e"]:
        return False
    return number.end + 1 == len(keys) or keys[number.end + 1] in _MARKS


_ORDINALS = {
    "primeiro": 1,
    "segundo": 2,
    "terceiro": 3,
    "quarto": 4,
    "quinto": 5,
    "sexto": 6,
    "setimo": 7,
    "oitavo": 8,
    "nono": 9,
    "decimo": 10,
}


def _on_floor(keys: Sequence[str], digits: str, index: RosterIndex) -> str:
    """ "quarto andar, apartamento um" is 401, if there is a 401 and no 1."""
    if digits in index.numbers or len(digits) > 2:
        return digits
    for at, key in enumerate(keys):
        if (
            key == "andar"
            and at
            and (floor := _ORDINALS.get(keys[at - 1], int(keys[at - 1]) if keys[at - 1].isdecimal() else 0))
        ):
            combined = f"{floor}{int(digits):02d}"
            return combined if combined in index.numbers else digits
    return digits


def _letter(key: str) -> str:
    return LETTER_NAMES.get(key, "?")


def _named_flats(keys: Sequence[str], index: RosterIndex) -> list[_Flat]:
    """Flats without digits: "cobertura", "térreo um", and the roster's own aliases of flats."""
    flats: list[_Flat] = []
    for phrase, number in index.apartment_phrases:
        for at in occurrences(keys, phrase):
            if not any(flat.start <= at < flat.end for flat in flats):
                flats.append(_Flat(at, at + len(phrase), normal_number(number), 3))
    for at, key in enumerate(keys):
        if any(flat.start <= at < flat.end for flat in flats if flat.end - flat.start > 1):
            continue
        if key in ("cobertura", "penthouse", "cob"):
            flats.append(_Flat(at, at + 1, "COB", 3))
        elif key in ("terreo", "garden"):
            flats = [flat for flat in flats if flat.start != at]
            flats.append(_ground(keys, at, index))
    return flats


def _ground(keys: Sequence[str], at: int, index: RosterIndex) -> _Flat:
    prefix = keys[at][0].upper()
    following = keys[at + 1] if at + 1 < len(keys) else ""
    place = NUMERALS.get(following, following if following.isdecimal() else "")
    if place:
        return _Flat(at, at + 2, f"{prefix}{place}", 3)
    grounds = sorted(number for number in index.numbers if number.startswith(prefix) and number[1:].isdecimal())
    aliased = next((normal_number(number) for phrase, number in index.apartment_phrases if phrase == (keys[at],)), None)
    return _Flat(at, at + 1, aliased or (grounds[0] if len(grounds) == 1 else "TERREO"), 3)


def _denied_spans(keys: Sequence[str], spans: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """
    The mentions that are taken back: "não é o 501", "501 não, 502". One "não" denies once.

    In "não é pro bloco b não, é pro a" the second "não" belongs to the first.
    """
    spent: set[int] = set()
    denied: set[tuple[int, int]] = set()
    for start, end in sorted(spans):
        closing = end if end < len(keys) and keys[end] == "nao" else None
        if (opening := _negation_before(keys, start)) is not None and opening not in spent:
            spent.add(opening)
            denied.add((start, end))
            if closing is not None:
                spent.add(closing)
        elif (
            closing is not None and closing not in spent and not (closing + 1 < len(keys) and keys[closing + 1] in _IS)
        ):
            spent.add(closing)
            denied.add((start, end))
    return denied


def _negation_before(keys: Sequence[str], start: int) -> int | None:
    """Where the "não" of "não é pro ..." stands before a mention; "não, é pro ..." denies what came before."""
    at = start - 1
    while at >= 0 and (keys[at] in _COPULA or keys[at] in HEADS or keys[at] in APARTMENT_WORDS):
        at -= 1
    if at < 0 or keys[at] != "nao" or at + 1 >= start or keys[at + 1] not in _IS:
        return None
    return at


_IS = word_set("e eh era foi")
_COPULA = word_set("e eh era foi pro pra no na do da o a de para numero mais")


def _choose_flat(keys: Sequence[str], flats: list[_Flat], denied: set[tuple[int, int]], places: Places) -> None:
    """The last flat after the last correction wins; else the best marked of the last ones."""
    places.denied_apartments.update(flat.number for flat in flats if (flat.start, flat.end) in denied)
    stated = [
        flat for flat in flats if (flat.start, flat.end) not in denied and (flat.rank > 0 or len(flat.number) >= 2)
    ]
    for flat in flats:
        places.used.update(range(flat.start, flat.end))
    if not stated:
        return
    chosen = max(stated, key=lambda flat: (min(flat.rank, 2), flat.start))
    last = stated[-1]
    if last.start > chosen.start and CORRECTIONS.search(" ".join(keys[chosen.end : last.start])):
        chosen = last
    places.apartment, places.apartment_at = chosen.number, (chosen.start, chosen.end)
    places.explicit = chosen.rank >= 3


def _choose_block(mentions: list[tuple[int, int, str]], denied: set[tuple[int, int]], places: Places) -> None:
    for start, end, block in mentions:
        places.used.update(range(start, end))
        if (start, end) in denied:
            places.denied_blocks.add(block)
            places.block = None if places.block == block else places.block
        else:
            places.block = block
