"""What the doorman needs of a telephone exchange, whichever it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from twisted.internet.defer import Deferred
from zope.interface import Interface

from audiosocket.drivers import IDriver
from audiosocket.events import CallOutcome


@dataclass(frozen=True, slots=True)
class ResidentCall:
    """One telephone, to be rung once; an answered call's audio comes to the residents' port with the UUID `leg`."""

    leg: UUID
    telephone: str
    condominium: str
    ring_seconds: float


class IOriginator(Interface):
    """Calls residents, and speaks to the exchange about the visitor's own call."""

    def call(call: ResidentCall, ringing: Callable[[], None]) -> Deferred[CallOutcome]:
        """
        Ring a telephone.

        :param ringing: called once if and when the telephone says that it rings.
        :return: fires with the outcome, never fails, at most `ring_seconds` + 5 s after the call. Cancelling it ends
            the ringing and fires it with `CANCELLED` at once. A hang-up after `ANSWERED` is seen on the leg, not here.
        """

    def answered(leg: UUID) -> None:
        """Learn that a leg's audio is here: its call counts as answered, even if the exchange's news of it is late."""

    def mark_over(visit: UUID) -> Deferred[None]:
        """
        Tell the exchange that the visit ends, so that it does not bring the same call back after our 0x00.

        :return: fires within 300 ms and never fails; that it was in vain is logged.
        """

    def transfer(visit: UUID, target: str) -> Deferred[bool]:
        """
        Tell the exchange to connect the visitor with a person once we send 0x00.

        :return: fires within 300 ms with whether the exchange agreed; never fails.
        """

    def hang_up(visit: UUID) -> Deferred[None]:
        """
        End the visitor's own call outright: for one that comes back although its visit is over.

        :return: fires within 300 ms and never fails; that it was in vain is logged.
        """


class IOriginatorDriver(IDriver):
    """A kind of exchange, found among Twisted's plugins; its `settings` are a class below `TelephonySettings`."""

    def make(reactor: Any, settings: Any, alarm: Callable[[str], None]) -> IOriginator:
        """
        Make the originator of the server.

        :param settings: of this driver's own model.
        :param alarm: to be told in a sentence when the exchange is lost or refuses us.
        :return: one that is a service as well, if it provides `IService`; then it is started and stopped.
        """
