"""What the doorman needs of an ear and of a voice, whoever provides them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twisted.internet.defer import Deferred
from zope.interface import Interface

from audiosocket.drivers import IDriver

if TYPE_CHECKING:  # Twisted reads these interfaces whenever it looks for any plugin
    from treq.client import HTTPClient

    from audiosocket.config.speech import LocalSpeech

SAMPLE_RATE = 8000
"""Samples a second of all audio inside the server (mono, signed 16 bit, little endian)."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recognizer heard in one turn; `text` is empty when nothing was said."""

    text: str
    seconds: float | None = None
    """Length of the audio as the provider counts it, where it says so."""


@dataclass(frozen=True, slots=True)
class Voice:
    """
    Who speaks: the engine's model, the voice's name in it, and its speed (1.0 = normal).

    "auto" as model or name leaves the choice to the provider (`DefaultVoice`).
    """

    model: str
    name: str
    speed: float = 1.0


class IRecognizer(Interface):
    """Turns a whole turn of speech into text."""

    def transcribe(audio: bytes, hint: str) -> Deferred[Transcript]:
        """
        Recognize one turn.

        :param audio: the whole turn, 8 kHz mono s16le.
        :param hint: names and words that are likely to be said; may be empty.
        :return: fires with the transcript, fails with `SpeechError`; cancelling it abandons the request.
        """


class ISynthesizer(Interface):
    """Turns text into speech."""

    def synthesize(text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        """
        Speak a text.

        :param receive: called with 8 kHz mono s16le audio as it comes, in chunks of whole samples and any size.
        :return: fires with None after the last chunk, fails with `SpeechError` (chunks may have been given before);
            cancelling it abandons the request, and `receive` is not called again.
        """


class IPromptCache(Interface):
    """A synthesizer that has some of what it may be asked for ready."""

    def get_now(text: str, voice: Voice) -> bytes | None:
        """The whole sound, 8 kHz mono s16le, if it needs no waiting."""

    def written() -> Deferred[None]:
        """Fires once everything that was made is kept, or could not be; to be waited for at the end."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the server lends to every ear and voice."""

    reactor: Any
    http: HTTPClient
    """treq's client, with the server's pool of connections."""
    local: LocalSpeech
    """The settings of this machine's own engine."""


class IRecognizerDriver(IDriver):
    """A kind of recognizer, found among Twisted's plugins; its `settings` are a class below `RecognizerSettings`."""

    def label(settings: Any, surroundings: Surroundings) -> str:
        """
        Name a recognizer as logs name it; no secret stands in it.

        :param settings: of this driver's own model.
        """

    def make(settings: Any, surroundings: Surroundings) -> IRecognizer:
        """Make a recognizer; `settings` are of this driver's own model. Nothing is connected yet."""


class ISynthesizerDriver(IDriver):
    """A kind of synthesizer, found among Twisted's plugins; its `settings` are a class below `SynthesizerSettings`."""

    def label(settings: Any, surroundings: Surroundings) -> str:
        """
        Name a synthesizer as logs name it; no secret stands in it.

        What was said is kept under this name: settings that sound different need different names.
        """

    def make(settings: Any, surroundings: Surroundings) -> ISynthesizer:
        """Make a synthesizer; `settings` are of this driver's own model. Nothing is connected yet."""
