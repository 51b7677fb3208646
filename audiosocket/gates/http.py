"""
A gate that opens by one HTTP request.

A try is repeated only if the request surely did not reach the controller, or if the controller itself says that it
failed (5xx). A request that went out and was not answered is not repeated: many motors have one button, whose second
pulse stops or closes the gate again. All tries of a visit carry the same `Idempotency-Key`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from secrets import token_hex
from typing import NoReturn
from urllib.parse import urlsplit

from OpenSSL import SSL
from service_identity import VerificationError
from treq.client import HTTPClient
from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.interfaces import IReactorTime
from twisted.internet.task import deferLater
from twisted.logger import Logger
from twisted.python.failure import Failure
from twisted.web.client import URI, ResponseFailed, ResponseNeverReceived
from twisted.web.http_headers import Headers
from twisted.web.iweb import IResponse
from zope.interface import implementer

from audiosocket.config.condominium import HttpAuth
from audiosocket.config.condominium import HttpGate as HttpGateSettings
from audiosocket.errors import GateError
from audiosocket.gates import digest
from audiosocket.gates.interfaces import GateRequest, IGate
from audiosocket.gates.template import FilledRequest, fill

FIRST_PAUSE_SECONDS = 0.3
"""Wait before the second try; twice as long before each further one."""


class _NotOpenedError(Exception):
    """A try that may be repeated; its text says why it failed."""


class _UnansweredError(Exception):
    """A try after which the gate may be open or not."""


@implementer(IGate)
class HttpGate:
    """
    One controller.

    :param http: treq's client; it should keep no connections, since gates open rarely and controllers drop them.
    :param make_cnonce: gives random texts for digest authentication.
    """

    _log = Logger()

    def __init__(
        self,
        clock: IReactorTime,
        http: HTTPClient,
        settings: HttpGateSettings,
        make_cnonce: Callable[[], str] = lambda: token_hex(16),
    ) -> None:
        self._clock = clock
        self._http = http
        self._settings = settings
        self._make_cnonce = make_cnonce
        self._where = "the gate at " + urlsplit(settings.url.get_secret_value()).netloc.rpartition("@")[2]

    def open(self, request: GateRequest) -> Deferred[None]:
        return Deferred.fromCoroutine(self._open(request))

    async def _open(self, request: GateRequest) -> None:
        filled = fill(self._settings, request)
        tries = 1 + self._settings.retries
        for attempt in range(1, tries + 1):
            try:
                await self._try(filled)
            except _UnansweredError as error:
                raise GateError(
                    f"{self._where} did not answer ({error}); it may be open, so it is not asked again"
                ) from error
            except _NotOpenedError as error:
                self._log_try(request, attempt, tries, str(error))
                if attempt == tries:
                    raise GateError(f"{self._where} did not open in {tries} tries: {error}") from error
            else:
                self._log_try(request, attempt, tries, "it opened")
                return
            await deferLater(self._clock, FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))

    def _log_try(self, request: GateRequest, attempt: int, tries: int, result: str) -> None:
        self._log.info(
            "Visit {visit}: {where}, try {attempt} of {tries}: {result}",
            visit=request.visit_id,
            where=self._where,
            attempt=attempt,
            tries=tries,
            result=result,
        )

    async def _try(self, filled: FilledRequest) -> None:
        """One try, with both of its requests if digest authentication is asked for."""
        exchange = Deferred.fromCoroutine(self._exchange(filled))
        try:
            status = await exchange.addTimeout(self._settings.timeout_seconds, self._clock, _too_late)
        except (_UnansweredError, _NotOpenedError, GateError, CancelledError):
            raise
        except (ResponseNeverReceived, ResponseFailed) as error:
            if any(reason.check(SSL.Error, VerificationError) for reason in error.reasons):
                raise GateError(f"{self._where} has no certificate that this machine trusts") from error
            raise _UnansweredError("the connection was lost") from error
        except Exception as error:
            raise _NotOpenedError(f"it cannot be reached: {type(error).__name__}") from error
        if status >= 500:
            raise _NotOpenedError(f"HTTP {status}")
        if status >= 300:
            raise GateError(f"{self._where} refused, HTTP {status}{_advice(status)}")

    async def _exchange(self, filled: FilledRequest) -> int:
        auth = self._settings.auth
        response = await self._send(filled, _basic(auth) if auth is not None and auth.scheme == "basic" else None)
        if response.code != 401 or auth is None or auth.scheme != "digest":
            return int(response.code)
        challenge = digest.choose(response.headers.getRawHeaders("www-authenticate", []))
        if challenge is None:
            raise GateError(f"{self._where} asks for no digest authentication that is known here (MD5, SHA-256)")
        response = await self._send(filled, self._answer(challenge, auth, filled))
        return int(response.code)

    def _answer(self, challenge: digest.Challenge, auth: HttpAuth, filled: FilledRequest) -> str:
        target = URI.fromBytes(filled.url.encode()).originForm.decode()
        signed = digest.Request(filled.method, target, filled.body or b"")
        return digest.authorize(challenge, auth.user, auth.password.get_secret_value(), signed, self._make_cnonce())

    async def _send(self, filled: FilledRequest, authorization: str | None) -> IResponse:
        headers = Headers(dict(filled.headers))
        if authorization is not None:
            headers.setRawHeaders("Authorization", [authorization])
        response = await self._http.request(
            filled.method, filled.url, headers=headers, data=filled.body, allow_redirects=False
        )
        # The status decides; the body is read to its end beside, so that the connection closes in peace.
        response.content().addTimeout(self._settings.timeout_seconds, self._clock).addErrback(lambda failure: None)
        return response


def _too_late(failure: object, seconds: float) -> NoReturn:
    """A time limit while connecting leaves the gate closed; one while waiting for the answer leaves it unknown."""
    if isinstance(failure, Failure) and failure.check(ResponseNeverReceived, ResponseFailed):
        raise _UnansweredError(f"within {seconds:g} s")
    raise _NotOpenedError(f"no connection within {seconds:g} s")


def _basic(auth: HttpAuth) -> str:
    return "Basic " + base64.b64encode(f"{auth.user}:{auth.password.get_secret_value()}".encode()).decode()


def _advice(status: int) -> str:
    if status in (401, 403):
        return ": check gate.auth"
    if status < 400:
        return ": it redirects; give the final address in gate.url"
    return ": check gate.url, gate.method and gate.body"
