"""
One leg's audio in both directions: what the party says becomes turns, what the doorman says becomes frames, and the one
gives way to the other. Sans-IO: bytes and times in, bytes and reports out.
"""

from dataclasses import dataclass, field
from typing import Protocol

from audiosocket.media.endpointing import (
    FRAME_MS,
    Endpointer,
    Outcome,
    Turn,
    TurnPaused,
    TurnResumed,
    TurnRules,
    TurnStarted,
)
from audiosocket.media.playout import Playout, Sound
from audiosocket.media.rates import Framer
from audiosocket.media.voice import VoiceDetector

_NO_FRAME_SECONDS = 0.06


@dataclass(frozen=True)
class LineRules:
    """
    How one party's line behaves.

    :ivar barge_in_ms: voice of the party that silences ours.
    :ivar barge_in_window_ms: within how much time that voice must come.
    :ivar echo_ms: for so long after our last word its echo may come back.
    """

    turn: TurnRules = field(default_factory=TurnRules)
    barge_in_ms: int = 240
    barge_in_window_ms: int = 320
    echo_ms: int = 300


class LineListener(Protocol):
    """Who is told of a party's turns."""

    def turn_began(self) -> None:
        """Somebody began to speak."""

    def turn_interrupted(self) -> None:
        """The party spoke over us long enough; our voice is held back until somebody says resume() or drop()."""

    def turn_paused(self, turn: Turn) -> None:
        """The turn is probably over; if nothing follows, `turn_ended` will tell this very one."""

    def turn_resumed(self) -> None:
        """It was not over."""

    def turn_ended(self, turn: Turn, over_us: bool) -> None:
        """
        A turn is whole.

        :param over_us: whether it began while our voice was in the air (it may be an echo of us).
        """


class Line:
    """The audio of one leg."""

    def __init__(self, rules: LineRules, detector: VoiceDetector, listener: LineListener) -> None:
        self.playout = Playout()
        self._rules = rules
        self._detector = detector
        self._listener = listener
        self._framer = Framer()
        self._endpointer = Endpointer(rules.turn)
        self._recent = 0
        self._window = 1 << (rules.barge_in_window_ms // FRAME_MS)
        self._over_us = False
        self._last_frame = 0.0
        self.silent_for_us = 1_000_000
        """Frames since our voice was last in the air."""

    @property
    def party_speaks(self) -> bool:
        """Whether the party is in a turn."""
        return self._endpointer.in_turn

    def expect_number(self, number: bool) -> None:
        """Whether the party is about to dictate a number: people pause between its parts."""
        turn = self._rules.turn
        self._endpointer.end_ms = turn.number_end_ms if number else turn.end_ms

    def say(self, sound: Sound) -> None:
        """Say this after what is queued."""
        self.playout.play(sound)

    def hear(self, kind: int, samples: bytes, now: float) -> None:
        """
        Take audio from the party.

        :param kind: the AudioSocket audio kind, which tells the rate.
        """
        self._last_frame = now
        for frame in self._framer.frames(kind, samples):
            voice = self._detector.is_voice(frame)
            outcome = self._endpointer.hear(frame, voice, now)
            if outcome is not None:
                self._report(outcome)
            if self.playout.audible:
                self._weigh_barge_in(voice)

    def write(self, frames: int, dropped: int, now: float) -> bytes:
        """
        What to send for this tick.

        :param frames: 1 to 4 frames that are due.
        :param dropped: frames to skip, because a stall swallowed their time.
        :returns: whole AudioSocket messages.
        """
        if self._endpointer.in_turn and now - self._last_frame > _NO_FRAME_SECONDS:
            outcome = self._endpointer.elapse(now)
            if outcome is not None:
                self._report(outcome)
        playout = self.playout
        if dropped:
            playout.skip(dropped)
        if playout.audible:
            self.silent_for_us = 0
        else:
            self.silent_for_us += 1
            self._recent = 0
        if frames == 1:
            return playout.next_message()
        return b"".join(playout.next_message() for _ in range(frames))

    def _report(self, outcome: Outcome) -> None:
        match outcome:
            case Turn():
                self._listener.turn_ended(outcome, self._over_us)
            case TurnPaused(turn=turn):
                self._listener.turn_paused(turn)
            case TurnResumed():
                self._listener.turn_resumed()
            case TurnStarted():
                self._over_us = self.silent_for_us * FRAME_MS <= self._rules.echo_ms
                self._listener.turn_began()

    def _weigh_barge_in(self, voice: bool) -> None:
        self._recent = (self._recent << 1 | voice) % self._window
        enough = self._recent.bit_count() * FRAME_MS >= self._rules.barge_in_ms
        if enough and self.playout.interruptible and self._endpointer.in_turn:
            self._recent = 0
            self._over_us = True
            self.playout.pause()
            self._listener.turn_interrupted()
