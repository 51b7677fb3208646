"""From a condominium's settings to its gate."""

from treq.client import HTTPClient
from twisted.internet.interfaces import IReactorTime
from twisted.web.client import Agent, HTTPConnectionPool

from audiosocket.config.condominium import Condominium
from audiosocket.config.condominium import HttpGate as HttpGateSettings
from audiosocket.gates.http import HttpGate
from audiosocket.gates.interfaces import IGate
from audiosocket.gates.log import LogGate


def make_gate(reactor: IReactorTime, settings: Condominium) -> IGate:
    """Make the gate that the settings name."""
    gate = settings.gate
    if not isinstance(gate, HttpGateSettings):
        return LogGate()
    pool = HTTPConnectionPool(reactor, persistent=False)
    return HttpGate(reactor, HTTPClient(Agent(reactor, pool=pool)), gate)
