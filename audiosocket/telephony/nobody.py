"""An exchange that calls nobody: for load tests, and for trying the doorman without Asterisk."""

from collections.abc import Callable
from uuid import UUID

from twisted.internet.defer import Deferred, succeed
from zope.interface import implementer

from audiosocket.events import CallOutcome
from audiosocket.telephony.interfaces import IOriginator, ResidentCall


@implementer(IOriginator)
class NobodyOriginator:
    """Every call fails at once; everything else is agreed to and does nothing."""

    def call(self, call: ResidentCall, ringing: Callable[[], None]) -> "Deferred[CallOutcome]":
        return succeed(CallOutcome.FAILED)

    def answered(self, leg: UUID) -> None:
        pass

    def mark_over(self, visit: UUID) -> "Deferred[None]":
        return succeed(None)

    def transfer(self, visit: UUID, target: str) -> "Deferred[bool]":
        return succeed(False)

    def hang_up(self, visit: UUID) -> "Deferred[None]":
        return succeed(None)
