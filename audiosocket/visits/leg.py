"""One party on the line: their turns become words, the flow's prompts become our voice, and nobody hears dead air."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IDelayedCall, IReactorTime
from twisted.logger import Logger
from twisted.python.failure import Failure

from audiosocket.events import (
    Event,
    Heard,
    Interrupted,
    KeyPressed,
    LegConnected,
    LegEnded,
    Role,
    Speaking,
    Spoken,
    TurnEnded,
)
from audiosocket.media.endpointing import Turn
from audiosocket.media.line import Line, LineRules
from audiosocket.media.ticker import Ticker
from audiosocket.media.voice import VoiceDetector
from audiosocket.protocol import Connection
from audiosocket.speech.interfaces import IRecognizer, Transcript
from audiosocket.visits.echo import is_echo
from audiosocket.visits.speaker import Phrase, Speaker

Publish = Callable[..., None]

ASKING_FOR_NUMBER = frozenset(
    {"ask_apartment_number", "again_apartment_number", "unknown_apartment", "unknown_block", "not_confirmed"}
)
"""Prompts after which a number is dictated."""

_LONGEST_FAREWELL_SECONDS = 20.0


@dataclass(frozen=True)
class LegRules:
    """
    How a leg behaves.

    :ivar filler_seconds: of nothing heard, while something is owed, until a short phrase keeps the line alive.
    :ivar farewell_tail_seconds: from the last frame of the farewell to 0x00: a telephone's own buffer is still playing.
    :ivar settle_seconds: from the last word until an answer counts: time to think better of it ("pode… não, não pode").
    :ivar least_voice_ms: a turn with less voice than this is a noise.
    """

    line: LineRules
    filler_seconds: float = 1.4
    farewell_tail_seconds: float = 0.3
    least_voice_ms: int = 80
    settle_seconds: float = 0.0


@dataclass(frozen=True)
class Words:
    """A prompt in words: what `Leg.say` takes."""

    key: str
    text: str
    spare: str | None = None


class LegListener(Protocol):
    """Who is told what happens on a leg."""

    def leg_opened(self) -> None:
        """The party is there."""

    def leg_said(self, text: str) -> None:
        """The party's turn, in words; never empty."""

    def leg_unheard(self) -> None:
        """No recognizer could be reached for a turn."""

    def leg_pressed(self, digit: str) -> None:
        """The party pressed a key."""

    def leg_quiet(self) -> None:
        """Nobody spoke for as long as the patience says."""

    def leg_began(self, key: str) -> None:
        """The first sound of a prompt was sent."""

    def leg_finished(self, key: str) -> None:
        """A prompt was said to its end."""

    def leg_ended(self, by_us: bool) -> None:
        """The connection is gone."""

    def leg_broke(self) -> None:
        """Something in us failed; whoever is there has to be told, and let go."""


@dataclass
class Ear:
    """Who hears a leg: the recognizer, the words it should expect, and the detector of voices."""

    recognizer: IRecognizer | None
    hint: str
    detector: VoiceDetector


class Leg:
    """One AudioSocket connection of a visit."""

    _log = Logger()

    def __init__(
        self,
        *,
        role: Role,
        uuid: UUID,
        connection: Connection,
        rules: LegRules,
        ear: Ear,
        speaker: Callable[[Line], Speaker],
        fillers: list[str],
        ticker: Ticker,
        clock: IReactorTime,
        listener: LegListener,
        publish: Publish,
        closed: Callable[[], None],
    ) -> None:
        self.role = role
        self.uuid = uuid
        self.patience = math.inf
        self._connection = connection
        self._rules = rules
        self._ear = ear
        self._line = Line(rules.line, ear.detector, self)
        self._speaker = speaker(self._line)
        self._fillers = fillers
        self._ticker = ticker
        self._clock = clock
        self._listener = listener
        self._publish_event = publish
        self._on_closed = closed
        self._saying = ""
        self._last: list[Words] = []
        self._turns = _Turns()
        self._early: _Early | None = None
        self._quiet_since: float | None = None
        self._owed_since = 0.0
        self._speech_end = 0.0
        self._settling: IDelayedCall | None = None
        self._filled = 0
        self._leaving = False
        self._gone = False
        self._guard: IDelayedCall | None = None

    # ---- what the visit does with a leg

    @property
    def open(self) -> bool:
        """Whether the party is there, and was not said farewell to."""
        return not self._gone and not self._leaving

    def say(self, prompts: list[Words]) -> None:
        """Say this instead of whatever is being said."""
        if self.open:
            self._line.expect_number(any(prompt.key in ASKING_FOR_NUMBER for prompt in prompts))
            self._last = prompts
            self._speak(prompts, interruptible=True)

    def hush(self) -> None:
        """Stop what is being said."""
        if self.open:
            self._speaker.stop()

    def repeat(self) -> None:
        """Say again what was said last."""
        self.say(self._last)

    def prepare(self, text: str) -> None:
        """Have these words made, because they will be said soon."""
        self._speaker.prepare(text)

    def farewell(self, prompts: list[Words], before_end: Callable[[], Deferred[None]]) -> None:
        """
        Say this to the end, whatever the party does; then, once `before_end` has been done too, end the leg.

        :param before_end: begun at once, so that it is done by the time the farewell was heard.
        """
        if not self.open:
            return
        self._leaving = True
        self._turns.forget()
        done = before_end()
        self._guard = self._clock.callLater(_LONGEST_FAREWELL_SECONDS, self._hang_up)
        self._speak(prompts, interruptible=False, then=lambda: self._after_farewell(done))

    # ---- LegHandler: what the connection tells

    def opened(self) -> None:
        """Our audio begins with the next frame."""
        self._owed_since = self._clock.seconds()
        self._publish(LegConnected, role=self.role, leg=self.uuid)
        self._tell(self._listener.leg_opened)
        self._ticker.add(self)  # whose first frame, now, is already our voice

    def audio(self, kind: int, samples: bytes, now: float) -> None:
        """Audio of the party came."""
        self._line.hear(kind, samples, now)

    def digit(self, digit: str) -> None:
        """A key: whoever types does not want to hear the rest of the sentence."""
        if not self.open:
            return
        self._publish(KeyPressed, role=self.role, digit=digit)
        self._quiet_since = None
        self._tell(self._listener.leg_pressed, digit)

    def closed(self, reason: str) -> None:
        """The connection is gone."""
        self._gone = True
        self._ticker.remove(self)
        self._turns.forget()
        self.turn_resumed()
        self._speaker.stop()
        for call in (self._guard, self._settling):
            if call is not None and call.active():
                call.cancel()
        self._publish(LegEnded, role=self.role, by_us=self._leaving, reason=reason)
        self._on_closed()
        self._tell(self._listener.leg_ended, self._leaving)

    # ---- Ticked: 20 ms have passed

    def tick(self, frames: int, dropped: int, now: float) -> None:
        """Send what is due, and see whether anybody has waited for too long."""
        self._connection.send(self._line.write(frames, dropped, now))
        playout = self._line.playout
        if playout.audible or self._line.party_speaks:
            self._owed_since = now
            self._quiet_since = None
        elif self._turns.waiting or self._turns.unsaid or playout.starved:
            self._fill(now)
        elif not playout.busy and not self._leaving:
            self._wait(now)

    def failed(self) -> None:
        """A tick raised: no frame will ever be sent again."""
        self._connection.terminate()

    def _wait(self, now: float) -> None:
        self._filled = 0
        if self._quiet_since is None:
            self._quiet_since = now
        elif now - self._quiet_since >= self.patience:
            self._quiet_since = None
            self._tell(self._listener.leg_quiet)

    def _fill(self, now: float) -> None:
        """Something is owed and nothing is heard: a short phrase, at ever longer intervals."""
        self._quiet_since = None
        if self._fillers and now - self._owed_since >= self._rules.filler_seconds * (1 + 2 * self._filled):
            text = self._fillers[self._filled % len(self._fillers)]
            if self._speaker.interject(text):
                self._filled += 1
                self._publish(Speaking, role=self.role, prompt="filler", text=text)
            self._owed_since = now

    # ---- LineListener: what the line hears

    def turn_began(self) -> None:
        """Somebody began to speak."""

    def turn_interrupted(self) -> None:
        """The party speaks over us: our voice is held back until we know what it was."""
        self._publish(Interrupted, role=self.role)

    def turn_paused(self, turn: Turn) -> None:
        """The turn is probably over: recognize it in advance, so that its words are there when it is."""
        recognizer = self._ear.recognizer
        if self.open and recognizer is not None and turn.voice_ms >= self._rules.least_voice_ms:
            began = self._clock.seconds()
            self._early = _Early(turn.speech_end, began, recognizer.transcribe(turn.audio, self._ear.hint))

    def turn_resumed(self) -> None:
        """It was not over: what was recognized of it is of no use."""
        if self._early is not None:
            early, self._early = self._early, None
            early.work.addErrback(lambda why: None)
            early.work.cancel()

    def turn_ended(self, turn: Turn, over_us: bool) -> None:
        """A turn is whole: find out what it says."""
        self._owed_since = self._speech_end = turn.speech_end
        if not self.open or turn.voice_ms < self._rules.least_voice_ms:
            self.turn_resumed()
            self._settle()
            return
        self._publish(TurnEnded, role=self.role, seconds=len(turn.audio) / 16000, speech_end=turn.speech_end)
        recognizer = self._ear.recognizer
        if recognizer is None:
            self._tell(self._listener.leg_unheard)
            self._settle()
            return
        early, self._early = self._early, None
        if early is None or early.speech_end != turn.speech_end:
            began = self._clock.seconds()
            early = _Early(turn.speech_end, began, recognizer.transcribe(turn.audio, self._ear.hint))
        self._recognizing(early, self._saying if over_us else "")

    def _recognizing(self, early: _Early, said: str) -> None:
        place = self._turns.begin()
        self._turns.working(place, early.work)
        early.work.addCallbacks(
            lambda transcript: self._heard(place, transcript, said, early.began), lambda why: self._unheard(place, why)
        )

    def _heard(self, place: int, transcript: Transcript, said: str, began: float) -> None:
        if self._turns.gone(place):
            return
        text = transcript.text.strip()
        if text and said and is_echo(text, said):
            text = ""
        self._publish(Heard, role=self.role, text=text, recognize_seconds=self._clock.seconds() - began)
        self._turns.done(place, text)
        self._deliver()

    def _unheard(self, place: int, why: Failure) -> None:
        if self._turns.gone(place):
            return
        self._log.error("A turn was not heard: {why}", why=why.getErrorMessage())
        self._turns.done(place, "")
        if self.open:
            self._tell(self._listener.leg_unheard)
        self._settle()

    def _deliver(self) -> None:
        """
        Hand on what was said, once nothing of it is in the air.

        A party who goes on speaking while we recognize ("pode… não, não pode") is heard out first: it is one answer.
        """
        if self._turns.waiting or self._line.party_speaks or self._gone:
            return
        if self._settling is not None and self._settling.active():
            self._settling.cancel()
        early = self._speech_end + self._rules.settle_seconds - self._clock.seconds()
        if self._turns.unsaid and early > 1e-6:
            self._settling = self._clock.callLater(early, self._deliver)
            return
        text = self._turns.take()
        if text and self.open:
            self._tell(self._listener.leg_said, text)
        self._settle()

    def _settle(self) -> None:
        """If nobody has given us anything new to say, our sentence goes on from where it was."""
        if self._turns.unsaid and not self._turns.waiting and not self._line.party_speaks:
            self._deliver()
        elif not self._turns.waiting and not self._line.party_speaks:
            self._line.playout.resume()

    # ---- our voice

    def _speak(self, prompts: list[Words], *, interruptible: bool, then: Callable[[], None] | None = None) -> None:
        self._saying = " ".join(prompt.text for prompt in prompts)
        if self._quiet_since is not None:
            self._owed_since, self._quiet_since = self._clock.seconds(), None
        last = len(prompts) - 1
        self._speaker.say(
            [
                self._phrase(prompt, interruptible, then if place == last else None)
                for place, prompt in enumerate(prompts)
            ]
        )

    def _phrase(self, prompt: Words, interruptible: bool, then: Callable[[], None] | None) -> Phrase:
        return Phrase(
            prompt.text,
            prompt.spare,
            interruptible,
            on_start=lambda: self._began(prompt),
            on_end=lambda complete: self._finished(prompt, complete, then),
        )

    def _began(self, prompt: Words) -> None:
        self._filled = 0
        self._publish(Speaking, role=self.role, prompt=prompt.key, text=prompt.text)
        self._tell(self._listener.leg_began, prompt.key)

    def _finished(self, prompt: Words, complete: bool, then: Callable[[], None] | None) -> None:
        if self._gone:
            return
        self._publish(Spoken, role=self.role, prompt=prompt.key, complete=complete)
        if complete:
            self._tell(self._listener.leg_finished, prompt.key)
        if then is not None:
            then()

    def _after_farewell(self, done: Deferred[None]) -> None:
        done.addBoth(lambda _: self._clock.callLater(self._rules.farewell_tail_seconds, self._hang_up))

    def _hang_up(self) -> None:
        if not self._gone:
            self._connection.terminate()

    def _tell(self, report: Callable[..., None], *what: object) -> None:
        """Tell the visit; a fault in it must not leave a caller in silence."""
        try:
            report(*what)
        except Exception:
            self._log.failure("A visit failed; its parties are told so")
            self._listener.leg_broke()

    def _publish(self, kind: type[Event], **fields: object) -> None:
        self._publish_event(kind, **fields)


@dataclass(frozen=True)
class _Early:
    """A turn's recognition, begun before the turn was certainly over."""

    speech_end: float
    began: float
    work: Deferred[Transcript]


class _Turns:
    """The turns of a party that are being recognized, in order, and their words."""

    def __init__(self) -> None:
        self._next = 0
        self._texts: dict[int, str | None] = {}
        self._work: dict[int, Deferred[None]] = {}

    @property
    def waiting(self) -> bool:
        """Whether any is still being recognized."""
        return any(text is None for text in self._texts.values())

    @property
    def unsaid(self) -> bool:
        """Whether words wait to be handed on."""
        return any(self._texts.values())

    def begin(self) -> int:
        """Another turn, in its place."""
        self._next += 1
        self._texts[self._next] = None
        return self._next

    def working(self, place: int, work: Deferred[Transcript]) -> None:
        """What recognizes it."""
        self._work[place] = work  # type: ignore[assignment]

    def done(self, place: int, text: str) -> None:
        """Its words."""
        self._work.pop(place, None)
        self._texts[place] = text

    def gone(self, place: int) -> bool:
        """Whether nobody wants it any more."""
        return place not in self._texts

    def take(self) -> str:
        """The words of all turns, joined."""
        texts, self._texts = self._texts, {}
        return " ".join(text for text in texts.values() if text)

    def forget(self) -> None:
        """Stop recognizing, and forget."""
        work, self._work, self._texts = self._work, {}, {}
        for each in work.values():
            each.cancel()
