"""What the doorman still has to find out before the resident is called; pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from audiosocket.understanding.matching import Match, NoMatch, NoMatchReason, match
from audiosocket.understanding.roster import Roster
from audiosocket.understanding.slots import Intent, Slot, Slots


@dataclass(frozen=True)
class DialogueRules:
    """
    What is asked, and how patiently.

    :ivar tries: how often one thing is asked without an answer before the doorman goes on without it, or gives up.
    :ivar confirm: whether the apartment is said back for a yes.
    """

    tries: int = 3
    ask_visitor_name: bool = True
    ask_company: bool = True
    confirm: Literal["when_doubtful", "always", "never"] = "when_doubtful"


@dataclass(frozen=True)
class Ask:
    """This slot is asked for, with this prompt; `problem` says that what is known does not fit the roster."""

    slot: Slot
    prompt: str
    problem: NoMatchReason | None = None
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """Everything is known: this flat is called."""

    match: Match


_PROBLEMS = {
    NoMatchReason.UNKNOWN_APARTMENT: (Slot.APARTMENT_NUMBER, "unknown_apartment"),
    NoMatchReason.UNKNOWN_BLOCK: (Slot.APARTMENT_NUMBER, "unknown_block"),
    NoMatchReason.NAME_MISMATCH: (Slot.APARTMENT_NUMBER, "name_mismatch"),
    NoMatchReason.AMBIGUOUS_BLOCK: (Slot.BLOCK, "ask_block"),
}

OPTIONAL = frozenset({Slot.INTENT_TYPE, Slot.VISITOR_NAME, Slot.COMPANY})
"""What a resident can be called without, if the visitor does not tell."""


def next_step(slots: Slots, roster: Roster, rules: DialogueRules, without: Collection[Slot] = ()) -> Ask | Call:
    """
    The next question, or the call.

    :param without: optional slots that the visitor was asked for in vain.
    """
    found = match(slots, roster)
    if slots.apartment_number is not None and isinstance(found, NoMatch):
        return _ask_for_flat(found)  # nobody gives their name for a flat that is not there
    missing = _missing_identity(slots, rules)
    if missing is not None and missing not in without:
        return Ask(missing, f"ask_{missing}")
    return Call(found) if isinstance(found, Match) else _ask_for_flat(found)


def _missing_identity(slots: Slots, rules: DialogueRules) -> Slot | None:
    if slots.intent_type is None:
        return Slot.INTENT_TYPE
    if slots.visitor_name is not None or slots.company is not None:
        return None
    if slots.intent_type == Intent.ENTREGA:
        return Slot.COMPANY if rules.ask_company else None
    return Slot.VISITOR_NAME if rules.ask_visitor_name else None


def _ask_for_flat(found: NoMatch) -> Ask:
    if found.reason is NoMatchReason.MISSING_APARTMENT:
        return Ask(Slot.APARTMENT_NUMBER, f"ask_{Slot.APARTMENT_NUMBER}")
    slot, prompt = _PROBLEMS[found.reason]
    return Ask(slot, prompt, found.reason, found.blocks)
