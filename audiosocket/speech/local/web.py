"""The engine's HTTP face: OpenAI's audio endpoints, as far as a telephone needs them."""

import json
import struct
from typing import ClassVar

from twisted.internet.defer import CancelledError, Deferred
from twisted.logger import Logger
from twisted.python.failure import Failure
from twisted.web.http import Request
from twisted.web.resource import Resource
from twisted.web.server import NOT_DONE_YET

from audiosocket.errors import SpeechBusyError, SpeechError
from audiosocket.speech.local.engine import Engine
from audiosocket.speech.local.requests import BadRequestError, SpeechRequest, TranscriptionRequest

_MOST_BYTES = 26_214_400
"""OpenAI's own limit for a recording: 25 MiB."""

_KINDS = {400: "invalid_request_error", 413: "invalid_request_error", 429: "rate_limit_error"}


def make_root(engine: Engine) -> Resource:
    """``/healthz`` and ``/v1``."""
    root, v1, audio = Resource(), Resource(), Resource()
    root.putChild(b"healthz", _Health(engine))
    root.putChild(b"v1", v1)
    v1.putChild(b"models", _Models(engine))
    v1.putChild(b"audio", audio)
    audio.putChild(b"transcriptions", Transcriptions(engine))
    audio.putChild(b"speech", Speech(engine))
    return root


class _Health(Resource):
    """Says that the engine serves, and with what."""

    isLeaf = True

    def __init__(self, engine: Engine) -> None:
        Resource.__init__(self)
        self._engine = engine

    def render_GET(self, request: Request) -> bytes:
        engine = self._engine
        return _json(
            request,
            200,
            {
                "status": "ok",
                "recognizer": engine.ear.name,
                "voice": engine.mouth.name,
                "voices": list(engine.mouth.voices),
                "waiting": {"transcriptions": engine.hearing.waiting, "speech": engine.speaking.waiting},
            },
        )


class _Models(Resource):
    """The two models; a request may call them by any name."""

    isLeaf = True

    def __init__(self, engine: Engine) -> None:
        Resource.__init__(self)
        self._engine = engine

    def render_GET(self, request: Request) -> bytes:
        names = (self._engine.ear.name, self._engine.mouth.name)
        models = [{"id": name, "object": "model", "created": 0, "owned_by": "audiosocket"} for name in names]
        return _json(request, 200, {"object": "list", "data": models})


class _Work(Resource):
    """A POST that takes its time; the client going away cancels what is done for it."""

    isLeaf = True
    _log: ClassVar = Logger()

    def __init__(self, engine: Engine) -> None:
        Resource.__init__(self)
        self._engine = engine

    def render_POST(self, request: Request) -> int:
        done = Deferred.fromCoroutine(self._serve(request))
        request.notifyFinish().addErrback(lambda _: done.cancel())
        done.addErrback(self._failed, request)
        return NOT_DONE_YET

    async def _serve(self, request: Request) -> None:
        raise NotImplementedError

    def _failed(self, failure: Failure, request: Request) -> None:
        if failure.check(CancelledError):
            return
        status, code = _status(failure)
        if failure.check(SpeechError):
            self._log.warn("Request refused: {reason}", reason=failure.getErrorMessage())
        elif status == 500:
            self._log.failure("A request failed.", failure)
        if request.startedWriting:
            request.loseConnection()
            return
        if failure.check(SpeechBusyError):
            request.setHeader(b"retry-after", b"1")
        message = failure.getErrorMessage() if status != 500 or failure.check(SpeechError) else "The engine failed."
        kind = _KINDS.get(status, "server_error")
        request.write(
            _json(request, status, {"error": {"message": message, "type": kind, "param": None, "code": code}})
        )
        request.finish()


class Transcriptions(_Work):
    """``POST /v1/audio/transcriptions``."""

    async def _serve(self, request: Request) -> None:
        _refuse_giants(request)
        asked = TranscriptionRequest.read(request)
        text = await self._engine.transcribe(asked.samples, asked.rate, asked.prompt, asked.language)
        if asked.response_format == "text":
            request.setHeader(b"content-type", b"text/plain; charset=utf-8")
            request.write(text.encode() + b"\n")
        else:
            usage = {"type": "duration", "seconds": -(-len(asked.samples) // (2 * asked.rate))}
            request.write(_json(request, 200, {"text": text, "usage": usage}))
        request.finish()


class Speech(_Work):
    """``POST /v1/audio/speech``: ``pcm`` (24 kHz) and ``wav``, a sentence as soon as it is made."""

    rate = 24_000

    async def _serve(self, request: Request) -> None:
        _refuse_giants(request)
        asked = SpeechRequest.read(request)
        try:
            voice = self._engine.voice(asked.voice)
        except SpeechError as fault:
            raise BadRequestError(str(fault)) from fault

        def give(samples: bytes) -> None:
            if not request.startedWriting:
                request.setHeader(b"content-type", b"audio/wav" if asked.wav else b"audio/pcm")
                request.write(_endless_wav_header(self.rate) if asked.wav else b"")
            request.write(samples)

        await self._engine.speak(asked.text, voice, asked.speed, self.rate, give)
        request.finish()


def _refuse_giants(request: Request) -> None:
    if int(request.getHeader("content-length") or 0) > _MOST_BYTES:
        raise BadRequestError("The request is larger than 25 MiB.", 413)


def _status(failure: Failure) -> tuple[int, str | None]:
    fault = failure.value
    if isinstance(fault, BadRequestError):
        return fault.status, None
    if isinstance(fault, SpeechBusyError):
        return 429, "engine_busy"
    return 500, None


def _json(request: Request, status: int, content: dict[str, object]) -> bytes:
    request.setResponseCode(status)
    request.setHeader(b"content-type", b"application/json")
    return json.dumps(content, ensure_ascii=False).encode()


def _endless_wav_header(rate: int) -> bytes:
    """A WAV header for sound whose length is not known yet: the largest that the format has."""
    most = 0xFFFFFFFF
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    return struct.pack("<4sI4s", b"RIFF", most, b"WAVE") + form + struct.pack("<4sI", b"data", most - 36)
