"""Whether what was understood equals what was meant, by the corpus' rules of comparison; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from audiosocket.understanding.slots import Slot

_TITLES = frozenset(("dona", "d", "seu", "sr", "sra", "senhor", "senhora", "dr", "dra", "doutor", "doutora", "don"))
_BLOCK_WORDS = re.compile(r"\b(bloco|torre|predio|edificio|bl)\b")
_APARTMENT_WORDS = re.compile(r"\b(apartamento|apto|apt|ape|ap|numero|n|unidade)\b")
_NAMES = (Slot.VISITOR_NAME, Slot.RESIDENT_NAME)


def slots_right(gold: Mapping[str, object], found: Mapping[str, object]) -> bool:
    """
    Whether every slot is as it should be, and no other is filled.

    :param gold: a value may be a list: any of it counts, and None in it means that leaving the slot out is right too.
    """
    return all(_slot_right(slot, gold.get(slot), found.get(slot)) for slot in Slot)


def label_right(gold: object, accept: object, found: object) -> bool:
    """Whether a resident's label is the one that was meant, or another that the corpus accepts."""
    return found == gold or (isinstance(accept, list) and found in accept)


def _slot_right(slot: Slot, gold: object, found: object) -> bool:
    wanted = gold if isinstance(gold, list) else [gold]
    if not found:
        return None in wanted
    if wanted == [None]:
        return slot is Slot.INTENT_TYPE and found == "outro"
    return any(each is not None and _same(slot, str(each), str(found)) for each in wanted)


def _same(slot: Slot, wanted: str, found: str) -> bool:
    if slot in _NAMES:
        return _same_name(_fold(wanted).split(), _fold(found).split())
    if slot is Slot.APARTMENT_NUMBER:
        return _apartment(wanted) == _apartment(found)
    if slot is Slot.BLOCK:
        return _BLOCK_WORDS.sub("", _fold(wanted)).strip() == _BLOCK_WORDS.sub("", _fold(found)).strip()
    if slot is Slot.COMPANY:
        return _fold(wanted).replace(" ", "") == _fold(found).replace(" ", "")
    return _fold(wanted) == _fold(found)


def _same_name(wanted: list[str], found: list[str]) -> bool:
    """Equal, or one is the other with fewer surnames."""
    wanted, found = _untitled(wanted), _untitled(found)
    fewer = set(wanted) <= set(found) or set(found) <= set(wanted)
    return bool(wanted and found) and (wanted == found or (wanted[0] == found[0] and fewer))


def _untitled(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return words


def _apartment(text: str) -> str:
    plain = re.sub(r"\s+", "", _APARTMENT_WORDS.sub(" ", _fold(text)))
    return "cob" if plain.startswith("cob") else plain.lstrip("0")


def _fold(text: str) -> str:
    """Lower case, without accents and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if unicodedata.category(c) != "Mn")
    return " ".join(re.sub(r"[^\w]+", " ", bare).split())
