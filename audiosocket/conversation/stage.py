"""What the flow of a visit can do in the world; the flow knows nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from audiosocket.config.wordings import Doubt, Language
from audiosocket.events import Event, Role
from audiosocket.understanding.roster import Apartment


@dataclass(frozen=True)
class Prompt:
    """
    Something to say.

    :ivar key: of the prompts.
    :ivar facts: for it, as they are spoken.
    :ivar understood: the slots that the last turn newly told.
    :ivar doubt: why the flat is said back.
    :ivar tries: how often this is asked now; None: as often as the prompt is said.
    """

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)
    understood: frozenset[str] = frozenset()
    doubt: Doubt | None = None
    tries: int | None = None


@dataclass(frozen=True)
class Evidence:
    """
    Why the gate may open.

    :ivar by: "voice" or "key".
    :ivar question: what the resident had been asked, word for word.
    :ivar answer: the resident's words, or the key.
    """

    by: str
    question: str
    answer: str


class Timer(Protocol):
    """A call that is still to come."""

    def cancel(self) -> None:
        """Call it off."""

    def active(self) -> bool:
        """Whether it is still to come."""


class Stage(Protocol):
    """The world as the flow sees it; every method returns at once, what comes of it comes back as an input."""

    def say(self, role: Role, *prompts: Prompt) -> None:
        """Say this instead of whatever is being said; nothing if that leg is not there."""

    def wording(self, prompt: Prompt) -> str:
        """The words that `say` will find for a prompt."""

    def use_language(self, language: Language) -> None:
        """From now on the visitor is spoken to in this language."""

    def repeat(self, role: Role) -> None:
        """Say again what was said last."""

    def farewell(self, role: Role, *prompts: Prompt) -> None:
        """Say this to the end, whatever the party does, then end the leg."""

    def patience(self, role: Role, seconds: float) -> None:
        """From now on a silence of this length comes back as ``visitor_quiet`` or ``resident_quiet``."""

    def connected(self, role: Role) -> bool:
        """Whether that leg is there and was not said farewell to."""

    def call(self, apartment: Apartment, telephone: str, attempt: int) -> None:
        """Ring a telephone."""

    def stop_calling(self) -> None:
        """End the ringing, if there is any."""

    def prepare(self, *prompts: Prompt) -> None:
        """Make these words ready, because they will be said soon."""

    def open_gate(self, evidence: Evidence) -> None:
        """Open the gate."""

    def transfer(self, target: str) -> None:
        """Have the visitor connected with this telephone once the leg has ended."""

    def now(self) -> float:
        """The clock, in seconds."""

    def later(self, seconds: float, what: Callable[[], None]) -> Timer:
        """Call this after so many seconds."""

    def publish(self, kind: type[Event], /, **fields: object) -> None:
        """Tell the event stream."""
