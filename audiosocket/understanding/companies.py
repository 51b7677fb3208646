"""Which company a visitor comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from audiosocket.understanding import company_table as table
from audiosocket.understanding.fold import word_set, words
from audiosocket.understanding.phonetic import sound
from audiosocket.understanding.slots import Intent
from audiosocket.understanding.turn import Turn
from audiosocket.understanding.vocabulary import COMMON

_MARKS = frozenset(",.?!;:")
_FROM = word_set("da do dos das pela pelo na no de com")
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Company:
    """A company named in tokens[start:end], and what such a company comes for (None = unknown)."""

    name: str
    start: int
    end: int
    intent: Intent | None


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    intent: Intent
    everyday: bool


@lru_cache(maxsize=1)
def _known() -> tuple[dict[tuple[str, ...], _Known], dict[str, _Known]]:
    """Every spoken form by its words, and the longer ones by their sound."""
    forms: dict[tuple[str, ...], _Known] = {}
    heard: dict[str, _Known] = {}
    for intent, text in ((i, getattr(table, i.name)) for i in Intent if hasattr(table, i.name)):
        for line in text.strip().splitlines():
            name, _, others = line.partition("|")
            for form in (name, *others.split(",")):
                key = tuple(words(form))
                if not key:
                    continue
                known = _Known(name.strip(), intent, " ".join(key) in table.EVERYDAY)
                forms.setdefault(key, known)
                joined = sound("".join(key))
                if len(joined) >= 5 and not known.everyday:
                    heard.setdefault(joined, known)
    return forms, heard


def find_companies(turn: Turn, index_names: frozenset[str], used: set[int], bare: bool) -> list[Company]:
    """
    The known companies in a turn, left to right, denied ones left out.

    :param index_names: folded words of the roster's names; a single such word is a person.
    :param used: tokens that are numbers or blocks.
    :param bare: the turn answers "which company?", so that everyday words ("claro") count too.
    """
    mentioned = find_mentions(turn, index_names, used, bare)
    denied = {company.name for company in mentioned if _denied(turn, company)}
    return [company for company in mentioned if company.name not in denied]


def find_mentions(turn: Turn, index_names: frozenset[str], used: set[int], bare: bool) -> list[Company]:
    """As `find_companies`, with those that the turn denies."""
    found: list[Company] = []
    at = 0
    while at < len(turn.keys):
        company = None if at in used else _company_at(turn, at, index_names, bare)
        if company is None:
            at += 1
            continue
        found.append(company)
        at = company.end
    return found


def _company_at(turn: Turn, at: int, index_names: frozenset[str], bare: bool) -> Company | None:
    forms, heard = _known()
    keys = turn.keys
    for size in range(min(_LONGEST, len(keys) - at), 0, -1):
        piece = keys[at : at + size]
        if any(key in _MARKS for key in piece):
            continue
        known = forms.get(piece)
        alias = known is not None and piece != tuple(words(known.name))
        if known is not None and alias and size == 1 and _goes_on(turn, at + size):
            continue
        if known is not None and _allowed(turn, at, at + size, known, index_names, bare):
            return Company(known.name, at, at + size, known.intent)
    for size in (1, 2, 3):
        piece = keys[at : at + size]
        if len(piece) < size or any(
            key in _MARKS or key in COMMON or key.isdecimal() for key in (piece if size == 1 else piece[:1])
        ):
            continue
        if piece[0] in index_names or any(key in _MARKS for key in piece) or piece[-1] in COMMON:
            continue
        key = sound("".join(piece))
        if _goes_on(turn, at + size):
            continue
        near = heard.get(key) or (_nearest(key) if len(key) >= 6 and size == 1 and piece[0] not in _TRADES else None)
        if near is not None and not near.everyday:
            return Company(near.name, at, at + size, near.intent)
    return _glued(turn, at)


_TRADES = word_set(
    "transportadora transportes transporte drogaria farmacia padaria pizzaria mercado supermercado restaurante "
    "lanchonete mudancas mudanca livraria papelaria floricultura acougue oficina clinica laboratorio "
    "eletrica hidraulica turismo"
)
"""Whoever names a trade first says the name next: "Transportadora Boa" is not the haulier that we know."""


def _goes_on(turn: Turn, at: int) -> bool:
    """Whether a name goes on: "Amazonia Turismo" is not Amazon."""
    key = turn.keys[at] if at < len(turn.keys) else ""
    return len(key) > 4 and key.isalpha() and key not in COMMON and (key in _TRADES or turn.texts[at][:1].isupper())


@lru_cache(maxsize=4096)
def _nearest(key: str) -> _Known | None:
    _, heard = _known()
    best = max(heard, key=lambda form: fuzz.ratio(form, key))
    return heard[best] if fuzz.ratio(best, key) >= 88 and best[0] == key[0] else None


def _glued(turn: Turn, at: int) -> Company | None:
    """A company that a recognizer glued to the words before it: "edainel" = "é da Enel"."""
    key = turn.keys[at]
    found = re.match(r"^(?:e|é)?(?:da|do)(\w{4,})$", key)
    if found is None or key in COMMON:
        return None
    forms, heard = _known()
    known = forms.get((found[1],)) or heard.get(sound(found[1]))
    return None if known is None or known.everyday else Company(known.name, at, at + 1, known.intent)


def _allowed(turn: Turn, start: int, end: int, known: _Known, index_names: frozenset[str], bare: bool) -> bool:
    keys = turn.keys
    before = keys[start - 1] if start else ""
    if end - start == 1 and keys[start] in index_names and before not in ("da", "do", "dos", "das", "pela", "pelo"):
        return False
    if not known.everyday:
        return True
    if bare and all(key in _MARKS or key in _FILLERS for key in (*keys[:start], *keys[end:])):
        return True
    if before not in ("da", "do", "pela", "pelo", "dos") or (keys[start] in ("oi",) and start == 0):
        return False
    if start > 1 and keys[start - 2].isalpha() and keys[start - 2] not in COMMON and not bare:
        return True
    goods = turn.joined(max(0, start - 3), start)
    return bool(
        re.search(
            r"\b(?:motorista|corrida|carro|entrega|pedido|encomenda|tecnico|e|sou|eh|aqui|funcionari[oa]|equipe|"
            r"pessoal|instalador|servico|internet|empresa|loja|pacote|motoboy|entregador|caixa|compra|veio|vim|"
            r"falo|rapaz|moco|moca|visita|atendente|promotor|desculpa|"
            r"digo|alias|perdao|melhor|nao)(?: aqui)? (?:da|do|pela|pelo|dos)$",
            goods,
        )
        or re.match(r"(?:da|do)$", goods)
    )


_FILLERS = word_set(
    "e eh da do dos das a o sou aqui moco moca por favor sim ah oi entrega pedido empresa chama internet tv mesmo"
)


def _denied(turn: Turn, company: Company) -> bool:
    before = turn.joined(max(0, company.start - 4), company.start)
    if re.search(r"\bnao (?:e|eh|sou|era|foi)(?: (?:da|do|o|a|de|pela|pelo))*$", before):
        return True
    return turn.keys[company.end : company.end + 1] == ("nao",) and turn.keys[company.end + 1 : company.end + 2] != (
        "e",
    )


_TRAILING = word_set("por favor moco moca aqui mesmo viu ta obrigado la sim")
_STOPS = word_set(
    "com que eu pro pra para no na meu minha e em sou vim tem entrega visita apartamento ap apto bloco aqui "
    "trazendo nao fala chama o a os as veio"
)


def find_shop(turn: Turn, used: set[int], index_names: frozenset[str]) -> Company | None:
    """A shop by what it is: "Pizzaria Forno de Pedra", "da farmácia"; "lojinha" is none."""
    for at, key in enumerate(turn.keys):
        for intent, heads in table.SHOPS.items():
            if (
                key in heads
                and at not in used
                and not (at and turn.keys[at - 1] in ("uma", "um", "minha", "ate", "na", "numa"))
            ):
                end = _shop_end(turn, at + 1, used)
                if end == at + 1 and at and turn.keys[at - 1] == "de":
                    continue
                name = " ".join(
                    (turn.texts[at].capitalize() if end == at + 1 else turn.texts[at], *turn.texts[at + 1 : end])
                )
                return Company(capitalise(name), at, end, Intent(intent))
    return None


def _shop_end(turn: Turn, start: int, used: set[int]) -> int:
    end = start
    while end < len(turn.keys) and end < start + 4 and end not in used:
        key = turn.keys[end]
        if key in _MARKS or key in _STOPS or key.isdecimal():
            break
        if key in COMMON and key not in (
            "do",
            "da",
            "de",
            "dos",
            "das",
            "bom",
            "boa",
            "nova",
            "novo",
            "casa",
            "bella",
            "sao",
            "santa",
            "central",
            "popular",
            "vida",
        ):
            break
        end += 1
    while end > start and turn.keys[end - 1] in ("do", "da", "de", "dos", "das"):
        end -= 1
    return end


def bare_company(turn: Turn) -> str | None:
    """The name of an unknown company in a bare answer: "Hidrolimp", "é a Frio Certo refrigeração"."""
    keys, texts = list(turn.keys), list(turn.texts)
    cut = next((i for i, key in enumerate(keys) if key in _MARKS and i > 0), len(keys))
    keys, texts = keys[:cut], texts[:cut]
    while keys and keys[0] in (
        "e",
        "eh",
        "da",
        "do",
        "dos",
        "a",
        "o",
        "sou",
        "aqui",
        "empresa",
        "chama",
        "se",
        "moca",
        "moco",
        "la",
        "pela",
        "eu",
        "loja",
        "represento",
    ):
        keys, texts = keys[1:], texts[1:]
    while keys and keys[-1] in _TRAILING:
        keys, texts = keys[:-1], texts[:-1]
    if not keys or len(keys) > 5 or any(key in _NO_COMPANY for key in keys):
        return None
    unknown = [key for key in keys if key not in COMMON and not key.isdecimal()]
    return capitalise(" ".join(texts)) if unknown else None


_NO_COMPANY = word_set(
    "nao nenhuma nenhum particular autonomo autonoma sei proprio propria mim conta sozinho visita amigo amiga "
    "morador moradora parente"
)
_UNKNOWN = re.compile(
    r"\b(?:sou|falo|venho|vim|e|eh|aqui e|da parte|tecnico|tecnica|funcionari[oa]|entregador|entrega|encomenda|"
    r"pedido|representante|instalador|equipe|pessoal|empresa|motoboy|montador|caminhao|carreto|"
    r"a servico|em nome|pela empresa|"
    r"trabalho|atendente|promotora?) (?:aqui )?(?P<of>da|do|pela|pelo|na) (?:empresa |loja |firma )?"
)


def unknown_company(turn: Turn, used: set[int], index_names: frozenset[str]) -> Company | None:
    """A company no table knows, said as one: "sou da Tecno Vidros", "da parte da Hidrolimp"."""
    text = turn.joined()
    for found in _UNKNOWN.finditer(text):
        start = len(text[: found.end()].split())
        end = start
        while end < len(turn.keys) and end < start + 4 and end not in used and _unknown_word(turn.keys[end]):
            end += 1
        if end == start or turn.keys[start] in index_names:
            continue
        if end < len(turn.keys) and turn.keys[end] in ("do", "da", "de") and end + 1 in used:
            continue
        if (
            found["of"] in ("da", "do")
            and re.search(r"\b(?:entrega|encomenda|pedido|e|eh) (?:aqui )?(?:da|do) $", found[0])
            and turn.texts[start][0].islower()
        ):
            continue
        return Company(capitalise(" ".join(turn.texts[start:end])), start, end, None)
    return None


def _unknown_word(key: str) -> bool:
    return key not in _MARKS and key not in COMMON and not key.isdecimal()


def capitalise(name: str) -> str:
    """A name with capitals, but for its particles; what has capitals inside stays."""
    small = {"da", "de", "do", "das", "dos", "e"}
    parts = name.split()
    return " ".join(
        part if part != part.lower() else part if i and part.lower() in small else part[:1].upper() + part[1:]
        for i, part in enumerate(parts)
    )
