"""The tasks of one turn, side by side; one that fails or is late costs its own slots and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from pydantic import ValidationError
from twisted.internet.defer import CancelledError, Deferred, gatherResults
from twisted.internet.interfaces import IReactorTime
from twisted.logger import Logger
from twisted.python.failure import Failure

from audiosocket.errors import LanguageError
from audiosocket.extraction.grounding import shows_intent
from audiosocket.extraction.request import request_for
from audiosocket.extraction.tasks import FILLS, REPLIES, AnswerReply, IntentReply, Reply, Task
from audiosocket.language.build import TaskModel
from audiosocket.language.partial_json import FieldReader, Scalar
from audiosocket.language.read_object import read_object
from audiosocket.understanding.consent import Label
from audiosocket.understanding.slots import Slots


@dataclass(frozen=True)
class Extraction:
    """
    What models made of one turn, unchecked.

    :ivar label: of a resident's answer; None when that was not asked, or not told.
    :ivar tasks: what was asked.
    :ivar failed: what came to nothing.
    """

    slots: Slots = field(default_factory=Slots)
    label: Label | None = None
    tasks: frozenset[Task] = frozenset()
    failed: frozenset[Task] = frozenset()
    seconds: float = 0.0

    def then(self, later: Extraction) -> Extraction:
        """Of two parts of one turn; a later word wins, and of two labels the one that permits less."""
        labels = [label for label in (self.label, later.label) if label is not None]
        return Extraction(
            self.slots.merge(later.slots),
            next((label for label in labels if label is not Label.AUTHORIZE), labels[0] if labels else None),
            self.tasks | later.tasks,
            self.failed | later.failed,
            self.seconds + later.seconds,
        )


NOTHING = Extraction()
"""Of a turn for which no model was asked."""


class Extractor:
    """Asks the models that the configuration names for each task."""

    _log = Logger()

    def __init__(self, clock: IReactorTime, models: Mapping[Task, TaskModel]) -> None:
        """:param models: tasks without a model are never asked."""
        self._clock = clock
        self._models = models

    def extract(self, tasks: Collection[Task], question: str, text: str) -> Deferred[Extraction]:
        """
        Ask all of these at once.

        :param question: what we had said before.
        :returns: never fails; cancelling it aborts the requests.
        """
        began = self._clock.seconds()
        able = [task for task in Task if task in tasks and task in self._models]
        working = gatherResults([self._one(task, question, text) for task in able], consumeErrors=True)

        def together(replies: list[Reply | None]) -> Extraction:
            return _joined(text, dict(zip(able, replies, strict=True)), self._clock.seconds() - began)

        return working.addCallback(together)

    def _one(self, task: Task, question: str, text: str) -> Deferred[Reply | None]:
        asked = self._models[task]
        request = replace(
            request_for(task, question, text),
            temperature=asked.temperature,
            max_tokens=asked.max_tokens,
            deadline_seconds=asked.deadline_seconds,
        )
        early = _Early(task)
        work = asked.model.complete(request, early.receive)
        work.addCallback(lambda completion: read_object(completion.text, REPLIES[task]))
        work.addCallbacks(early.whole, early.failed)
        early.abort = work.cancel
        return early.reply.addErrback(self._given_up, task)

    def _given_up(self, why: Failure, task: Task) -> None:
        if not why.check(LanguageError, CancelledError):
            self._log.failure("A model failed in a way of its own", why)
        elif why.check(LanguageError):
            self._log.warn("The task {task} came to nothing: {why}", task=task.value, why=why.getErrorMessage())


class _Early:
    """
    A reply is known as soon as its last field is whole: what a model says after that is not waited for.

    It is heard out all the same: a stream that is cut closes the connection, and the next task would pay for a new one.
    """

    def __init__(self, task: Task) -> None:
        self.reply: Deferred[Reply] = Deferred(lambda _: self.abort())
        self.abort: Callable[[], None] = lambda: None
        self._form = REPLIES[task]
        self._fields: dict[str, Scalar] = {}
        self._reader = FieldReader()

    def receive(self, piece: str) -> None:
        """More of the answer."""
        if self.reply.called:
            return
        self._fields.update(self._reader.receive(piece))
        if self._reader.broken or not self._fields.keys() >= self._form.model_fields.keys():
            return
        try:
            reply = self._form.model_validate(self._fields)
        except ValidationError:
            return  # the whole answer may hold a better object, and tells what is wrong if not
        self.reply.callback(reply)

    def whole(self, reply: Reply) -> None:
        """The answer is over."""
        if not self.reply.called:
            self.reply.callback(reply)

    def failed(self, why: Failure) -> None:
        """There is no answer."""
        if not self.reply.called:
            self.reply.errback(why)


def _joined(text: str, replies: Mapping[Task, Reply | None], seconds: float) -> Extraction:
    values: dict[str, str] = {}
    label = None
    for task, reply in replies.items():
        if isinstance(reply, AnswerReply):
            label = reply.meaning()
        if isinstance(reply, IntentReply) and not shows_intent(reply.words or "", text):
            continue
        for slot in FILLS[task] if reply is not None else ():
            value = getattr(reply, slot.value)
            if value is not None:
                values[slot.value] = str(value)
    failed = frozenset(task for task, reply in replies.items() if reply is None)
    return Extraction(Slots(**values), label, frozenset(replies), failed, seconds)
