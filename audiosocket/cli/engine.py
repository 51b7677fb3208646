"""The speech engine for the length of a command: one that runs already, or one of our own."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.console import Console
from twisted.internet.posixbase import PosixReactorBase

from audiosocket.config.speech import LocalRecognizer, LocalSpeech
from audiosocket.providers.exchange import make_client
from audiosocket.speech.build import local_engine
from audiosocket.speech.drivers import LocalRecognizerDriver
from audiosocket.speech.interfaces import IRecognizer, Surroundings, Voice

RECOGNIZE_SECONDS = 60.0


@asynccontextmanager
async def speech_engine(reactor: PosixReactorBase, url: str | None, console: Console) -> AsyncIterator[str]:
    """
    Give the address of a speech engine, up to and with ``/v1``; one of our own is started for it, and ended after.

    :raises SpeechError: when it cannot be started.
    """
    if url is not None:
        yield url
        return
    port = free_port()
    settings = LocalSpeech(listen=f"tcp:{port}:interface=127.0.0.1", url=f"http://127.0.0.1:{port}/v1")
    engine = local_engine(reactor, settings, make_client(reactor))
    engine.startService()
    try:
        with console.status("starting the speech engine"):
            info = await engine.ready()
        console.print(f"recognizer: {info.recognizer}; voice: {info.voice}", highlight=False, soft_wrap=True)
        yield settings.url
    finally:
        await engine.stopService()


def recognizer_at(reactor: PosixReactorBase, url: str) -> IRecognizer:
    """The ear of an engine."""
    surroundings = Surroundings(reactor, make_client(reactor), LocalSpeech(url=url))
    return LocalRecognizerDriver().make(LocalRecognizer(kind="local", timeout_seconds=RECOGNIZE_SECONDS), surroundings)


async def second_voice(reactor: PosixReactorBase, url: str) -> Voice:
    """A voice of the engine that is not the doorman's, so that a conversation has two; or the only one."""
    try:
        response = await make_client(reactor).get(f"{url.removesuffix('/v1')}/healthz")
        said = json.loads(await response.content())
        others = [str(name) for name in said["voices"] if name != said["voices"][0]]
    except Exception:  # an engine that is not ours need not say what voices it has
        others = []
    return Voice("auto", others[0] if others else "auto")


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
