"""A resident's answer made comparable: one spelling for each spoken form, the announced names replaced."""

from __future__ import annotations

import re

from audiosocket.understanding import permission_words as lexicon
from audiosocket.understanding.first_names import is_first_name
from audiosocket.understanding.fold import spaced
from audiosocket.understanding.phonetic import sound
from audiosocket.understanding.vocabulary import COMMON

_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{pattern}\b"), replacement)
    for pattern, replacement in (
        (
            r"(?:pe?ra ?ai|esper[ae] ai|espera la|pera la|pera(?! (?:o|a|um|uma)\b)|peraizinho|guenta ai|guentai)",
            "perai",
        ),
        (r"po (?=(?:deix|dex|entr|sub|liber|abr|mand)\w*)", "pode "),
        (r"por que", "porque"),
        (r"o que e que|o que que|que que", "o que"),
        (r"(?:a senhora|o senhor) (?=pode|libera|deixa|abre|autoriza|manda)", ""),
        (r"(?:vc|voce|ce|oce|vose) (?=pode (?:liberar|deixar|mandar|autorizar|abrir|permitir))", ""),
        (r"ta vendo|entendeu", "viu"),
    )
)
_SPELLINGS = {
    "podi": "pode", "pude": "pode", "podii": "pode", "poode": "pode", "num": "nao", "naum": "nao", "nao": "nao",
    "nan": "nao",
    "non": "nao", "sin": "sim", "siim": "sim", "simm": "sim", "sym": "sim", "esta": "ta", "tah": "ta", "estou": "to",
    "toh": "to", "estava": "tava", "estavam": "tavam", "estamos": "tamos", "para": "pra", "pa": "pra", "prum": "pro",
    "cê": "voce", "ce": "voce", "oce": "voce", "vc": "voce", "ocê": "voce", "mermo": "mesmo", "memo": "mesmo",
    "brigado": "obrigado", "brigada": "obrigado", "obrigada": "obrigado", "brigadu": "obrigado", "gradecido":
    "obrigado",
    "agradecida": "obrigado", "agradecido": "obrigado", "muier": "mulher", "mulhe": "mulher", "fio": "filho", "fia":
    "filha",
    "dexa": "deixa", "dexar": "deixar", "dexo": "deixo", "deix": "deixa", "dexe": "deixe", "xo": "deixa eu",
    "libere": "libera",
    "libero": "libero", "autorize": "autoriza", "abra": "abre", "deixe": "deixa", "mande": "manda", "permita":
    "permite",
    "entra": "entra", "subi": "subir", "entrá": "entrar", "claru": "claro", "serteza": "certeza", "tambem": "tambem",
    "ok": "ok", "okay": "ok", "oquei": "ok", "okei": "ok", "favo": "favor", "favô": "favor", "purfavor": "por favor",
    "porfavor": "por favor", "porfa": "por favor", "pfv": "por favor", "agorinha": "agora", "rapidinho": "rapido",
    "neh": "ne", "hein": "hein", "hem": "hein", "ein": "hein", "senhorita": "senhora", "moca": "moca",
}  # fmt: skip
_REFUSING = re.compile(
    rf"(?:{lexicon.DANGER}|dispens\w+|bloque\w+|rejeit\w+|vet[aeo]\w*|nop[es]?|vaz[ae]\w*|some|xo|sai\w*|sum\w+|tchau|"
    r"par[ae]|parem|expuls\w+|despach\w+|devolv\w+|enrol\w+|negativ\w+)"
)
"""Words that may take a permission back: no visitor's name makes them harmless ("Esperança" and "espera")."""
_DIMINUTIVE = re.compile(r"z?inh[oa]s?$")
_TAG = re.compile(r"\b(ta|viu|ok|ne|certo|beleza|hein|ta bom|tudo bem)(?: ,)? \?")


def plain(answer: str) -> str:
    """The answer in folded words and marks, with regional and misheard spellings made one."""
    text = re.sub(r"\bt \. a\b", "ta", spaced(answer))
    text = " ".join(_SPELLINGS.get(word, word) for word in text.split())
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    return " ".join(_TAG.sub(r"\1", text).split())


def with_names(text: str, names: frozenset[str], vocabulary: frozenset[str]) -> str:
    """
    The text with every announced name replaced by `nome`.

    A name that is a word of the permission grammar too ("Autorizado", "Claro") is not replaced: it must not help.
    """
    if not names:
        return text
    return " ".join("nome" if word not in vocabulary and _is_named(word, names) else word for word in text.split())


def _is_named(word: str, names: frozenset[str]) -> bool:
    """Whether a word sounds like a name, or like the first four letters or more of one ("Rafa" for Rafael)."""
    said = sound(word)
    if _REFUSING.fullmatch(word) and not (said in names and is_first_name(word)):
        return False
    if len(stem := _DIMINUTIVE.sub("", word)) >= 4 and stem != word and word not in COMMON:
        said = sound(stem)
    return said in names or (len(said) >= 4 and word not in COMMON and any(name.startswith(said) for name in names))
