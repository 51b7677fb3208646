"""From the settings to the exchange they name."""

from __future__ import annotations

from collections.abc import Callable

from treq.client import HTTPClient
from twisted.internet.interfaces import IReactorTime
from twisted.web.client import Agent, HTTPConnectionPool

from audiosocket.config.server import AriTelephony, TelephonySettings
from audiosocket.providers.exchange import PoolService
from audiosocket.telephony.ari import AriOriginator
from audiosocket.telephony.ari_events import events_endpoint
from audiosocket.telephony.interfaces import IOriginator
from audiosocket.telephony.nobody import NobodyOriginator

IDLE_SECONDS = 20
"""Kept connections are closed before Asterisk closes them (30 s, `session_inactivity`)."""


def connect(
    reactor: IReactorTime, settings: TelephonySettings, alarm: Callable[[str], None] = lambda sentence: None
) -> IOriginator:
    """
    Make the originator.

    :returns: one that is a service as well, if it provides `IService`; then it must be started to hear of outcomes.
    """
    if not isinstance(settings, AriTelephony):
        return NobodyOriginator()
    pool = HTTPConnectionPool(reactor)
    pool.maxPersistentPerHost = 8
    pool.cachedConnectionTimeout = IDLE_SECONDS
    http = HTTPClient(Agent(reactor, pool=pool, connectTimeout=settings.timeout_seconds))
    originator = AriOriginator(reactor, http, events_endpoint(reactor, settings.url), settings, alarm)
    PoolService(pool).setServiceParent(originator)  # type: ignore[no-untyped-call]
    return originator
