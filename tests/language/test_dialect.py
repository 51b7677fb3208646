"""How a model is asked, and what is left out for one that refuses it."""

import json

from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming
from pydantic import TypeAdapter
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.language.dialect import CONTEXT, Dialect, Format, refused_setting
from audiosocket.language.interfaces import ChatMessage, ChatRequest, JsonSchema
from audiosocket.providers.exchange import Refusal

SCHEMA = JsonSchema("intent", {"type": "object", "properties": {"intent": {"type": "string"}}})
REQUEST = ChatRequest((ChatMessage("system", "Extract."), ChatMessage("user", "é o Zé")), SCHEMA, 0.1, 50, 2.0)


class DialectTests(SynchronousTestCase):
    def test_documented(self) -> None:
        """The request is what OpenAI's own types say, streamed, with usage and a strict schema."""
        body = json.loads(Dialect().body("m", REQUEST))
        TypeAdapter(CompletionCreateParamsStreaming).validate_python(body)
        self.assertEqual(
            body,
            {
                "model": "m",
                "messages": [{"role": "system", "content": "Extract."}, {"role": "user", "content": "é o Zé"}],
                "stream": True,
                "stream_options": {"include_usage": True},
                "max_tokens": 50,
                "temperature": 0.1,
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "intent", "strict": True, "schema": SCHEMA.content},
                },
            },
        )

    def test_plain_json(self) -> None:
        """Without a schema in its own field, the model is told it in words, behind what never changes."""
        for form, asked_for in ((Format.OBJECT, {"type": "json_object"}), (Format.TEXT, None)):
            body = json.loads(Dialect(form).body("m", REQUEST))
            self.assertEqual(body.get("response_format"), asked_for)
            self.assertTrue(body["messages"][0]["content"].startswith("Extract.\n\nAnswer only with a JSON object"))
            self.assertIn(json.dumps(SCHEMA.content), body["messages"][0]["content"])
            self.assertEqual(body["messages"][1]["content"], "é o Zé")

    def test_plain_json_without_system_message(self) -> None:
        """The words then come first, never in the caller's message."""
        request = ChatRequest((ChatMessage("user", "oi"),), SCHEMA)
        messages = json.loads(Dialect(Format.TEXT).body("m", request))["messages"]
        self.assertEqual(
            [(each["role"], len(each["content"]) > 2) for each in messages], [("system", True), ("user", False)]
        )

    def test_half_a_character(self) -> None:
        """A text that cannot be encoded is still sent."""
        json.loads(Dialect().body("m", ChatRequest((ChatMessage("user", "a\ud800"),))))

    def test_what_is_left_out(self) -> None:
        """Each refused setting is left out or said otherwise, once; then nothing more can be done."""
        dialect: Dialect | None = Dialect()
        for setting in ("max_tokens", "temperature", "stream_options", "response_format", ""):
            assert dialect is not None
            dialect = dialect.without(setting, REQUEST)
        assert dialect is not None
        self.assertEqual(dialect, Dialect(Format.TEXT, "max_completion_tokens", False, False))
        for refused in ("max_tokens", "temperature", "stream_options", "response_format", "", None):
            self.assertIsNone(dialect.without(refused, REQUEST))
        self.assertEqual(
            set(json.loads(dialect.body("m", REQUEST))), {"model", "messages", "stream", "max_completion_tokens"}
        )

    def test_what_cannot_be_left_out(self) -> None:
        """A prompt that is too long, and a refusal of a request that asks for no form, are final."""
        self.assertIsNone(Dialect().without(CONTEXT, REQUEST))
        self.assertIsNone(Dialect().without("", ChatRequest((ChatMessage("user", "oi"),))))


class RefusedSettingTests(SynchronousTestCase):
    def test_told_by_servers(self) -> None:
        """What servers are known to answer, and what it is about."""
        for body, setting in (
            (
                {"error": {"message": "Invalid schema for response_format 'x'", "param": "response_format"}},
                "response_format",
            ),
            (
                {
                    "error": {
                        "message": "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                        "'max_completion_tokens' instead.",
                        "param": "max_tokens",
                        "code": "unsupported_parameter",
                    }
                },
                "max_tokens",
            ),
            ({"error": {"message": "Unsupported value", "param": "temperature"}}, "temperature"),
            (
                {"error": {"message": "This model does not support response format `json_schema`.", "type": "x"}},
                "response_format",
            ),
            (
                {"error": {"code": 400, "message": "JSON schema conversion failed: Unrecognized schema"}},
                "response_format",
            ),
            (
                {"error": {"code": 400, "message": "Failed to parse grammar", "type": "invalid_request_error"}},
                "response_format",
            ),
            (
                {"error": {"code": 400, "type": "exceed_context_size_error", "message": "too many", "n_ctx": 512}},
                CONTEXT,
            ),
            ({"error": {"code": "context_length_exceeded", "param": "messages", "message": "maximum"}}, CONTEXT),
            ({"detail": [{"type": "extra_forbidden", "loc": ["body", "stream_options"]}]}, "stream_options"),
            ({"error": {"message": "no"}}, ""),
            ({"error": "no"}, ""),
            ([], ""),
        ):
            self.assertEqual(refused_setting(Refusal(400, body=json.dumps(body).encode())), setting, body)
        self.assertEqual(refused_setting(Refusal(400, body=b"\xff<html>")), "")
