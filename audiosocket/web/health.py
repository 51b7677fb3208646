"""What a supervisor asks the server: is it alive, is it ready for calls."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from klein import Klein
from twisted.web.http import Request
from twisted.web.iweb import IRequest
from twisted.web.server import Site


class QuietSite(Site):
    """A site that writes no line for each request (its time would be that of the monotonic clock)."""

    def log(self, request: Request) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Health:
    """How the server is, at this moment."""

    ready: bool
    legs: int
    visits: int


class HealthApi:
    """
    `GET /healthz`: 200 while the server runs. `GET /readyz`: 200 while it takes calls, 503 otherwise.

    Calls are taken whether Asterisk's REST interface can be reached or not: that is not asked.
    """

    app = Klein()

    def __init__(self, health: Callable[[], Health]) -> None:
        self._health = health

    @app.route("/healthz", methods=["GET"])
    def healthz(self, request: IRequest) -> bytes:
        """Alive."""
        return self._answer(request, 200)

    @app.route("/readyz", methods=["GET"])
    def readyz(self, request: IRequest) -> bytes:
        """Ready."""
        return self._answer(request, 200 if self._health().ready else 503)

    def _answer(self, request: IRequest, status: int) -> bytes:
        health = self._health()
        request.setResponseCode(status)
        request.setHeader(b"content-type", b"application/json")
        return json.dumps({"ready": health.ready, "legs": health.legs, "visits": health.visits}).encode()
