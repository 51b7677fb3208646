"""Ears and voice of any server with OpenAI's audio endpoints; treq carries, openai's types say what is carried."""

import json
import secrets
from collections.abc import Callable
from typing import TypeVar

from openai.types.audio import SpeechCreateParams, Transcription, TranscriptionCreateParams
from pydantic import ValidationError
from twisted.internet.defer import CancelledError, Deferred
from twisted.python.failure import Failure
from twisted.web.iweb import IResponse
from zope.interface import implementer

from audiosocket.errors import SpeechError
from audiosocket.providers.exchange import receive_body
from audiosocket.speech.exchange import Exchange
from audiosocket.speech.hygiene import without_hallucinations
from audiosocket.speech.interfaces import SAMPLE_RATE, IRecognizer, ISynthesizer, Transcript, Voice
from audiosocket.speech.pcm import StreamResampler, to_wav

T = TypeVar("T")

_MOST_ANSWER_BYTES = 1_000_000
_NOT_PCM = (
    "text/",
    "application/json",
    "audio/mpeg",
    "audio/mp3",
    "audio/ogg",
    "audio/opus",
    "audio/aac",
    "audio/flac",
)


def warm_up() -> None:
    """Pay at the start what openai's types cost at first use (10 ms and more); call it before the first call."""
    Transcription.model_validate_json('{"text": ""}')


@implementer(IRecognizer)
class OpenAiRecognizer:
    """
    ``POST /audio/transcriptions``, one WAV file a turn.

    :param total_seconds: from the request to the text; then the turn fails.
    :param most_hint_characters: of a longer hint the end is sent (Whisper reads 224 tokens, Groq refuses over 896
        characters).
    """

    def __init__(
        self,
        exchange: Exchange,
        model: str,
        *,
        language: str = "pt",
        total_seconds: float = 8.0,
        most_hint_characters: int = 850,
    ) -> None:
        self._exchange = exchange
        self._model = model
        self._language = language
        self._total_seconds = total_seconds
        self._most_hint_characters = most_hint_characters

    def transcribe(self, audio: bytes, hint: str) -> Deferred[Transcript]:
        """Send the turn, give the text; see `IRecognizer`."""
        work = Deferred.fromCoroutine(self._transcribe(audio, hint))
        return within(work, self._total_seconds, self._exchange, "did not give the text")

    async def _transcribe(self, audio: bytes, hint: str) -> Transcript:
        fields: TranscriptionCreateParams = {
            "file": to_wav(audio),
            "model": self._model,
            "language": self._language,
            "response_format": "json",
            "temperature": 0,
        }
        if hint:
            fields["prompt"] = hint[-self._most_hint_characters :]
        content_type, body = _multipart(fields)
        response = await self._exchange.post("/audio/transcriptions", content_type, body)
        text = _text_of(await self._answer(response), self._exchange.host)
        return Transcript(without_hallucinations(text), len(audio) / 2 / SAMPLE_RATE)

    async def _answer(self, response: IResponse) -> bytes:
        answer = bytearray()

        def keep(piece: bytes) -> None:
            answer.extend(piece)
            if len(answer) > _MOST_ANSWER_BYTES:
                raise SpeechError(f"{self._exchange.host} answered with more than {_MOST_ANSWER_BYTES} bytes of text.")

        await self._exchange.whole(receive_body(response, keep))
        return bytes(answer)


@implementer(ISynthesizer)
class OpenAiSynthesizer:
    """
    ``POST /audio/speech``, PCM played while it arrives.

    :param rate: samples a second of what comes back (OpenAI's ``pcm``: 24,000).
    :param first_byte_seconds: from the request to the first sound.
    :param total_seconds: from the request to the last.
    """

    def __init__(
        self,
        exchange: Exchange,
        *,
        rate: int = 24_000,
        first_byte_seconds: float = 5.0,
        total_seconds: float = 60.0,
        instructions: str | None = None,
    ) -> None:
        self._exchange = exchange
        self._rate = rate
        self._first_byte_seconds = first_byte_seconds
        self._total_seconds = total_seconds
        self._instructions = instructions

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        """Ask for the sound and hand it on at 8 kHz; see `ISynthesizer`."""
        sound = _Sound(self._rate, receive)
        work = Deferred.fromCoroutine(self._synthesize(text, voice, sound))
        _watch_first(work, sound, self._first_byte_seconds, self._exchange)
        return within(work, self._total_seconds, self._exchange, "did not finish speaking")

    async def _synthesize(self, text: str, voice: Voice, sound: "_Sound") -> None:
        request: SpeechCreateParams = {
            "input": text,
            "model": voice.model,
            "voice": voice.name,
            "speed": voice.speed,
            "response_format": "pcm",
        }
        if self._instructions:
            request["instructions"] = self._instructions
        body = json.dumps(request, ensure_ascii=False).encode()
        response = await self._exchange.post("/audio/speech", "application/json", body)
        _check_sound(response, self._exchange)
        await self._exchange.whole(receive_body(response, sound.feed))
        sound.finish()
        if not sound.heard:
            raise SpeechError(f"{self._exchange.host} answered with no sound at all.")


class _Sound:
    """The sound of one request on its way to the listener."""

    def __init__(self, rate: int, receive: Callable[[bytes], None]) -> None:
        self._resampler = StreamResampler(rate)
        self._receive = receive
        self.heard = False
        self.began: Callable[[], None] = lambda: None

    def feed(self, data: bytes) -> None:
        """Take a piece of the answer."""
        if not self.heard:
            self.heard = True
            self.began()
        self._give(self._resampler.feed(data))

    def finish(self) -> None:
        """The answer is whole."""
        self._give(self._resampler.finish())

    def _give(self, samples: bytes) -> None:
        if samples:
            self._receive(samples)


def _watch_first(work: Deferred[None], sound: _Sound, seconds: float, exchange: Exchange) -> None:
    """Abandon `work` if its sound has not begun within `seconds`."""

    def expire() -> None:
        work.cancel()

    def over(result: Failure | None) -> Failure | None:
        if timer.active():
            timer.cancel()
        elif not sound.heard and isinstance(result, Failure) and result.check(CancelledError):
            raise SpeechError(f"{exchange.host} did not begin to speak within {seconds:g} seconds.")
        return result

    def began() -> None:
        if timer.active():
            timer.cancel()

    timer = exchange.clock.callLater(seconds, expire)
    sound.began = began
    work.addBoth(over)


def within(work: "Deferred[T]", seconds: float, exchange: Exchange, failed_to: str) -> "Deferred[T]":
    """`work`, abandoned and failed with a sentence if it is not done within `seconds`."""

    def expired(_: object, __: float) -> T:
        raise SpeechError(f"{exchange.host} {failed_to} within {seconds:g} seconds.")

    return work.addTimeout(seconds, exchange.clock, expired)


def _check_sound(response: IResponse, exchange: Exchange) -> None:
    """Refuse what says of itself that it is not PCM, and let its connection go."""
    content_type = (response.headers.getRawHeaders("content-type") or [""])[0].lower()
    if content_type.startswith(_NOT_PCM):
        receive_body(response, lambda _: None).addErrback(lambda _: None).cancel()
        kind = content_type.partition(";")[0]
        raise SpeechError(f"{exchange.host} answered with {kind} where PCM sound was asked for.")


def _text_of(answer: bytes, host: str) -> str:
    try:
        return Transcription.model_validate_json(answer).text
    except ValidationError as fault:
        raise SpeechError(f"{host} answered with something that is no transcription.") from fault


def _multipart(fields: TranscriptionCreateParams) -> tuple[str, bytes]:
    """The form as bytes, and its Content-Type; built whole, so that it can be sent twice."""
    boundary = secrets.token_hex(16)
    parts = []
    for name, value in fields.items():
        head = f'Content-Disposition: form-data; name="{name}"'
        if isinstance(value, bytes):
            parts.append(f'{head}; filename="turn.wav"\r\nContent-Type: audio/wav\r\n\r\n'.encode() + value)
        else:
            parts.append(f"{head}\r\n\r\n{value}".encode())
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary.encode(), part) for part in parts)
    return f"multipart/form-data; boundary={boundary}", body + b"--%s--\r\n" % boundary.encode()
