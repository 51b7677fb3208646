"""The local speech engine launched and watched by the server, and ended with it."""

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from treq.client import HTTPClient
from twisted.application.service import Service
from twisted.internet.defer import CancelledError, Deferred, succeed
from twisted.internet.error import ProcessDone, ProcessExitedAlready
from twisted.internet.interfaces import IDelayedCall, IProcessTransport, IReactorProcess, IReactorTime
from twisted.internet.protocol import ProcessProtocol
from twisted.logger import Logger
from twisted.python.failure import Failure

from audiosocket.errors import SpeechError

_log = Logger()
_LOOK_SECONDS = 0.25
_WATCH_SECONDS = 5.0
_ANSWER_SECONDS = 3.0
_MOST_MISSED = 4
_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0
_TERM_SECONDS = 5.0
_MOST_LINE = 500


@dataclass(frozen=True)
class EngineInfo:
    """What the running engine says of itself."""

    recognizer: str
    voice: str
    voices: tuple[str, ...]


def engine_command(listen: str, *options: str) -> list[str]:
    """The command line of ``twistd audiosocket speech`` that ends when its standard input does."""
    twist = [sys.executable, "-m", "twisted", "--log-file=+", "--log-format=text", "audiosocket", "speech"]
    return [*twist, "--listen", listen, "--until-stdin-closes", *options]


class LocalEngine(Service):
    """
    Runs the engine while it runs itself: starts it, sees that it answers, starts it again, ends it and waits for that.

    The child makes a session of its own and ends when this process is gone, however that died, because its standard
    input ends then.

    :param reactor: gives processes and time.
    :param client: asks ``/healthz``.
    :param command: see `engine_command`.
    :param url: where the engine is reached, up to and with ``/v1``.
    """

    def __init__(self, reactor: IReactorTime, client: HTTPClient, command: Sequence[str], url: str) -> None:
        self._reactor = reactor
        self._client = client
        self._command = list(command)
        parts = urlsplit(url)
        self._health_url = f"{parts.scheme}://{parts.netloc}/healthz"
        self._child: _Child | None = None
        self._info: EngineInfo | None = None
        self._waiting: list[Deferred[EngineInfo]] = []
        self._later: IDelayedCall | None = None
        self._asking: Deferred[None] | None = None
        self._pause_seconds = _FIRST_PAUSE_SECONDS
        self._missed = 0
        self._ended: Deferred[None] | None = None

    def ready(self) -> Deferred[EngineInfo]:
        """
        Fires when the engine takes requests, at once if it does now.

        :return: fails with `SpeechError` if the engine ends before; it is started again after a pause all the same.
        """
        if self._info is not None:
            return succeed(self._info)
        waiting: Deferred[EngineInfo] = Deferred(self._waiting_no_more)
        self._waiting.append(waiting)
        return waiting

    def startService(self) -> None:
        """Start the engine."""
        Service.startService(self)
        self._launch()

    def stopService(self) -> Deferred[None]:
        """End the engine, with force after 5 seconds; fires when it is gone."""
        Service.stopService(self)
        self._stop_asking()
        if self._child is None:
            self._fail_waiting("The speech engine was stopped.")
            return succeed(None)
        self._ended = Deferred()
        self._child.end(self._reactor)
        return self._ended

    def _launch(self) -> None:
        self._missed = 0
        self._child = _Child(self._child_ended)
        process = IReactorProcess(self._reactor)
        process.spawnProcess(self._child, self._command[0], self._command, env=dict(os.environ))
        self._later = self._reactor.callLater(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        self._asking = Deferred.fromCoroutine(self._ask())

    async def _ask(self) -> None:
        try:
            info = await self._health().addTimeout(_ANSWER_SECONDS, self._reactor)
        except CancelledError:
            return
        except Exception:
            self._unanswered()
        else:
            self._answered(info)
        if self.running and self._child is not None:
            self._later = self._reactor.callLater(_WATCH_SECONDS if self._info else _LOOK_SECONDS, self._look)

    def _health(self) -> "Deferred[EngineInfo]":
        async def ask() -> EngineInfo:
            response = await self._client.get(self._health_url)
            said = json.loads(await response.content())
            return EngineInfo(said["recognizer"], said["voice"], tuple(said["voices"]))

        return Deferred.fromCoroutine(ask())

    def _answered(self, info: EngineInfo) -> None:
        self._missed = 0
        self._pause_seconds = _FIRST_PAUSE_SECONDS
        if self._info is None:
            self._info = info
            waiting, self._waiting = self._waiting, []
            for one in waiting:
                one.callback(info)

    def _unanswered(self) -> None:
        """Before its first answer an engine loads; after it, four in a row are too many."""
        if self._info is None or self._child is None:
            return
        self._missed += 1
        if self._missed >= _MOST_MISSED:
            _log.error("The speech engine does not answer any more; it is started again.")
            self._info = None
            self._child.end(self._reactor)

    def _child_ended(self, reason: str) -> None:
        self._child, self._info = None, None
        self._stop_asking()
        self._fail_waiting(f"The speech engine ended: {reason}")
        if self._ended is not None:
            ended, self._ended = self._ended, None
            ended.callback(None)
        elif self.running:
            _log.error(
                "The speech engine ended ({reason}); next start in {seconds:.0f} s.",
                reason=reason,
                seconds=self._pause_seconds,
            )
            self._later = self._reactor.callLater(self._pause_seconds, self._launch)
            self._pause_seconds = min(2 * self._pause_seconds, _LONGEST_PAUSE_SECONDS)

    def _stop_asking(self) -> None:
        if self._later is not None and self._later.active():
            self._later.cancel()
        if self._asking is not None:
            asking, self._asking = self._asking, None
            asking.addErrback(lambda _: None)
            asking.cancel()

    def _fail_waiting(self, sentence: str) -> None:
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            one.errback(SpeechError(sentence))

    def _waiting_no_more(self, waiting: Deferred[EngineInfo]) -> None:
        self._waiting.remove(waiting)


class _Child(ProcessProtocol):
    """The engine's process; its log lines become ours."""

    def __init__(self, ended: Callable[[str], None]) -> None:
        self._ended = ended
        self._rest = b""
        self._last_fault = ""
        self._kill: IDelayedCall | None = None

    def outReceived(self, data: bytes) -> None:
        self._read(data)

    def errReceived(self, data: bytes) -> None:
        self._read(data)

    def _read(self, data: bytes) -> None:
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = rest[-_MOST_LINE:]
        for line in lines:
            self._say(line.decode("utf-8", "replace")[:_MOST_LINE])

    def _say(self, line: str) -> None:
        head, _, text = line.partition("] ")
        if head.endswith(("#critical", "#error", "#warn")):
            self._last_fault = text
            _log.warn("Speech engine: {text}", text=text)
        elif head.endswith("#info") and "local.service" in head:
            _log.info("Speech engine: {text}", text=text)

    def end(self, clock: IReactorTime) -> None:
        """Ask it to end, and see that it does."""
        self._signal(signal.SIGTERM)
        if self._kill is None:
            self._kill = clock.callLater(_TERM_SECONDS, self._signal, signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        """To the child's whole session, or to the child alone while it has none yet."""
        transport: IProcessTransport | None = self.transport
        if transport is None or not transport.pid:
            return
        try:
            os.killpg(transport.pid, number)
        except (ProcessLookupError, PermissionError):
            try:
                transport.signalProcess(number)
            except ProcessExitedAlready:
                return

    def processEnded(self, reason: Failure) -> None:
        if self._kill is not None and self._kill.active():
            self._kill.cancel()
        status = (
            "exit status 0" if reason.check(ProcessDone) else f"{reason.value}".rpartition(": ")[2].removesuffix(".")
        )
        self._ended(self._last_fault or status)
