"""The sound of one telephone call: sends a 20 ms packet on every tick, keeps what comes, knows who is speaking."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IReactorTime
from twisted.internet.protocol import DatagramProtocol
from twisted.internet.task import LoopingCall

from tests.asterisk import g711
from tests.asterisk.rtp import FRAME_SAMPLES, PCMU, TELEPHONE_EVENT, Arrival, Heard, Packet, key_payloads, play

_SILENCE = g711.encode(bytes(2 * FRAME_SAMPLES))
_LOUD = 300
"""A sample beyond this (of 32,768) is sound; the doorman's silence is digital zero."""


@dataclass
class _Waiter:
    """Who waits for the other side to have spoken, and to be quiet."""

    quiet_seconds: float
    since: float
    done: Deferred[None]


class AudioLine(DatagramProtocol):
    """RTP of one call, mu-law, both ways; nothing is sent before :meth:`open`."""

    def __init__(self, clock: IReactorTime) -> None:
        self.clock = clock
        self.began = clock.seconds()
        self.arrivals: list[Arrival] = []
        self._peer: tuple[str, int] | None = None
        self._queue: deque[bytes] = deque()
        self._saying: deque[tuple[int, Deferred[None]]] = deque()
        self._keys: deque[tuple[bytes, bool]] = deque()
        self._said_frames = 0
        self._sequence = self._timestamp = 0
        self._last_sound: float | None = None
        self._fell_silent: float | None = None
        self.reply_seconds: list[float] = []
        """From the end of each thing that we said to the other side's next sound."""
        self._waiters: list[_Waiter] = []
        self._ticker = LoopingCall.withCount(self._tick)
        self._ticker.clock = clock

    def open(self, peer: tuple[str, int]) -> None:
        """Start sending to `peer`, or go on there."""
        self._peer = peer
        if not self._ticker.running:
            self._ticker.start(FRAME_SAMPLES / 8000)

    def close(self) -> None:
        """Stop sending; what was being said counts as said, and the other side will not be heard any more."""
        if self._ticker.running:
            self._ticker.stop()
        saying, self._saying = self._saying, deque()
        for _, done in saying:
            done.callback(None)

    def say(self, pcm: bytes) -> Deferred[None]:
        """Speak 8 kHz 16-bit audio after what is already being said; fires when the last of it was sent."""
        padded = pcm + bytes(-len(pcm) % (2 * FRAME_SAMPLES))
        self._queue.extend(
            g711.encode(padded[at : at + 2 * FRAME_SAMPLES]) for at in range(0, len(padded), 2 * FRAME_SAMPLES)
        )
        done: Deferred[None] = Deferred()
        self._saying.append((self._said_frames + len(self._queue), done))
        return done

    def press(self, keys: str) -> None:
        """Press keys of the telephone, one after the other."""
        for key in keys:
            *updates, last = key_payloads(key)
            self._keys.extend((update, False) for update in updates)
            self._keys.append((last, True))

    def spoken_and_quiet(self, quiet_seconds: float = 1.2) -> Deferred[None]:
        """Fires when the other side has made a sound from now on (or is making one) and then `quiet_seconds` none."""
        waiter = _Waiter(quiet_seconds, self.clock.seconds() - 0.3, Deferred(self._forget))
        self._waiters.append(waiter)
        return waiter.done

    def seconds(self) -> float:
        """How old the call is: the place in :meth:`heard` of what is being played now."""
        return self.clock.seconds() - self.began

    def heard(self) -> Heard:
        """What a telephone with a 60/200 ms jitter buffer played since the call began."""
        return play(self.arrivals, self.began)

    def datagramReceived(self, datagram: bytes, addr: tuple[str, int]) -> None:
        now = self.clock.seconds()
        packet = Packet.decode(datagram)
        self.arrivals.append(Arrival(now, packet))
        if packet.payload_type == PCMU and _is_loud(packet.payload):
            self._last_sound = now
            if self._fell_silent is not None:
                self.reply_seconds.append(now - self._fell_silent)
                self._fell_silent = None

    def connectionRefused(self) -> None:
        """The other side closed its port a moment before we stopped sending."""

    def _forget(self, done: Deferred[None]) -> None:
        """Who waited has cancelled."""
        self._waiters = [waiter for waiter in self._waiters if waiter.done is not done]

    def _tick(self, count: int) -> None:
        for _ in range(min(count, 4)):
            self._send_frame()
        now = self.clock.seconds()
        heard_last = self._last_sound or 0.0
        for waiter in [*self._waiters]:
            if heard_last >= waiter.since and now - heard_last >= waiter.quiet_seconds:
                self._waiters.remove(waiter)
                waiter.done.callback(None)

    def _send_frame(self) -> None:
        if self._keys:
            payload, is_last = self._keys.popleft()
            self._send(TELEPHONE_EVENT, payload)
            self._timestamp += 10 * FRAME_SAMPLES if is_last else 0
            return
        said = bool(self._queue)
        self._send(PCMU, self._queue.popleft() if said else _SILENCE)
        self._timestamp += FRAME_SAMPLES
        self._said_frames += said
        while self._saying and self._saying[0][0] <= self._said_frames:
            self._fell_silent = self.clock.seconds()
            self._saying.popleft()[1].callback(None)

    def _send(self, payload_type: int, payload: bytes) -> None:
        assert self._peer is not None
        assert self.transport is not None
        packet = Packet(self._sequence, self._timestamp, payload_type, payload)
        self._sequence += 1
        self.transport.write(packet.encode(0x0D00D0), self._peer)


def _is_loud(codes: bytes) -> bool:
    return bool(np.abs(np.frombuffer(g711.decode(codes), "<i2").astype(np.int32)).max(initial=0) > _LOUD)
