"""Text as recognizers write it, made comparable: lower case, no accents, one space between words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_PAUSE = re.compile(r"\s*(?:…|\.{2,}|[—–])\s*")
_THOUSANDS = re.compile(r"(?<!\d)(\d)\.(\d{3})(?!\d)")
_MARK = re.compile(r"\s*([,.?!;:])\s*")
_OTHER = re.compile(r"[^a-z0-9,.?!;:\s]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, without accents; punctuation and spacing stay as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


def words(text: str) -> list[str]:
    """The folded words and numbers, without punctuation: "Bloco Á, 501-B." -> ["bloco", "a", "501", "b"]."""
    return _WORD.findall(fold(text))


def spaced(text: str) -> str:
    """
    Folded text in which every word and every mark stands alone: "Pode… não, viu?" -> "pode , nao , viu ?".

    Pauses and dashes become commas, "1.203" becomes "1203", anything that is no word, number or mark a space.
    """
    marked = _PAUSE.sub(" , ", fold(text))
    marked = _THOUSANDS.sub(r"\1\2", marked)
    marked = _MARK.sub(r" \1 ", _OTHER.sub(" ", marked))
    return " ".join(marked.split())


def word_set(text: str) -> frozenset[str]:
    """The white-space separated words of a table."""
    return frozenset(text.split())
