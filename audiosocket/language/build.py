"""From the settings to a model for each task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treq.client import HTTPClient
from twisted.internet.interfaces import IReactorTime

from audiosocket.config.language import DefaultModel, LanguageModels, LanguageProvider, ModelChoice
from audiosocket.language.exchange import Exchange
from audiosocket.language.fallback import FallbackLanguageModel
from audiosocket.language.interfaces import ILanguageModel
from audiosocket.language.openai_compatible import OpenAiLanguageModel
from audiosocket.providers.chain import Provider


@dataclass(frozen=True)
class TaskModel:
    """One task's model, and how it is asked; `deadline_seconds` is for the whole chain."""

    model: ILanguageModel
    temperature: float
    max_tokens: int
    deadline_seconds: float


def make_task_models(
    clock: IReactorTime, settings: LanguageModels | None, client: HTTPClient
) -> Mapping[str, TaskModel]:
    """
    The models of the settings by the tasks' names; empty without settings.

    Tasks that name the same model share what is learnt about it: what it refuses, and that it failed lately.
    """
    if settings is None:
        return {}
    models = _Models(clock, settings, client)
    return {
        task: TaskModel(models.chain(asked), asked.temperature, asked.max_tokens, asked.deadline_seconds)
        for task, asked in settings.of_tasks().items()
    }


def _key(provider: LanguageProvider) -> str | None:
    return provider.api_key.get_secret_value() if provider.api_key is not None else None


class _Models:
    """Each model of each provider once."""

    def __init__(self, clock: IReactorTime, settings: LanguageModels, client: HTTPClient) -> None:
        self._clock = clock
        self._exchanges = {each.name: Exchange(client, clock, each.base_url, _key(each)) for each in settings.providers}
        self._made: dict[tuple[str, str], Provider[ILanguageModel]] = {}

    def chain(self, asked: DefaultModel) -> ILanguageModel:
        """A task's model with its fallbacks behind it."""
        return FallbackLanguageModel(self._clock, [self._one(each) for each in (asked, *asked.fallbacks)])

    def _one(self, choice: ModelChoice) -> Provider[ILanguageModel]:
        key = (choice.provider, choice.model)
        if key not in self._made:
            model = OpenAiLanguageModel(self._exchanges[choice.provider], choice.model)
            self._made[key] = Provider(f"{choice.provider} {choice.model}", model)
        return self._made[key]
