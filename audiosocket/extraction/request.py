"""A task and a caller's words as one request: the words are data, in a message of their own, cut to a bound."""

from __future__ import annotations

import json

from audiosocket.extraction.tasks import Task, instructions, schema_of
from audiosocket.language.interfaces import ChatMessage, ChatRequest, JsonSchema

MOST_CHARACTERS = 400
"""Of a caller's words, and of our question: nobody at a gate needs more, and an attack would like it."""


def request_for(task: Task, question: str, text: str) -> ChatRequest:
    """
    The request of one task.

    :param question: what we had said before.
    :param text: what the caller said.
    """
    data = {"pergunta": _bounded(question), "fala": _bounded(text)}
    return ChatRequest(
        messages=(
            ChatMessage("system", instructions(task)),
            ChatMessage("user", json.dumps(data, ensure_ascii=False)),
        ),
        schema=JsonSchema(task.value, schema_of(task)),
    )


def _bounded(text: str) -> str:
    """Its last part, where answers and corrections stand; control characters are no speech."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(printable.split())[-MOST_CHARACTERS:]
