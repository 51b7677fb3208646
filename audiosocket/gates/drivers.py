"""Our own kinds of gates. What they are made of is imported when one is made: whoever only checks needs none of it."""

from typing import Any

from zope.interface import implementer

from audiosocket.config.condominium import HttpGate, LogGate
from audiosocket.gates.interfaces import IGate, IGateDriver


@implementer(IGateDriver)
class LogGateDriver:
    """A log line."""

    name = "log"
    settings = LogGate

    def make(self, reactor: Any, settings: LogGate) -> IGate:
        """Make a gate that is a log line."""
        from audiosocket.gates import log

        return log.LogGate()


@implementer(IGateDriver)
class HttpGateDriver:
    """One HTTP request."""

    name = "http"
    settings = HttpGate

    def make(self, reactor: Any, settings: HttpGate) -> IGate:
        """Make a gate with a client of its own, which keeps no connections."""
        from treq.client import HTTPClient
        from twisted.web.client import Agent, HTTPConnectionPool

        from audiosocket.gates import http

        pool = HTTPConnectionPool(reactor, persistent=False)
        return http.HttpGate(reactor, HTTPClient(Agent(reactor, pool=pool)), settings)
