"""What the doorman needs of a language model, whoever provides it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from twisted.internet.defer import Deferred
from zope.interface import Interface

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message; what a caller said goes only into a message of its own, with the role "user"."""

    role: Role
    content: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class JsonSchema:
    """The JSON object that an answer must be; a model may ignore it, so every answer is checked (`read_object`)."""

    name: str
    content: Mapping[str, object] = field(repr=False, hash=False)


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """
    One question to a model.

    :param schema: the form of the answer; None for free text.
    :param max_tokens: most tokens of the answer; one that reaches them fails.
    :param deadline_seconds: from the request to the last word, all retries and other models included.
    """

    messages: tuple[ChatMessage, ...]
    schema: JsonSchema | None = None
    temperature: float = 0.0
    max_tokens: int = 200
    deadline_seconds: float = 3.0


@dataclass(frozen=True, slots=True)
class Completion:
    """
    A whole answer.

    :param finish_reason: the provider's word, "stop" as a rule; an answer cut at the token limit is never given.
    :param prompt_tokens: as the provider counts them, where it says so; so are `completion_tokens`.
    :param seconds: from the request to the last word.
    """

    text: str = field(repr=False)
    finish_reason: str
    prompt_tokens: int | None
    completion_tokens: int | None
    seconds: float


class ILanguageModel(Interface):
    """Answers a conversation with text."""

    def complete(request: ChatRequest, receive: Callable[[str], None]) -> Deferred[Completion]:
        """
        Ask once.

        :param receive: called with the answer's text piece by piece as it comes. The pieces are a preview: they may be
            those of an answer that then failed, and stop where another model took over. What counts is the completion.
        :return: fires with the whole answer, fails with `LanguageError`; cancelling it aborts the request, and
            `receive` is not called again.
        """
