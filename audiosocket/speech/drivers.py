"""Our own ears and voices. What they are made of is imported when one is made: `audiosocket check` needs none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import SecretStr
from zope.interface import implementer

from audiosocket.config.speech import (
    LocalRecognizer,
    LocalSynthesizer,
    OpenAiRecognizer,
    OpenAiSynthesizer,
    ScriptedRecognizer,
    ScriptedSynthesizer,
)
from audiosocket.speech.interfaces import (
    IRecognizer,
    IRecognizerDriver,
    ISynthesizer,
    ISynthesizerDriver,
    Surroundings,
)

if TYPE_CHECKING:
    from audiosocket.speech.exchange import Exchange

_MOST_LOCAL_HINT = 10_000
LOCAL_MODEL = "local"
"""The name by which we ask the local engine for whatever it has."""


@implementer(IRecognizerDriver)
class OpenAiRecognizerDriver:
    """Any server with OpenAI's ``/audio/transcriptions``."""

    name = "openai"
    settings = OpenAiRecognizer

    def label(self, settings: OpenAiRecognizer, surroundings: Surroundings) -> str:
        """Its address and model."""
        return f"{settings.base_url} {settings.model}"

    def make(self, settings: OpenAiRecognizer, surroundings: Surroundings) -> IRecognizer:
        """Make an ear that asks this server."""
        from audiosocket.speech import openai_compatible

        ear = openai_compatible.OpenAiRecognizer(
            _exchange(surroundings, settings.base_url, settings.api_key),
            settings.model,
            language=settings.language,
            total_seconds=settings.timeout_seconds,
        )
        return _told_names(ear, settings.bias)


@implementer(IRecognizerDriver)
class LocalRecognizerDriver:
    """The speech engine of this machine."""

    name = "local"
    settings = LocalRecognizer

    def label(self, settings: LocalRecognizer, surroundings: Surroundings) -> str:
        """What the engine recognizes with."""
        return f"local engine {surroundings.local.recognizer}"

    def make(self, settings: LocalRecognizer, surroundings: Surroundings) -> IRecognizer:
        """Make an ear that asks the engine."""
        from audiosocket.speech import openai_compatible

        ear = openai_compatible.OpenAiRecognizer(
            _exchange(surroundings, surroundings.local.url),
            LOCAL_MODEL,
            total_seconds=settings.timeout_seconds,
            most_hint_characters=_MOST_LOCAL_HINT,
        )
        return _told_names(ear, settings.bias)


@implementer(IRecognizerDriver)
class ScriptedRecognizerDriver:
    """The same text in every turn."""

    name = "scripted"
    settings = ScriptedRecognizer

    def label(self, settings: ScriptedRecognizer, surroundings: Surroundings) -> str:
        """Its kind."""
        return "scripted"

    def make(self, settings: ScriptedRecognizer, surroundings: Surroundings) -> IRecognizer:
        """Make an ear that hears this text."""
        from audiosocket.speech import scripted

        return scripted.ScriptedRecognizer(surroundings.reactor, [settings.text], settings.delay_ms / 1000)


@implementer(ISynthesizerDriver)
class OpenAiSynthesizerDriver:
    """Any server with OpenAI's ``/audio/speech``."""

    name = "openai"
    settings = OpenAiSynthesizer

    def label(self, settings: OpenAiSynthesizer, surroundings: Surroundings) -> str:
        """Its address, model and voice."""
        return f"{settings.base_url} {settings.model} {settings.voice}"

    def make(self, settings: OpenAiSynthesizer, surroundings: Surroundings) -> ISynthesizer:
        """Make a voice that asks this server."""
        from audiosocket.speech import openai_compatible
        from audiosocket.speech.fallback import DefaultVoice

        remote = openai_compatible.OpenAiSynthesizer(
            _exchange(surroundings, settings.base_url, settings.api_key),
            rate=settings.sample_rate,
            first_byte_seconds=settings.timeout_seconds,
        )
        return DefaultVoice(remote, settings.model, settings.voice)


@implementer(ISynthesizerDriver)
class LocalSynthesizerDriver:
    """The speech engine of this machine."""

    name = "local"
    settings = LocalSynthesizer

    def label(self, settings: LocalSynthesizer, surroundings: Surroundings) -> str:
        """What the engine speaks with."""
        return f"local engine {surroundings.local.voice}"

    def make(self, settings: LocalSynthesizer, surroundings: Surroundings) -> ISynthesizer:
        """Make a voice that asks the engine."""
        from audiosocket.speech import openai_compatible

        local = _exchange(surroundings, surroundings.local.url)
        return openai_compatible.OpenAiSynthesizer(local, first_byte_seconds=settings.timeout_seconds)


@implementer(ISynthesizerDriver)
class ScriptedSynthesizerDriver:
    """Shaped noise."""

    name = "scripted"
    settings = ScriptedSynthesizer

    def label(self, settings: ScriptedSynthesizer, surroundings: Surroundings) -> str:
        """Its kind and speed."""
        return f"scripted {settings.characters_per_second:g}"

    def make(self, settings: ScriptedSynthesizer, surroundings: Surroundings) -> ISynthesizer:
        """Make a voice of noise."""
        from audiosocket.speech import scripted

        return scripted.ScriptedSynthesizer(surroundings.reactor, settings.characters_per_second)


def _told_names(ear: IRecognizer, bias: bool) -> IRecognizer:
    from audiosocket.speech.hints import WithoutHint

    return ear if bias else WithoutHint(ear)


def _exchange(surroundings: Surroundings, base_url: str, key: SecretStr | None = None) -> Exchange:
    from audiosocket.speech.exchange import Exchange

    return Exchange(surroundings.http, surroundings.reactor, base_url, key.get_secret_value() if key else None)
