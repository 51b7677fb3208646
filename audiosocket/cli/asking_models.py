"""Models are asked, some requests at once, and every answer is kept as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.console import Console
from treq.client import HTTPClient
from twisted.internet.defer import Deferred, FirstError, gatherResults
from twisted.internet.interfaces import IReactorTime

from audiosocket.cli.chosen_models import ChosenModel
from audiosocket.cli.model_answers import PASSING, AnswerFile, Key, ModelAnswer, kind_of
from audiosocket.cli.progress import Steps
from audiosocket.errors import LanguageError
from audiosocket.language.exchange import Exchange
from audiosocket.language.interfaces import ChatRequest, ILanguageModel
from audiosocket.language.openai_compatible import OpenAiLanguageModel

_HOPELESS = 8
"""Failures in a row that say nothing of the model, after which it is asked no more."""

_LOAD_SECONDS = 120.0
"""For a server to bring a model into its memory."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One request that is to be made."""

    key: Key
    request: ChatRequest


class Asker:
    """Makes the requests of one model after the other."""

    def __init__(
        self, clock: IReactorTime, client: HTTPClient, answers: AnswerFile, at_once: int, console: Console
    ) -> None:
        self._clock = clock
        self._client = client
        self._answers = answers
        self._at_once = at_once
        self._console = console

    async def ask(self, chosen: ChosenModel, inquiries: list[Inquiry], progress: Steps) -> None:
        """
        Ask a model everything; what it does not answer is kept as a failure.

        One request is made beforehand and not counted: with it a server loads the model, and we learn what it refuses.
        """
        if not inquiries:
            return
        exchange = Exchange(self._client, self._clock, chosen.base_url, chosen.api_key)
        model = OpenAiLanguageModel(exchange, chosen.model)
        await self._one(model, replace(inquiries[0].request, deadline_seconds=_LOAD_SECONDS))
        run = _Run(iter(inquiries))
        working = [Deferred.fromCoroutine(self._some(model, run, progress, chosen)) for _ in range(self._at_once)]
        try:
            await gatherResults(working, consumeErrors=True)
        except FirstError as first:
            first.subFailure.raiseException()

    async def _some(self, model: ILanguageModel, run: _Run, progress: Steps, chosen: ChosenModel) -> None:
        while (inquiry := next(run.waiting, None)) is not None:
            answer = await self._one(model, inquiry.request)
            self._answers.put(inquiry.key, answer)
            progress.step(chosen.name)
            if run.is_hopeless(answer):
                self._console.print(
                    f"{chosen.name} is asked no more after {_HOPELESS} failures in a row: {answer.why}",
                    highlight=False,
                    soft_wrap=True,
                )

    async def _one(self, model: ILanguageModel, request: ChatRequest) -> ModelAnswer:
        began = self._clock.seconds()
        try:
            came = await model.complete(request, lambda piece: None)
        except LanguageError as fault:
            return ModelAnswer(None, self._clock.seconds() - began, fault=kind_of(fault), why=str(fault))
        return ModelAnswer(came.text, came.seconds, came.prompt_tokens, came.completion_tokens)


@dataclass(slots=True)
class _Run:
    """What is still to be asked of a model, and how often it failed in a row."""

    waiting: Iterator[Inquiry]
    in_a_row: int = 0

    def is_hopeless(self, answer: ModelAnswer) -> bool:
        """Whether this failure is the one after which the rest is left."""
        self.in_a_row = self.in_a_row + 1 if answer.fault in PASSING else 0
        if self.in_a_row == _HOPELESS:
            self.waiting = iter(())
            return True
        return False
