"""ARI's HTTP and WebSocket before the exchange in memory: what of it the doorman uses."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable

from twisted.internet.address import IPv4Address
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IListeningPort, IReactorCore
from twisted.python.failure import Failure
from twisted.web.http import Request
from twisted.web.resource import IResource, Resource
from twisted.web.server import Site
from twisted.web.websocket import WebSocketResource, WebSocketTransport

from audiosocket.telephony.exchange import NORMAL, Exchange, Json


class _EventSocket:
    """One listener to events."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._transport: WebSocketTransport | None = None
        self._forget: Callable[[], None] = lambda: None

    def negotiationStarted(self, transport: WebSocketTransport) -> None:
        self._transport = transport

    def negotiationFinished(self) -> None:
        self._forget = self._exchange.subscribe(self._send)

    def _send(self, event: Json) -> None:
        assert self._transport is not None
        self._transport.sendTextMessage(json.dumps(event))

    def pongReceived(self, payload: bytes) -> None:
        pass

    def textMessageReceived(self, message: str) -> None:
        pass

    def bytesMessageReceived(self, data: bytes | bytearray) -> None:
        pass

    def connectionLost(self, reason: Failure) -> None:
        self._forget()
        self._forget = lambda: None


class _EventSockets:
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def buildProtocol(self, request: Request) -> _EventSocket:
        return _EventSocket(self._exchange)


class AriResource(Resource):
    """Everything below `/ari`, behind basic authentication."""

    def __init__(self, exchange: Exchange, user: str, password: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._exchange = exchange
        self._expected = b"Basic " + base64.b64encode(f"{user}:{password}".encode())

    def getChild(self, path: bytes, request: Request) -> IResource:
        if request.getHeader(b"authorization") != self._expected:
            return _Refusal(401, "Authentication required")
        if path == b"channels":
            return _Channels(self._exchange, [])
        if path == b"asterisk":
            return _SharedVariable(self._exchange)
        if path == b"events":
            return WebSocketResource(_EventSockets(self._exchange))
        return _Refusal(404, "Resource not found")


class _SharedVariable(Resource):
    """`asterisk/variable` with the function `SHARED(name,channel)`."""

    isLeaf = True

    def __init__(self, exchange: Exchange) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._exchange = exchange

    def render(self, request: Request) -> bytes:
        query = _query(request)
        found = re.fullmatch(r"SHARED\(([^,]+),([^)]+)\)", query.get("variable", ""))
        good = found is not None and self._exchange.set_shared(found[2], found[1], query.get("value", ""))
        return _reply(request, 204, None) if good else _reply(request, 400, {"message": "Unable to set variable"})


class _Refusal(Resource):
    isLeaf = True

    def __init__(self, status: int, message: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._status = status
        self._message = message

    def render(self, request: Request) -> bytes:
        return _reply(request, self._status, {"message": self._message})


class _Channels(Resource):
    """`channels`, `channels/ID` and `channels/ID/variable`."""

    def __init__(self, exchange: Exchange, path: list[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._exchange = exchange
        self._path = path

    def getChild(self, path: bytes, request: Request) -> IResource:
        return _Channels(self._exchange, [*self._path, path.decode()])

    def render(self, request: Request) -> bytes:
        return _reply(request, *self._answer(request.method.decode(), _query(request), request))

    def _answer(self, method: str, query: dict[str, str], request: Request) -> tuple[int, object]:
        exchange = self._exchange
        match method, self._path:
            case "GET", []:
                return 200, exchange.channels()
            case "POST", []:
                return self._originate(query, request)
            case "GET", [channel]:
                found = exchange.channel(channel)
                return (200, found) if found is not None else _NO_CHANNEL
            case "DELETE", [channel]:
                return (204, None) if exchange.destroy(channel, NORMAL) else _NO_CHANNEL
            case "POST", [channel, "variable"]:
                # As Asterisk 22 does: none of these channels is in Stasis.
                return _NO_CHANNEL if exchange.channel(channel) is None else (409, {"message": "Channel not in Stasis"})
        return 404, {"message": "Resource not found"}

    def _originate(self, query: dict[str, str], request: Request) -> tuple[int, object]:
        body = json.loads((request.content.read() if request.content else b"") or b"{}")
        variables = {str(name): str(value) for name, value in body.get("variables", {}).items()}
        channel = query["channelId"]
        status = self._exchange.originate(channel, query["endpoint"], float(query.get("timeout", 30)), variables)
        if status == 200:
            return 200, self._exchange.channel(channel)
        return status, {"error": "Allocation failed"} if status == 500 else {"message": "Channel id in use"}


_NO_CHANNEL: tuple[int, object] = (404, {"message": "Channel not found"})


def _query(request: Request) -> dict[str, str]:
    return {name.decode(): values[-1].decode() for name, values in request.args.items()}


def _reply(request: Request, status: int, body: object) -> bytes:
    request.setResponseCode(status)
    if body is None:
        return b""
    request.setHeader(b"content-type", b"application/json")
    return json.dumps(body).encode()


def ari_root(exchange: Exchange, user: str, password: str) -> Resource:
    """The root of a web site with `/ari` below it."""
    root = Resource()
    root.putChild(b"ari", AriResource(exchange, user, password))
    return root


async def listen(
    reactor: IReactorCore, exchange: Exchange, user: str, password: str, port: int = 0
) -> tuple[str, IListeningPort]:
    """
    Serve the stand-in on loopback.

    :returns: its address (`telephony.url`), and the listening port, whose `stopListening` ends it.
    """
    site = Site(ari_root(exchange, user, password))
    site.noisy = False
    listening = await serverFromString(reactor, f"tcp:{port}:interface=127.0.0.1").listen(site)
    address = listening.getHost()
    assert isinstance(address, IPv4Address)
    return f"http://127.0.0.1:{address.port}/ari", listening
