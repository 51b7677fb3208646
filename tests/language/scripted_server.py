"""
A server of language models that says what it is told to, faults included; real HTTP over real sockets.

Run on its own (``python -m tests.language.scripted_server --delay 0.4``) it prints its base URL and answers every
request, after the delay, with an object that fits the schema.
"""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice as WholeChoice
from openai.types.chat.chat_completion_chunk import Choice, ChoiceDelta
from twisted.internet.interfaces import IReactorTime
from twisted.python.failure import Failure

from tests.speech.provider import Answer, Connection, Provider, answer, chunks, hang_up, silence

__all__ = [
    "Asked",
    "ScriptedServer",
    "after",
    "answering",
    "chunk",
    "events",
    "hang_up",
    "refuses",
    "says",
    "says_whole",
    "silence",
    "stream",
    "stuck",
]

MODEL = "scripted"
USAGE = CompletionUsage(prompt_tokens=365, completion_tokens=12, total_tokens=377)


@dataclass(frozen=True)
class Asked:
    """One request."""

    head: str
    fields: Mapping[str, object]

    @classmethod
    def of(cls, request: bytes) -> "Asked":
        """From its bytes."""
        head, _, body = request.partition(b"\r\n\r\n")
        return cls(head.decode(), json.loads(body))

    @property
    def messages(self) -> list[dict[str, str]]:
        """Its messages."""
        return cast(list[dict[str, str]], self.fields["messages"])

    @property
    def form(self) -> str | None:
        """The type of its response_format."""
        return cast(Mapping[str, str], self.fields.get("response_format", {})).get("type")

    @property
    def schema(self) -> Mapping[str, object]:
        """The schema in its response_format; an empty one if there is none."""
        wrapped = cast(Mapping[str, Mapping[str, object]], self.fields.get("response_format", {})).get("json_schema")
        return cast(Mapping[str, object], wrapped["schema"]) if wrapped else {}


class ScriptedServer(Provider):
    """
    Gives its answers in order, the last one for ever; `listen` starts it and gives the base URL.

    :param delay_seconds: from each request to the beginning of its answer; requests do not wait for each other.
    """

    def __init__(self, *answers: Answer, delay_seconds: float = 0.0) -> None:
        super().__init__([after(delay_seconds, each) for each in answers] if delay_seconds else list(answers))

    @property
    def asked(self) -> list[Asked]:
        """All requests so far."""
        return [Asked.of(request) for request in self.requests]


def answering(script: Callable[[Asked], Answer]) -> Answer:
    """The answer that `script` chooses for the request."""

    def give(connection: Connection, request: bytes) -> None:
        script(Asked.of(request))(connection, request)

    return give


def after(seconds: float, then: Answer) -> Answer:
    """The answer, later; nothing if the client is gone by then."""

    def give(connection: Connection, request: bytes) -> None:
        from twisted.internet import reactor

        timer = cast(IReactorTime, reactor).callLater(seconds, then, connection, request)

        def forget(result: Failure | None) -> Failure | None:
            if timer.active():
                timer.cancel()
            return result

        connection.gone.addBoth(forget)

    return give


def chunk(text: str | None, finish_reason: str | None = None, role: str | None = None) -> str:
    """One chunk as OpenAI documents it, its own types the proof."""
    delta = ChoiceDelta.model_validate({"content": text, "role": role})
    choice = Choice.model_validate({"index": 0, "delta": delta, "finish_reason": finish_reason})
    return _chunk([choice]).model_dump_json()


def _chunk(choices: list[Choice], usage: CompletionUsage | None = None) -> ChatCompletionChunk:
    return ChatCompletionChunk(
        id="chatcmpl-1", choices=choices, created=1, model=MODEL, object="chat.completion.chunk", usage=usage
    )


def events(text: str, *, piece: int = 4, finish_reason: str = "stop", usage: bool = True) -> list[str]:
    """The data of all events of one streamed answer, as OpenAI documents them."""
    pieces = [text[at : at + piece] for at in range(0, len(text), piece)]
    data = [chunk("", role="assistant"), *(chunk(each) for each in pieces), chunk(None, finish_reason)]
    return [*data, *([_chunk([], USAGE).model_dump_json()] if usage else []), "[DONE]"]


def stream(data: Sequence[str], *, end: str = "\n\n", whole: bool = True) -> Answer:
    """A stream of these events, each in a piece of its own; one that is not whole is cut after them."""
    return chunks("text/event-stream", [f"data: {each}{end}".encode() for each in data], whole)


def says(text: str, *, piece: int = 4, finish_reason: str = "stop", usage: bool = True) -> Answer:
    """A right answer, streamed in pieces of so many characters."""
    return stream(events(text, piece=piece, finish_reason=finish_reason, usage=usage))


def says_whole(text: str, finish_reason: str = "stop") -> Answer:
    """The answer of a server that does not stream."""
    message = ChatCompletionMessage(role="assistant", content=text)
    choice = WholeChoice.model_validate({"index": 0, "message": message, "finish_reason": finish_reason})
    completion = ChatCompletion(
        id="chatcmpl-1", choices=[choice], created=1, model=MODEL, object="chat.completion", usage=USAGE
    )
    return answer(200, "application/json", completion.model_dump_json().encode())


def refuses(status: int, message: str = "no", *headers: str, **error: object) -> Answer:
    """An answer with an error object."""
    body = json.dumps({"error": {"message": message, **error}}).encode()
    return answer(status, "application/json", body, *headers)


def stuck(data: Sequence[str]) -> Answer:
    """A stream that stops after these events and never ends."""

    def give(connection: Connection, request: bytes) -> None:
        connection.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        body = "".join(f"data: {each}\n\n" for each in data).encode()
        connection.write(b"%x\r\n%s\r\n" % (len(body), body))

    return give


def fitting(schema: Mapping[str, object]) -> object:
    """The least value that fits a schema: null where it may be, else the first choice, else an empty one."""
    options = [schema, *cast(list[Mapping[str, object]], schema.get("anyOf", []))]
    kinds = {kind for each in options for kind in _kinds(each)}
    if "null" in kinds:
        return None
    if "enum" in schema:
        return cast(list[object], schema["enum"])[0]
    properties = cast(Mapping[str, Mapping[str, object]], schema.get("properties", {}))
    return {
        "string": "",
        "integer": 0,
        "number": 0,
        "boolean": False,
        "array": [],
    }.get(next(iter(kinds), ""), {name: fitting(each) for name, each in properties.items()})


def _kinds(schema: Mapping[str, object]) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else cast(list[str], kind)


def main() -> None:
    """Serve until interrupted."""
    from twisted.internet import reactor

    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0.4, help="seconds before each answer")
    server = ScriptedServer(
        answering(lambda asked: says(json.dumps(fitting(asked.schema)))), delay_seconds=parser.parse_args().delay
    )
    print(server.listen(), flush=True)
    reactor.run()


if __name__ == "__main__":
    main()
