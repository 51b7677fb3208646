"""Portuguese phonetic folding: names that sound alike get one key (Luiz/Luís, Heitor/Eitor, Cristiane/Christiane)."""

from __future__ import annotations

import re
from functools import lru_cache

from audiosocket.understanding.fold import fold

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-z]", ""),
        (r"^(?:w(?=[aeiou]))", "v"),
        (r"ch(?=r)", "k"),
        (r"sch|sh|tch|ch", "x"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"lh", "li"),
        (r"nh", "ni"),
        (r"[sx]?c(?=[eiy])|ss", "s"),
        (r"x(?=[^aeiouyh])", "s"),
        (r"ck|qu(?=[eiy])|c+|q", "k"),
        (r"g+(?=[eiy])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"y", "i"),
        (r"w", "u"),
        (r"h", ""),
        (r"z", "s"),
        (r"n(?=[bp])|m(?=[^aeiou]|$)", "n"),
        (r"l(?=[^aeiou]|$)", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)e$", "i"),
        (r"(?<=.)o$", "u"),
        (r"(?<=[^aeiou])es$", "is"),
        (r"(?<=[^aeiou])os$", "us"),
        (r"[dtbpkg]$", ""),
    )
)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The key of one word; equal keys sound alike to a Brazilian ear. A word without letters has the empty key."""
    key = fold(word)
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    return key


def alike(one: str, other: str) -> bool:
    """Whether two keys sound the same; a weak "i" at the end of a longer one does not count (Elaine/Elain)."""
    if one == other:
        return bool(one)
    return min(len(one), len(other)) >= 5 and one.removesuffix("i") == other.removesuffix("i")


def sounds(text: str) -> tuple[str, ...]:
    """The keys of the words of a name."""
    return tuple(key for key in map(sound, text.split()) if key)
