"""The adapter for OpenAI's chat completions against a real HTTP server, well-behaved and not."""

import json
from collections.abc import Callable
from typing import cast

from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.interfaces import IReactorTime
from twisted.internet.task import Clock, deferLater
from twisted.logger import ILogObserver, globalLogPublisher
from twisted.trial.unittest import TestCase
from zope.interface.verify import verifyObject

from audiosocket.errors import (
    LanguageBusyError,
    LanguageError,
    LanguageLateError,
    LanguageMalformedError,
    LanguageRefusedError,
    LanguageTruncatedError,
    LanguageWithheldError,
)
from audiosocket.language.exchange import Exchange
from audiosocket.language.interfaces import ChatMessage, ChatRequest, Completion, ILanguageModel, JsonSchema
from audiosocket.language.openai_compatible import OpenAiLanguageModel
from tests.language.scripted_server import (
    Asked,
    ScriptedServer,
    answering,
    chunk,
    events,
    hang_up,
    refuses,
    says,
    says_whole,
    silence,
    stream,
    stuck,
)
from tests.speech.provider import Answer, Connection, answer, chunks

KEY = "sk-very-secret"
WORDS = '{"visitor_name": "Ana Íris", "company": null}'
SCHEMA = JsonSchema("visitor", {"type": "object", "properties": {"visitor_name": {"type": "string"}}})
REQUEST = ChatRequest((ChatMessage("system", "Extract."), ChatMessage("user", "é a Ana Íris")), SCHEMA, 0, 60, 3.0)
PLAIN = ChatRequest((ChatMessage("user", "é a Ana Íris"),), deadline_seconds=3.0)


def turn() -> "Deferred[None]":
    """A moment of the real reactor."""
    from twisted.internet import reactor

    return deferLater(cast(IReactorTime, reactor), 0.005)


class ModelCase(TestCase):
    """A scripted server on loopback, and a clock in the test's hand."""

    timeout = 20

    def begin(self, *answers: Answer) -> OpenAiLanguageModel:
        """Start the server; the model under test."""
        server = self.server = ScriptedServer(*answers)
        url = self.server.listen()
        self.addCleanup(lambda: Deferred.fromCoroutine(server.close()))
        self.clock = Clock()
        self.heard: list[str] = []
        self.logged: list[str] = []
        observer = cast(ILogObserver, lambda event: self.logged.append(repr(event)))
        globalLogPublisher.addObserver(observer)
        self.addCleanup(globalLogPublisher.removeObserver, observer)
        exchange = Exchange(self.server.client(), cast(IReactorTime, self.clock), url, KEY)
        return OpenAiLanguageModel(exchange, "m-1")

    def ask(self, model: OpenAiLanguageModel, request: ChatRequest = REQUEST) -> "Deferred[Completion]":
        """Ask; what comes is collected in `heard`."""
        return model.complete(request, self.heard.append)

    async def fault(self, work: "Deferred[Completion]", kind: type[LanguageError] = LanguageError) -> LanguageError:
        """The fault that a work fails with; neither it nor the log tells the key or what was said."""
        fault = cast(LanguageError, await self.assertFailure(work, kind))
        for secret in (KEY, "Ana"):
            self.assertNotIn(secret, "".join([str(fault), *self.logged]))
        return fault

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for it."""
        while not condition():
            await turn()


class RightTests(ModelCase):
    def test_interface(self) -> None:
        """It is an ILanguageModel."""
        verifyObject(ILanguageModel, self.begin(silence))

    async def test_streamed(self) -> None:
        """The text comes in pieces and whole, with the reason of its end and the tokens."""
        completion = await self.ask(self.begin(says(WORDS)))
        self.assertEqual((completion.text, completion.finish_reason), (WORDS, "stop"))
        self.assertEqual((completion.prompt_tokens, completion.completion_tokens), (365, 12))
        self.assertEqual("".join(self.heard), WORDS)
        self.assertGreater(len(self.heard), 5)

    async def test_request(self) -> None:
        """The request goes to the documented address with the key, the schema and the messages."""
        await self.ask(self.begin(says(WORDS)))
        asked = self.server.asked[0]
        self.assertIn("POST /v1/chat/completions HTTP/1.1", asked.head)
        self.assertIn(f"Authorization: Bearer {KEY}", asked.head)
        self.assertEqual((asked.form, asked.schema), ("json_schema", SCHEMA.content))
        self.assertEqual(asked.messages[1], {"role": "user", "content": "é a Ana Íris"})
        self.assertEqual(asked.fields["stream"], True)

    async def test_while_it_arrives(self) -> None:
        """Pieces are handed on while the rest is not there yet."""
        work = self.ask(self.begin(stuck(events(WORDS)[:4])))
        await self.until(lambda: len(self.heard) == 3)
        self.assertNoResult(work)
        work.cancel()
        await self.assertFailure(work, CancelledError)

    async def test_seconds(self) -> None:
        """The seconds are those of the clock, from the request to the end."""

        def script(_: Asked) -> Answer:
            self.clock.advance(0.4)
            return says(WORDS)

        self.assertEqual((await self.ask(self.begin(answering(script)))).seconds, 0.4)

    async def test_connection_kept(self) -> None:
        """One connection serves several requests."""
        model = self.begin(says(WORDS))
        for _ in range(3):
            await self.ask(model)
        self.assertEqual(len(self.server.connections), 1)

    async def test_side_by_side(self) -> None:
        """Twenty requests at once are answered each with its own text."""
        model = self.begin(answering(lambda asked: says(asked.messages[0]["content"])))
        works = [
            model.complete(ChatRequest((ChatMessage("user", f"n{number}"),)), self.heard.append) for number in range(20)
        ]
        self.assertEqual([(await work).text for work in works], [f"n{number}" for number in range(20)])

    async def test_secrets(self) -> None:
        """Neither requests nor completions show what was said when they are printed."""
        completion = await self.ask(self.begin(says(WORDS)))
        self.assertNotIn("Ana", repr(REQUEST) + repr(completion))


class ToleranceTests(ModelCase):
    async def same(self, *answers: Answer) -> Completion:
        """The text comes whole all the same."""
        completion = await self.ask(self.begin(*answers))
        self.assertEqual((completion.text, "".join(self.heard)), (WORDS, WORDS))
        return completion

    async def test_odd_chunks(self) -> None:
        """Null contents, empty deltas, no delta, no choices, other choices and unknown fields are passed over."""
        odd = [
            '{"choices": [{"index": 0, "delta": {"role": "assistant", "content": null}}]}',
            '{"choices": [{"index": 0, "delta": {}}]}',
            '{"choices": [{"index": 0}]}',
            '{"choices": [{"index": 0, "delta": null, "finish_reason": null}]}',
            '{"choices": [{"index": 1, "delta": {"content": "other"}}]}',
            '{"choices": []}',
            '{"choices": null}',
            "{}",
            '{"choices": [{"delta": {"content": 5}}], "usage": {"prompt_tokens": "many"}, "x": 1}',
            '{"prompt_filter_results": [], "choices": [], "usage": null}',
        ]
        await self.same(stream([*odd, *events(WORDS)]))

    async def test_comments_and_line_ends(self) -> None:
        """Comment lines, CR LF and bytes cut anywhere do not matter."""
        body = ": OPENROUTER PROCESSING\r\n\r\n" + "".join(f"data:{each}\r\n\r\n: ping\r\n" for each in events(WORDS))
        data = body.encode()
        pieces = [data[at : at + 7] for at in range(0, len(data), 7)]
        await self.same(chunks("text/event-stream", pieces))

    async def test_not_streamed(self) -> None:
        """A server that ignores `stream` answers in one piece."""
        completion = await self.same(says_whole(WORDS))
        self.assertEqual((self.heard, completion.prompt_tokens), ([WORDS], 365))

    async def test_without_done(self) -> None:
        """A stream that ends after its finish reason, without [DONE], is whole; so is one without usage."""
        completion = await self.same(stream(events(WORDS, usage=False)[:-1]))
        self.assertIsNone(completion.prompt_tokens)

    async def test_without_finish_reason(self) -> None:
        """A stream that says [DONE] is whole though it gave no reason."""
        await self.same(stream([chunk(WORDS), "[DONE]"]))

    async def test_no_end_after_done(self) -> None:
        """A response that does not end after [DONE] is waited for no longer than a quarter of a second."""
        work = self.ask(self.begin(stuck(events(WORDS))))
        await self.until(lambda: self.clock.getDelayedCalls()[0].getTime() < 1)
        self.clock.advance(0.26)
        self.assertEqual((await work).text, WORDS)
        self.assertEqual(self.clock.getDelayedCalls(), [])

    async def test_cut_after_done(self) -> None:
        """A connection that is cut after [DONE] does not matter."""
        await self.same(stream(events(WORDS), whole=False))

    async def test_stale_connection(self) -> None:
        """A connection closed instead of an answer costs one more request, on a new connection."""
        model = self.begin(says(WORDS), hang_up, says("dois"))
        await self.ask(model)
        self.assertEqual((await self.ask(model)).text, "dois")
        self.assertEqual((len(self.server.requests), len(self.server.connections)), (3, 2))

    async def test_schema_ignored(self) -> None:
        """A model that ignores the schema is handed on as it is: who asked checks."""
        self.assertEqual((await self.ask(self.begin(says("Bom dia!")))).text, "Bom dia!")


class DialectTests(ModelCase):
    def no_schema(self, forms: set[str | None]) -> OpenAiLanguageModel:
        """A model that takes only these forms."""
        refusal = refuses(400, "This model does not support response format `json_schema`. You said: Ana", code=400)
        return self.begin(answering(lambda asked: says(WORDS) if asked.form in forms else refusal))

    async def test_no_schema(self) -> None:
        """A model that refuses a schema is asked for plain JSON, and from then on at once."""
        model = self.no_schema({"json_object", None})
        for _ in range(2):
            self.assertEqual((await self.ask(model)).text, WORDS)
        self.assertEqual([asked.form for asked in self.server.asked], ["json_schema", "json_object", "json_object"])
        self.assertTrue(any("does not take every setting" in line for line in self.logged))
        self.assertNotIn("Ana", "".join(self.logged))

    async def test_no_form_at_all(self) -> None:
        """One that refuses every form is asked in words."""
        model = self.no_schema({None})
        await self.ask(model)
        self.assertEqual([asked.form for asked in self.server.asked], ["json_schema", "json_object", None])
        self.assertIn('"visitor_name"', self.server.asked[2].messages[0]["content"])

    async def test_remembered_only_if_it_helped(self) -> None:
        """A request that is refused in every form teaches nothing about the model."""
        model = self.begin(*[refuses(400, "no")] * 3, says(WORDS))
        fault = await self.fault(self.ask(model), LanguageRefusedError)
        self.assertIn("refused the request (400)", str(fault))
        await self.ask(model)
        self.assertEqual(self.server.asked[-1].form, "json_schema")

    async def test_newer_names(self) -> None:
        """A model that refuses max_tokens, temperature and stream_options is asked without them."""

        def script(asked: Asked) -> Answer:
            for name in ("max_tokens", "temperature", "stream_options"):
                if name in asked.fields:
                    return refuses(400, f"Unsupported parameter: '{name}'", param=name, code="unsupported_parameter")
            return says(WORDS)

        model = self.begin(answering(script))
        await self.ask(model)
        await self.ask(model)
        self.assertEqual(len(self.server.requests), 5)
        self.assertEqual(self.server.asked[-1].fields["max_completion_tokens"], 60)
        self.assertEqual(self.server.asked[-1].form, "json_schema")

    async def test_too_long(self) -> None:
        """A prompt that is too long is refused at once, with a sentence that says so."""
        model = self.begin(refuses(400, "Ana", code=400, type="exceed_context_size_error"))
        fault = await self.fault(self.ask(model), LanguageRefusedError)
        self.assertIn("longer than the model reads", str(fault))
        self.assertEqual(len(self.server.requests), 1)


class FaultTests(ModelCase):
    async def test_bad_key(self) -> None:
        """401 says to check the key, and neither shows it nor what the provider quotes of it; asked once."""
        model = self.begin(refuses(401, f"Incorrect key {KEY}", code="invalid_api_key"))
        fault = await self.fault(self.ask(model), LanguageRefusedError)
        self.assertIn("refused the API key (401, invalid_api_key): check the provider's api_key", str(fault))
        self.assertEqual(len(self.server.requests), 1)

    async def test_truncated(self) -> None:
        """An answer that reached the token limit is a fault of its own, its pieces given."""
        work = self.ask(self.begin(says(WORDS[:20], finish_reason="length")))
        self.assertIn("max_tokens", str(await self.fault(work, LanguageTruncatedError)))
        self.assertEqual("".join(self.heard), WORDS[:20])

    async def test_truncated_whole(self) -> None:
        """So is one from a server that does not stream."""
        await self.fault(self.ask(self.begin(says_whole(WORDS[:20], "length"))), LanguageTruncatedError)

    async def test_withheld(self) -> None:
        """A filtered answer and a refusal of the model are faults, and no cause to ask in another form."""
        refusal = '{"choices": [{"index": 0, "delta": {"refusal": "Ana, no"}}]}'
        for answered in (says("", finish_reason="content_filter"), stream([refusal, "[DONE]"])):
            await self.fault(self.ask(self.begin(answered)), LanguageWithheldError)
            self.assertEqual(len(self.server.requests), 1)

    async def test_error_in_the_stream(self) -> None:
        """An error object among the events is a fault; its code may be a number or a word, or the error a text."""
        for error, told in (
            ({"code": 500, "message": "Ana"}, "while it answered (500)"),
            ({"code": "server_error", "message": "Ana"}, "while it answered (server_error)"),
            ({"code": None, "type": "sk-very-secret!", "message": "Ana"}, "while it answered"),
            ("Ana", "while it answered"),
        ):
            model = self.begin(stream([*events(WORDS)[:3], json.dumps({"error": error})]))
            self.assertIn(told, str(await self.fault(self.ask(model))))

    async def test_busy_in_the_stream(self) -> None:
        """An error object that says overload is a busy provider, also as the whole answer with status 200."""
        error = json.dumps({"error": {"code": 503, "message": "Ana"}})
        for answered in (stream([error]), answer(200, "application/json", error.encode())):
            await self.fault(self.ask(self.begin(answered)), LanguageBusyError)

    async def test_loading(self) -> None:
        """503 while a model loads, with a code that is a number, is a busy provider."""
        model = self.begin(refuses(503, "Loading model", code=503, type="unavailable_error"))
        fault = await self.fault(self.ask(model), LanguageBusyError)
        self.assertIn("is busy", str(fault))
        self.assertIsNone(cast(LanguageBusyError, fault).retry_after)

    async def test_retry_after(self) -> None:
        """429 with a Retry-After that fits in the deadline is asked once more, then."""
        model = self.begin(refuses(429, "slow down", "Retry-After: 1"), says(WORDS))
        work = self.ask(model)
        await self.until(lambda: len(self.clock.getDelayedCalls()) == 2)
        self.clock.advance(0.9)
        await turn()
        self.assertEqual(len(self.server.requests), 1)
        self.clock.advance(0.1)
        self.assertEqual((await work).text, WORDS)

    async def test_retry_after_too_long(self) -> None:
        """A Retry-After beyond the deadline fails at once, and is told to the chain."""
        fault = await self.fault(self.ask(self.begin(refuses(429, "no", "Retry-After: 3"))), LanguageBusyError)
        self.assertEqual(cast(LanguageBusyError, fault).retry_after, 3)

    async def test_busy_twice(self) -> None:
        """It is asked once more, not for ever."""
        work = self.ask(self.begin(refuses(429, "no", "Retry-After: 0.5")))
        await self.until(lambda: len(self.clock.getDelayedCalls()) == 2)
        self.clock.advance(0.5)
        await self.fault(work, LanguageBusyError)
        self.assertEqual(len(self.server.requests), 2)

    async def test_half_open(self) -> None:
        """Nothing at all until the deadline: late, and the connection is closed."""
        work = self.ask(self.begin(silence))
        await self.until(lambda: self.server.requests)
        self.clock.advance(2.9)
        self.assertNoResult(work)
        self.clock.advance(0.2)
        self.assertIn("within 3 seconds", str(await self.fault(work, LanguageLateError)))
        await self.server.connections[0].gone

    async def test_stalls(self) -> None:
        """An answer that begins and then stops is late too."""
        work = self.ask(self.begin(stuck(events(WORDS)[:4])))
        await self.until(lambda: self.heard)
        self.clock.advance(3.1)
        await self.fault(work, LanguageLateError)
        await self.server.connections[0].gone

    async def test_broken_off(self) -> None:
        """A stream that breaks off, with or without an error of the connection, is a fault."""
        for whole in (True, False):
            work = self.ask(self.begin(stream(events(WORDS)[:4], whole=whole)))
            self.assertIn("broke off", str(await self.fault(work)))

    async def test_no_completion(self) -> None:
        """What is no completion is malformed: HTML, nothing, other JSON, events that are no JSON."""
        for answered in (
            answer(200, "text/html", b"<h1>Welcome Ana</h1>"),
            answer(200, "application/json", b""),
            answer(200, "application/json", b'{"Ana": 1}'),
            answer(200, "application/json", b'{"Ana": '),
            answer(200, "application/json", b'{"a":' + b"[" * 100_000),
            stream(["Ana"]),
            stream(["[1]"]),
            stream(['{"choices": []}', "[DONE]"]),
            chunks("text/event-stream", [b": " + b"x" * 600_000] * 2, whole=False),
        ):
            await self.fault(self.ask(self.begin(answered)), LanguageMalformedError)

    async def test_failed(self) -> None:
        """500 and an address that does not exist are said as they are."""
        self.assertIn("failed (500)", str(await self.fault(self.ask(self.begin(answer(500, "text/html", b"oops"))))))
        fault = await self.fault(self.ask(self.begin(refuses(404, "no", code="model_not_found"))), LanguageRefusedError)
        self.assertIn("(404, model_not_found): check base_url and model", str(fault))

    async def test_hangs_up_twice(self) -> None:
        """A provider that hangs up again has failed."""
        self.assertIn("broke off", str(await self.fault(self.ask(self.begin(hang_up)))))
        self.assertEqual(len(self.server.requests), 2)

    async def test_nobody_there(self) -> None:
        """A provider that is not there is said to be out of reach."""
        model = self.begin(silence)
        await maybeDeferred(self.server.port.stopListening)
        self.assertIn("could not be reached", str(await self.fault(self.ask(model))))

    async def test_listener_fails(self) -> None:
        """What the listener raises ends the request as a fault, and its connection."""

        def refuse(_: str) -> None:
            raise ValueError("Ana")

        await self.fault(self.begin(stuck(events(WORDS))).complete(REQUEST, refuse))
        await self.server.connections[0].gone


class CancelTests(ModelCase):
    async def test_before_the_answer(self) -> None:
        """Cancelling closes the connection; nothing is asked again, no timer is left."""
        work = self.ask(self.begin(silence))
        await self.until(lambda: self.server.requests)
        work.cancel()
        await self.assertFailure(work, CancelledError)
        await self.server.connections[0].gone
        self.assertEqual((len(self.server.requests), self.clock.getDelayedCalls()), (1, []))

    async def test_in_the_middle(self) -> None:
        """After cancelling in the middle of an answer nothing more is heard."""
        connections: list[Connection] = []

        def begin_and_keep(connection: Connection, request: bytes) -> None:
            connections.append(connection)
            stuck(events(WORDS)[:3])(connection, request)

        work = self.ask(self.begin(begin_and_keep))
        await self.until(lambda: len(self.heard) == 2)
        work.cancel()
        connections[0].write(b"2\r\n\n\n\r\n")
        await self.assertFailure(work, CancelledError)
        await self.server.connections[0].gone
        self.assertEqual((len(self.heard), self.clock.getDelayedCalls()), (2, []))

    async def test_while_waiting(self) -> None:
        """Cancelling while a busy provider is waited for leaves no timer."""
        work = self.ask(self.begin(refuses(429, "no", "Retry-After: 1")))
        await self.until(lambda: len(self.clock.getDelayedCalls()) == 2)
        work.cancel()
        await self.assertFailure(work, CancelledError)
        self.assertEqual(self.clock.getDelayedCalls(), [])
