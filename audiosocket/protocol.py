"""One AudioSocket connection: bytes from a transport to a handler and back; decides only what is no AudioSocket."""

from collections.abc import Callable
from typing import Protocol as Interface
from uuid import UUID

from twisted.internet import protocol
from twisted.internet.interfaces import IAddress, IDelayedCall, IPushProducer, IReactorTime, ITCPTransport
from twisted.internet.tcp import Server
from twisted.logger import Logger
from twisted.python.failure import Failure
from zope.interface import implementer

from audiosocket import wire
from audiosocket.direct_socket import MOST_READS, READ_BYTES, DirectSocket
from audiosocket.errors import DoormanError, WireError

HANDSHAKE_SECONDS = 10.0
"""For the UUID, and for the rest of any message that was begun."""
CLOSING_SECONDS = 5.0
"""From our 0x00 until Asterisk has closed its side."""
MOST_NAMELESS = 64
"""Connections of one port that have not told their UUID; Asterisk tells it at once."""
MOST_DIGITS_A_SECOND = 20
AHEAD_SECONDS = 30.0
"""How much more audio than real time a leg may send (Asterisk delivers a backlog after a stall)."""


class RefusedError(DoormanError):
    """This leg is not served; the message is for the log."""


class LegHandler(Interface):
    """Who owns a connection once its UUID is known."""

    def opened(self) -> None:
        """The connection is ours: audio may be sent."""

    def audio(self, kind: int, samples: bytes, now: float) -> None:
        """Audio of the party came."""

    def digit(self, digit: str) -> None:
        """The party pressed a key."""

    def closed(self, reason: str) -> None:
        """The connection is gone; nothing comes after this."""


class Connection(Interface):
    """What a handler can do with its connection."""

    def send(self, messages: bytes) -> bool:
        """Send whole messages; False when they were dropped, because the other side does not read."""

    def receive(self) -> None:
        """Take what has arrived; to be called every 20 ms once the handler was opened, and `handle` after it."""

    def handle(self, now: float) -> None:
        """Tell the handler what was received."""

    def terminate(self) -> None:
        """Say 0x00, and close once the other side has."""


Admit = Callable[[UUID, Connection], LegHandler]


@implementer(IPushProducer)
class AudioSocketProtocol(protocol.Protocol):
    """
    One leg's connection.

    Whatever is not AudioSocket ends this leg with one log event that says why; no other leg notices.
    """

    _log = Logger()

    def __init__(
        self,
        clock: IReactorTime,
        admit: Admit,
        handshake_seconds: float = HANDSHAKE_SECONDS,
        no_longer_nameless: Callable[["AudioSocketProtocol"], None] = lambda connection: None,
    ) -> None:
        """
        :param admit: gives the handler for a UUID, or raises `RefusedError`.
        :param handshake_seconds: for the UUID, and for the rest of any message that was begun.
        :param no_longer_nameless: is told, once or more, that the UUID has come, or the connection has gone.
        """
        self._no_longer_nameless = no_longer_nameless
        self._clock = clock
        self._admit = admit
        self._patience = handshake_seconds
        self._parser = wire.MessageParser()
        self._handler: LegHandler | None = None
        self._watch: IDelayedCall | None = None
        self._socket: DirectSocket | None = None
        """Plain TCP's, while it takes every frame at once."""
        self._polled: DirectSocket | None = None
        """The same, while `receive` reads it."""
        self._arrived: bytes | None = None
        self._closing = False
        self._reading = True
        self._connected_at = 0.0
        self._heard_seconds = 0.0
        self._partial_since = 0.0
        self._digits = 0
        self._reason = "the caller hung up"

    def connectionMade(self) -> None:
        """A connection: its UUID must come soon."""
        assert self.transport is not None
        if ITCPTransport.providedBy(self.transport):
            self.transport.setTcpNoDelay(True)
        self.transport.registerProducer(self, True)  # type: ignore[attr-defined]
        if isinstance(self.transport, Server):
            self._socket = DirectSocket(self.transport)
        self._connected_at = self._clock.seconds()
        self._watch = self._clock.callLater(self._patience, self._too_slow, "no UUID came")

    def dataReceived(self, data: bytes) -> None:
        """Bytes of any length."""
        self._received(data, self._clock.seconds())

    def _received(self, data: bytes, now: float) -> None:
        try:
            if self._watch is None and wire.is_frame(data):  # nearly always: a frame, and nothing incomplete before it
                self._hear(wire.AUDIO, data[wire.HEADER_BYTES :], now)
                return
            for message in self._parser.receive(data):
                if self._closing:
                    return
                self._partial_since = now
                self._take(message, now)
        except (WireError, RefusedError) as fault:
            self._refuse(fault)
            return
        if self._closing:
            return
        if self._parser.pending_bytes:
            if self._watch is None:
                self._partial_since = now
                self._watch = self._clock.callLater(self._patience, self._still_partial)
        elif self._watch is not None and self._handler is not None:
            self._watch.cancel()
            self._watch = None

    def connectionLost(self, reason: Failure = protocol.connectionDone) -> None:
        """The other side closed, or the network did."""
        self._no_longer_nameless(self)
        if self._watch is not None and self._watch.active():
            self._watch.cancel()
        self._watch = None
        if self._parser.pending_bytes and not self._closing:
            self._log.warn("A leg ended inside a message ({pending} bytes)", pending=self._parser.pending_bytes)
        self._closing = True
        self._tell_closed()

    def send(self, messages: bytes) -> bool:
        """Send whole messages; False when they were dropped, because the other side does not read."""
        if not self._reading or self._closing:
            return False
        if self._socket is not None:
            sent = self._socket.send(messages)
            if sent == len(messages):
                return True
            self._socket = None  # from here on the transport keeps what does not fit, or tells the loss
            messages = messages[sent:]
        self.transport.write(messages)  # type: ignore[union-attr]
        return True

    def receive(self) -> None:
        """
        Take what has arrived from the kernel.

        What is not plain TCP goes the reactor's way, and so does a connection that ends.
        """
        self._arrived = self._polled.receive() if self._polled is not None else None

    def handle(self, now: float) -> None:
        """Tell the handler what was received; a backlog is read on, piece by piece."""
        for _ in range(MOST_READS):
            data = self._arrived
            if data is None:
                return
            if not data:
                self._leave_to_reactor()
                return
            self._received(data, now)
            if len(data) < READ_BYTES:
                return
            self.receive()

    def give_way(self) -> None:
        """Too many connections tell no UUID, and this one has had the longest time for it."""
        self._log.warn("A leg was ended: it told no UUID while many others wait to")
        self._no_longer_nameless(self)
        self._closing = True
        if self._watch is not None:
            self._watch.cancel()
        self._abort()

    def terminate(self) -> None:
        """
        Say 0x00, and let Asterisk close: the dialplan goes on with its next step.

        Closing first, with audio of the caller unread, would reset the connection: Asterisk would hang the caller up.
        """
        if self._closing:
            return
        assert self.transport is not None
        self._closing = True
        self._reason = "the doorman said farewell"
        self._leave_to_reactor()
        self.transport.write(wire.TERMINATE_MESSAGE)
        if self._watch is not None and self._watch.active():
            self._watch.cancel()
        self._watch = self._clock.callLater(CLOSING_SECONDS, self._abort)

    def pauseProducing(self) -> None:
        """The other side does not read: what is said now is lost, so that nothing piles up."""
        self._reading = False

    def resumeProducing(self) -> None:
        """The other side reads again."""
        self._reading = True

    def stopProducing(self) -> None:
        """The transport is gone."""
        self._reading = False

    def _take(self, message: wire.Message, now: float) -> None:
        kind = message.kind
        handler = self._handler
        if handler is None:
            self._begin(message)
        elif kind in wire.AUDIO_RATES:
            if not message.payload:
                raise WireError("audio without a sample came")
            self._hear(kind, message.payload, now)
        elif kind == wire.DTMF:
            self._digits += 1
            if self._digits > MOST_DIGITS_A_SECOND * (1 + now - self._connected_at):
                raise WireError("keys come faster than anybody types")
            handler.digit(message.digit())
        elif kind == wire.TERMINATE:
            self.terminate()
            self._reason = "the caller's side ended the call"
            self._tell_closed()  # nobody is there any more, however long the connection stays
        elif kind == wire.ERROR:
            self._reason = f"the caller's side reported error 0x{message.payload.hex()}"
        else:
            raise WireError("a second UUID came on one leg")

    def _hear(self, kind: int, samples: bytes, now: float) -> None:
        self._heard_seconds += len(samples) / (2 * wire.AUDIO_RATES[kind])
        if self._heard_seconds > 1.25 * (now - self._connected_at) + AHEAD_SECONDS:
            raise WireError("audio comes much faster than real time")
        if self._handler is not None:
            self._handler.audio(kind, samples, now)

    def _begin(self, message: wire.Message) -> None:
        if message.kind != wire.IDENTIFY:
            raise WireError(f"kind 0x{message.kind:02x} came before the UUID")
        self._no_longer_nameless(self)
        self._handler = self._admit(message.uuid(), self)
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        if self._socket is not None:
            self._polled = self._socket
            self._polled.take_over_reading()
        self._handler.opened()

    def _still_partial(self) -> None:
        left = self._partial_since + self._patience - self._clock.seconds()
        if left > 1e-6:  # that message was completed meanwhile; this is the next one
            self._watch = self._clock.callLater(left, self._still_partial)
        else:
            self._too_slow("a message was never completed")

    def _tell_closed(self) -> None:
        handler, self._handler = self._handler, None
        if handler is not None:
            handler.closed(self._reason)

    def _leave_to_reactor(self) -> None:
        polled, self._polled, self._arrived = self._polled, None, None
        if polled is not None:
            polled.give_back_reading()

    def _too_slow(self, what: str) -> None:
        self._watch = None
        self._refuse(WireError(f"{what} within {self._patience:g} s"))

    def _refuse(self, fault: DoormanError) -> None:
        if self._closing:
            return
        self._log.warn("A leg was ended: {fault}", fault=str(fault))
        self.terminate()
        self._reason = str(fault)

    def _abort(self) -> None:
        self._watch = None
        self.transport.abortConnection()  # type: ignore[union-attr]


class AudioSocketFactory(protocol.ServerFactory):
    """Legs of one port; serves any Twisted endpoint."""

    noisy = False

    def __init__(self, clock: IReactorTime, admit: Admit, handshake_seconds: float = HANDSHAKE_SECONDS) -> None:
        self._clock = clock
        self._admit = admit
        self._handshake_seconds = handshake_seconds
        self._nameless: dict[AudioSocketProtocol, None] = {}

    def buildProtocol(self, addr: IAddress | None) -> AudioSocketProtocol:
        """A connection's protocol; when too many have told no UUID, the oldest of them gives way."""
        built = AudioSocketProtocol(self._clock, self._admit, self._handshake_seconds, self._named)
        built.factory = self
        if len(self._nameless) >= MOST_NAMELESS:
            next(iter(self._nameless)).give_way()
        self._nameless[built] = None
        return built

    def _named(self, connection: AudioSocketProtocol) -> None:
        self._nameless.pop(connection, None)
