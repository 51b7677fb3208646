"""From the settings to ears, voices and the local engine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from treq.client import HTTPClient
from twisted.internet.threads import deferToThread

from audiosocket.config.driven import driver_of
from audiosocket.config.speech import LocalSpeech, Speech
from audiosocket.providers.chain import Provider
from audiosocket.speech.autostart import LocalEngine, engine_command
from audiosocket.speech.cache import CachedSynthesizer, DiskCache
from audiosocket.speech.fallback import FallbackRecognizer, FallbackSynthesizer
from audiosocket.speech.interfaces import (
    IRecognizer,
    IRecognizerDriver,
    ISynthesizer,
    ISynthesizerDriver,
    Surroundings,
)


def make_engine(reactor: Any, speech: Speech, client: HTTPClient) -> LocalEngine | None:
    """The local engine that we start and watch, if the settings want that."""
    return local_engine(reactor, speech.local, client) if speech.local.autostart else None


def local_engine(reactor: Any, local: LocalSpeech, client: HTTPClient) -> LocalEngine:
    """The local engine as the settings want it; start it as a service."""
    options = ["--recognizer", local.recognizer, "--voice", local.voice]
    options += ["--threads", str(local.threads), "--queue", str(local.queue)]
    if local.weights_dir is not None:
        options += ["--weights", str(local.weights_dir)]
    return LocalEngine(reactor, client, engine_command(local.listen, *options), local.url)


def make_recognizer(reactor: Any, speech: Speech, client: HTTPClient) -> IRecognizer | None:
    """The recognizers of the settings as one, the next taking over when one fails; None if there are none."""
    lent = Surroundings(reactor, client, speech.local)
    ears = []
    for each in speech.recognizers:
        driver = IRecognizerDriver(driver_of(each))
        ears.append(Provider[IRecognizer](driver.label(each, lent), driver.make(each, lent)))
    return FallbackRecognizer(reactor, ears) if ears else None


def make_store(reactor: Any, speech: Speech, client: HTTPClient) -> FallbackSynthesizer:
    """The synthesizers of the settings as one, each behind a cache of what it has said."""
    lent = Surroundings(reactor, client, speech.local)
    disk = DiskCache(speech.cache_dir or default_cache())
    voices = []
    for each in speech.synthesizers:
        driver = ISynthesizerDriver(driver_of(each))
        label = driver.label(each, lent)
        kept = CachedSynthesizer(driver.make(each, lent), label, disk, deferToThread)
        voices.append(Provider[ISynthesizer](label, kept))
    return FallbackSynthesizer(reactor, voices)


def default_cache() -> Path:
    """The user's folder of rendered prompts."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "audiosocket-portaria" / "prompts"
