"""The visits in the log."""

from uuid import UUID

from twisted.logger import ILogObserver, LogEvent, formatEvent, globalLogPublisher
from twisted.trial.unittest import SynchronousTestCase
from zope.interface import provider

from audiosocket.events import GateOpening, Heard, ResidentCalled, Role, VisitStarted
from audiosocket.visits.visit_log import VisitLog

VISIT = UUID(int=1)
EVENTS = (
    VisitStarted(visit=VISIT, time=1.0, condominium="apoena"),
    Heard(visit=VISIT, time=2.0, role=Role.VISITOR, text="sou o Carlos", recognize_seconds=0.1),
    ResidentCalled(visit=VISIT, time=3.0, leg=VISIT, apartment="501", block="A", telephone="4046", attempt=1),
    GateOpening(visit=VISIT, time=4.0, leg=VISIT, by="voice", question="Posso?", answer="pode, o Carlos é meu irmão"),
)


class VisitLogTests(SynchronousTestCase):
    def lines(self, transcripts: bool) -> str:
        written: list[str] = []

        @provider(ILogObserver)
        def observe(event: LogEvent) -> None:
            written.append(formatEvent(event))

        globalLogPublisher.addObserver(observe)
        self.addCleanup(globalLogPublisher.removeObserver, observe)
        log = VisitLog(transcripts)
        for event in EVENTS:
            log(event)
        return "\n".join(written)

    def test_milestones_without_words(self) -> None:
        """By default the log tells what happened, with no word, name or telephone number of anybody."""
        lines = self.lines(transcripts=False)
        self.assertIn("VisitStarted condominium=apoena", lines)
        self.assertIn("GateOpening", lines)
        self.assertIn("apartment=501", lines)
        for secret in ("Carlos", "4046", "Heard"):
            self.assertNotIn(secret, lines)

    def test_everything_where_it_is_allowed(self) -> None:
        """With transcripts the log tells what was said."""
        lines = self.lines(transcripts=True)
        for word in ("sou o Carlos", "4046", "meu irmão"):
            self.assertIn(word, lines)
