"""Who hears and who speaks: chains of engines, the next one taking over when one fails."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from audiosocket.config.driven import Driven
from audiosocket.config.section import EndpointString, FilePath, Many, Milliseconds, Seconds, Secret, Section


class RecognizerSettings(Driven):
    """Who hears; each driver has a class of options below this one."""

    kind: str = Field(description="which kind of recognizer")


class SynthesizerSettings(Driven):
    """Who speaks; each driver has a class of options below this one."""

    kind: str = Field(description="which kind of synthesizer")


class OpenAiRecognizer(RecognizerSettings):
    """Any server with OpenAI's ``/audio/transcriptions``."""

    kind: Literal["openai"] = Field(description="which kind of recognizer")
    base_url: str = Field(default="https://api.openai.com/v1", description="address up to and with /v1")
    model: str = Field(default="gpt-4o-mini-transcribe", description="the server's name for its model")
    api_key: Secret | None = Field(
        default=None, description="key, by ${NAME} or file:PATH; none for servers without keys"
    )
    language: str = Field(default="pt", description="ISO 639-1 code")
    timeout_seconds: Seconds = Field(
        default=8, description="how long one turn may take before the next recognizer is asked"
    )
    bias: bool = Field(default=True, description="whether names from the roster are sent along as a hint")


class LocalRecognizer(RecognizerSettings):
    """The speech engine of this machine (``twistd audiosocket speech``)."""

    kind: Literal["local"] = Field(description="which kind of recognizer")
    timeout_seconds: Seconds = Field(
        default=10, description="how long one turn may take before the next recognizer is asked"
    )
    bias: bool = Field(default=True, description="whether names from the roster are sent along as a hint")


class ScriptedRecognizer(RecognizerSettings):
    """Hears the same text in every turn: for load tests."""

    kind: Literal["scripted"] = Field(description="which kind of recognizer")
    text: str = Field(description="what every turn is taken to say")
    delay_ms: Milliseconds = Field(default=150, description="how long it takes to hear it")


class OpenAiSynthesizer(SynthesizerSettings):
    """Any server with OpenAI's ``/audio/speech``, giving PCM."""

    kind: Literal["openai"] = Field(description="which kind of synthesizer")
    base_url: str = Field(default="https://api.openai.com/v1", description="address up to and with /v1")
    model: str = Field(default="gpt-4o-mini-tts", description="the server's name for its model")
    voice: str = Field(default="coral", description="voice where the condominium says 'auto'")
    api_key: Secret | None = Field(
        default=None, description="key, by ${NAME} or file:PATH; none for servers without keys"
    )
    sample_rate: int = Field(
        default=24000, ge=8000, le=48000, description="samples a second of the PCM that comes back"
    )
    timeout_seconds: Seconds = Field(
        default=5, description="how long until the first sound before the next one is asked"
    )


class LocalSynthesizer(SynthesizerSettings):
    """The speech engine of this machine (``twistd audiosocket speech``)."""

    kind: Literal["local"] = Field(description="which kind of synthesizer")
    timeout_seconds: Seconds = Field(
        default=10, description="how long until the first sound before the next one is asked"
    )


class ScriptedSynthesizer(SynthesizerSettings):
    """Speaks shaped noise of natural length: for load tests."""

    kind: Literal["scripted"] = Field(description="which kind of synthesizer")
    characters_per_second: float = Field(default=15, gt=1, le=100, description="speed of speaking")


class LocalSpeech(Section):
    """The speech engine of this machine, a process of its own."""

    autostart: bool = Field(default=False, description="whether `start` launches and watches the engine")
    listen: EndpointString = Field(default="tcp:8083:interface=127.0.0.1", description="where the engine listens")
    url: str = Field(default="http://127.0.0.1:8083/v1", description="where the engine is reached")
    recognizer: str = Field(default="auto", description="auto, a folder of weights, or a hub name")
    voice: str = Field(default="auto", description="auto, kokoro, rhvoice or espeak; with a voice: kokoro/pf_dora")
    weights_dir: FilePath | None = Field(
        default=None, description="folder of weights; default: that of `audiosocket models`"
    )
    threads: int = Field(default=2, ge=1, le=64, description="processor threads of the models")
    queue: int = Field(default=16, ge=1, le=1000, description="requests that may wait; beyond them the answer is 429")


class Speech(Section):
    """Recognizers, synthesizers, the local engine and the prompt cache."""

    recognizers: Many[RecognizerSettings] = Field(
        default=(LocalRecognizer(kind="local"),), description="who hears, in the order of asking; none: keypad only"
    )
    synthesizers: Many[SynthesizerSettings] = Field(
        default=(LocalSynthesizer(kind="local"),), min_length=1, description="who speaks, in the order of asking"
    )
    local: LocalSpeech = Field(default=LocalSpeech(), description="the speech engine of this machine")
    cache_dir: FilePath | None = Field(
        default=None, description="folder of rendered prompts; default: the user's cache folder"
    )
    render_at_start: bool = Field(default=True, description="whether fixed prompts are rendered before the first call")
