"""Our own kinds of exchanges. What they are made of is imported when one is made: checking needs none of it."""

from collections.abc import Callable
from typing import Any

from zope.interface import implementer

from audiosocket.config.server import AriTelephony, NoTelephony
from audiosocket.telephony.interfaces import IOriginator, IOriginatorDriver

IDLE_SECONDS = 20
"""Kept connections are closed before Asterisk closes them (30 s, `session_inactivity`)."""


@implementer(IOriginatorDriver)
class AriDriver:
    """Asterisk over its REST interface."""

    name = "ari"
    settings = AriTelephony

    def make(self, reactor: Any, settings: AriTelephony, alarm: Callable[[str], None]) -> IOriginator:
        """Make a service that calls through Asterisk and hears of outcomes while it runs."""
        from treq.client import HTTPClient
        from twisted.web.client import Agent, HTTPConnectionPool

        from audiosocket.providers.exchange import PoolService
        from audiosocket.telephony.ari import AriOriginator
        from audiosocket.telephony.ari_events import events_endpoint

        pool = HTTPConnectionPool(reactor)
        pool.maxPersistentPerHost = 8
        pool.cachedConnectionTimeout = IDLE_SECONDS
        http = HTTPClient(Agent(reactor, pool=pool, connectTimeout=settings.timeout_seconds))
        originator = AriOriginator(reactor, http, events_endpoint(reactor, settings.url), settings, alarm)
        PoolService(pool).setServiceParent(originator)  # type: ignore[no-untyped-call]
        return originator


@implementer(IOriginatorDriver)
class NobodyDriver:
    """Nobody is called."""

    name = "none"
    settings = NoTelephony

    def make(self, reactor: Any, settings: NoTelephony, alarm: Callable[[str], None]) -> IOriginator:
        """Make an originator whose calls all fail."""
        from audiosocket.telephony.nobody import NobodyOriginator

        return NobodyOriginator()
