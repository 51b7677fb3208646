"""Which wordings could not be said in a call, each fault with its place in the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from audiosocket.config.wordings import Language, When, WordingEntry
from audiosocket.config.yaml_loader import PathInFile
from audiosocket.conversation.prompts.wording import fields_of
from audiosocket.understanding.consent import Label, read_answer
from audiosocket.understanding.fold import spaced

LONGEST = 220
"""Characters of a wording; a longer one is not listened to."""
FOR_RESIDENTS = frozenset(
    {
        "announce_hello",
        "announce_entrega",
        "announce_visita",
        "announce_servico",
        "announce_mudanca",
        "announce_outro",
        "ask_decision",
        "offer_keys",
        "again_decision",
        "keys_decision",
        "unheard_resident",
        "silent_resident",
        "resident_waits",
        "after_wait",
        "resident_authorized",
        "resident_denied",
        "resident_no_decision",
        "resident_left_at_desk",
        "resident_comes_down",
        "resident_mistake",
        "resident_broken",
        "visitor_gone",
    }
)
"""Prompts that residents hear, in Portuguese always."""

_ALWAYS = frozenset({"condominium", "time_greeting"})
_OF_VISITOR = frozenset({"visitor_name", "company", "of_company"})
_TO_VISITOR = _OF_VISITOR | {"intent_spoken", "known"}
_FLAT = frozenset({"apartment", "number", "digits", "block", "block_spelled"})
_SAID_FLAT = frozenset({"number", "digits", "block"})
_BLOCKS = frozenset({"block_choices", "block_keys"})
_FACTS: Mapping[str, frozenset[str]] = {
    "calling": _FLAT,
    "confirm_apartment": _FLAT,
    "unknown_apartment": _SAID_FLAT,
    "unknown_block": _SAID_FLAT,
    "name_mismatch": _SAID_FLAT,
    "ask_block": _BLOCKS | {"understood"},
    "again_block": _BLOCKS,
    "keypad_block": _BLOCKS,
}
"""What is known beyond the visitor when a prompt is said."""

Faults = Iterator[tuple[PathInFile, str]]


def facts_of(key: str) -> frozenset[str]:
    """The facts that may be known when a prompt is said."""
    if key in FOR_RESIDENTS:
        return _ALWAYS | (_OF_VISITOR if key.startswith("announce_") and key != "announce_hello" else frozenset())
    asked = frozenset({"understood"}) if key.startswith("ask_") else frozenset()
    return _ALWAYS | _TO_VISITOR | asked | _FACTS.get(key, frozenset())


def faults_of(own: Mapping[str, Sequence[WordingEntry]], language: Language, known: Collection[str]) -> Faults:
    """
    What is wrong with own wordings of one language.

    :param known: the prompts that there are.
    """
    for key, wordings in own.items():
        if key in known:
            yield from _wordings(key, wordings)
        elif key in FOR_RESIDENTS:
            yield (key,), f"is said to residents, who are spoken to in Portuguese: put it beside {language}, not in it"
        else:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"prompts are {', '.join(sorted(known))}"
            yield (key,), f"is not a prompt; {hint}"


def _wordings(key: str, wordings: Sequence[WordingEntry]) -> Faults:
    sound = True
    for index, wording in enumerate(wordings):
        for message in _of_one(key, wording.text):
            sound = False
            yield (key, index), message
    if sound and not any(fields_of(each.text) <= {"condominium"} and each.when == When() for each in wordings):
        yield (key,), "needs a wording without facts and without `when`, to be said when no voice can be reached"


def _of_one(key: str, text: str) -> Iterator[str]:
    try:
        facts = fields_of(text)
    except ValueError as error:
        yield f"has a brace that cannot be read ({error}); write {{{{ and }}}} for braces that are spoken"
        return
    unknown = sorted(facts - facts_of(key))
    if unknown:
        yield f"asks for {{{unknown[0]}}}, which nobody knows here; known are {', '.join(sorted(facts_of(key)))}"
    if re.search(r"\{\w+[!:]", text):
        yield "has a fact with a format; write its name alone in the braces"
    if len(text) > LONGEST:
        yield f"has {len(text)} characters, too long to listen to; {LONGEST} are the most"
    if not any(map(str.isalpha, text)):
        yield "has no word in it"
    elif not unknown:
        yield from _consent(key, text)


QUESTIONS = frozenset({"ask_decision", "again_decision", "keys_decision", "silent_resident", "after_wait"})
OFFERS = frozenset({"offer_keys", "keys_decision", "unheard_resident"})
_OFFER = re.compile(
    r"\b(?:um|1)\b.{0,30}\b(?:permit|autoriz|liber).*\b(?:dois|2)\b.{0,30}\b(?:recus|neg)"
    r"|\b(?:permit|autoriz|liber)\w* \w+ (?:um|1)\b.*\b(?:recus|neg)\w* \w+ (?:dois|2)\b"
)
_VISIT = "Carlos está no portão e veio fazer uma visita. "


def _consent(key: str, text: str) -> Iterator[str]:
    """Questions to which "sim" is no permission, and keys with other meanings than ours: 1 permits, 2 refuses."""
    permits, refuses = Label.AUTHORIZE, Label.DENY
    if key in QUESTIONS and [read_answer(_VISIT + text, said) for said in ("sim", "não")] != [permits, refuses]:
        yield 'must ask so that "sim" permits and "não" refuses, as "Posso liberar a entrada?"'
    if key in OFFERS and not _OFFER.search(spaced(text)):
        yield 'must offer the keys as "tecle um para permitir ou dois para recusar"'
