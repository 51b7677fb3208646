"""From the settings to ears, voices and the local engine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from treq.client import HTTPClient
from twisted.internet.threads import deferToThread

from audiosocket.config.speech import (
    LocalRecognizer,
    LocalSpeech,
    LocalSynthesizer,
    OpenAiRecognizer,
    OpenAiSynthesizer,
    RecognizerSettings,
    ScriptedRecognizer,
    ScriptedSynthesizer,
    Speech,
    SynthesizerSettings,
)
from audiosocket.providers.chain import Provider
from audiosocket.speech import openai_compatible, scripted
from audiosocket.speech.autostart import LocalEngine, engine_command
from audiosocket.speech.cache import CachedSynthesizer, DiskCache
from audiosocket.speech.exchange import Exchange
from audiosocket.speech.fallback import DefaultVoice, FallbackRecognizer, FallbackSynthesizer
from audiosocket.speech.hints import WithoutHint
from audiosocket.speech.interfaces import IRecognizer, ISynthesizer

_MOST_LOCAL_HINT = 10_000
LOCAL_MODEL = "local"
"""The name by which we ask the local engine for whatever it has."""


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
    ears = [Provider(_name(speech, each), _recognizer(reactor, speech, each, client)) for each in speech.recognizers]
    return FallbackRecognizer(reactor, ears) if ears else None


def make_store(reactor: Any, speech: Speech, client: HTTPClient) -> FallbackSynthesizer:
    """The synthesizers of the settings as one, each behind a cache of what it has said."""
    disk = DiskCache(speech.cache_dir or default_cache())
    voices = []
    for each in speech.synthesizers:
        name = _name(speech, each)
        kept = CachedSynthesizer(_synthesizer(reactor, speech, each, client), name, disk, deferToThread)
        voices.append(Provider[ISynthesizer](name, kept))
    return FallbackSynthesizer(reactor, voices)


def default_cache() -> Path:
    """The user's folder of rendered prompts."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "audiosocket-portaria" / "prompts"


def _recognizer(reactor: Any, speech: Speech, settings: RecognizerSettings, client: HTTPClient) -> IRecognizer:
    match settings:
        case ScriptedRecognizer():
            return scripted.ScriptedRecognizer(reactor, [settings.text], settings.delay_ms / 1000)
        case LocalRecognizer():
            ear = openai_compatible.OpenAiRecognizer(
                _exchange(reactor, client, speech.local.url, None),
                LOCAL_MODEL,
                total_seconds=settings.timeout_seconds,
                most_hint_characters=_MOST_LOCAL_HINT,
            )
        case OpenAiRecognizer():
            ear = openai_compatible.OpenAiRecognizer(
                _exchange(reactor, client, settings.base_url, settings.api_key),
                settings.model,
                language=settings.language,
                total_seconds=settings.timeout_seconds,
            )
    return ear if settings.bias else WithoutHint(ear)


def _synthesizer(reactor: Any, speech: Speech, settings: SynthesizerSettings, client: HTTPClient) -> ISynthesizer:
    match settings:
        case ScriptedSynthesizer():
            return scripted.ScriptedSynthesizer(reactor, settings.characters_per_second)
        case LocalSynthesizer():
            local = _exchange(reactor, client, speech.local.url, None)
            return openai_compatible.OpenAiSynthesizer(local, first_byte_seconds=settings.timeout_seconds)
        case OpenAiSynthesizer():
            remote = openai_compatible.OpenAiSynthesizer(
                _exchange(reactor, client, settings.base_url, settings.api_key),
                rate=settings.sample_rate,
                first_byte_seconds=settings.timeout_seconds,
            )
            return DefaultVoice(remote, settings.model, settings.voice)


def _name(speech: Speech, settings: RecognizerSettings | SynthesizerSettings) -> str:
    """A provider as logs name it, and as the cache tells its voice from others."""
    match settings:
        case OpenAiRecognizer():
            return f"{settings.base_url} {settings.model}"
        case OpenAiSynthesizer():
            return f"{settings.base_url} {settings.model} {settings.voice}"
        case LocalRecognizer():
            return f"local engine {speech.local.recognizer}"
        case LocalSynthesizer():
            return f"local engine {speech.local.voice}"
        case ScriptedSynthesizer():
            return f"scripted {settings.characters_per_second:g}"
        case _:
            return "scripted"


def _exchange(reactor: Any, client: HTTPClient, base_url: str, key: SecretStr | None) -> Exchange:
    return Exchange(client, reactor, base_url, key.get_secret_value() if key else None)
