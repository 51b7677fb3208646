"""What can happen in a visit, and what its states remember while they last."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

from audiosocket.conversation.dialogue import Ask
from audiosocket.conversation.stage import Evidence, Timer
from audiosocket.events import CallOutcome, Outcome
from audiosocket.extraction.extractor import NOTHING, Extraction
from audiosocket.understanding.matching import Match
from audiosocket.understanding.slots import Slots
from audiosocket.understanding.visitor import Asked


@dataclass(frozen=True)
class Said:
    """
    What a party said, in words.

    :ivar speech_start: when the first of them began, in the clock's seconds.
    :ivar clear: whether all of it stood well above its background.
    :ivar whole: whether nothing that was said with it was lost; a part of an answer permits nothing.
    :ivar extraction: what language models made of it.
    """

    text: str
    speech_start: float
    clear: bool = True
    whole: bool = True
    extraction: Extraction = NOTHING


@dataclass
class Question:
    """The state in which the visitor is asked something."""

    ask: Ask | None = None
    misses: int = 0
    silences: int = 0

    @property
    def asked(self) -> Asked:
        """The slot that was asked for; None for the greeting, which asks for everything."""
        return self.ask.slot if self.ask else None


@dataclass
class Confirmation:
    """The state in which the flat was said back."""

    found: Match
    misses: int = 0


@dataclass
class Calls:
    """The state in which the flat's telephones ring, in the order of calling."""

    found: Match
    left: list[tuple[str, int]]
    last: CallOutcome = CallOutcome.NO_ANSWER
    pause: Timer | None = None

    @classmethod
    def of(cls, found: Match, rounds: int) -> Calls:
        """Each telephone once a round, for so many rounds."""
        numbers = found.apartment.telephones or tuple(filter(None, (found.apartment.extension,)))
        return cls(found, [(number, turn + 1) for turn in range(rounds) for number in numbers])


@dataclass
class Decision:
    """
    The state in which the resident decides.

    :ivar slots: the visitor as announced; what the visitor says meanwhile changes nothing before it is announced too.
    :ivar announcement: the words of it.
    :ivar announced_at: when the resident had heard them to the end: words that began before do not count.
    :ivar asked_at: when the question had been heard to the end: before that only explicit words count.
    :ivar offered_at: when the resident was told of the keys: one that was pressed before does not count.
    """

    calls: Calls
    slots: Slots = field(default_factory=Slots)
    timer: Timer | None = None
    announcement: str = ""
    question: str = ""
    announced_at: float = math.inf
    asked_at: float = math.inf
    offered_at: float = math.inf
    doubts: int = 0
    silences: int = 0
    questions: int = 0
    waits: int = 0
    waiting: bool = False
    interruptions: int = 0

    def announced(self, moment: float) -> bool:
        """Whether the resident knew by then who is there."""
        return moment >= self.announced_at


@dataclass(frozen=True)
class Ending:
    """How a visit ends: what each party is told last, and the person to hand over to."""

    outcome: Outcome
    visitor: str
    resident: str = "visitor_gone"
    transfer: str | None = None


@dataclass
class Closing:
    """The state in which farewells are said."""

    ending: Ending


@dataclass
class Opening:
    """The state in which the gate is being opened; a slow gate has the visitor told meanwhile."""

    evidence: Evidence
    slow: Timer


class Visit(Protocol):
    """Everything that can happen in a visit."""

    def visitor_arrived(self) -> None:
        """The visitor's leg is there."""

    def visitor_said(self, said: Said) -> None:
        """The visitor's turn, in words."""

    def visitor_typed(self, digits: str) -> None:
        """The visitor typed digits, and then #."""

    def visitor_quiet(self) -> None:
        """Nobody spoke on the visitor's leg for as long as the patience says."""

    def visitor_unheard(self) -> None:
        """No recognizer could be reached for the visitor's turn."""

    def visitor_left(self) -> None:
        """The visitor hung up."""

    def call_failed(self, outcome: CallOutcome) -> None:
        """The resident's telephone was not answered."""

    def resident_arrived(self) -> None:
        """The resident's leg is there."""

    def resident_said(self, said: Said) -> None:
        """The resident's turn, in words."""

    def resident_pressed(self, digit: str, at: float) -> None:
        """A key on the resident's telephone, pressed at this time."""

    def resident_quiet(self) -> None:
        """Nobody spoke on the resident's leg for as long as the patience says."""

    def resident_unheard(self) -> None:
        """No recognizer could be reached for the resident's turn."""

    def resident_left(self) -> None:
        """The resident hung up."""

    def resident_hears(self, key: str) -> None:
        """The first sound of a prompt was sent to the resident."""

    def resident_heard(self, key: str, text: str) -> None:
        """A prompt was said to its end to the resident, in these words."""

    def gate_opened(self) -> None:
        """The gate's controller confirmed."""

    def gate_failed(self) -> None:
        """The gate's controller did not."""

    def took_too_long(self) -> None:
        """The time for a whole visit is over."""

    # What the states decide, and how one leads to the next.

    def ask(self, question: Question) -> None:
        """Something has to be found out."""

    def confirm(self, confirmation: Confirmation) -> None:
        """The flat is said back."""

    def ring(self, calls: Calls) -> None:
        """A resident is called."""

    def decide(self, decision: Decision) -> None:
        """A resident is told who is there."""

    def authorize(self, evidence: Evidence) -> None:
        """The resident said yes."""

    def conclude(self, ending: Ending) -> None:
        """Farewell is said to whoever is there."""
