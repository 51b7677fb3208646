"""One condominium, made ready for calls: what its visits share."""

from __future__ import annotations

from dataclasses import dataclass

from audiosocket.conversation.case import Patience
from audiosocket.conversation.dialogue import DialogueRules
from audiosocket.conversation.prompts import Prompts
from audiosocket.gates.interfaces import IGate
from audiosocket.speech.interfaces import Voice
from audiosocket.understanding.roster import Roster
from audiosocket.visits.leg import LegRules

_MOST_HINT_CHARACTERS = 400
_VISITOR_SPEAKS = "Bom dia, é uma entrega do iFood, do Sedex, da Enel, para o {block}, para "
"""
How a visitor speaks, as a recognizer takes its style and spelling from it. Measured on 58 recordings through Whisper
small: 44 understood with this and the names behind it, 42 with nothing, 39 with bare nouns and names (which made
"é do ifood" a person, Eduardo Iford).
"""


@dataclass(frozen=True)
class House:
    """A condominium's settings, as visits use them; a running visit keeps the one it began with."""

    id: str
    name: str
    roster: Roster
    prompts: Prompts
    voice: Voice
    gate: IGate
    dialogue: DialogueRules
    patience: Patience
    visitor_leg: LegRules
    resident_leg: LegRules
    ring_seconds: float
    visit_seconds: float
    offer_keys: bool = True
    human: str | None = None

    def visitor_hint(self) -> str:
        """
        Words that a visitor is likely to say, for the recognizer.

        No number is among them: a recognizer that expects one flat hears it in every noise.
        """
        names = [name.split()[0] for flat in self.roster.apartments for name in (r.name for r in flat.residents)]
        block = self.roster.blocks[-1].name.lower() if self.roster.blocks else "apartamento"
        return (_VISITOR_SPEAKS.format(block=block) + ", ".join(dict.fromkeys(names)))[:_MOST_HINT_CHARACTERS]

    def resident_hint(self) -> str:
        """The same for a resident: nothing, because a recognizer that expects a permission hears it in every noise."""
        return ""
