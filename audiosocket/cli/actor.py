"""One party of a recorded visit: decides which recording comes next, and when; pure, time handed in."""

from enum import Enum

from audiosocket.events import (
    Event,
    Heard,
    Interrupted,
    ResidentCalled,
    Role,
    SlotsUnderstood,
    Speaking,
    Spoken,
    TurnEnded,
)

MOST_REPEATS = 2
SETTLE_SECONDS = 1.2
"""After our own words, the doorman gets this long to notice that they are over."""
PATIENCE_SECONDS = 5.0
"""Quiet after which we speak although no question was asked."""
_QUESTIONS = ("ask_", "again_", "keypad_", "keys_", "unheard_")
"""Prompts that ask, also where their wording has no question mark."""


class _Understood(Enum):
    NOTHING_YET = "nothing yet"
    NO_WORDS = "no words"
    NOTHING_NEW = "nothing new"
    SOMETHING = "something"


class Actor:
    """
    A person with a fixed list of things to say.

    The next one is said when the doorman has asked and fallen quiet; the same one again, at most twice, when the
    doorman asks again because nothing of it was understood, or when there is no next one. After that the person
    stays silent.
    """

    def __init__(self, role: Role, recordings: int) -> None:
        self.role = role
        self._recordings = recordings
        self._place = -1
        self._repeats = 0
        self._asked = False
        self._doorman_speaks = False
        self._understood = _Understood.NOTHING_YET
        self._slots: tuple[str | None, ...] = (None,) * 6
        self._on_hold = False
        self._quiet_since: float | None = None
        self._finished_at: float | None = None
        self._speaking = False

    def tell(self, event: Event) -> None:
        """Hear an event of the visit, whoever it concerns."""
        match event:
            case Speaking(role=self.role, text=text, prompt=prompt):
                self._doorman_speaks = True
                self._quiet_since = None
                self._asked = self._asked or _is_question(prompt, text)
            case Spoken(role=self.role) | Interrupted(role=self.role):
                self._doorman_speaks = False
                self._quiet_since = event.time
            case TurnEnded(role=self.role):
                self._asked = False
            case Heard(role=self.role, text=text):
                self._hear_what_was_heard(text)
            case SlotsUnderstood() if self.role is Role.VISITOR:
                self._compare(event)
            case ResidentCalled() if self.role is Role.VISITOR:
                self._on_hold = True

    def next(self, now: float) -> int | None:
        """
        What to say now, by its number; None = nothing now. Call it only while the line is quiet.

        Whoever gets a number says that recording, and tells its end by `said`.
        """
        if self._speaking or self._doorman_speaks or not self._may_speak(now):
            return None
        place = self._choose()
        if place is None:
            return None
        self._place = place
        self._speaking = True
        self._asked = False
        self._understood = _Understood.NOTHING_YET
        self._quiet_since = None
        return place

    def said(self, now: float) -> None:
        """The recording has been said."""
        self._speaking = False
        self._finished_at = now

    def _may_speak(self, now: float) -> bool:
        if self._finished_at is not None and now - self._finished_at < SETTLE_SECONDS:
            return False
        if self._asked:
            return True
        if self._quiet_since is None:
            return False
        opening = self._place < 0 and self.role is Role.VISITOR
        patient = now - self._quiet_since >= PATIENCE_SECONDS and not self._on_hold
        return opening or patient

    def _choose(self) -> int | None:
        last = self._recordings - 1
        if self._place < 0:
            return 0 if self._recordings else None
        again = self._not_understood() or self._place == last
        if again and self._repeats < MOST_REPEATS:
            self._repeats += 1
            return self._place
        if self._place == last:
            return None
        self._repeats = 0
        return self._place + 1

    def _not_understood(self) -> bool:
        """A visitor sees it when nothing new is known; a resident, who only answers, when no word was heard."""
        if self.role is Role.VISITOR:
            return self._understood is not _Understood.SOMETHING
        return self._understood in (_Understood.NOTHING_YET, _Understood.NO_WORDS)

    def _hear_what_was_heard(self, text: str) -> None:
        if self._understood in (_Understood.NOTHING_YET, _Understood.NO_WORDS):
            self._understood = _Understood.NOTHING_NEW if text else _Understood.NO_WORDS

    def _compare(self, slots: SlotsUnderstood) -> None:
        before, self._slots = self._slots, _values(slots)
        if before != self._slots:
            self._understood = _Understood.SOMETHING


def _is_question(prompt: str, text: str) -> bool:
    return "?" in text or any(part.startswith(_QUESTIONS) for part in prompt.split("+"))


def _values(slots: SlotsUnderstood) -> tuple[str | None, ...]:
    return (
        slots.intent_type,
        slots.visitor_name,
        slots.company,
        slots.apartment_number,
        slots.block,
        slots.resident_name,
    )
