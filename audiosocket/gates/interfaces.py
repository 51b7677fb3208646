"""What the doorman needs of a gate."""

from dataclasses import dataclass

from twisted.internet.defer import Deferred
from zope.interface import Interface


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
