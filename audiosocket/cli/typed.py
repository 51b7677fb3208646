"""What a person types in place of speaking and of pressing keys; the parsing is pure."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TextIO

from twisted.internet.interfaces import IReactorFromThreads

from audiosocket.wire import DTMF_DIGITS

HELP = (
    "Type a sentence to say it; /501# or #, or digits alone, press those keys; "
    "v: or r: before it chooses the visitor or the resident; /q hangs up."
)

Party = Literal["visitor", "resident"]


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence to be said."""

    text: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys to be pressed."""

    digits: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """The end of the call."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One line: what to do, and who does it; None = whoever is speaking with the doorman now."""

    what: Words | Keys | HangUp
    party: Party | None = None


def parse_typed(line: str) -> Typed | None:
    """Read a line; None when there is nothing in it."""
    text = line.strip()
    party: Party | None = None
    for prefix, named in _PREFIXES.items():
        if text.lower().startswith(prefix):
            text, party = text[len(prefix) :].strip(), named
    if not text:
        return None
    if text.lower() in {"/q", "/quit"}:
        return Typed(HangUp(), party)
    keys = text.removeprefix("/").replace(" ", "").upper()
    if keys and set(keys) <= DTMF_DIGITS and (text.startswith("/") or not keys.isalpha()):
        return Typed(Keys(keys), party)
    return Typed(Words(text), party)


_PREFIXES: dict[str, Party] = {"v:": "visitor", "r:": "resident"}


def read_lines(
    reactor: IReactorFromThreads,
    on_line: Callable[[str], None],
    on_end: Callable[[], None],
    source: TextIO | None = None,
) -> None:
    """Give each line that is typed to `on_line`, on the reactor's thread; the reading thread never holds up an end."""
    lines = sys.stdin if source is None else source

    def read() -> None:
        for line in lines:
            reactor.callFromThread(on_line, line)
        reactor.callFromThread(on_end)

    threading.Thread(target=read, name="keyboard", daemon=True).start()
