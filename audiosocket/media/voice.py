"""Is this frame somebody speaking?"""

import math
from collections import deque
from typing import Protocol

import numpy as np
import webrtcvad

from audiosocket.config.server import Media
from audiosocket.media.rates import RATE
from audiosocket.wire import FRAME_BYTES

_SILENCE = bytes(FRAME_BYTES)


class VoiceDetector(Protocol):
    """One leg's detector of voices; keeps state, so every leg has its own."""

    def is_voice(self, frame: bytes) -> bool:
        """Whether 20 ms at 8 kHz hold a voice."""


class WebRtcDetector:
    """
    The detector of WebRTC: 2.3 us a frame; fine on a clean line, nervous beside a road.

    :param aggressiveness: 0 (takes much for a voice) to 3 (little).
    """

    def __init__(self, aggressiveness: int = 2) -> None:
        self._vad = webrtcvad.Vad(aggressiveness)

    def is_voice(self, frame: bytes) -> bool:
        """Whether 20 ms at 8 kHz hold a voice; digital silence is answered without asking."""
        return frame != _SILENCE and bool(self._vad.is_speech(frame, RATE))


class LevelGate:
    """
    A detector that is only asked about frames well above the background.

    A road or a fan is voice enough for a small detector, so that turns beside it never end; but it is also steady. The
    background is the quietest half second of the last three, measured by its fifth-lowest frame.

    :param margin_db: how far above the background a voice is.
    :param least_level: root mean square below which nothing is a voice (60 is -55 dBFS).
    """

    _BLOCK_FRAMES = 25
    _RANK = 4
    _BLOCKS = 6
    _LOUDEST_FIRST_BACKGROUND = 400.0

    def __init__(self, detector: VoiceDetector, margin_db: float = 9.0, least_level: float = 60.0) -> None:
        self._detector = detector
        self._factor = 10 ** (margin_db / 20)
        self._least = least_level
        self._block: list[float] = []
        self._lows: deque[float] = deque(maxlen=self._BLOCKS)
        self._threshold = least_level

    def is_voice(self, frame: bytes) -> bool:
        """Whether 20 ms at 8 kHz hold a voice; digital silence tells nothing of the background."""
        if frame == _SILENCE:
            return False
        level = _level(frame)
        self._learn(level)
        return level > self._threshold and self._detector.is_voice(frame)

    def _learn(self, level: float) -> None:
        block = self._block
        block.append(level)
        if len(block) >= self._BLOCK_FRAMES:
            self._lows.append(sorted(block)[self._RANK])
            self._threshold = max(self._least, min(self._lows) * self._factor)
            block.clear()
        elif not self._lows:
            first = min(sorted(block)[len(block) // 5], self._LOUDEST_FIRST_BACKGROUND)
            self._threshold = max(self._least, first * self._factor)


def _level(frame: bytes) -> float:
    samples = np.frombuffer(frame, dtype="<i2").astype(np.float32)
    return math.sqrt(float(samples.dot(samples)) / len(samples))


def make_detector(settings: Media) -> VoiceDetector:
    """A detector for one leg."""
    detector = WebRtcDetector(settings.aggressiveness)
    return LevelGate(detector, settings.noise_margin_db) if settings.noise_margin_db else detector
