"""
Asterisk and a telephone in one: an AudioSocket client that speaks, presses keys, listens and hangs up.

It does what Asterisk does (measured on Asterisk 22): the UUID first, then a 320-byte frame each 20 ms on a clock that
does not drift, silence when nothing is said; a plain FIN to hang up; after 0x00 from the server it closes as well.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress, IDelayedCall, IReactorTime, IStreamClientEndpoint, ITCPTransport
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.python.failure import Failure

from audiosocket import wire
from audiosocket.cli.line_activity import Activity, LineActivity
from audiosocket.cli.recording import Recording
from audiosocket.errors import WireError

FRAME_SECONDS = 0.02
MOST_FRAMES_TOGETHER = 4
CLOSE_SECONDS = 2.0
"""How long a hang-up waits for the server's own end of the connection."""


@dataclass(frozen=True, slots=True)
class CallEnded:
    """How a call ended: with the doorman's 0x00 (`politely`), by us (`by_caller`), or by a broken connection."""

    politely: bool
    by_caller: bool
    reason: str
    seconds: float


@dataclass(slots=True)
class _Words:
    """Audio on its way to the doorman, and who waits for its end."""

    audio: bytes
    done: "Deferred[None]"
    place: int = 0


class Caller(Protocol):
    """One call. `ended` fires once with a `CallEnded`, whatever ended it; `heard` is the recording of the call."""

    transport: ITCPTransport

    def __init__(
        self,
        clock: IReactorTime,
        leg: UUID,
        on_activity: Callable[[Activity], None] = lambda activity: None,
        activity: LineActivity | None = None,
        on_audio: Callable[[bytes], None] = lambda samples: None,
    ) -> None:
        """
        :param on_activity: told when the doorman starts and finishes speaking.
        :param on_audio: given the doorman's audio as it arrives, as for a loudspeaker.
        """
        self.leg = leg
        self.activity = activity or LineActivity()
        self.ended: Deferred[CallEnded] = Deferred()
        self.connected_at = 0.0
        self.first_sound_at: float | None = None
        self.heard = Recording(0.0)
        self._clock = clock
        self._on_activity = on_activity
        self.on_audio = on_audio
        self._parser = wire.MessageParser()
        self._words: deque[_Words] = deque()
        self._next_frame: IDelayedCall | None = None
        self._close: IDelayedCall | None = None
        self._due = 0.0
        self._politely = False
        self._by_caller = False
        self._over = False

    @property
    def speaking(self) -> bool:
        """Whether something that we say is still on its way."""
        return bool(self._words)

    @property
    def over(self) -> bool:
        """Whether the call has ended, or is being ended."""
        return self._over

    def play(self, audio: bytes) -> "Deferred[None]":
        """
        Say `audio` (8 kHz mono s16le), after what is being said already.

        :returns: fires when the last frame of it is sent; a call that ends earlier fires it too.
        """
        done: Deferred[None] = Deferred()
        if self._over or not audio:
            done.callback(None)
        else:
            self._words.append(_Words(audio, done))
        return done

    def press(self, digits: str) -> None:
        """Press keys, one after the other."""
        if not self._over:
            self._send(b"".join(wire.dtmf(digit) for digit in digits))

    def hang_up(self) -> None:
        """End the call as Asterisk does: a plain FIN."""
        if not self._over:
            self._by_caller = True
            self._finish()

    def heard_audio(self) -> bytes:
        """The whole call as this telephone heard it until now (or until its end)."""
        return self.heard.audio(self._clock.seconds() if not self._over else self._due)

    def connectionMade(self) -> None:
        """The connection stands: say who we are, and begin to send."""
        self.connected_at = self._due = self._clock.seconds()
        self.heard = Recording(self.connected_at)
        self._send(wire.identify(self.leg))
        self._tick()

    def dataReceived(self, data: bytes) -> None:
        """The doorman's audio, or its 0x00."""
        if self._over:
            return
        try:
            for message in self._parser.receive(data):
                self._take(message)
        except WireError:
            self._finish()

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        """The call is over."""
        self._stop()
        if self._close is not None and self._close.active():
            self._close.cancel()
        seconds = self._clock.seconds() - self.connected_at
        text = "0x00" if self._politely else "hung up" if self._by_caller else reason.getErrorMessage()
        self.ended.callback(CallEnded(self._politely, self._by_caller, text, seconds))

    def _take(self, message: wire.Message) -> None:
        now = self._clock.seconds()
        if message.kind == wire.AUDIO:
            self.heard.hear(message.payload, now)
            self.on_audio(message.payload)
            self._tell(self.activity.hear(message.payload, now))
        elif message.kind == wire.TERMINATE and not self._over:
            self._politely = True
            self._finish()

    def _tell(self, activity: Activity | None) -> None:
        if activity is Activity.STARTED and self.first_sound_at is None:
            self.first_sound_at = self._clock.seconds()
        if activity is not None:
            self._on_activity(activity)

    def _tick(self) -> None:
        """Send every frame that is due; after a stall at most four, and the clock begins anew."""
        now = self._clock.seconds()
        due = int((now - self._due) / FRAME_SECONDS + 1e-6) + 1
        if due > MOST_FRAMES_TOGETHER:
            self._due, due = now, 1
        for _ in range(due):
            self._send(wire.audio(self._frame()))
            self._due += FRAME_SECONDS
        self._tell(self.activity.at(now))
        if not self._over:
            self._next_frame = self._clock.callLater(max(0.0, self._due - self._clock.seconds()), self._tick)

    def _frame(self) -> bytes:
        if not self._words:
            return bytes(wire.FRAME_BYTES)
        words = self._words[0]
        frame = words.audio[words.place : words.place + wire.FRAME_BYTES]
        words.place += wire.FRAME_BYTES
        if words.place >= len(words.audio):
            self._words.popleft()
            self._clock.callLater(0, words.done.callback, None)
        return frame.ljust(wire.FRAME_BYTES, b"\0")

    def _send(self, data: bytes) -> None:
        if not self._over:
            self.transport.write(data)

    def _finish(self) -> None:
        """Say no more, and close our half; the server's EOF closes the rest."""
        self._stop()
        self.transport.loseWriteConnection()
        self._close = self._clock.callLater(CLOSE_SECONDS, self.transport.abortConnection)

    def _stop(self) -> None:
        if self._over:
            return
        self._over = True
        self._due = self._clock.seconds()
        if self._next_frame is not None and self._next_frame.active():
            self._next_frame.cancel()
        waiting, self._words = self._words, deque()
        for words in waiting:
            words.done.callback(None)


class _CallerFactory(Factory):
    noisy = False

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def buildProtocol(self, addr: IAddress | None) -> Caller:
        return self._caller


def place_call(endpoint: IStreamClientEndpoint, caller: Caller) -> "Deferred[Caller]":
    """
    Connect a caller.

    :returns: fires with the caller once connected, fails as the endpoint fails.
    """
    return endpoint.connect(_CallerFactory(caller)).addCallback(lambda _: caller)
