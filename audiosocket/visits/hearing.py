"""One party's turns into words: recognized in advance, joined when they belong together, our own echo left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IDelayedCall, IReactorTime
from twisted.logger import Logger
from twisted.python.failure import Failure

from audiosocket.conversation.inputs import Said
from audiosocket.events import Heard, Interrupted, TurnEnded
from audiosocket.media.clarity import is_clear
from audiosocket.media.endpointing import Turn
from audiosocket.media.voice import VoiceDetector
from audiosocket.speech.interfaces import IRecognizer, Transcript
from audiosocket.visits.echo import is_echo

Publish = Callable[..., None]

_BYTES_A_SECOND = 16_000


@dataclass(frozen=True)
class Ear:
    """Who hears a leg: the recognizer, the words it should expect, and the detector of voices."""

    recognizer: IRecognizer | None
    hint: str
    detector: VoiceDetector


@dataclass(frozen=True)
class HearingRules:
    """
    How a party is heard.

    :ivar settle_seconds: from the last word until an answer counts: time to think better of it ("pode… não, não pode").
    :ivar least_voice_ms: a turn with less voice than this is a noise.
    """

    settle_seconds: float = 0.0
    least_voice_ms: int = 80


class HearingListener(Protocol):
    """The leg that hears."""

    @property
    def party_speaks(self) -> bool:
        """Whether the party is in a turn."""

    @property
    def saying(self) -> str:
        """What we are saying, or said last."""

    def heard(self, said: Said) -> None:
        """The party said this; never empty."""

    def unheard(self) -> None:
        """No recognizer could be reached for a turn."""

    def settled(self) -> None:
        """Nothing is left to be heard."""


@dataclass
class _Turn:
    """A turn and its words; None while they are being found out."""

    turn: Turn
    said: str
    began: float
    work: Deferred[Transcript]
    text: str | None = None


class Hearing:
    """Listens to a line (it is its `LineListener`), and tells the leg what was said."""

    _log = Logger()

    def __init__(
        self, ear: Ear, rules: HearingRules, clock: IReactorTime, listener: HearingListener, publish: Publish
    ) -> None:
        self._ear = ear
        self._rules = rules
        self._clock = clock
        self._listener = listener
        self._publish = publish
        self._turns: list[_Turn] = []
        self._early: _Turn | None = None
        self._settling: IDelayedCall | None = None
        self._deaf = False
        self.speech_end = 0.0
        """When the last voice of the last turn arrived."""

    @property
    def busy(self) -> bool:
        """Whether something was said that nobody was told of yet."""
        return bool(self._turns)

    def stop(self) -> None:
        """Hear nothing more, and forget what was heard."""
        self._deaf = True
        self._throw_away()
        turns, self._turns = self._turns, []
        for each in turns:
            _abandon(each.work)
        if self._settling is not None and self._settling.active():
            self._settling.cancel()

    # ---- LineListener

    def turn_began(self) -> None:
        """Somebody began to speak."""

    def turn_interrupted(self) -> None:
        """The party speaks over us: our voice is held back until we know what it was."""
        self._publish(Interrupted)

    def turn_paused(self, turn: Turn) -> None:
        """The turn is probably over: recognize it in advance, so that its words are there when it is."""
        if not self._deaf and self._ear.recognizer is not None and turn.voice_ms >= self._rules.least_voice_ms:
            self._early = self._recognize(self._ear.recognizer, turn)

    def turn_resumed(self) -> None:
        """It was not over: what was recognized of it is of no use."""
        self._throw_away()

    def turn_ended(self, turn: Turn, over_us: bool) -> None:
        """A turn is whole: find out what it says."""
        self.speech_end = turn.speech_end
        if self._deaf or turn.voice_ms < self._rules.least_voice_ms:
            self._throw_away()
            self._tell()
            return
        self._publish(TurnEnded, seconds=len(turn.audio) / _BYTES_A_SECOND, speech_end=turn.speech_end)
        if self._ear.recognizer is None:
            self._listener.unheard()
            self._tell()
            return
        early, self._early = self._early, None
        if early is None or early.turn != turn:
            early = self._recognize(self._ear.recognizer, turn)
        early.said = self._listener.saying if over_us else ""
        self._turns.append(early)
        early.work.addCallbacks(self._heard, self._unheard, callbackArgs=(early,), errbackArgs=(early,))

    # ---- what the recognizer says

    def _recognize(self, recognizer: IRecognizer, turn: Turn) -> _Turn:
        work = recognizer.transcribe(turn.audio, self._ear.hint)
        return _Turn(turn, "", self._clock.seconds(), work)

    def _heard(self, transcript: Transcript, turn: _Turn) -> None:
        if turn not in self._turns:
            return
        text = transcript.text.strip()
        turn.text = "" if turn.said and is_echo(text, turn.said) else text
        self._publish(Heard, text=turn.text, recognize_seconds=self._clock.seconds() - turn.began)
        self._tell()

    def _unheard(self, why: Failure, turn: _Turn) -> None:
        if turn not in self._turns:
            return
        self._log.error("A turn was not heard: {why}", why=why.getErrorMessage())
        self._turns.remove(turn)
        self._listener.unheard()
        self._tell()

    def _tell(self) -> None:
        """
        Hand on what was said, once nothing of it is in the air.

        A party who goes on speaking while we recognize ("pode… não, não pode") is heard out first: it is one answer.
        """
        if self._listener.party_speaks or any(turn.text is None for turn in self._turns):
            return
        text = " ".join(turn.text for turn in self._turns if turn.text)
        if text and self._wait_for_second_thoughts():
            return
        turns, self._turns = self._turns, []
        if text:
            clear = all(is_clear(turn.turn.audio) for turn in turns if turn.text)
            self._listener.heard(Said(text, turns[0].turn.speech_start, clear))
        self._listener.settled()

    def _wait_for_second_thoughts(self) -> bool:
        if self._settling is not None and self._settling.active():
            self._settling.cancel()
        left = self.speech_end + self._rules.settle_seconds - self._clock.seconds()
        if left <= 1e-6:
            return False
        self._settling = self._clock.callLater(left, self._tell)
        return True

    def _throw_away(self) -> None:
        if self._early is not None:
            early, self._early = self._early, None
            _abandon(early.work)


def _abandon(work: Deferred[Transcript]) -> None:
    work.addErrback(lambda why: None)
    work.cancel()
