"""Requests to Asterisk's REST interface, each with its own time limit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from treq.client import HTTPClient
from twisted.internet.defer import CancelledError, Deferred, TimeoutError
from twisted.internet.interfaces import IReactorTime
from twisted.python.failure import Failure
from twisted.web.client import RequestTransmissionFailed, ResponseNeverReceived
from twisted.web.http_headers import Headers

from audiosocket.errors import OriginateError
from audiosocket.telephony.ari_events import AriAddress


@dataclass(frozen=True, slots=True)
class AriReply:
    """What Asterisk answered; `body` is parsed JSON, or None."""

    status: int
    body: object

    @property
    def good(self) -> bool:
        """Whether Asterisk did what was asked."""
        return 200 <= self.status < 300

    @property
    def message(self) -> str:
        """Asterisk's own words about a refusal, or none."""
        if isinstance(self.body, dict):
            return str(self.body.get("message") or self.body.get("error") or "")
        return ""


class AriClient:
    """
    One Asterisk.

    :param http: treq's client, with a pool of kept connections.
    :param timeout_seconds: for one request and its reply, unless said otherwise.
    """

    def __init__(self, clock: IReactorTime, http: HTTPClient, address: AriAddress, timeout_seconds: float) -> None:
        self._clock = clock
        self._http = http
        self._address = address
        self._timeout_seconds = timeout_seconds

    def request(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        body: object = None,
        timeout_seconds: float | None = None,
    ) -> Deferred[AriReply]:
        """
        Ask Asterisk for something. Cancelling abandons it.

        :param path: below the address, as `channels/ID`.
        :raises OriginateError: if Asterisk cannot be reached or is silent.
        """
        limit = self._timeout_seconds if timeout_seconds is None else timeout_seconds
        asked = Deferred.fromCoroutine(self._ask(method, path, dict(query or {}), body))
        return asked.addTimeout(limit, self._clock).addErrback(_explain, limit)

    async def _ask(self, method: str, path: str, query: dict[str, str], body: object) -> AriReply:
        try:
            return await self._once(method, path, query, body)
        except (ResponseNeverReceived, RequestTransmissionFailed) as error:
            if any(reason.check(CancelledError) for reason in error.reasons):
                raise CancelledError from error
            # A kept connection had gone stale. Nothing is done twice by this: channel ids are ours, so that a second
            # originate of the same call is refused with 409.
            return await self._once(method, path, query, body)

    async def _once(self, method: str, path: str, query: dict[str, str], body: object) -> AriReply:
        headers = {b"Authorization": [self._address.authorization]}
        data = None
        if body is not None:
            headers[b"Content-Type"] = [b"application/json"]
            data = json.dumps(body).encode()
        response = await self._http.request(
            method,
            f"{self._address.url.rstrip('/')}/{path}",
            params=query,
            headers=Headers(headers),
            data=data,
            allow_redirects=False,
        )
        content = await response.content()
        try:
            return AriReply(response.code, json.loads(content) if content else None)
        except ValueError:
            return AriReply(response.code, None)


def _explain(failure: Failure, limit: float) -> NoReturn:
    if failure.check(CancelledError):
        failure.raiseException()
    if failure.check(TimeoutError):
        raise OriginateError(f"Asterisk did not answer within {limit:g} s") from failure.value
    raise OriginateError(f"Asterisk cannot be reached: {failure.getErrorMessage()}") from failure.value
