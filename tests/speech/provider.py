"""A provider on loopback that does as the test says, faults included; real HTTP over real sockets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from treq.client import HTTPClient
from twisted.internet.address import IPv4Address
from twisted.internet.defer import Deferred, maybeDeferred
from twisted.internet.interfaces import IReactorTCP
from twisted.internet.protocol import Protocol, ServerFactory, connectionDone
from twisted.python.failure import Failure
from twisted.web.client import Agent, HTTPConnectionPool

Answer = Callable[["Connection", bytes], None]


@dataclass
class Provider:
    """
    Listens; every request's bytes are kept, and `answers` answer them in order, the last one for ever.

    What an answer writes goes out as it is, so that it may be as wrong as a test needs it.
    """

    answers: list[Answer]
    requests: list[bytes] = field(default_factory=list)
    connections: list["Connection"] = field(default_factory=list)

    def listen(self) -> str:
        """Start; give the base URL."""
        from twisted.internet import reactor

        factory = _Connections()
        factory.provider = self
        self.port = cast(IReactorTCP, reactor).listenTCP(0, factory, interface="127.0.0.1")
        self.pool = HTTPConnectionPool(reactor, persistent=True)
        return f"http://127.0.0.1:{cast(IPv4Address, self.port.getHost()).port}/v1"

    def client(self) -> HTTPClient:
        """A client with the same pool as `close` closes."""
        from twisted.internet import reactor

        self.pool.retryAutomatically = False
        return HTTPClient(Agent(reactor, pool=self.pool))

    async def close(self) -> None:
        """Stop, and wait until every connection is gone."""
        for connection in self.connections:
            connection.cut()
        for connection in self.connections:
            await connection.gone
        await self.pool.closeCachedConnections()
        await maybeDeferred(self.port.stopListening)


class Connection(Protocol):
    """One client's connection."""

    def connectionMade(self) -> None:
        self.provider = cast(_Connections, self.factory).provider
        self.provider.connections.append(self)
        self.gone: Deferred[None] = Deferred()
        self._data = b""

    def dataReceived(self, data: bytes) -> None:
        self._data += data
        head, blank, body = self._data.partition(b"\r\n\r\n")
        if not blank or len(body) < _content_length(head):
            return
        request, self._data = self._data, b""
        self.provider.requests.append(request)
        answers = self.provider.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self, request)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        self.gone.callback(None)

    def write(self, data: bytes) -> None:
        """Send bytes as they are."""
        assert self.transport is not None
        self.transport.write(data)

    def cut(self) -> None:
        """Close without a word."""
        assert self.transport is not None
        self.transport.abortConnection()  # type: ignore[attr-defined]


class _Connections(ServerFactory):
    """Makes the connections of one provider."""

    noisy = False
    protocol = Connection
    provider: Provider


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def answer(status: int, content_type: str, body: bytes, *headers: str) -> Answer:
    """A whole and right HTTP answer."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {content_type}", f"Content-Length: {len(body)}", *headers]

    def give(connection: Connection, _: bytes) -> None:
        connection.write("\r\n".join([*lines, "", ""]).encode() + body)

    return give


def chunks(content_type: str, pieces: list[bytes], whole: bool = True) -> Answer:
    """A chunked answer in these pieces; one that is not whole is cut after them."""

    def give(connection: Connection, _: bytes) -> None:
        connection.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        for piece in pieces:
            connection.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if whole:
            connection.write(b"0\r\n\r\n")
        else:
            connection.transport.loseConnection()  # type: ignore[union-attr]

    return give


def silence(connection: Connection, request: bytes) -> None:
    """No answer at all."""


def hang_up(connection: Connection, request: bytes) -> None:
    """The connection closed instead of an answer."""
    connection.cut()
