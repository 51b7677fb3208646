"""Whether the party at the other end of a line is speaking, told by the frames alone; pure, time is handed in."""

import array
from enum import Enum

FINISHED_AFTER_SECONDS = 0.7
"""Quiet of this length means that a speaker has finished; pauses inside a sentence are shorter."""


class Activity(Enum):
    """What changed on the line."""

    STARTED = "started"
    FINISHED = "finished"


class LineActivity:
    """
    Frames in, `Activity` out.

    A server that has nothing to say sends frames of zeros, or none at all: both are quiet. `floor` is the greatest
    sample value that still counts as quiet, for a line with a carrier of noise.
    """

    def __init__(self, quiet_seconds: float = FINISHED_AFTER_SECONDS, floor: int = 0) -> None:
        self._quiet_seconds = quiet_seconds
        self._floor = floor
        self._last_sound: float | None = None
        self.speaking = False

    def hear(self, samples: bytes, now: float) -> Activity | None:
        """
        Take a frame that arrived `now` (seconds).

        :returns: what it changed, or None.
        """
        if not self._is_sound(samples):
            return self.at(now)
        self._last_sound = now
        if self.speaking:
            return None
        self.speaking = True
        return Activity.STARTED

    def at(self, now: float) -> Activity | None:
        """Let time pass without a frame; a speaker quiet for long enough has finished."""
        if not self.speaking or now - (self._last_sound or 0.0) < self._quiet_seconds:
            return None
        self.speaking = False
        return Activity.FINISHED

    def quiet_for(self, now: float) -> float | None:
        """Seconds since the last sound; None when there was none yet."""
        return None if self._last_sound is None else now - self._last_sound

    def _is_sound(self, samples: bytes) -> bool:
        if not self._floor:
            return samples.count(0) != len(samples)
        values = array.array("h", samples[: len(samples) & ~1])
        return bool(values) and max(max(values), -min(values)) > self._floor
