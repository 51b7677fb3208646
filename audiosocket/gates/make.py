"""From a condominium's settings to its gate."""

from typing import Any

from audiosocket.config.condominium import Condominium
from audiosocket.config.driven import driver_of
from audiosocket.gates.interfaces import IGate, IGateDriver


def make_gate(reactor: Any, settings: Condominium) -> IGate:
    """Make the gate that the settings name, by its driver."""
    return IGateDriver(driver_of(settings.gate)).make(reactor, settings.gate)
