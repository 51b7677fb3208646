"""A visitor's turn as words: each as heard and folded, with the recognizer's glue undone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiosocket.understanding.fold import fold, word_set
from audiosocket.understanding.numbers import split_run_on

_TOKEN = re.compile(r"[^\W_]+|[,.?!;:]")
_PAUSE = re.compile(r"…|\.{2,}|[—–]|\s-\s")
_THOUSANDS = re.compile(r"(?<![\d.])(\d)\.(\d{3})(?![\d.])")
_NO_NUMBER = re.compile(
    r"(?<![\w.,])(?:\d+(?:\s*[=<>+*/%&|^~#]+\s*\d+)+|\d+[.,]\d{2}|\d{1,2}\s?(?::|h)\s?\d{2})(?![\d]|[.,]\d)"
)
"""What signs make of digits is no number of a flat: "1=1", "11/10", "92,50", "11:30"."""
_MIXED = re.compile(r"[^\W\d_]+|\d+")
_GLUED_BLOCK = re.compile(r"^blo[ck]+[oua]{0,2}(a|b|c|d|be|ce|de)$")
_GLUED_TOWER = re.compile(r"^torr?e?(a|b|c|d|be|ce|de)$")
_BRACKETS = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|♪")
_CLITIC = re.compile(r"(?<=[a-zà-ü])-(?=[a-zà-ü])|['’`´]", re.IGNORECASE)
APARTMENT_WORDS = word_set("ap apto apt ape apartamento apartamentos apartment unidade apartamiento departamento depto")


@dataclass(frozen=True, slots=True)
class Turn:
    """`keys` are folded words, numbers and marks; `texts` the same as heard, one for each key."""

    keys: tuple[str, ...]
    texts: tuple[str, ...]

    def joined(self, start: int = 0, end: int | None = None) -> str:
        """The keys of a stretch with one space between."""
        return " ".join(self.keys[start:end])


def _unglued(token: str) -> list[str]:
    """The parts of a token: "501B" -> 501 B, "R902" -> 902 (an "é" misheard), "Blocua" -> bloco a."""
    key = fold(token)
    for pattern, head in ((_GLUED_BLOCK, "bloco"), (_GLUED_TOWER, "torre")):
        if found := pattern.match(key):
            return [head, found[1]]
    if key.isalpha() or key.isdecimal() or not key.isalnum():
        return [token]
    parts: list[str] = _MIXED.findall(token)
    if len(parts) > 1 and parts[1].isdecimal() and len(parts[0]) == 1:
        head = {"p": "ap", "r": "é", "n": "no"}.get(fold(parts[0]), parts[0])
        return [head, *parts[1:]]
    return [piece for part in parts for piece in (_unglued(part) if part != token else [part])]


def read_turn(text: str) -> Turn:
    """Split a transcript into words and marks; bracketed noises ("[vento]") and pauses become marks."""
    cleaned = _THOUSANDS.sub(r"\1\2", _PAUSE.sub(" , ", _BRACKETS.sub(" , ", text)))
    cleaned = re.sub(r"(?<=\d)-(?=\d)", " ", _NO_NUMBER.sub(" ; ", cleaned))
    cleaned = _CLITIC.sub(lambda found: " " if found[0] == "-" else "", cleaned)
    texts: list[str] = []
    for token in _TOKEN.findall(cleaned):
        for part in _unglued(token):
            pieces = split_run_on(fold(part))
            texts.extend(pieces if len(pieces) > 1 else (part,))
    keys = [fold(part) for part in texts]
    _join_words(keys, texts)
    return Turn(tuple(keys), tuple(texts))


def _join_words(keys: list[str], texts: list[str]) -> None:
    """Undo what recognizers split: "a P 203" -> "ap 203", "seis centos" stays for the number grammar."""
    for i in range(len(keys) - 2, -1, -1):
        if keys[i] == "a" and keys[i + 1] in ("p", "ap", "pe", "pto"):
            keys[i : i + 2] = ["ap"]
            texts[i : i + 2] = ["ap"]
