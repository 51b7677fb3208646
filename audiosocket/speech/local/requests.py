"""What the engine is asked, read from HTTP and checked."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Self

from multipart import MultipartError, MultipartParser, parse_options_header
from twisted.web.http import Request

from audiosocket.errors import DoormanError, SpeechError
from audiosocket.speech.pcm import from_wav

_MOST_CHARACTERS = 4096
_MOST_FIELDS = 32


class BadRequestError(DoormanError):
    """The client asked for something that the engine does not do; its text tells the client what."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class TranscriptionRequest:
    """A recording to be turned into text."""

    samples: bytes
    rate: int
    prompt: str
    language: str
    response_format: str

    @classmethod
    def read(cls, request: Request) -> Self:
        """:raises BadRequestError: with what is wrong."""
        fields, file = _form(request)
        if file is None:
            raise BadRequestError("The form has no field 'file' with the recording.")
        try:
            samples, rate = from_wav(file)
        except SpeechError as fault:
            raise BadRequestError(str(fault)) from fault
        if not 4000 <= rate <= 192_000:
            raise BadRequestError("The recording's rate must be from 4,000 to 192,000 samples a second.")
        response_format = fields.get("response_format", "json")
        if response_format not in ("json", "text", "verbose_json"):
            raise BadRequestError("response_format must be json or text.")
        language = fields.get("language", "pt")[:2].lower() or "pt"
        if not (len(language) == 2 and language.isascii() and language.isalpha()):
            raise BadRequestError("language must be a two-letter code, as 'pt'.")
        return cls(samples, rate, fields.get("prompt", "").strip(), language, response_format)


@dataclass(frozen=True)
class SpeechRequest:
    """A text to be spoken."""

    text: str
    voice: str
    speed: float
    wav: bool

    @classmethod
    def read(cls, request: Request) -> Self:
        """:raises BadRequestError: with what is wrong."""
        try:
            asked = json.loads(_body(request).read())
        except ValueError as fault:
            raise BadRequestError("The body must be JSON.") from fault
        if not isinstance(asked, dict):
            raise BadRequestError("The body must be a JSON object.")
        text, voice, speed = asked.get("input"), asked.get("voice", "auto"), asked.get("speed", 1.0)
        if not isinstance(text, str) or not any(map(str.isalnum, text)):
            raise BadRequestError("input must be a text with at least one word.")
        if len(text) > _MOST_CHARACTERS:
            raise BadRequestError(f"input must have at most {_MOST_CHARACTERS} characters.")
        if not isinstance(voice, str):
            raise BadRequestError("voice must be a name.")
        if not isinstance(speed, int | float) or not math.isfinite(speed) or not 0.25 <= speed <= 4:
            raise BadRequestError("speed must be a number from 0.25 to 4.")
        return cls(text, voice, float(speed), _format(asked) == "wav")


def _format(asked: Mapping[str, object]) -> object:
    response_format = asked.get("response_format", "wav")
    if response_format not in ("pcm", "wav"):
        raise BadRequestError("response_format must be pcm or wav.")
    return response_format


def _body(request: Request) -> IO[bytes]:
    body: IO[bytes] | None = request.content
    if body is None:
        raise BadRequestError("The request has no body.")
    body.seek(0)
    return body


def _form(request: Request) -> tuple[dict[str, str], bytes | None]:
    kind, options = parse_options_header(request.getHeader("content-type") or "")
    if kind != "multipart/form-data" or "boundary" not in options:
        raise BadRequestError("The body must be multipart/form-data.")
    fields: dict[str, str] = {}
    file: bytes | None = None
    try:
        for part in MultipartParser(_body(request), options["boundary"], part_limit=_MOST_FIELDS):
            if part.name == "file":
                file = bytes(part.raw)
            else:
                fields[part.name] = part.value
    except (MultipartError, UnicodeDecodeError) as fault:
        raise BadRequestError("The form could not be read.") from fault
    return fields, file
