"""What of the protocol a model takes: each setting that it refuses is left out or said in an older way."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from audiosocket.language.interfaces import ChatMessage, ChatRequest, JsonSchema
from audiosocket.providers.exchange import Refusal

if TYPE_CHECKING:  # importing openai costs 0.3 s; its types say what we send and are not needed to send it
    from openai.types.chat import ChatCompletionMessageParam
    from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming, ResponseFormat

CONTEXT = "context"
"""Refused because the messages are longer than the model reads."""

FORMAT = "response_format"
LIMIT = "max_tokens"
TEMPERATURE = "temperature"
USAGE = "stream_options"

_TOLD_BY = (
    (CONTEXT, ("context_length", "context size", "context length", "context window", "exceed_context", "too long")),
    (LIMIT, (LIMIT,)),
    (USAGE, (USAGE,)),
    (FORMAT, (FORMAT, "response format", "json_schema", "json_object", "schema", "grammar", "structured output")),
    (TEMPERATURE, (TEMPERATURE,)),
)


class Format(StrEnum):
    """How the form of the answer is asked for, the strictest first."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Dialect:
    """
    How a model is asked.

    :param limit: the field with the most tokens of an answer; OpenAI's reasoning models refuse the older name.
    :param temperature: whether it is sent; they refuse that too.
    :param usage: whether the count of tokens is asked for.
    """

    format: Format = Format.SCHEMA
    limit: str = LIMIT
    temperature: bool = True
    usage: bool = True

    def without(self, setting: str | None, request: ChatRequest) -> Dialect | None:
        """
        The dialect for a model that refused a setting; None if nothing is left to leave out.

        A refusal that names no setting is taken to mean the form of the answer, the first that models do not know.
        """
        if setting is None or setting == CONTEXT:
            return None
        if setting == LIMIT:
            return replace(self, limit="max_completion_tokens") if self.limit == LIMIT else None
        if setting == TEMPERATURE:
            return replace(self, temperature=False) if self.temperature else None
        if setting == USAGE:
            return replace(self, usage=False) if self.usage else None
        if request.schema is None or self.format is Format.TEXT:
            return None
        return replace(self, format=Format.OBJECT if self.format is Format.SCHEMA else Format.TEXT)

    def body(self, model: str, request: ChatRequest) -> bytes:
        """The request as JSON."""
        messages = request.messages
        if request.schema is not None and self.format is not Format.SCHEMA:
            messages = _with_note(messages, request.schema)
        fields: CompletionCreateParamsStreaming = {
            "model": model,
            "messages": [_message(message) for message in messages],
            "stream": True,
        }
        if self.limit == LIMIT:
            fields["max_tokens"] = request.max_tokens
        else:
            fields["max_completion_tokens"] = request.max_tokens
        if self.temperature:
            fields["temperature"] = request.temperature
        if self.usage:
            fields["stream_options"] = {"include_usage": True}
        if request.schema is not None and self.format is not Format.TEXT:
            fields["response_format"] = _response_format(request.schema, self.format)
        return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")


def refused_setting(refusal: Refusal) -> str:
    """Which setting a refusal is about, as far as its body tells; "" if it does not."""
    told = refusal.body.decode("utf-8", "replace").lower()
    try:
        parameter = str(json.loads(refusal.body)["error"]["param"])
    except (ValueError, LookupError, TypeError):
        parameter = ""
    for text in (parameter, told):
        for setting, words in _TOLD_BY:
            if any(word in text for word in words):
                return setting
    return ""


def _message(message: ChatMessage) -> ChatCompletionMessageParam:
    match message.role:
        case "system":
            return {"role": "system", "content": message.content}
        case "user":
            return {"role": "user", "content": message.content}
        case "assistant":
            return {"role": "assistant", "content": message.content}


def _response_format(schema: JsonSchema, form: Format) -> ResponseFormat:
    if form is Format.OBJECT:
        return {"type": "json_object"}
    return {
        "type": "json_schema",
        "json_schema": {"name": schema.name, "strict": True, "schema": dict(schema.content)},
    }


def _with_note(messages: tuple[ChatMessage, ...], schema: JsonSchema) -> tuple[ChatMessage, ...]:
    """The messages with the schema in words, at the end of the first, so that the beginning is always the same."""
    note = "Answer only with a JSON object that fits this JSON schema: " + json.dumps(dict(schema.content))
    if messages and messages[0].role == "system":
        return (replace(messages[0], content=f"{messages[0].content}\n\n{note}"), *messages[1:])
    return (ChatMessage("system", note), *messages)
