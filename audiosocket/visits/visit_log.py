"""The visits in the log: a line an event, without words or names unless the configuration says so."""

from __future__ import annotations

from twisted.logger import Logger

from audiosocket.events import (
    AnswerUnderstood,
    Event,
    GateFailed,
    GateOpened,
    GateOpening,
    LegEnded,
    ResidentCalled,
    ResidentCallEnded,
    VisitEnded,
    VisitStarted,
    as_dict,
)

_MILESTONES = (
    *(VisitStarted, LegEnded, ResidentCalled, ResidentCallEnded, AnswerUnderstood),
    *(GateOpening, GateOpened, GateFailed, VisitEnded),
)
_DISCREET = frozenset({"text", "question", "answer", "digit", "telephone"})
_ALWAYS = frozenset({"visit", "time", "event"})


class VisitLog:
    """
    A subscriber of the event stream.

    By default the milestones of a visit are written; with transcripts every event, and what was said in it. (Alarms
    are written by whoever raises them.)
    """

    _log = Logger()

    def __init__(self, transcripts: bool) -> None:
        """:param transcripts: whether spoken words, names, keys and telephone numbers may stand in the log."""
        self._transcripts = transcripts

    def __call__(self, event: Event) -> None:
        """Write one event, or pass over it."""
        if not self._transcripts and not isinstance(event, _MILESTONES):
            return
        row = as_dict(event)
        shown = " ".join(f"{name}={value}" for name, value in row.items() if self._shows(name) and value is not None)
        self._log.info("Visit {visit}: {event} {shown}", visit=row["visit"], event=row["event"], shown=shown)

    def _shows(self, name: str) -> bool:
        return name not in _ALWAYS and (self._transcripts or name not in _DISCREET)
