"""In which language a visitor is spoken to; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from audiosocket.config.wordings import Language
from audiosocket.understanding.fold import fold, word_set, words

_PORTUGUESE = word_set(
    "nao sou eu meu minha do da na nas pro pra pela um uma vim voce ce bloco obrigado obrigada bom boa ola com tenho "
    "encomenda morador moradora quero falar moco moca esta aberto meia sao dele dela predio andar tudo bem isso sim"
)
_ROMANCE = word_set("entrega visita apartamento para por favor de dos senhor o os portao servico mudanca as e que se")
_SPANISH = word_set(
    "soy vengo el los las del usted gracias buenos buenas hola llamo quiero estoy tengo un una y mi con bloque "
    "departamento apartamiento senor senora traigo paquete cero uno cuatro siete ocho nueve dos noches dias tardes "
    "buscar amigo amiga busco voy al mudanza servicio esta aqui"
)
_ENGLISH = word_set(
    "the hello hi i am m my name is here see please apartment building block visit visiting package from good morning "
    "afternoon evening thank thanks you want speak looking of and with have one two three four five seven eight nine "
    "number it this friend what who where mister miss i'm for to delivering"
)
_OWN: Mapping[Language, frozenset[str]] = {
    "es": _SPANISH - _PORTUGUESE | {"un", "una", "con"},
    "en": _ENGLISH,
}
_AGAINST: Mapping[Language, frozenset[str]] = {"es": _PORTUGUESE - _SPANISH, "en": _PORTUGUESE | _ROMANCE | _SPANISH}
_FEWEST = 3
"""Words of a language, in one turn, that nobody says who speaks another."""
_FEWEST_IF_READ = 2
"""Of a turn that the reading of it takes for that language, too."""
_OUTWEIGH = 4
"""As many of them are wanted for each word that belongs to another language: "entrega da The Best of You" is none."""

_WANTS: tuple[tuple[Language, re.Pattern[str]], ...] = (
    (
        "pt",
        re.compile(
            r"\b(?:fal[ae]r?|pode ser|pode falar|speak|talk|habla\w*) (?:em |in |en )?portugu\w+|"
            r"\bportugu\w+ (?:por favor|please)|\bnao (?:falo|entendo) (?:ingles|espanhol)\b"
        ),
    ),
    (
        "en",
        re.compile(
            r"\b(?:speak|talk) (?:in )?english\b|\b(?:in )?english,? please\b|"
            r"\b(?:voce fala|ce fala|fala|pode ser em|pode falar em) ingles\b"
        ),
    ),
    (
        "es",
        re.compile(
            r"\bhabla\w* (?:en )?(?:espanol|castellano)\b|\ben espanol\b|"
            r"\b(?:voce fala|ce fala|fala|pode ser em|pode falar em) espanhol\b"
        ),
    ),
)


def spoken_language(text: str, read_as: Language, current: Language) -> Language:
    """
    The language in which a visit goes on after a turn.

    It changes when the visitor asks for one by name, and, once, from Portuguese to the one that the turn was clearly
    spoken in. A loan word ("delivery"), a shop's name or a surname is no evidence: several words of that language are,
    and none, or hardly one, of another.

    :param read_as: the language that the reading of the turn took it for.
    :param current: the visit's language before.
    """
    folded = fold(text)
    for language, wish in _WANTS:
        if wish.search(folded):
            return language
    if current != "pt":
        return current
    said = words(text)
    return next((language for language in _OWN if _is_spoken_in(language, said, read_as == language)), current)


def _is_spoken_in(language: Language, said: list[str], read: bool) -> bool:
    own = len({word for word in said if word in _OWN[language]})
    against = sum(word in _AGAINST[language] for word in said)
    return own >= (_FEWEST_IF_READ if read else _FEWEST) and own >= _OUTWEIGH * against
