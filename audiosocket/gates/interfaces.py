"""What the doorman needs of a gate."""

from dataclasses import dataclass
from typing import Any

from twisted.internet.defer import Deferred
from zope.interface import Interface

from audiosocket.drivers import IDriver


@dataclass(frozen=True, slots=True)
class GateRequest:
    """
    What a gate is told: the visit, and where the consent came from.

    It holds no name and no words of anybody; the evidence itself is in the visit's events.
    """

    visit_id: str
    condominium: str
    block: str
    apartment: str


class IGate(Interface):
    """Opens one gate."""

    def open(request: GateRequest) -> Deferred[None]:
        """
        Open the gate once. Only consent leads here (the caller's duty).

        :return: fires when the controller confirmed; fails with `GateError`. Cancelling it abandons further tries.
        """


class IGateDriver(IDriver):
    """A kind of gate, found among Twisted's plugins; its `settings` are a class below `GateSettings`."""

    def make(reactor: Any, settings: Any) -> IGate:
        """
        Make the gate of one condominium. Nothing is opened or connected yet.

        :param settings: of this driver's own model.
        """
