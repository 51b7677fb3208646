"""Language models whose answers a test decides."""

from __future__ import annotations

import json
from collections.abc import Callable

from twisted.internet.defer import Deferred, succeed
from twisted.internet.interfaces import IDelayedCall
from twisted.internet.task import Clock
from zope.interface import implementer

from audiosocket.extraction.extractor import Extractor
from audiosocket.extraction.tasks import Task
from audiosocket.language.build import TaskModel
from audiosocket.language.interfaces import ChatRequest, Completion, ILanguageModel


@implementer(ILanguageModel)
class Model:
    """Answers each task with what stands in `answers` (an exception: fails), after `delay` seconds; else with {}."""

    def __init__(self, clock: Clock, answers: dict[str, object] | None = None, delay: float = 0.4) -> None:
        self.clock = clock
        self.answers = answers or {}
        self.delay = delay
        self.requests: list[ChatRequest] = []
        self.cancelled = 0

    def complete(self, request: ChatRequest, receive: Callable[[str], None]) -> Deferred[Completion]:
        self.requests.append(request)
        assert request.schema is not None
        answer = self.answers.get(request.schema.name, {})
        call: IDelayedCall

        def cancel(_: object) -> None:
            self.cancelled += 1
            call.cancel()

        done: Deferred[Completion] = Deferred(cancel)
        if isinstance(answer, Exception):
            call = self.clock.callLater(self.delay, done.errback, answer)
            return done
        text = answer if isinstance(answer, str) else json.dumps(answer)
        call = self.clock.callLater(self.delay, done.callback, Completion(text, "stop", None, None, self.delay))
        return done

    @property
    def tasks(self) -> list[str]:
        """The tasks that were asked, in order."""
        return [request.schema.name for request in self.requests if request.schema is not None]


@implementer(ILanguageModel)
class Streaming:
    """Gives its pieces at once, and never comes to an end."""

    def __init__(self, *pieces: str) -> None:
        self.pieces = pieces
        self.cancelled = False

    def complete(self, request: ChatRequest, receive: Callable[[str], None]) -> Deferred[Completion]:
        def cancel(_: object) -> None:
            self.cancelled = True

        for piece in self.pieces:
            receive(piece)
        return Deferred(cancel)


@implementer(ILanguageModel)
class Instant:
    """Says the same to everything, at once."""

    def __init__(self, text: str) -> None:
        self.text = text

    def complete(self, request: ChatRequest, receive: Callable[[str], None]) -> Deferred[Completion]:
        return succeed(Completion(self.text, "stop", None, None, 0.0))


def asked(model: ILanguageModel) -> TaskModel:
    """A task's model, asked as by default."""
    return TaskModel(model, temperature=0.0, max_tokens=60, deadline_seconds=1.2)


def extractor(clock: Clock, model: ILanguageModel) -> Extractor:
    """All tasks by one model."""
    return Extractor(clock, {task: asked(model) for task in Task})
