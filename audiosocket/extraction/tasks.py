"""The small tasks that a language model is given: what is asked, in which form it answers, and what that fills."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from audiosocket.understanding.consent import Label
from audiosocket.understanding.slots import Intent, Slot


class Task(StrEnum):
    """One question to a model, named as in the configuration."""

    INTENT = "intent"
    VISITOR = "visitor"
    APARTMENT = "apartment"
    RESIDENT_NAME = "resident_name"
    ANSWER = "answer"


FILLS: Mapping[Task, tuple[Slot, ...]] = {
    Task.INTENT: (Slot.INTENT_TYPE,),
    Task.VISITOR: (Slot.VISITOR_NAME, Slot.COMPANY),
    Task.APARTMENT: (Slot.APARTMENT_NUMBER, Slot.BLOCK),
    Task.RESIDENT_NAME: (Slot.RESIDENT_NAME,),
    Task.ANSWER: (),
}
"""The slots that each task may fill."""


def _tidy(value: object) -> object:
    """Small models say "null", "" or 501 where they mean null or "501"."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        value = value.strip()
        return None if value.lower() in ("", "null", "none", "n/a", "desconhecido") else value
    return value


_Name = Annotated[Annotated[str, Field(max_length=80)] | None, BeforeValidator(_tidy)]
_Short = Annotated[Annotated[str, Field(max_length=12)] | None, BeforeValidator(_tidy)]


class Reply(BaseModel):
    """What a model answers to a task."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class IntentReply(Reply):
    """Why the visitor has come, and the words that show it."""

    intent_type: Annotated[Intent | None, BeforeValidator(_tidy)] = None
    words: _Name = None


class VisitorReply(Reply):
    """Who the visitor is."""

    visitor_name: _Name = None
    company: _Name = None


class ApartmentReply(Reply):
    """Where the visitor wants to go."""

    apartment_number: _Short = None
    block: _Short = None


class ResidentReply(Reply):
    """Whom the visitor wants to see."""

    resident_name: _Name = None


class AnswerReply(Reply):
    """What a resident's answer means."""

    label: Literal["authorize", "deny", "ask_info", "unclear", "come_down", "leave_package", "wait"]

    def meaning(self) -> Label:
        """As the rules name it."""
        return Label(self.label)


REPLIES: Mapping[Task, type[Reply]] = {
    Task.INTENT: IntentReply,
    Task.VISITOR: VisitorReply,
    Task.APARTMENT: ApartmentReply,
    Task.RESIDENT_NAME: ResidentReply,
    Task.ANSWER: AnswerReply,
}


def schema_of(task: Task) -> dict[str, object]:
    """The JSON schema of a task's reply, as `response_format` wants it: every field required, none besides."""
    choices: dict[str, dict[str, object]] = {
        "intent_type": {"type": ["string", "null"], "enum": [*map(str, Intent), None]},
        "label": {"type": "string", "enum": list(map(str, Label))},
    }
    fields = list(REPLIES[task].model_fields)
    return {
        "type": "object",
        "properties": {name: choices.get(name, {"type": ["string", "null"]}) for name in fields},
        "required": fields,
        "additionalProperties": False,
    }


@cache
def _texts() -> Mapping[str, str]:
    loaded: dict[str, str] = yaml.safe_load(resources.files(__package__).joinpath("prompts.yaml").read_text("utf-8"))
    return loaded


def instructions(task: str) -> str:
    """What the model is told: the part that all tasks share, then the task's own, by its name in the file."""
    return _texts()["shared"] + _texts()[task]
