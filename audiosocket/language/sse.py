"""
Server-sent events, sans-IO: bytes in, data out (https://html.spec.whatwg.org/multipage/server-sent-events.html).

Lines end with CR LF, LF or CR; a line that begins with a colon is a comment; the data lines of one event are joined by
newlines; a blank line ends the event. Only an event's data are given, since its other fields have no meaning here.
"""

import codecs
import re
from collections.abc import Iterator

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r)")


class EventReader:
    """Bytes of a ``text/event-stream`` in, each event's data out; any segmentation gives the same data."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._text = ""
        self._data: list[str] = []
        self._began = False

    def receive(self, data: bytes) -> Iterator[str]:
        """Add bytes and yield the data of every event that is now whole."""
        self._add(self._decoder.decode(data))
        yield from self._events(last=False)

    def finish(self) -> Iterator[str]:
        """The stream is over: yield the data of an event that lacks only its blank line, as some servers end."""
        self._add(self._decoder.decode(b"", True) + "\n\n")
        yield from self._events(last=True)

    def _add(self, text: str) -> None:
        if text and not self._began:
            self._began = True
            text = text.removeprefix("\ufeff")
        self._text += text

    def _events(self, last: bool) -> Iterator[str]:
        at = 0
        while found := _LINE.match(self._text, at):
            if found[2] == "\r" and found.end() == len(self._text) and not last:
                break  # its LF may be on the way
            at = found.end()
            if (event := self._line(found[1])) is not None:
                yield event
        self._text = self._text[at:]

    def _line(self, line: str) -> str | None:
        """Take a line; the data of the event that it ends."""
        if line:
            name, _, value = line.partition(":")
            if name == "data":
                self._data.append(value.removeprefix(" "))
            return None
        event = "\n".join(self._data) if self._data else None
        self._data.clear()
        return event
