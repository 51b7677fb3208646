"""Every answer of a model, kept in a file as soon as it comes, so that nothing is asked twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO

from pydantic import TypeAdapter, ValidationError

from audiosocket.errors import (
    DoormanError,
    LanguageBusyError,
    LanguageError,
    LanguageLateError,
    LanguageMalformedError,
    LanguageRefusedError,
    LanguageTruncatedError,
    LanguageWithheldError,
)
from audiosocket.language.interfaces import ChatRequest

LATE, MALFORMED, REFUSED, TRUNCATED, WITHHELD = "late", "malformed", "refused", "truncated", "withheld"
BUSY, BROKEN, UNUSABLE = "busy", "broken", "unusable"
PASSING = frozenset({BUSY, BROKEN, UNUSABLE})
"""Faults that say nothing of the model: no connection, no quota, a wrong key or name. Asked again in the next run."""

_KINDS: tuple[tuple[type[LanguageError], str], ...] = (
    (LanguageLateError, LATE),
    (LanguageMalformedError, MALFORMED),
    (LanguageTruncatedError, TRUNCATED),
    (LanguageWithheldError, WITHHELD),
    (LanguageBusyError, BUSY),
    (LanguageRefusedError, REFUSED),
)


class AnswersError(DoormanError):
    """The file of answers cannot be read or written; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Key:
    """
    What was asked of whom.

    :ivar request: `hash_of` the request.
    """

    model: str
    task: str
    case: str
    request: str


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """
    What came.

    :ivar text: None if it failed.
    :ivar fault: the kind of failure.
    :ivar why: the failure in a sentence.
    :ivar seconds: until the last word, or the failure.
    """

    text: str | None
    seconds: float
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    fault: str | None = None
    why: str | None = None


_ANSWER = TypeAdapter(ModelAnswer)
_KEY = TypeAdapter(Key)


def kind_of(fault: LanguageError) -> str:
    """A failure's kind, as tables name it."""
    if isinstance(fault, LanguageRefusedError) and fault.setting is None:
        return UNUSABLE
    return next((kind for error, kind in _KINDS if isinstance(fault, error)), BROKEN)


def hash_of(request: ChatRequest, base_url: str) -> str:
    """Equal for requests that are equal in everything: words, schema, settings, deadline, server."""
    schema = None if request.schema is None else [request.schema.name, dict(request.schema.content)]
    messages = [astuple(message) for message in request.messages]
    settings = [request.temperature, request.max_tokens, request.deadline_seconds]
    whole = json.dumps([base_url, messages, schema, settings], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]


class AnswerFile:
    """
    A file with a JSON line for each answer; used as a context.

    A line that an interrupted run left unfinished is passed over.
    """

    def __init__(self, path: Path) -> None:
        """:raises AnswersError: if there is a file that cannot be read."""
        self.path = path
        self._answers = dict(_read(path))
        self._file: TextIO | None = None

    def __enter__(self) -> AnswerFile:
        try:
            unfinished = self.path.exists() and self.path.read_bytes()[-1:] not in (b"", b"\n")
            self._file = self.path.open("a", encoding="utf-8", buffering=1)
        except OSError as error:
            raise AnswersError(f"cannot write {self.path}: {error.strerror}") from error
        if unfinished:
            self._file.write("\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def get(self, key: Key) -> ModelAnswer | None:
        """The answer, if there is one that need not be asked for again."""
        answer = self._answers.get(key)
        return None if answer is None or answer.fault in PASSING else answer

    def put(self, key: Key, answer: ModelAnswer) -> None:
        """Keep it."""
        assert self._file is not None, "the file is written as a context"
        self._answers[key] = answer
        self._file.write(json.dumps({**asdict(key), **asdict(answer)}, ensure_ascii=False) + "\n")

    def outcome(self, key: Key) -> ModelAnswer | None:
        """The answer, whatever it is; None if this was never asked."""
        return self._answers.get(key)


def _read(path: Path) -> Iterator[tuple[Key, ModelAnswer]]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    except OSError as error:
        raise AnswersError(f"cannot read {path}: {error.strerror}; give another --out") from error
    for line in text.split("\n"):
        try:
            fields = json.loads(line)
            yield (
                _KEY.validate_python({name: fields.get(name) for name in Key.__slots__}),
                _ANSWER.validate_python({name: fields.get(name) for name in ModelAnswer.__slots__}),
            )
        except (ValueError, AttributeError, ValidationError):
            continue
