"""From the settings to the exchange they name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from audiosocket.config.driven import driver_of
from audiosocket.config.server import TelephonySettings
from audiosocket.telephony.interfaces import IOriginator, IOriginatorDriver


def connect(
    reactor: Any, settings: TelephonySettings, alarm: Callable[[str], None] = lambda sentence: None
) -> IOriginator:
    """
    Make the originator, by its driver.

    :returns: one that is a service as well, if it provides `IService`; then it must be started to hear of outcomes.
    """
    return IOriginatorDriver(driver_of(settings)).make(reactor, settings, alarm)
