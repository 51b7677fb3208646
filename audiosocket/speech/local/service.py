"""``twistd audiosocket speech``: the engine as a service."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, cast

from twisted.application.service import Service
from twisted.internet.defer import Deferred, maybeDeferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IListeningPort
from twisted.internet.posixbase import PosixReactorBase
from twisted.internet.protocol import Protocol, connectionDone
from twisted.internet.stdio import StandardIO
from twisted.internet.threads import deferToThreadPool
from twisted.logger import Logger
from twisted.python.failure import Failure
from twisted.python.threadpool import ThreadPool
from twisted.python.usage import Options, UsageError
from twisted.web.http import Request
from twisted.web.server import Site

from audiosocket.errors import SpeechError
from audiosocket.speech.local.choose import MOUTHS, make_ear, make_mouth
from audiosocket.speech.local.engine import Engine
from audiosocket.speech.local.interfaces import EAR_RATE, Ear, Mouth
from audiosocket.speech.local.web import make_root
from audiosocket.speech.local.weights import weights_folder
from audiosocket.speech.local.worker import Workers

_log = Logger()


@dataclass(frozen=True)
class EngineSettings:
    """What `twistd audiosocket speech` is told."""

    endpoint: str = "tcp:8083:interface=127.0.0.1"
    recognizer: str = "auto"
    voice: str = "auto"
    weights: Path | None = None
    threads: int = 2
    queue: int = 16
    nice: int = 5
    until_stdin_closes: bool = False


class SpeechOptions(Options):
    """The command line of ``twistd audiosocket speech``."""

    synopsis = "[options]"
    longdesc = "Serves speech recognition and synthesis of this machine behind OpenAI's endpoints."
    optParameters: ClassVar = [
        ["listen", "l", EngineSettings.endpoint, "Twisted endpoint string to listen on."],
        ["recognizer", "r", "auto", "auto, a folder of weights, or a name on the model hub."],
        ["voice", "v", "auto", f"auto, {', '.join(MOUTHS)}; with a voice: kokoro/pf_dora."],
        ["weights", "w", None, "Folder of weights (default: that of `audiosocket models`)."],
        ["threads", "t", EngineSettings.threads, "Processor threads of a recognition or synthesis.", int],
        ["queue", "q", EngineSettings.queue, "Requests of a kind that may wait; beyond them the answer is 429.", int],
        ["nice", "n", EngineSettings.nice, "How far the engine steps back for other processes, 0 to 19.", int],
    ]
    optFlags: ClassVar = [
        ["until-stdin-closes", None, "End when standard input ends (for a parent process that watches)."]
    ]

    def postOptions(self) -> None:
        if not 1 <= self["threads"] <= 64 or not 0 <= self["queue"] <= 1000 or not 0 <= self["nice"] <= 19:
            raise UsageError("threads must be 1 to 64, queue 0 to 1000, nice 0 to 19.")
        kind = self["voice"].partition("/")[0]
        if kind not in ("auto", *MOUTHS):
            raise UsageError(f"voice must be auto, {', '.join(MOUTHS)}.")

    def settings(self) -> EngineSettings:
        """The same as a value."""
        return EngineSettings(
            endpoint=self["listen"],
            recognizer=self["recognizer"],
            voice=self["voice"],
            weights=Path(self["weights"]) if self["weights"] else None,
            threads=self["threads"],
            queue=self["queue"],
            nice=self["nice"],
            until_stdin_closes=bool(self["until-stdin-closes"]),
        )


def make_service(options: SpeechOptions) -> "EngineService":
    """The service for the command line's options."""
    from twisted.internet import reactor

    return EngineService(cast(PosixReactorBase, reactor), options.settings())


class EngineService(Service):
    """Loads and warms the models on a thread, then listens; without a model the process ends with status 1."""

    def __init__(self, reactor: PosixReactorBase, settings: EngineSettings) -> None:
        self._reactor = reactor
        self._settings = settings
        self._workers: list[Workers] = []
        self._loading = ThreadPool(1, 2, "models")
        self._port: IListeningPort | None = None

    def startService(self) -> None:
        """Begin to load; `listening` fires with the port when requests are taken."""
        Service.startService(self)
        if self._settings.until_stdin_closes:
            _leave_session()
            StandardIO(_UntilEnd(self._reactor))
        self._step_back()
        self._loading.start()
        self.listening = Deferred.fromCoroutine(self._begin())
        self.listening.addErrback(self._failed)

    def stopService(self) -> Deferred[None]:
        """Stop listening and abandon what waits."""
        Service.stopService(self)
        return Deferred.fromCoroutine(self._end())

    async def _begin(self) -> IListeningPort:
        settings = self._settings
        folder = settings.weights or weights_folder()
        ear = await deferToThreadPool(self._reactor, self._loading, _warm_ear, settings, folder)
        mouth = await deferToThreadPool(self._reactor, self._loading, _warm_mouth, settings, folder)
        voice = settings.voice.partition("/")[2] or mouth.voices[0]
        engine = Engine(ear, mouth, voice, self._make_workers("hearing"), self._make_workers("speaking"))
        site = _QuietSite(make_root(engine), parsePOSTFormSubmission=False)  # type: ignore[no-untyped-call]
        self._port = await serverFromString(self._reactor, settings.endpoint).listen(site)
        _log.info("Speech engine listens on {address}.", address=str(self._port.getHost()))
        _log.info("Recognizer: {ear}. Voice: {mouth}, {voice}.", ear=ear.name, mouth=mouth.name, voice=voice)
        return self._port

    def _make_workers(self, name: str) -> Workers:
        workers = Workers(self._reactor, ThreadPool(1, 1, name), 1, self._settings.queue)
        workers.start()
        self._workers.append(workers)
        return workers

    async def _end(self) -> None:
        if self._port is not None:
            await maybeDeferred(self._port.stopListening)
        for workers in self._workers:
            workers.stop()
        self._loading.stop()

    def _failed(self, failure: Failure) -> None:
        if failure.check(SpeechError):
            _log.critical("{sentence}", sentence=failure.getErrorMessage())
        else:
            _log.failure("The speech engine did not start.", failure)
        if self.running and self._reactor.running:
            self._reactor.addSystemEventTrigger("after", "shutdown", os._exit, 1)
            self._reactor.stop()

    def _step_back(self) -> None:
        """The telephone's 20 ms clock comes before models that take half a second."""
        try:
            os.nice(self._settings.nice)
        except OSError:
            _log.warn("The speech engine could not lower its own priority.")


class _QuietSite(Site):
    """Keeps no access log: the telephone server counts what it asks."""

    noisy = False

    def log(self, request: Request) -> None:
        """Nothing."""


class _UntilEnd(Protocol):
    """Ends the process when the other end of standard input is gone, however that process died."""

    def __init__(self, reactor: PosixReactorBase) -> None:
        self._reactor = reactor

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        if self._reactor.running:
            self._reactor.stop()


def _leave_session() -> None:
    """A session of its own: the terminal's Ctrl-C is for the parent, who ends the engine in good order."""
    with suppress(OSError):
        os.setsid()


def _warm_ear(settings: EngineSettings, folder: Path) -> Ear:
    import numpy as np

    ear = make_ear(settings.recognizer, folder, settings.threads)
    ear.hear(np.full(EAR_RATE, 1e-3, np.float32), "", "pt", lambda: False)
    return ear


def _warm_mouth(settings: EngineSettings, folder: Path) -> Mouth:
    mouth = make_mouth(settings.voice.partition("/")[0], folder, settings.threads)
    voice = settings.voice.partition("/")[2] or mouth.voices[0]
    if voice not in mouth.voices:
        raise SpeechError(f"{mouth.name} has no voice '{voice}', but {', '.join(mouth.voices)}.")
    mouth.speak("Bom dia.", voice, 1.0)
    return mouth
