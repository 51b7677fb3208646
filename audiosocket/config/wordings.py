"""Own wordings of what the doorman says: a text, or a text with the circumstances in which it is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from audiosocket.config.section import Many, Section

T = TypeVar("T")

Language = Literal["pt", "es", "en"]
TimeOfDay = Literal["morning", "afternoon", "night"]
Doubt = Literal["number", "block", "name"]
IntentName = Literal["entrega", "visita", "servico", "mudanca", "outro"]
SlotName = Literal["intent_type", "visitor_name", "company", "apartment_number", "block", "resident_name"]


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


OneOrMany = Annotated[Many[T], BeforeValidator(_one_or_many)]
"""One value or a list of them."""


class When(Section):
    """Circumstances that must all hold; those that are left out do not matter."""

    time: OneOrMany[TimeOfDay] | None = Field(default=None, description="time of day at the gate: one of these")
    intent: OneOrMany[IntentName] | None = Field(default=None, description="why the visitor came: one of these")
    tries: int | None = Field(default=None, ge=1, le=10, description="said for the so many-th time, or later")
    understood: OneOrMany[SlotName] | None = Field(default=None, description="the last turn newly told all of these")
    doubt: OneOrMany[Doubt] | None = Field(default=None, description="why the flat is said back: one of these")


class WordingEntry(Section):
    """One way to say a prompt."""

    text: str = Field(description="the words; {facts} are filled in")
    when: When = Field(default=When(), description="the circumstances in which it is said")


def _as_mapping(value: object) -> object:
    """A bare text is a wording for all circumstances."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, Mapping | WordingEntry):
        return value
    raise ValueError("a wording is a text, or a mapping with text and when")


Wordings = Many[Annotated[WordingEntry, BeforeValidator(_as_mapping)]]
"""The wordings of one prompt."""


class OwnPrompts(Section):
    """
    A condominium's own wordings, in place of the shipped ones of the same prompts.

    Prompts stand side by side and are Portuguese; those of another language stand under its code.
    """

    pt: dict[str, Wordings] = Field(default={}, description="Portuguese")
    es: dict[str, Wordings] = Field(default={}, description="Spanish, for visitors who speak it")
    en: dict[str, Wordings] = Field(default={}, description="English, for visitors who speak it")

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        languages = {name: each for name, each in value.items() if name in cls.model_fields}
        bare = {name: each for name, each in value.items() if name not in cls.model_fields}
        given = languages.get("pt", {})
        return {**languages, "pt": {**given, **bare} if isinstance(given, Mapping) else given} if bare else languages

    def of(self, language: Language) -> Mapping[str, tuple[WordingEntry, ...]]:
        """The own wordings of a language."""
        chosen: Mapping[str, tuple[WordingEntry, ...]] = getattr(self, language)
        return chosen
