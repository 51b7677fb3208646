"""A text cut into sentences, so that the first can be heard while the second is being made."""

import re

_END = re.compile(r"[.!?…]+[\"”')\]]*(?=\s|$)|\n+|;(?=\s)")
_ABBREVIATION_LIST = (
    "sr sra srta srs sras dr dra drs dna profa prof exmo exma ilmo eng arq av rod trav tv pça pc lg "
    "apto ap apt bl cj conj ed cond nº tel cel etc ex obs pág jd vl sto sta ltda cia min seg hs km kg jr"
)
_ABBREVIATIONS = frozenset(_ABBREVIATION_LIST.split())
_ENDS_SENTENCES_TOO = frozenset({"etc", "jr", "ltda", "cia", "hs", "min", "seg", "km", "kg"})
_INITIAL = re.compile(r"(?:^|(?!Bloco|Torre|Ala|Letra)\b[A-ZÀ-Ü][\wà-ü]+\s+|\b[A-ZÀ-Ü]\.\s*)[A-ZÀ-Ü]$")
_LONGEST = 220
_SOFT_BREAK = re.compile(r"[,:](?=\s)|\s[–—-](?=\s)")


def split_sentences(text: str, longest: int = _LONGEST) -> list[str]:
    """
    The sentences of a Portuguese text, their words and punctuation unchanged; joined with blanks they are the text.

    Points in abbreviations ("Sr. Sato", "apto. 501", "João P. Sato") and in numbers ("1.203", "R$ 3.50") end
    nothing. A sentence of more than `longest` characters is cut at a comma, else at a blank.
    """
    text = text.strip()
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _ends_sentence(text, start, end):
            sentences.append(text[start : end.end()])
            start = end.end()
    sentences.append(text[start:])
    tidy = (" ".join(sentence.split()) for sentence in sentences)
    return [part for sentence in tidy if sentence for part in _shorten(sentence, longest)]


def _ends_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    if end.group() != ".":
        return True
    before = re.search(r"[\wº]+$", text[start : end.start()])
    word = before.group().lower() if before else ""
    if word in _ENDS_SENTENCES_TOO:
        following = text[end.end() :].lstrip()[:1]
        return following.isupper() or not following
    abbreviates = word in _ABBREVIATIONS or _INITIAL.search(text[start : end.start()].strip())
    return not (abbreviates and _more(text, end))


def _more(text: str, end: re.Match[str]) -> bool:
    """Something follows that an abbreviation or an initial can belong to."""
    return bool(text[end.end() :].strip())


def _shorten(sentence: str, longest: int) -> list[str]:
    parts: list[str] = []
    while len(sentence) > longest:
        breaks = [match.end() for match in _SOFT_BREAK.finditer(sentence, longest // 4, longest)]
        cut = breaks[-1] if breaks else sentence.rfind(" ", 1, longest)
        if cut <= 0:
            cut = longest
        parts.append(sentence[:cut].strip())
        sentence = sentence[cut:].strip()
    return [*parts, sentence] if sentence else parts
