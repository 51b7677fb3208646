"""
Asterisk's events over a WebSocket, for ever: lost connections are made anew, and silence is noticed.

Twisted's own WebSocket client sends no headers, so that it cannot authenticate; wsproto does the protocol here.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlencode, urlsplit

from twisted.application.service import Service
from twisted.internet.defer import Deferred, maybeDeferred
from twisted.internet.endpoints import HostnameEndpoint, wrapClientTLS
from twisted.internet.interfaces import IDelayedCall, IProtocol, IReactorTime, IStreamClientEndpoint, ITCPTransport
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.internet.ssl import optionsForClientTLS
from twisted.logger import Logger
from twisted.python.failure import Failure
from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Ping,
    Pong,
    RejectConnection,
    Request,
    TextMessage,
)
from wsproto.utilities import LocalProtocolError, RemoteProtocolError

PING_SECONDS = 10.0
"""A ping is sent that often; the connection is given up when a whole interval brought nothing at all."""
HANDSHAKE_SECONDS = 5.0
FIRST_RETRY_SECONDS = 0.5
LONGEST_RETRY_SECONDS = 2.0
"""Shorter than any ringing, so that a call under way is found again while it still rings."""


AriEvent: TypeAlias = dict[str, object]
"""One event as Asterisk's JSON has it; only this room looks inside."""


@dataclass(frozen=True, slots=True)
class AriAddress:
    """Where Asterisk's REST interface is, and who we are to it."""

    url: str
    user: str
    password: str
    app: str

    @property
    def authorization(self) -> bytes:
        """The value of the HTTP header."""
        return b"Basic " + base64.b64encode(f"{self.user}:{self.password}".encode())

    @property
    def events_target(self) -> str:
        """Path and query of the event stream: events of all channels, since ours never enter Stasis."""
        query = urlencode({"app": self.app, "subscribeAll": "true"})
        return f"{urlsplit(self.url).path.rstrip('/')}/events?{query}"


def events_endpoint(reactor: IReactorTime, url: str) -> IStreamClientEndpoint:
    """The endpoint of an http or https URL."""
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    endpoint: IStreamClientEndpoint = HostnameEndpoint(reactor, host, parts.port or (443 if secure else 80))
    return wrapClientTLS(optionsForClientTLS(host), endpoint) if secure else endpoint


class EventsProtocol(Protocol):
    """
    One connection.

    :param accepted: called when Asterisk agreed to send events.
    :param receive: is given every event.
    :param ended: called exactly once, with the reason, whenever the connection ends.
    """

    transport: ITCPTransport
    _log = Logger()

    def __init__(
        self,
        clock: IReactorTime,
        address: AriAddress,
        accepted: Callable[[], None],
        receive: Callable[[AriEvent], None],
        ended: Callable[[str], None],
    ) -> None:
        self._clock = clock
        self._address = address
        self._accepted = accepted
        self._receive = receive
        self._ended = ended
        self._websocket = WSConnection(ConnectionType.CLIENT)
        self._text: list[str] = []
        self._reason = "Asterisk closed the connection"
        self._quiet = True
        self._timer: IDelayedCall | None = None

    def connectionMade(self) -> None:
        self.transport.setTcpNoDelay(True)
        request = Request(
            host=urlsplit(self._address.url).netloc.rpartition("@")[2],
            target=self._address.events_target,
            extra_headers=[(b"Authorization", self._address.authorization)],
        )
        self.transport.write(self._websocket.send(request))
        self._timer = self._clock.callLater(HANDSHAKE_SECONDS, self._give_up, "Asterisk did not answer the handshake")

    def dataReceived(self, data: bytes) -> None:
        self._quiet = False
        try:
            self._websocket.receive_data(data)
            for event in self._websocket.events():
                self._handle(event)
        except (RemoteProtocolError, LocalProtocolError) as error:
            self._give_up(f"what came is no WebSocket: {error}")

    def _handle(self, event: object) -> None:
        if isinstance(event, TextMessage):
            self._text.append(event.data)
            if event.message_finished:
                text, self._text = "".join(self._text), []
                self._deliver(text)
        elif isinstance(event, AcceptConnection):
            self._accept()
        elif isinstance(event, RejectConnection):
            self._give_up(_advice(event.status_code))
        elif isinstance(event, Ping):
            self.transport.write(self._websocket.send(event.response()))
        elif isinstance(event, CloseConnection):
            self.transport.write(self._websocket.send(event.response()))
            self.transport.loseConnection()
        elif not isinstance(event, Pong | BytesMessage):
            self._log.debug("Ignored a {kind} on Asterisk's event stream", kind=type(event).__name__)

    def _deliver(self, text: str) -> None:
        try:
            event = json.loads(text)
        except ValueError:
            self._log.warn("Asterisk sent an event that is not JSON ({length} characters)", length=len(text))
            return
        if isinstance(event, dict):
            try:
                self._receive(event)
            except Exception:
                self._log.failure("An event of Asterisk could not be handled")

    def _accept(self) -> None:
        self._rearm()
        self._accepted()

    def _rearm(self) -> None:
        if self._timer is not None and self._timer.active():
            self._timer.cancel()
        self._timer = self._clock.callLater(PING_SECONDS, self._ping)

    def _ping(self) -> None:
        if self._quiet:
            self._give_up("the connection is silent")
            return
        self._quiet = True
        self.transport.write(self._websocket.send(Ping()))
        self._rearm()

    def _give_up(self, reason: str) -> None:
        self._reason = reason
        self.transport.abortConnection()

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        if self._timer is not None and self._timer.active():
            self._timer.cancel()
        self._ended(self._reason)


def _advice(status: int) -> str:
    if status in (401, 403):
        return f"Asterisk refused our user or password (HTTP {status}); compare telephony.user with ari.conf"
    if status == 404:
        return "Asterisk has no ARI at that address (HTTP 404); check telephony.url and `enabled = yes` in ari.conf"
    return f"Asterisk refused the event stream (HTTP {status})"


class EventStreamService(Service):
    """
    The event stream, connected again by itself after every loss.

    :param receive: is given every event.
    :param up: called after every connection, before the first event.
    :param down: called once when the stream is lost or cannot be had, with the reason; not again before `up`.
    """

    def __init__(
        self,
        clock: IReactorTime,
        endpoint: IStreamClientEndpoint,
        address: AriAddress,
        receive: Callable[[AriEvent], None],
        up: Callable[[], None],
        down: Callable[[str], None],
    ) -> None:
        self.is_up: bool | None = None
        self._clock = clock
        self._endpoint = endpoint
        self._address = address
        self._receive = receive
        self._up = up
        self._down = down
        self._delay = FIRST_RETRY_SECONDS
        self._retry: IDelayedCall | None = None
        self._attempt: Deferred[IProtocol] | None = None
        self._protocol: EventsProtocol | None = None
        self._stopped: Deferred[None] | None = None

    def startService(self) -> None:
        """Begin to connect; Asterisk need not be there yet."""
        super().startService()  # type: ignore[no-untyped-call]
        self._connect()

    def stopService(self) -> Deferred[None] | None:
        """
        Let go of the connection.

        :returns: what fires when it is gone.
        """
        super().stopService()  # type: ignore[no-untyped-call]
        if self._retry is not None and self._retry.active():
            self._retry.cancel()
        if self._attempt is not None:
            self._attempt.cancel()
        if self._protocol is None:
            return None
        self._stopped = Deferred()
        self._protocol.transport.abortConnection()
        return self._stopped

    def _connect(self) -> None:
        factory = Factory.forProtocol(self._build)
        factory.noisy = False
        attempt = self._attempt = maybeDeferred(self._endpoint.connect, factory)
        attempt.addErrback(lambda failure: self._ended(f"Asterisk cannot be reached: {failure.getErrorMessage()}"))
        attempt.addBoth(self._attempted)

    def _build(self) -> EventsProtocol:
        self._protocol = EventsProtocol(self._clock, self._address, self._accepted, self._receive, self._ended)
        return self._protocol

    def _attempted(self, _: object) -> None:
        self._attempt = None

    def _accepted(self) -> None:
        self.is_up = True
        self._delay = FIRST_RETRY_SECONDS
        self._up()

    def _ended(self, reason: str) -> None:
        self._protocol = None
        if not self.running:
            if self._stopped is not None:
                self._stopped.callback(None)
            return
        self._retry = self._clock.callLater(self._delay, self._connect)
        self._delay = min(2 * self._delay, LONGEST_RETRY_SECONDS)
        if self.is_up is not False:
            self.is_up = False
            self._down(reason)
