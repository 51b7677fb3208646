"""An AudioSocket server of a test: tells of every connection, every key and every sound."""

from collections.abc import Callable
from uuid import UUID

from twisted.internet.defer import Deferred
from twisted.internet.protocol import Protocol, ServerFactory
from twisted.internet.tcp import Connection

from audiosocket.wire import AUDIO, DTMF, IDENTIFY, Message, MessageParser


class Leg(Protocol):
    """One AudioSocket connection of a test: tells of every message."""

    def __init__(self, receive: Callable[["Leg", Message], None]) -> None:
        self._receive = receive
        self._parser = MessageParser()

    def dataReceived(self, data: bytes) -> None:
        for message in self._parser.receive(data):
            self._receive(self, message)

    def abort(self) -> None:
        """End the connection as a server that was killed does."""
        assert isinstance(self.transport, Connection)
        self.transport.abortConnection()

    def send(self, kind: int, payload: bytes = b"") -> None:
        assert self.transport is not None
        self.transport.write(bytes((kind,)) + len(payload).to_bytes(2) + payload)


class Listener(ServerFactory):
    """Keeps who connected and what keys came; each audio message goes to `hear`."""

    def __init__(self, hear: Callable[[Leg, bytes], None] = lambda leg, pcm: None) -> None:
        self.hear = hear
        self.legs: list[Leg] = []
        self.uuids: list[UUID] = []
        self.keys = ""
        self._waiting: list[Deferred[Leg]] = []

    def buildProtocol(self, addr: object) -> Leg:
        return Leg(self._received)

    def next_leg(self) -> Deferred[Leg]:
        waiter: Deferred[Leg] = Deferred()
        self._waiting.append(waiter)
        return waiter

    def _received(self, leg: Leg, message: Message) -> None:
        if message.kind == IDENTIFY:
            self.uuids.append(message.uuid())
            self.legs.append(leg)
            waiting, self._waiting = self._waiting, []
            for waiter in waiting:
                waiter.callback(leg)
        elif message.kind == DTMF:
            self.keys += message.digit()
        elif message.kind == AUDIO:
            self.hear(leg, message.payload)


def echo(leg: Leg, pcm: bytes) -> None:
    leg.send(AUDIO, pcm)
