"""A language model as phraser: it sees our wording as data, and what it makes of it is checked before it is said."""

from __future__ import annotations

import json

from pydantic import BaseModel, Field
from twisted.internet.defer import Deferred
from zope.interface import implementer

from audiosocket.conversation.phrasing import IPhraser, Phrasing
from audiosocket.extraction.tasks import instructions
from audiosocket.language.build import TaskModel
from audiosocket.language.interfaces import ChatMessage, ChatRequest, JsonSchema
from audiosocket.language.read_object import read_object

_SCHEMA = JsonSchema(
    "phrasing",
    {
        "type": "object",
        "properties": {"texto": {"type": "string"}},
        "required": ["texto"],
        "additionalProperties": False,
    },
)


class _Phrased(BaseModel):
    texto: str = Field(max_length=400)


@implementer(IPhraser)
class ModelPhraser:
    """Has a model say a prompt in other words."""

    def __init__(self, asked: TaskModel) -> None:
        self._asked = asked

    def phrase(self, phrasing: Phrasing) -> Deferred[str]:
        """Find other words of the same facts; see `IPhraser`."""
        data = {"texto": phrasing.original, "fatos": list(phrasing.facts.values())}
        messages = (
            ChatMessage("system", instructions("phrasing")),
            ChatMessage("user", json.dumps(data, ensure_ascii=False)),
        )
        asked = self._asked
        request = ChatRequest(messages, _SCHEMA, asked.temperature, asked.max_tokens, asked.deadline_seconds)
        answer: Deferred[str] = asked.model.complete(request, lambda piece: None).addCallback(
            lambda completion: read_object(completion.text, _Phrased).texto
        )
        return answer
