"""The visits in the log: a line an event, without words or names unless the configuration says so."""

from __future__ import annotations

from twisted.logger import Logger

from audiosocket.events import Event, Interrupted, KeyPressed, SlotsUnderstood, Spoken, as_dict

_DISCREET = ("text", "answer", "digit", "telephone", *SlotsUnderstood.__dataclass_fields__)
_ALWAYS = ("visit", "time", "event")
_TOO_MANY = (Spoken, Interrupted, KeyPressed)


class VisitLog:
    """A subscriber of the event stream."""

    _log = Logger()

    def __init__(self, transcripts: bool) -> None:
        """:param transcripts: whether spoken words, names, keys and telephone numbers may stand in the log."""
        self._transcripts = transcripts

    def __call__(self, event: Event) -> None:
        """Write one event; those that only matter with their words are left out without them."""
        if not self._transcripts and isinstance(event, _TOO_MANY):
            return
        row = as_dict(event)
        shown = " ".join(f"{name}={value}" for name, value in row.items() if self._shows(name) and value is not None)
        self._log.info("Visit {visit}: {event} {shown}", visit=row["visit"], event=row["event"], shown=shown)

    def _shows(self, name: str) -> bool:
        return name not in _ALWAYS and (self._transcripts or name not in _DISCREET)
