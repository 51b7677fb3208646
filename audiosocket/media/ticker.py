"""
One 20 ms clock for all legs.

Deadlines stand on a grid that never drifts. A late wake-up gives the legs the frames that fell due meanwhile, at most
four together; what a longer stall swallowed is dropped and never caught up (an Asterisk that gets more than 640 samples
at once jumps its RTP timestamps, and a telephone's jitter buffer throws the rest away).
"""

from collections.abc import Callable
from typing import Protocol

from twisted.internet.interfaces import IDelayedCall, IReactorTime
from twisted.logger import Logger

FRAME_SECONDS = 0.020
LEGS_TOGETHER = 64
"""
Legs that take each step of a tick one after the other, before any takes the next step.

Receiving, deciding and sending of many legs costs a fifth less than doing all three for each leg in turn (the caches of
the processor stay warm, and a waiting reader is woken once); more legs together would make their frames later.
"""
MAX_FRAMES_TOGETHER = 4

LateReport = Callable[[int], None]


class Ticked(Protocol):
    """Anything that takes and sends a frame every 20 ms; the three steps are called in this order."""

    def receive(self) -> None:
        """Take what has arrived from the network, and do nothing about it yet; must not raise."""

    def tick(self, frames: int, dropped: int, now: float) -> None:
        """
        Act on what has arrived, have this many frames ready, and skip that many of what was to be said.

        :param frames: 1 to 4.
        :param dropped: frames that a stall swallowed, nearly always 0.
        :param now: the clock's seconds.
        """

    def transmit(self) -> None:
        """Give the network what `tick` made ready; must not raise."""

    def failed(self) -> None:
        """A tick raised: the leg gets no more of them, and has to end itself."""


class Ticker:
    """Calls every leg once for each 20 ms; runs only while there are legs."""

    _log = Logger()

    def __init__(self, clock: IReactorTime, on_dropped: LateReport = lambda frames: None) -> None:
        self._clock = clock
        self._on_dropped = on_dropped
        self._legs: dict[Ticked, None] = {}
        self._deadline = 0.0
        self._call: IDelayedCall | None = None

    def add(self, leg: Ticked) -> None:
        """Give a leg its frames from now on; the first at once, so that an answer starts without preroll."""
        self._legs[leg] = None
        now = self._clock.seconds()
        leg.tick(1, 0, now)
        leg.transmit()
        if self._call is None:
            self._deadline = now + FRAME_SECONDS
            self._schedule(now)

    def remove(self, leg: Ticked) -> None:
        """No more frames for that leg; harmless when it has gone already."""
        self._legs.pop(leg, None)
        if not self._legs and self._call is not None:
            self._call.cancel()
            self._call = None

    def _schedule(self, now: float) -> None:
        self._call = self._clock.callLater(max(0.0, self._deadline - now), self._tick)

    def _tick(self) -> None:
        now = self._clock.seconds()
        due = 1 + max(0, int((now - self._deadline) / FRAME_SECONDS + 1e-6))
        frames = min(due, MAX_FRAMES_TOGETHER)
        self._deadline += due * FRAME_SECONDS
        self._schedule(now)
        legs = tuple(self._legs)
        for first in range(0, len(legs), LEGS_TOGETHER):
            together = legs[first : first + LEGS_TOGETHER]
            for leg in together:
                leg.receive()
            for leg in together:
                self._tick_one(leg, frames, due - frames, now)
            for leg in together:
                leg.transmit()
        if due > frames:
            self._on_dropped(due - frames)

    def _tick_one(self, leg: Ticked, frames: int, dropped: int, now: float) -> None:
        try:
            leg.tick(frames, dropped, now)
        except Exception:
            self._log.failure("A leg failed in its tick and is ended; the others go on")
            self.remove(leg)
            leg.failed()
