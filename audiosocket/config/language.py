"""Which language models are asked beside the rules, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from audiosocket.config.section import Many, Seconds, Secret, Section
from audiosocket.config.yaml_loader import PathInFile


class LanguageProvider(Section):
    """Any server with OpenAI's ``/chat/completions``."""

    name: str = Field(min_length=1, description="by which it is named below")
    base_url: str = Field(
        default="https://api.openai.com/v1", pattern=r"^https?://.+", description="http(s) address up to and with /v1"
    )
    api_key: Secret | None = Field(
        default=None, description="key, by ${NAME} or file:PATH; none for servers without keys"
    )


class ModelChoice(Section):
    """A model of a provider."""

    provider: str = Field(description="name of a provider")
    model: str = Field(min_length=1, description="the provider's name for its model")


class DefaultModel(ModelChoice):
    """How tasks are asked that do not say otherwise."""

    temperature: float = Field(default=0, ge=0, le=2, description="0: always the likeliest words")
    deadline_seconds: Seconds = Field(default=1.2, description="from the question to the last word, fallbacks included")
    max_tokens: int = Field(default=80, ge=1, le=4096, description="most tokens of an answer")
    fallbacks: Many[ModelChoice] = Field(default=(), description="who is asked when one fails, in the order of asking")


class TaskSettings(Section):
    """How one task is asked; what is left out is as in the default."""

    provider: str | None = Field(default=None, description="name of a provider")
    model: str | None = Field(default=None, min_length=1, description="the provider's name for its model")
    temperature: float | None = Field(default=None, ge=0, le=2, description="0: always the likeliest words")
    deadline_seconds: Seconds | None = Field(default=None, description="from the question to the last word")
    max_tokens: int | None = Field(default=None, ge=1, le=4096, description="most tokens of an answer")
    fallbacks: Many[ModelChoice] | None = Field(default=None, description="who is asked when one fails")

    def over(self, default: DefaultModel) -> DefaultModel:
        """The default with what this task says otherwise."""
        own = {name: getattr(self, name) for name in type(self).model_fields}
        return default.model_copy(update={name: value for name, value in own.items() if value is not None})


class Tasks(Section):
    """The small tasks that models are given; null: the rules alone."""

    intent: TaskSettings | None = Field(default=TaskSettings(), description="why the visitor has come")
    visitor: TaskSettings | None = Field(default=TaskSettings(), description="the visitor's name and company")
    apartment: TaskSettings | None = Field(default=TaskSettings(), description="apartment and block")
    resident_name: TaskSettings | None = Field(default=TaskSettings(), description="whom the visitor wants to see")
    answer: TaskSettings | None = Field(default=TaskSettings(), description="a second reading of a resident's answer")
    phrasing: TaskSettings | None = Field(default=None, description="announcements in fresh words, checked; none: ours")


class LanguageModels(Section):
    """Providers, and a model for each task."""

    providers: Many[LanguageProvider] = Field(min_length=1, description="servers of language models")
    default: DefaultModel = Field(description="how tasks are asked that do not say otherwise")
    tasks: Tasks = Field(default=Tasks(), description="what single tasks do otherwise")

    def of_tasks(self) -> dict[str, DefaultModel]:
        """How each task is asked, by its name; tasks that are left to the rules are not in it."""
        chosen = ((name, getattr(self.tasks, name)) for name in Tasks.model_fields)
        return {name: task.over(self.default) for name, task in chosen if task is not None}


def language_faults(settings: LanguageModels, at: PathInFile) -> Iterator[tuple[PathInFile, str]]:
    """Providers that are there twice, or are named and not there."""
    count: Counter[str] = Counter()
    for index, provider in enumerate(settings.providers):
        count[provider.name] += 1
        if count[provider.name] == 2:
            yield (*at, "providers", index, "name"), f"provider {provider.name} is listed twice; give another name"
    known = f"give one of {', '.join(sorted(count))}"
    for where, name in _named(settings, at):
        if name not in count:
            yield where, f"there is no provider {name}; {known}"
    for task in Tasks.model_fields:
        own: TaskSettings | None = getattr(settings.tasks, task)
        if own is not None and own.provider is not None and own.model is None:
            yield (*at, "tasks", task), f"gives another provider without its model; give the model of {own.provider}"


def _named(settings: LanguageModels, at: PathInFile) -> Iterator[tuple[PathInFile, str]]:
    """Every place that names a provider."""
    places: list[tuple[PathInFile, DefaultModel | TaskSettings | None]] = [((*at, "default"), settings.default)]
    places += [((*at, "tasks", task), getattr(settings.tasks, task)) for task in Tasks.model_fields]
    for where, each in places:
        if each is None:
            continue
        if each.provider is not None:
            yield (*where, "provider"), each.provider
        for index, fallback in enumerate(each.fallbacks or ()):
            yield (*where, "fallbacks", index, "provider"), fallback.provider
