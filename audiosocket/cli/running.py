"""A command that runs the reactor: one coroutine, a status, and an end that leaves nothing behind."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, cast

from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.interfaces import IReactorTime
from twisted.internet.posixbase import PosixReactorBase
from twisted.logger import Logger, globalLogBeginner, textFileLogObserver
from twisted.python.failure import Failure

from audiosocket.errors import DoormanError
from audiosocket.media.monotonic import use_monotonic_clock

_log = Logger()

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""

Main = Callable[[PosixReactorBase], Coroutine["Deferred[Any]", Any, int]]


def run_command(main: Main) -> int:
    """
    Run the reactor until `main(reactor)` has returned a status.

    Ctrl-C and SIGTERM cancel what `main` waits for: its `finally` clauses run, and may wait as well.

    :returns: that status; 1 after a fault that we know, told in its sentence; 130 after Ctrl-C.
    """
    from twisted.internet import reactor

    use_monotonic_clock(cast(IReactorTime, reactor))
    run = _Run(main, cast(PosixReactorBase, reactor))
    run.reactor.callWhenRunning(run.start)
    run.reactor.run()
    return run.status


class _Run:
    """One command under way."""

    def __init__(self, main: Main, reactor: PosixReactorBase) -> None:
        self.status = 1
        self.reactor = reactor
        self._main = main
        self._work: Deferred[int] | None = None
        self._interrupted = False

    def start(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, frame: self.reactor.callFromThread(self._interrupt))
        self._work = Deferred.fromCoroutine(self._main(self.reactor))
        ended = self._work.addCallbacks(self._keep, self._fail)
        ended.addBoth(lambda _: self.reactor.stop())

    def _interrupt(self) -> None:
        self._interrupted = True
        if self._work is not None:
            self._work.cancel()

    def _keep(self, status: int) -> None:
        self.status = INTERRUPTED if self._interrupted else status

    def _fail(self, failure: Failure) -> None:
        if self._interrupted and failure.check(CancelledError):
            self.status = INTERRUPTED
            print("\ninterrupted", file=sys.stderr)
            return
        if failure.check(DoormanError):
            print(f"audiosocket: {failure.getErrorMessage()}", file=sys.stderr)
            return
        _log.failure("The command failed", failure)
        print(f"audiosocket: an unexpected fault: {type(failure.value).__name__}: {failure.value}", file=sys.stderr)


def log_to(path: Path) -> None:
    """Write the server's log lines to a file, so that the terminal stays the conversation's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("w", encoding="utf-8", buffering=1)
    globalLogBeginner.beginLoggingTo([textFileLogObserver(file)], redirectStandardIO=False, discardBuffer=True)
