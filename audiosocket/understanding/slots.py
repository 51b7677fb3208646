"""What a visitor has to tell us, slot by slot."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum


class Intent(StrEnum):
    """Why somebody stands at the gate."""

    ENTREGA = "entrega"
    VISITA = "visita"
    SERVICO = "servico"
    MUDANCA = "mudanca"
    OUTRO = "outro"


class Slot(StrEnum):
    """The names of the slots, as the corpus and the prompts write them."""

    INTENT_TYPE = "intent_type"
    VISITOR_NAME = "visitor_name"
    COMPANY = "company"
    APARTMENT_NUMBER = "apartment_number"
    BLOCK = "block"
    RESIDENT_NAME = "resident_name"


@dataclass(frozen=True, slots=True)
class Slots:
    """
    What is known of a visit; None = not said.

    `intent_type` is an `Intent`'s value; `apartment_number` digits with an optional letter ("501", "43A", "COB", "T1");
    `block` the roster's id. Names are as said, without titles.
    """

    intent_type: str | None = None
    visitor_name: str | None = None
    company: str | None = None
    apartment_number: str | None = None
    block: str | None = None
    resident_name: str | None = None

    def merge(self, other: Slots) -> Slots:
        """These slots with every filled slot of `other` put over them: the later word wins."""
        return replace(self, **other.filled())

    def without(self, *slots: Slot) -> Slots:
        """These slots with the named ones emptied."""
        return replace(self, **dict.fromkeys(slots))

    def filled(self) -> dict[str, str]:
        """The filled slots by name, in their fixed order."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in pairs if value is not None}

    def get(self, slot: Slot) -> str | None:
        """The value of a slot, or None."""
        value: str | None = getattr(self, slot.value)
        return value
