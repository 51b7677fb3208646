"""What Whisper and its kin say when nothing was said, taken out again."""

import re
import unicodedata

_SIGNATURES = re.compile(
    r"legendas?\s+(pela|por|de|da|do|em)\b|legendado\s+por|transcri[cç][aã]o\s+(e\s+legendas?|por)|amara\.?\s?org"
    r"|obrigad[oa]s?\s+por\s+(assistir|ter(em)?\s+assistido|ver)|(n[aã]o\s+se\s+esque[cç]a\s+de\s+)?inscrev(a|am)[- ]se"
    r"|deixe\s+(o\s+)?seu\s+like|at[eé]\s+o\s+pr[oó]ximo\s+v[ií]deo|subt[ií]tulos?\s+(por|de|pela)\b"
    r"|www\.|thanks\s+for\s+watching|subtitles?\s+by|♪|^\W*(m[uú]sica|aplausos|sil[eê]ncio|inaud[ií]vel)\W*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(*][^\])*]{0,40}[\])*]")
_SENTENCE = re.compile(r".+?(?:[.!?…]+(?=\s|$)|$)\s*", re.DOTALL)
_LONGEST_LOOP_WORDS = 12
_LOOP_TIMES = 3
_LEAST_TWICE_WORDS = 4


def without_hallucinations(text: str) -> str:
    """
    The text without what speech recognizers invent on silence and noise: subtitle credits, thanks to viewers, sound
    descriptions in brackets, and the same words over and over (said three times or more in a row: kept once).

    Sources: the training data of Whisper are subtitles; its known inventions in Portuguese are collected in its
    issue tracker. Nothing left means that nothing was said.
    """
    text = _BRACKETED.sub(" ", text)
    kept = [sentence for sentence in _SENTENCE.findall(text) if not _SIGNATURES.search(sentence)]
    text = " ".join("".join(kept).split())
    return "" if not any(map(str.isalnum, text)) else unloop(text)


def unloop(text: str) -> str:
    """
    The text with every group of words that is said three or more times in a row said once.

    A whole turn of four words and more that is said twice, word for word, is such a loop too: people vary.
    """
    words = text.split()
    half = len(words) // 2
    keys = [_key(word) for word in words]
    if half >= _LEAST_TWICE_WORDS and keys[:half] == keys[half:] and not _is_number(keys[:half]):
        words = words[:half]
    for size in range(1, min(_LONGEST_LOOP_WORDS, len(words) // _LOOP_TIMES) + 1):
        words = _unloop_groups(words, size)
    return " ".join(words)


def _unloop_groups(words: list[str], size: int) -> list[str]:
    keys = [_key(word) for word in words]
    kept: list[str] = []
    at = 0
    while at < len(words):
        times = 1
        while keys[at : at + size] == keys[at + times * size : at + (times + 1) * size]:
            times += 1
        if times >= _LOOP_TIMES and not _is_number(keys[at : at + size]):
            kept += words[at : at + size]
            at += times * size
        else:
            kept.append(words[at])
            at += 1
    return kept


_DIGITS = {"zero", "um", "uma", "dois", "duas", "tres", "quatro", "cinco", "seis", "meia", "sete", "oito", "nove"}


def _is_number(keys: list[str]) -> bool:
    """Flat 111 and 222 are said so."""
    return all(key.isdigit() or key in _DIGITS for key in keys)


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in plain if letter.isalnum())
