"""One HTTP exchange with a provider: posted once more on a stale connection, its faults told in sentences."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from treq.client import HTTPClient
from twisted.application.service import Service
from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.error import ConnectError, DNSLookupError
from twisted.internet.error import TimeoutError as ConnectTimeout
from twisted.internet.interfaces import IReactorTime
from twisted.internet.protocol import Protocol, connectionDone
from twisted.python.failure import Failure
from twisted.web.client import (
    Agent,
    HTTPConnectionPool,
    ResponseDone,
    ResponseNeverReceived,
    _HTTP11ClientFactory,
)
from twisted.web.http import PotentialDataLoss
from twisted.web.http_headers import Headers
from twisted.web.iweb import IResponse

from audiosocket.errors import DoormanError

CONNECT_SECONDS = 3.0
_MOST_ERROR_BYTES = 16_384


def make_pool(reactor: object) -> HTTPConnectionPool:
    """Connections that stay open between requests: it saves the handshake on each turn."""
    pool = HTTPConnectionPool(reactor, persistent=True)
    pool.maxPersistentPerHost = 8
    pool.cachedConnectionTimeout = 60
    pool.retryAutomatically = False
    pool._factory = _QuietFactory
    return pool


def make_client(reactor: object, pool: HTTPConnectionPool | None = None) -> HTTPClient:
    """A treq client over a pool, or over one of its own."""
    return HTTPClient(Agent(reactor, pool=pool or make_pool(reactor), connectTimeout=CONNECT_SECONDS))


class PoolService(Service):
    """Closes a pool's idle connections when the server stops, and waits until they are gone."""

    def __init__(self, pool: HTTPConnectionPool) -> None:
        self._pool = pool

    def stopService(self) -> "Deferred[None]":
        """See `IService`."""
        Service.stopService(self)
        closed: Deferred[None] = self._pool.closeCachedConnections()
        return closed


class _QuietFactory(_HTTP11ClientFactory):
    """Twisted's, which would log each connection."""

    noisy = False


class _Body(Protocol):
    """Hands the body on in pieces; its Deferred fires at the end, and cancelling it closes the connection."""

    def __init__(self, receive: Callable[[bytes], None]) -> None:
        self._receive = receive
        self.finished: Deferred[None] = Deferred(self._abandon)

    def dataReceived(self, data: bytes) -> None:
        if self.finished.called:
            return
        try:
            self._receive(data)
        except Exception:
            self.finished.errback()
            self._close()

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        if self.finished.called:
            return
        if reason.check(ResponseDone, PotentialDataLoss):
            self.finished.callback(None)
        else:
            self.finished.errback(reason)

    def _abandon(self, _: Deferred[None]) -> None:
        self._close()

    def _close(self) -> None:
        if self.transport is not None:
            self.transport.loseConnection()


def receive_body(response: IResponse, receive: Callable[[bytes], None]) -> Deferred[None]:
    """Give the body to `receive` in pieces as they come; what `receive` raises ends it."""
    body = _Body(receive)
    response.deliverBody(body)
    return body.finished


@dataclass(frozen=True)
class Refusal:
    """
    An answer other than 200.

    :param code: the provider's own word for it, where it has one that is a plain word.
    :param retry_after: seconds that the provider asks to wait.
    :param body: its beginning; it may quote keys and texts, so it is never shown.
    """

    status: int
    code: str = ""
    retry_after: float | None = None
    body: bytes = field(default=b"", repr=False)

    @property
    def mark(self) -> str:
        """Status and code as errors show them."""
        return f"{self.status}, {self.code}" if self.code else str(self.status)


@dataclass(frozen=True)
class Exchange:
    """
    What all requests to one provider share; each room says by `refused` and `broken` which errors are its own.

    :param base_url: address up to and with ``/v1``.
    :param api_key: sent as a bearer token; never part of an error or a log line.
    """

    client: HTTPClient
    clock: IReactorTime
    base_url: str
    api_key: str | None = field(default=None, repr=False)

    def refused(self, refusal: Refusal) -> DoormanError:
        """The error for an answer other than 200."""
        return self.broken(refusal_sentence(self.host, refusal))

    def broken(self, sentence: str) -> DoormanError:
        """The error for a request that got no whole answer."""
        return DoormanError(sentence)

    @property
    def host(self) -> str:
        """The provider as errors name it: host and port, without user or password."""
        parts = urlsplit(self.base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    async def post(self, path: str, content_type: str, body: bytes) -> IResponse:
        """
        Post a body and give the response once its head is there and says 200.

        A kept-alive connection that the provider closed meanwhile fails without an answer: the request is then made
        once more, on another connection.

        :raises DoormanError: that of `refused` or `broken`.
        """
        headers = Headers({"Content-Type": [content_type], "Accept": ["*/*"]})
        if self.api_key:
            headers.setRawHeaders("Authorization", [f"Bearer {self.api_key}"])
        try:
            try:
                response = await self._send(path, headers, body)
            except ResponseNeverReceived as fault:
                if any(reason.check(CancelledError) for reason in fault.reasons):
                    raise CancelledError() from fault
                response = await self._send(path, headers, body)
        except CancelledError:
            raise
        except Exception as fault:
            raise self.fault(fault) from fault
        if response.code != 200:
            await self._refuse(response)
        return response

    async def _send(self, path: str, headers: Headers, body: bytes) -> IResponse:
        url = self.base_url.rstrip("/") + path
        return await self.client.post(url, data=body, headers=headers.copy(), unbuffered=True, allow_redirects=False)

    async def _refuse(self, response: IResponse) -> None:
        pieces = bytearray()

        def keep(piece: bytes) -> None:
            pieces.extend(piece[: _MOST_ERROR_BYTES - len(pieces)])

        try:
            await receive_body(response, keep)
        except CancelledError:
            raise
        except Exception:
            pieces.clear()
        body = bytes(pieces)
        raise self.refused(Refusal(response.code, _error_code(body), _retry_after(response), body))

    def fault(self, fault: Exception) -> DoormanError:
        """The error for a request that broke on the way; says no more of it than its kind."""
        if isinstance(fault, DoormanError):
            return fault
        if isinstance(fault, DNSLookupError):
            return self.broken(f"The name {self.host} was not found: check base_url and the network.")
        if isinstance(fault, ConnectTimeout):
            return self.broken(f"{self.host} did not take the connection within {CONNECT_SECONDS:g} seconds.")
        if isinstance(fault, ConnectError):
            return self.broken(f"{self.host} could not be reached: is it running, and is base_url right?")
        return self.broken(f"The exchange with {self.host} broke off ({type(fault).__name__}).")

    async def whole(self, body: Deferred[None]) -> None:
        """
        Wait for the end of a body.

        :raises DoormanError: that of `broken`, if it breaks off.
        """
        try:
            await body
        except CancelledError:
            raise
        except Exception as fault:
            raise self.fault(fault) from fault


def refusal_sentence(host: str, refusal: Refusal) -> str:
    """What an operator should know and do about an answer other than 200."""
    status, mark = refusal.status, refusal.mark
    if status in (401, 403):
        return f"{host} refused the API key ({mark}): check the provider's api_key."
    if status in (429, 503):
        return f"{host} is busy or the account's quota is used up ({mark})."
    if status == 404:
        return f"{host} has no such address or model ({mark}): check base_url and model."
    if status >= 500:
        return f"{host} failed ({mark}): the fault is on the provider's side."
    return f"{host} refused the request ({mark}): check the model and its settings."


def _error_code(body: bytes) -> str:
    """The code of the provider's error if it is a plain word; its message may quote keys or texts."""
    try:
        error = json.loads(body)["error"]
        code = str(error.get("code") or error.get("type") or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
    return code if re.fullmatch(r"[a-z][a-z_]{0,39}", code) else ""


def _retry_after(response: IResponse) -> float | None:
    """Seconds that the provider asks to wait; its other form, a date, is not taken."""
    values = response.headers.getRawHeaders("retry-after") or [""]
    return float(values[0]) if re.fullmatch(r"\d{1,6}(\.\d+)?", values[0]) else None
