"""One party's turns into words: recognized in advance, joined when they belong together, our own echo left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Protocol

from twisted.internet.defer import Deferred, succeed
from twisted.internet.interfaces import IDelayedCall, IReactorTime
from twisted.logger import Logger
from twisted.python.failure import Failure

from audiosocket.conversation.inputs import Said
from audiosocket.events import Heard, Interrupted, TurnEnded
from audiosocket.extraction.extractor import NOTHING, Extraction
from audiosocket.media.clarity import is_clear
from audiosocket.media.endpointing import Turn
from audiosocket.media.voice import VoiceDetector
from audiosocket.speech.interfaces import IRecognizer, Transcript
from audiosocket.visits.echo import is_echo

Publish = Callable[..., None]

_BYTES_A_SECOND = 16_000
_WORDS_MS = 300
"""A turn of so much voice, in which no word was found, may have held one."""
_TOGETHER_SECONDS = 1.5
"""What begins so soon after a turn that could not be heard may be the rest of it."""
_LONGEST_WAIT_SECONDS = 4.0
"""For the rest of what was said."""


@dataclass(frozen=True)
class Ear:
    """
    Who hears a leg: the recognizer, the words it should expect, and the detector of voices.

    :ivar extract: what language models make of the words; begins as soon as they are there, often before the turn ends.
    """

    recognizer: IRecognizer | None
    hint: str
    detector: VoiceDetector
    extract: Callable[[str], Deferred[Extraction]] = lambda words: succeed(NOTHING)


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


@dataclass(frozen=True)
class _Words:
    """What a turn says."""

    text: str
    extraction: Extraction
    recognized_at: float


@dataclass
class _Turn:
    """A turn and its words; None while they are being found out."""

    turn: Turn
    said: str
    began: float
    work: Deferred[_Words]
    text: str | None = None
    extraction: Extraction = NOTHING
    lost: bool = False
    """Whether something was said in it that we do not know."""


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
        self._limit: IDelayedCall | None = None
        self._deaf = False
        self._lost_until = 0.0
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
        self._call_off(self._settling)
        self._call_off(self._limit)

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
        work = recognizer.transcribe(turn.audio, self._ear.hint).addCallback(self._extract)
        return _Turn(turn, "", self._clock.seconds(), work)

    def _extract(self, transcript: Transcript) -> Deferred[_Words]:
        text, now = transcript.text.strip(), self._clock.seconds()
        extracting = self._ear.extract(text) if text else succeed(NOTHING)
        return extracting.addCallback(lambda extraction: _Words(text, extraction, now))

    def _heard(self, words: _Words, turn: _Turn) -> None:
        if turn not in self._turns:
            return
        text = words.text
        turn.extraction = words.extraction
        turn.text = "" if turn.said and is_echo(text, turn.said) else text
        turn.lost = not turn.text and (bool(text) or turn.turn.voice_ms >= _WORDS_MS)
        self._publish(Heard, text=turn.text, recognize_seconds=words.recognized_at - turn.began)
        self._tell()

    def _unheard(self, why: Failure, turn: _Turn) -> None:
        if turn not in self._turns:
            return
        self._log.error("A turn was not heard: {why}", why=why.getErrorMessage())
        turn.text, turn.lost = "", True
        self._lost_until = turn.turn.speech_end + _TOGETHER_SECONDS
        self._listener.unheard()
        self._tell()

    def _tell(self) -> None:
        """
        Hand on what was said, once nothing of it is in the air.

        A party who goes on speaking while we recognize ("pode… não, não pode") is heard out first: it is one answer.
        Where a noise goes on for ever, what there is is handed on after a while, as a part.
        """
        if self._listener.party_speaks or any(turn.text is None for turn in self._turns):
            self._wait_no_longer_than_that()
            return
        if any(turn.text for turn in self._turns) and self._wait_for_second_thoughts():
            return
        turns, self._turns = self._turns, []
        self._hand_on(turns, whole=not any(turn.lost for turn in turns))

    def _hand_on(self, turns: list[_Turn], whole: bool) -> None:
        self._call_off(self._limit)
        text = " ".join(turn.text for turn in turns if turn.text)
        if text:
            whole = whole and turns[0].turn.speech_start > self._lost_until
            clear = all(is_clear(turn.turn.audio) for turn in turns if turn.text)
            extraction = reduce(Extraction.then, (turn.extraction for turn in turns if turn.text))
            self._listener.heard(Said(text, turns[0].turn.speech_start, clear, whole, extraction))
        self._listener.settled()

    def _wait_no_longer_than_that(self) -> None:
        known = [turn for turn in self._turns if turn.text is not None]
        if not known:
            return
        if any(turn.text for turn in known):
            if self._limit is None or not self._limit.active():
                self._limit = self._clock.callLater(_LONGEST_WAIT_SECONDS, self._hand_on_a_part)
        elif not any(turn.text is None for turn in self._turns):
            self._turns = []  # noises; whoever speaks now is another matter
            self._listener.settled()

    def _hand_on_a_part(self) -> None:
        known = [turn for turn in self._turns if turn.text is not None]
        self._turns = [turn for turn in self._turns if turn.text is None]
        self._hand_on(known, whole=False)

    def _wait_for_second_thoughts(self) -> bool:
        self._call_off(self._settling)
        left = self.speech_end + self._rules.settle_seconds - self._clock.seconds()
        if left <= 1e-6:
            return False
        self._settling = self._clock.callLater(left, self._tell)
        return True

    def _call_off(self, call: IDelayedCall | None) -> None:
        if call is not None and call.active():
            call.cancel()

    def _throw_away(self) -> None:
        if self._early is not None:
            early, self._early = self._early, None
            _abandon(early.work)


def _abandon(work: Deferred[_Words]) -> None:
    work.addErrback(lambda why: None)
    work.cancel()
