"""A streamed chat completion, sans-IO: the response's bytes in, the answer's text out."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from audiosocket.errors import (
    LanguageBusyError,
    LanguageError,
    LanguageMalformedError,
    LanguageTruncatedError,
    LanguageWithheldError,
)
from audiosocket.language.sse import EventReader

_MOST_BYTES = 1_000_000
_BUSY = ("429", "503", "rate_limit", "overloaded", "unavailable", "capacity")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stream held."""

    text: str = field(repr=False)
    finish_reason: str
    prompt_tokens: int | None
    completion_tokens: int | None


class ChatStream:
    """
    Reads one response, be it server-sent events or, where a server ignores `stream`, one JSON object.

    Chunks without choices, choices without a delta, deltas without content or with null, other choices than the
    first, comments and unknown fields are passed over; an error in the stream is raised.

    :param host: the provider as errors name it.
    """

    def __init__(self, host: str) -> None:
        self.done = False
        """The server said that nothing more comes."""
        self._host = host
        self._events = EventReader()
        self._plain: bytearray | None = None
        self._undecided = True
        self._bytes = 0
        self._pieces: list[str] = []
        self._choices = 0
        self._finish_reason: str | None = None
        self._tokens: tuple[int | None, int | None] = (None, None)

    def receive(self, data: bytes) -> Iterator[str]:
        """
        Add bytes and yield every piece of text that came with them.

        :raises LanguageError: on an error in the stream or on what is no stream.
        """
        self._bytes += len(data)
        if self._bytes > _MOST_BYTES:
            raise LanguageMalformedError(f"{self._host} answered with more than {_MOST_BYTES} bytes.")
        if self._undecided and (begin := data.lstrip()[:1]):
            self._undecided = False
            self._plain = bytearray() if begin == b"{" else None
        if self._plain is not None:
            self._plain += data
        else:
            for event in self._events.receive(data):
                yield from self._event(event)

    def finish(self) -> Iterator[str]:
        """The response is over: yield the last of the text. Raises as `receive` does."""
        if self._plain is not None:
            yield from self._chunk(self._read(self._plain), "message")
            self.done = True
        else:
            for event in self._events.finish():
                yield from self._event(event)

    def answer(self) -> Answer:
        """
        The whole answer, after `finish`.

        :raises LanguageTruncatedError: if the token limit cut it.
        :raises LanguageError: if it ended too early, or was withheld.
        """
        if not self._choices:
            raise LanguageMalformedError(f"{self._host} answered with something that is no completion.")
        if self._finish_reason == "length":
            raise LanguageTruncatedError(f"The answer of {self._host} reached its token limit: raise max_tokens.")
        if self._finish_reason == "content_filter":
            raise LanguageWithheldError(f"{self._host} withheld its answer (content_filter).")
        if self._finish_reason is None and not self.done:
            raise LanguageError(f"The answer of {self._host} broke off.")
        return Answer("".join(self._pieces), self._finish_reason or "stop", *self._tokens)

    def _event(self, data: str) -> Iterator[str]:
        if self.done:
            return
        if data.strip() == "[DONE]":
            self.done = True
            return
        yield from self._chunk(self._read(data), "delta")

    def _read(self, data: str | bytearray) -> Mapping[str, object]:
        try:
            chunk = json.loads(data)
        except (ValueError, RecursionError):
            chunk = None
        if not isinstance(chunk, dict):
            raise LanguageMalformedError(f"{self._host} answered with something that is no completion.")
        return chunk

    def _chunk(self, chunk: Mapping[str, object], held_in: str) -> Iterator[str]:
        """Take a chunk, or a whole completion; the text is in the choice's `held_in`."""
        if chunk.get("error"):
            raise self._error(chunk["error"])
        usage = _mapping(chunk.get("usage"))
        if usage:
            self._tokens = (_count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")))
        choices = chunk.get("choices")
        for choice in choices if isinstance(choices, list) else []:
            yield from self._choice(_mapping(choice), held_in)

    def _choice(self, choice: Mapping[str, object], held_in: str) -> Iterator[str]:
        if choice.get("index", 0) != 0:
            return
        self._choices += 1
        reason = choice.get("finish_reason")
        if isinstance(reason, str) and reason:
            self._finish_reason = reason
        message = _mapping(choice.get(held_in))
        if isinstance(message.get("refusal"), str) and message["refusal"]:
            raise LanguageWithheldError(f"The model of {self._host} refused to answer.")
        text = message.get("content")
        if isinstance(text, str) and text:
            self._pieces.append(text)
            yield text

    def _error(self, error: object) -> LanguageError:
        """An error in the stream; its code may be a word or a number, its message may quote texts and is not shown."""
        held = _mapping(error)
        told = " ".join(str(held.get(name) or "") for name in ("code", "type")).lower()
        word = re.search(r"\b(?:[a-z][a-z_]{2,39}|[1-5]\d\d)\b", told)
        mark = f" ({word[0]})" if word else ""
        if any(name in told for name in _BUSY):
            return LanguageBusyError(f"{self._host} is busy{mark}.")
        return LanguageError(f"{self._host} failed while it answered{mark}.")


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
