"""What `twistd audiosocket` runs."""

from __future__ import annotations

import atexit
import os
import sys
from typing import ClassVar, cast

from twisted.application.service import IService
from twisted.internet.interfaces import IReactorCore, IReactorTime
from twisted.logger import Logger
from twisted.python.failure import Failure
from twisted.python.usage import Options, UsageError

from audiosocket.config.load import load
from audiosocket.conversation.prompts import prompt_faults
from audiosocket.errors import ConfigError, DoormanError
from audiosocket.media.monotonic import use_monotonic_clock
from audiosocket.portaria import Portaria
from audiosocket.speech.local.service import SpeechOptions
from audiosocket.speech.local.service import make_service as make_speech_service

_log = Logger()


class StartOptions(Options):
    """The command line of ``twistd audiosocket start``."""

    synopsis = "-c FILE"
    longdesc = "Serves AudioSocket calls: visitors, residents, and the API."
    optParameters: ClassVar = [["config", "c", "etc/audiosocket.yaml", "The server's settings."]]


class AudiosocketOptions(Options):
    """The command line of ``twistd audiosocket``."""

    subCommands: ClassVar = [
        ["start", None, StartOptions, "Serve calls."],
        ["speech", None, SpeechOptions, "Serve speech recognition and synthesis of this machine."],
    ]

    def postOptions(self) -> None:
        if self.subCommand is None:
            raise UsageError("say what to run: start or speech.")


Options = AudiosocketOptions  # type: ignore[misc] # the name that twistd looks for


def makeService(options: AudiosocketOptions) -> IService:
    """
    The service that a command line asks for.

    :raises SystemExit: when the configuration has faults: all of them, one a line.
    """
    from twisted.internet import reactor

    use_monotonic_clock(cast(IReactorTime, reactor))
    if options.subCommand == "speech":
        return make_speech_service(cast(SpeechOptions, options.subOptions))
    try:
        portaria = Portaria(load(options.subOptions["config"], also=prompt_faults), reactor, _tell_progress)
    except ConfigError as faults:
        raise SystemExit(str(faults)) from None
    except DoormanError as fault:
        raise SystemExit(f"{options.subOptions['config']}: {fault}") from None
    portaria.ready.addErrback(_give_up, cast(IReactorCore, reactor))
    return cast(IService, portaria)


def _tell_progress(done: int, of: int) -> None:
    """A line for each quarter of the work."""
    if done == of or done * 4 // of != (done - 1) * 4 // of:
        _log.info("Fixed sentences made: {done} of {of}", done=done, of=of)


def _give_up(why: Failure, reactor: IReactorCore) -> None:
    """A server that cannot take calls says why, and ends with status 1."""
    print(f"audiosocket: cannot start: {why.getErrorMessage()}", file=sys.stderr)
    atexit.register(_end_with_failure)  # after twistd has taken its pid file away; it knows no status of its own
    reactor.callWhenRunning(reactor.stop)


def _end_with_failure() -> None:
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            stream.flush()
    os._exit(1)
