"""What the flow of one visit knows and remembers, whatever state it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from audiosocket.config.wordings import Language
from audiosocket.conversation.dialogue import OPTIONAL, Ask, Call, DialogueRules, next_step
from audiosocket.conversation.doubt import doubt
from audiosocket.conversation.facts import (
    apartment_facts,
    block_facts,
    block_name,
    known_facts,
    newly_told,
    number_facts,
    understood_facts,
    visitor_facts,
)
from audiosocket.conversation.figures import for_the_rules
from audiosocket.conversation.inputs import Ending
from audiosocket.conversation.languages import spoken_language
from audiosocket.conversation.stage import Prompt, Stage
from audiosocket.events import Role, SlotsUnderstood
from audiosocket.extraction.combine import combine
from audiosocket.extraction.extractor import NOTHING, Extraction
from audiosocket.extraction.need import Mode, answer_tasks, visitor_tasks
from audiosocket.extraction.tasks import Task
from audiosocket.understanding.consent import read_answer
from audiosocket.understanding.matching import Match, match
from audiosocket.understanding.roster import Roster
from audiosocket.understanding.slots import Intent, Slot, Slots
from audiosocket.understanding.visitor import Asked, VisitorReading, read_visitor


@dataclass(frozen=True)
class Patience:
    """How long is waited, in seconds, and how often is asked."""

    visitor_silence: float = 8.0
    resident_silence: float = 6.0
    waiting_phrase: float = 12.0
    resident_wait: float = 30.0
    decision: float = 90.0
    between_rounds: float = 2.0
    gate: float = 1.0
    attempts: int = 2
    flats: int = 4
    doubts: int = 2
    silences: int = 2
    questions: int = 3


@dataclass
class Case:
    """One visit's memory."""

    stage: Stage
    roster: Roster
    rules: DialogueRules = field(default_factory=DialogueRules)
    patience: Patience = field(default_factory=Patience)
    human: str | None = None
    offer_keys: bool = True
    slots: Slots = field(default_factory=Slots)
    without: set[Slot] = field(default_factory=set)
    doubtful: bool = False
    keypad: bool = False
    called: Match | None = None
    mode: Mode = "rules"
    asked: Asked = None
    listens: bool = False
    resident_asked: str = ""
    rung: int = 0
    ending: Ending | None = None
    languages: tuple[Language, ...] = ()
    language: Language = "pt"
    acknowledged: Slots = field(default_factory=Slots)

    def peek(self, text: str) -> VisitorReading:
        """Understand a visitor's turn, and keep nothing of it."""
        return read_visitor(for_the_rules(text, self.language), None, self.slots, self.roster)

    def take(self, slots: Slots) -> None:
        """Know this of the visitor from now on."""
        self.slots = slots
        self.publish_slots()

    def read(self, text: str, asked: Asked, extraction: Extraction = NOTHING) -> VisitorReading:
        """
        Understand a visitor's turn, and keep it.

        :param extraction: what language models made of it; where they and the rules contradict each other, and the
            roster cannot tell, the slot is asked for.
        """
        self._notice_language(text, read_visitor(text, asked, self.slots, self.roster))
        reading = self._rules(for_the_rules(text, self.language), asked)
        if extraction.tasks:
            combined = combine(reading, extraction.slots, text, self.roster)
            reading = combined.reading
            self.doubtful = self.doubtful or combined.doubtful
        return self._keep(reading)

    def tasks(self, role: Role, text: str) -> frozenset[Task]:
        """What language models are to be asked about a turn, before anybody acts on it."""
        if role is Role.RESIDENT:
            flat = self.called.apartment if self.called is not None else None
            return answer_tasks(self.mode, read_answer(self.resident_asked, text, visitor=self.slots, flat=flat))
        if not self.listens:
            return frozenset()
        reading = read_visitor(for_the_rules(text, self.language), self.asked, self.slots, self.roster)
        return visitor_tasks(self.mode, reading, self.slots, self.asked, text, self.roster)

    def _rules(self, text: str, asked: Asked) -> VisitorReading:
        """The rules' reading; a bare name is taken for the one that fits what is open."""
        reading = read_visitor(text, asked, self.slots, self.roster)
        if not reading.empty or reading.new.filled():
            return reading
        for other in self._other_questions(asked):
            second = read_visitor(text, other, self.slots, self.roster)
            if second.new.filled():
                return second
        return reading

    def _notice_language(self, text: str, reading: VisitorReading) -> None:
        """Whoever speaks another language is spoken to in it, from now on."""
        language = spoken_language(text, reading.language, self.language)
        if language != self.language and language in ("pt", *self.languages):
            self.language = language
            self.stage.use_language(language)

    def _other_questions(self, asked: Asked) -> list[Slot]:
        if asked is None:
            return [slot for slot in (Slot.VISITOR_NAME, Slot.APARTMENT_NUMBER) if self.slots.get(slot) is None]
        if asked in (Slot.APARTMENT_NUMBER, Slot.BLOCK):
            return [Slot.RESIDENT_NAME]
        return []

    def _keep(self, reading: VisitorReading) -> VisitorReading:
        if reading.slots != self.slots:
            self.slots = reading.slots
            self.publish_slots()
        return reading

    def type_apartment(self, number: str) -> None:
        """Take an apartment from the keypad; whoever types is asked for nothing that needs words."""
        self.slots = replace(self.slots, apartment_number=number, block=None, resident_name=None)
        self.without |= OPTIONAL
        self.keypad = True
        self.publish_slots()

    def choose_block(self, block: str) -> None:
        """Take a block from the keypad."""
        self.slots = replace(self.slots, block=block)
        self.publish_slots()

    def forget_flat(self) -> None:
        """What was understood of the flat was wrong."""
        self.slots = self.slots.without(Slot.APARTMENT_NUMBER, Slot.BLOCK, Slot.RESIDENT_NAME)

    def publish_slots(self) -> None:
        """Tell the event stream what is known."""
        slots = self.slots
        self.stage.publish(
            SlotsUnderstood,
            intent_type=slots.intent_type,
            visitor_name=slots.visitor_name,
            company=slots.company,
            apartment_number=slots.apartment_number,
            block=slots.block,
            resident_name=slots.resident_name,
        )

    def next_step(self) -> Ask | Call:
        """The next question, or the call."""
        return next_step(self.slots, self.roster, self.rules, self.without)

    def wants_confirmation(self) -> bool:
        """Whether the flat is said back for a yes before it is called; what was typed is beyond doubt."""
        if self.rules.confirm != "when_doubtful":
            return self.rules.confirm == "always"
        found = match(self.slots, self.roster)
        sounds = isinstance(found, Match) and not self.keypad and doubt(self.slots, found, self.roster) is not None
        return self.doubtful or sounds

    def question(self, ask: Ask, tries: int = 1) -> Prompt:
        """
        The prompt of a question, with its facts; what was newly told is acknowledged in it, and not again later.

        :param tries: how often this is asked now; a question that was not answered says so, and what was understood.
        """
        unfit = ask.problem is not None and ask.slot is Slot.APARTMENT_NUMBER
        key = ask.prompt if tries == 1 or unfit else f"again_{ask.slot}"
        facts: Mapping[str, str] = self._said_flat() if unfit else {}
        if ask.slot is Slot.BLOCK:
            key = "keypad_block" if self.keypad else key
            facts = block_facts(ask.blocks, self.roster, self.language)
        told = self._acknowledge()
        understood = {} if unfit else understood_facts(self.slots, told, self.roster, self.language)
        return Prompt(key, {**facts, **understood}, understood=told, tries=tries)

    def _said_flat(self) -> dict[str, str]:
        """The flat as it was understood, right or wrong."""
        number, block = self.slots.apartment_number, self.slots.block
        facts = {} if number is None else dict(number_facts(number, self.language))
        return facts if block is None else {**facts, "block": block_name(block, self.roster, self.language)}

    def _acknowledge(self) -> frozenset[str]:
        """What was told since the last time, and counts as acknowledged from now on."""
        told, self.acknowledged = newly_told(self.acknowledged, self.slots), self.slots
        return told

    def about_flat(self, key: str, found: Match) -> Prompt:
        """A prompt that names the flat, as far as the visitor did: where somebody lives is not told."""
        facts: Mapping[str, str] = {}
        if self.slots.apartment_number is not None and self.slots.block is not None:
            facts = apartment_facts(found.apartment, self.roster, self.language)
        elif self.slots.apartment_number is not None:
            number = number_facts(found.apartment.number, self.language)
            facts = {**number, "apartment": number["number"]}
        why = None if self.keypad else doubt(self.slots, found, self.roster)
        return Prompt(key, facts, understood=self._acknowledge(), doubt=why)

    def about_visitor(self) -> dict[str, str]:
        """What may be said to the visitor at any time: only what the visitor told."""
        return {**visitor_facts(self.slots, self.language), **known_facts(self.slots, self.language)}

    def announcement(self) -> Prompt:
        """Who is at the gate, as the resident hears it."""
        return Prompt(f"announce_{self.slots.intent_type or Intent.OUTRO}", visitor_facts(self.slots))

    def has_flat(self, number: str) -> bool:
        """Whether any block has a flat of that number."""
        return any(flat.number == number for flat in self.roster.apartments)
