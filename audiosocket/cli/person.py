"""Visitor and resident at one keyboard (and microphone, where there is one): what is typed is said by a voice."""

from __future__ import annotations

from collections.abc import Callable

from twisted.internet.defer import Deferred

from audiosocket.cli.caller import Caller
from audiosocket.cli.spoken import speak
from audiosocket.cli.typed import HangUp, Keys, Typed, Words, parse_typed
from audiosocket.errors import DoormanError
from audiosocket.events import Event, Role
from audiosocket.speech.interfaces import ISynthesizer, Voice


class Person:
    """One party, on whose behalf somebody types."""

    def __init__(self, role: Role) -> None:
        self.role = role
        self.caller: Caller | None = None
        self.loudspeaker: Callable[[bytes], None] = lambda samples: None

    @property
    def on_the_line(self) -> bool:
        """Whether this party's call stands."""
        return self.caller is not None and not self.caller.over

    def tell(self, event: Event) -> None:
        """Events are on the screen already."""

    def begin(self, caller: Caller) -> None:
        """The call stands."""
        self.caller = caller
        caller.on_audio = self.loudspeaker

    def stop(self) -> None:
        """The visit is over: hang up."""
        if self.caller is not None:
            self.caller.hang_up()

    def heard(self) -> bytes:
        """What was heard (8 kHz s16le); nothing when there was no call."""
        return self.caller.heard_audio() if self.caller is not None else b""


class Keyboard:
    """
    Carries out typed lines.

    A line without a prefix belongs to the resident while the resident is on the line, and to the visitor otherwise.

    :param complain: told in a sentence what could not be done.
    """

    def __init__(
        self,
        visitor: Person,
        resident: Person,
        synthesizer: ISynthesizer,
        voice: Voice,
        complain: Callable[[str], None],
    ) -> None:
        self._visitor = visitor
        self._resident = resident
        self._synthesizer = synthesizer
        self._voice = voice
        self._complain = complain

    def take(self, line: str) -> None:
        """Do what a line says."""
        typed = parse_typed(line)
        if typed is None:
            return
        person = self._person(typed)
        caller = person.caller
        if caller is None or caller.over:
            self._complain(f"the {person.role} is not on the line")
            return
        match typed.what:
            case Words(text=text):
                Deferred.fromCoroutine(self._say(caller, text))
            case Keys(digits=digits):
                caller.press(digits)
            case HangUp():
                caller.hang_up()

    def say_live(self, samples: bytes) -> None:
        """What the microphone hears is said by whoever is being spoken with."""
        person = self._resident if self._resident.on_the_line else self._visitor
        if person.caller is not None:
            person.caller.play(samples)

    def _person(self, typed: Typed) -> Person:
        if typed.party is not None:
            return self._resident if typed.party == "resident" else self._visitor
        return self._resident if self._resident.on_the_line else self._visitor

    async def _say(self, caller: Caller, text: str) -> None:
        try:
            caller.play(await speak(self._synthesizer, text, self._voice))
        except DoormanError as error:
            self._complain(f"this could not be said: {error}")
