"""A gate that is a log line: for trying things out, and for load tests."""

from twisted.internet.defer import Deferred, succeed
from twisted.logger import Logger
from zope.interface import implementer

from audiosocket.gates.interfaces import GateRequest, IGate


@implementer(IGate)
class LogGate:
    """Opens nothing and always succeeds."""

    _log = Logger()

    def open(self, request: GateRequest) -> "Deferred[None]":
        self._log.info(
            "The gate of {condominium} would open now for visit {visit}",
            condominium=request.condominium,
            visit=request.visit_id,
        )
        return succeed(None)
