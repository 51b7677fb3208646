"""What is known, as it is spoken: the facts of prompts, in the visitor's language; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import resources

import yaml
from pydantic import TypeAdapter

from audiosocket.config.wordings import Language, TimeOfDay
from audiosocket.understanding.fold import fold
from audiosocket.understanding.of_company import of_company
from audiosocket.understanding.roster import Apartment, Roster
from audiosocket.understanding.slots import Intent, Slots
from audiosocket.understanding.spoken import say_apartment

_LONGEST_NAME = 40
"""Characters of a name or a company that are said back; what is longer is no name."""
_FLAT = re.compile(r"(T|G|LJ)?(\d{1,6})([A-Z]?)")


@dataclass(frozen=True)
class Words:
    """
    The small words of a language (`words.yaml`).

    :ivar of_company: how a company follows a noun; None in Portuguese, whose articles `of_company` knows.
    :ivar penthouse: with `floors` and `blocks` the names of places; those of Portuguese stand in the roster.
    """

    greeting: Mapping[TimeOfDay, str]
    hello: str
    intent: Mapping[str, str]
    an_intent: Mapping[str, str]
    apartment: str
    either: str
    digits: tuple[str, ...]
    letters: Mapping[str, str]
    of_company: str | None = None
    penthouse: str | None = None
    floors: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)


@cache
def words_of(language: Language) -> Words:
    """The small words of a language."""
    text = resources.files("audiosocket.conversation.prompts").joinpath("words.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Words]).validate_python(yaml.safe_load(text))[language]


def time_of_day(moment: datetime) -> TimeOfDay:
    """Morning from 5 o'clock, afternoon from 12, night from 18, as people greet."""
    if 5 <= moment.hour < 12:
        return "morning"
    return "afternoon" if 12 <= moment.hour < 18 else "night"


def time_facts(time: TimeOfDay | None, language: Language = "pt") -> Mapping[str, str]:
    """``{"time_greeting": "bom dia"}``; nothing if the time is not known."""
    return {} if time is None else {"time_greeting": words_of(language).greeting[time]}


def number_facts(number: str, language: Language = "pt") -> Mapping[str, str]:
    """
    A flat's number in words, and digit by digit.

    :returns: ``{"number": "seiscentos e um", "digits": "meia, zero, um"}``; other languages say digits only.
    """
    words = words_of(language)
    digits = ", ".join(words.digits[int(digit)] for digit in number if digit in "0123456789")
    said = {"digits": digits} if len(digits) > 1 else {}
    if language == "pt":
        return {"number": say_apartment(number), **said}
    if number.upper() in ("COB", "COBERTURA"):
        return {"number": words.penthouse or number}
    flat = _FLAT.fullmatch(number.upper())
    if flat is None:
        return {"number": number, **said}
    place = words.floors[flat[1]] if flat[1] else "{number}"
    return {"number": place.format(number=" ".join((digits.replace(",", ""), flat[3])).strip()), **said}


def apartment_facts(apartment: Apartment, roster: Roster, language: Language = "pt") -> Mapping[str, str]:
    """The flat as it is spoken: `number_facts`, and ``{"apartment": "quinhentos e um, Bloco A"}``."""
    facts = number_facts(apartment.number, language)
    if len(roster.blocks) < 2:
        return {**facts, "apartment": facts["number"]}
    block = block_name(apartment.block, roster, language)
    letter = words_of(language).letters.get(apartment.block.upper())
    spelled = {"block_spelled": f"{block}, {letter}"} if letter else {}
    return {**facts, **spelled, "apartment": f"{facts['number']}, {block}", "block": block}


def block_facts(blocks: Collection[str], roster: Roster, language: Language = "pt") -> Mapping[str, str]:
    """
    The blocks to choose from, as they are spoken.

    :returns: ``{"block_choices": "Bloco A ou Bloco B", "block_keys": "um: Bloco A, dois: Bloco B"}``.
    """
    words = words_of(language)
    names = [block_name(block, roster, language) for block in blocks or [block.id for block in roster.blocks]]
    choices = f" {words.either} ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
    keys = ", ".join(f"{number_facts(str(key), language)['number']}: {name}" for key, name in enumerate(names, 1))
    return {"block_choices": choices, "block_keys": keys}


def block_name(block: str, roster: Roster, language: Language = "pt") -> str:
    """A block's name as it is spoken; in other languages "Bloco" is translated, a proper name is not."""
    name = next((known.name for known in roster.blocks if known.id == block), block)
    head, _, rest = name.partition(" ")
    translated = words_of(language).blocks.get(fold(head))
    return f"{translated} {rest}" if translated and rest else name


def visitor_facts(slots: Slots, language: Language = "pt") -> Mapping[str, str]:
    """Who the visitor is: name, company, and the company with its preposition."""
    facts = {} if slots.visitor_name is None else {"visitor_name": slots.visitor_name}
    if slots.company is not None:
        facts |= {"company": slots.company, "of_company": _of_company(slots.company, language)}
    return facts


def _of_company(company: str, language: Language) -> str:
    template = words_of(language).of_company
    return of_company(company) if template is None else template.format(company=company)


def known_facts(slots: Slots, language: Language = "pt") -> Mapping[str, str]:
    """
    What a visitor has told of the purpose, all in all.

    :returns: ``{"intent_spoken": "entrega", "known": "uma entrega do iFood"}``; nothing for a purpose without a noun.
    """
    words, intent = words_of(language), slots.intent_type or ""
    if intent not in words.intent:
        return {}
    company = visitor_facts(slots, language).get("of_company", "")
    return {"intent_spoken": words.intent[intent], "known": f"{words.an_intent[intent]} {company}".strip()}


def understood_facts(
    slots: Slots, new: Collection[str], roster: Roster, language: Language = "pt"
) -> Mapping[str, str]:
    """
    What the last turn newly told, to be said back as a sentence.

    Only the visitor's own words are in it: who, why, and the flat as it was said, right or wrong; never a resident's
    name, because the roster may have corrected its spelling.

    :param new: the names of the slots that were told.
    :returns: ``{"understood": "Carlos, entrega do Mercado Livre"}``; nothing if nothing of that was told.
    """
    said = [_purpose(slots, new, language), _place(slots, new, roster, language)]
    name = slots.visitor_name if "visitor_name" in new and _is_short(slots.visitor_name) else None
    if name is not None:
        alone = not any(said)
        said.insert(0, words_of(language).hello.format(visitor_name=name) if alone else name)
    text = _listed(said)
    return {"understood": text[:1].upper() + text[1:]} if text else {}


def _purpose(slots: Slots, new: Collection[str], language: Language) -> str:
    if not {"intent_type", "company"} & set(new):
        return ""
    words, intent = words_of(language), slots.intent_type or ""
    if "company" not in new or not _is_short(slots.company):
        return words.an_intent.get(intent, "") if "intent_type" in new else ""
    return f"{words.intent.get(intent, '')} {visitor_facts(slots, language)['of_company']}".strip()


def _place(slots: Slots, new: Collection[str], roster: Roster, language: Language) -> str:
    number = slots.apartment_number if "apartment_number" in new else None
    readable = (number is not None and any(map(str.isdigit, number))) or number == "COB"
    said = [words_of(language).apartment.format(**number_facts(number or "", language)) if readable else ""]
    if slots.block is not None and "block" in new and len(roster.blocks) > 1:
        said.append(block_name(slots.block, roster, language))
    return _listed(said)


def _is_short(text: str | None) -> bool:
    return text is not None and len(text) <= _LONGEST_NAME


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))


def newly_told(before: Slots, now: Slots) -> frozenset[str]:
    """The slots that are known now and were not, or were otherwise; a purpose without a noun is nothing to say back."""
    old = before.filled()
    new = {name for name, value in now.filled().items() if old.get(name) != value}
    return frozenset(new - {"intent_type"} if now.intent_type == Intent.OUTRO else new)
