"""
Where a party's turn begins and ends; pure, time handed in.

Telephones that stop sending in silence (DTX), and lines that lose packets, send no frames at all: so the end of a turn
is decided by the clock and never by counting frames.
"""

from collections import deque
from dataclasses import dataclass

from audiosocket.wire import FRAME_BYTES

FRAME_MS = 20
_BYTES_PER_MS = FRAME_BYTES // FRAME_MS


@dataclass(frozen=True)
class TurnRules:
    """
    When a turn begins and ends, in milliseconds.

    :ivar start_ms: voice within the last `start_window_ms` that begins a turn; a "sim" is 200 ms long.
    :ivar look_back_ms: what is kept from before the beginning, so that no first word is clipped.
    :ivar end_ms: quiet that ends a turn.
    :ivar number_end_ms: the same while a number is dictated, in which people pause.
    :ivar early_ms: quiet after which the turn is probably over, and may be recognized in advance.
    :ivar tail_ms: quiet that is kept after the last voice.
    :ivar max_ms: a turn is ended here, whatever goes on.
    """

    start_ms: int = 60
    start_window_ms: int = 80
    look_back_ms: int = 300
    end_ms: int = 700
    number_end_ms: int = 1000
    early_ms: int = 340
    tail_ms: int = 300
    max_ms: int = 15_000


@dataclass(frozen=True)
class TurnStarted:
    """Somebody began to speak."""


@dataclass(frozen=True)
class Turn:
    """
    A party's turn, whole.

    :ivar audio: 8 kHz s16le, with the look-back before and a short tail after.
    :ivar speech_start: when the first voice of it arrived, in the clock's seconds.
    :ivar speech_end: when the last voice of it arrived.
    :ivar voice_ms: how much of it is voice.
    """

    audio: bytes
    speech_start: float
    speech_end: float
    voice_ms: int


@dataclass(frozen=True)
class TurnPaused:
    """The turn is probably over; if nothing follows, it will be this one."""

    turn: Turn


@dataclass(frozen=True)
class TurnResumed:
    """It was not over."""


Outcome = TurnStarted | TurnPaused | TurnResumed | Turn


class Endpointer:
    """Frames and their voices in, turns out."""

    def __init__(self, rules: TurnRules) -> None:
        self._rules = rules
        self._look_back: deque[bytes] = deque(maxlen=rules.look_back_ms // FRAME_MS)
        self._window: deque[bool] = deque(maxlen=rules.start_window_ms // FRAME_MS)
        self._turn: list[bytes] | None = None
        self._first_voice = 0.0
        self._last_voice = 0.0
        self._frames_after_voice = 0
        self._voice_frames = 0
        self._paused = False
        self.end_ms = rules.end_ms
        """Quiet that ends a turn; longer while a number is dictated."""

    @property
    def in_turn(self) -> bool:
        """Whether the party is speaking, or may be about to go on."""
        return self._turn is not None

    def hear(self, frame: bytes, voice: bool, now: float) -> Outcome | None:
        """
        Add 20 ms.

        :param voice: what the detector says of the frame.
        :param now: when it arrived, in seconds.
        """
        turn = self._turn
        if turn is None:
            return self._wait(frame, voice, now)
        turn.append(frame)
        if voice:
            self._last_voice = now
            self._frames_after_voice = 0
            self._voice_frames += 1
            if len(turn) * FRAME_MS >= self._rules.max_ms:
                return self._end()
            was_paused, self._paused = self._paused, False
            return TurnResumed() if was_paused else None
        self._frames_after_voice += 1
        return self.elapse(now)

    def elapse(self, now: float) -> TurnPaused | Turn | None:
        """Let time pass, also while no frames arrive; a turn that has been quiet for long enough ends."""
        if self._turn is None:
            return None
        quiet_ms = (now - self._last_voice) * 1000 + 1e-6
        if quiet_ms >= self.end_ms:
            return self._end()
        if quiet_ms >= self._rules.early_ms and not self._paused:
            self._paused = True
            return TurnPaused(self._whole(self._turn))
        return None

    def _wait(self, frame: bytes, voice: bool, now: float) -> TurnStarted | None:
        self._look_back.append(frame)
        window = self._window
        window.append(voice)
        if not voice or sum(window) * FRAME_MS < self._rules.start_ms:
            return None
        self._turn = list(self._look_back)
        self._voice_frames = sum(window)
        self._first_voice = now - len(window) * FRAME_MS / 1000
        self._last_voice = now
        self._frames_after_voice = 0
        window.clear()
        return TurnStarted()

    def _end(self) -> Turn:
        frames, self._turn, self._paused = self._turn or [], None, False
        self._look_back.clear()
        self._look_back.extend(frames[-(self._look_back.maxlen or 1) :])
        return self._whole(frames)

    def _whole(self, frames: list[bytes]) -> Turn:
        surplus = self._frames_after_voice - self._rules.tail_ms // FRAME_MS
        kept = frames[:-surplus] if surplus > 0 else frames
        return Turn(b"".join(kept), self._first_voice, self._last_voice, self._voice_frames * FRAME_MS)
