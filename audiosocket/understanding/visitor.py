"""What a visitor's turn says: slots, and what the visitor wants besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from audiosocket.understanding.roster import Roster
from audiosocket.understanding.slots import Slot, Slots

Asked = Slot | Literal["confirm"] | None


@dataclass(frozen=True, slots=True)
class VisitorReading:
    """
    One turn of a visitor, understood.

    `slots` is everything known after the turn, `new` what this turn added or changed, `denied` the slots whose known value
    this turn took back ("não é 501"). `confirms` answers a yes-no question of ours: None = no answer to it.
    `wants_human` asks for a person, `gives_up` leaves, `repeat` did not hear us, `does_not_know`
    says that the asked slot cannot be told, `greeting_only` greets and no more, `empty` nothing was understood.
    """

    slots: Slots
    new: Slots
    denied: frozenset[Slot] = frozenset()
    wants_human: bool = False
    confirms: bool | None = None
    gives_up: bool = False
    repeat: bool = False
    does_not_know: bool = False
    wait: bool = False
    greeting_only: bool = False
    empty: bool = False
    language: Literal["pt", "es", "en"] = "pt"


def read_visitor(text: str, asked: Asked, known: Slots, roster: Roster) -> VisitorReading:
    """
    Understand one turn.

    :param text: what the recognizer heard.
    :param asked: what we had just asked: a slot, "confirm" for a yes-no question about what is known, None for nothing.
    :param known: the slots before this turn.
    """
    raise NotImplementedError
