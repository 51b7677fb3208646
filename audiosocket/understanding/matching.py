"""From the slots to one flat of the roster, or the reason why there is none to call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audiosocket.understanding.roster import Apartment, Resident, Roster
from audiosocket.understanding.slots import Slots


class NoMatchReason(StrEnum):
    """Why nobody may be called yet; each wants its own question."""

    MISSING_APARTMENT = "missing_apartment"
    """Neither a number nor a unique full name: ask for the apartment."""
    UNKNOWN_APARTMENT = "unknown_apartment"
    """No block has that number: ask for it again."""
    UNKNOWN_BLOCK = "unknown_block"
    """The block is not in the roster, or has no flat of that number (`NoMatch.blocks` has those that do): ask again."""
    AMBIGUOUS_BLOCK = "ambiguous_block"
    """Several blocks have that number (`NoMatch.blocks`) and nothing tells them apart: ask for the block."""
    NAME_MISMATCH = "name_mismatch"
    """Nobody of that name in the flat: ask for number and name again, revealing neither."""


@dataclass(frozen=True, slots=True)
class Match:
    """The flat to call; `resident` None = nobody named, or two persons fit the name."""

    apartment: Apartment
    resident: Resident | None


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nobody to call yet. `blocks`: ids of the blocks that have the number; never names, for they would tell who lives where."""

    reason: NoMatchReason
    blocks: tuple[str, ...] = ()


def match(slots: Slots, roster: Roster) -> Match | NoMatch:
    """Find the one flat that the slots name; two that fit, or a name that does not, is no match."""
    raise NotImplementedError
