"""What a model's text says, checked."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.errors import LanguageMalformedError
from audiosocket.language.read_object import read_object, schema_of


class Where(BaseModel):
    """An apartment."""

    model_config = ConfigDict(extra="forbid")

    number: str | None = None
    block: Literal["A", "B"] | None = None


class ReadObjectTests(SynchronousTestCase):
    def test_found(self) -> None:
        """The object is found alone, in a fence, behind words and thoughts, and after an object that does not fit."""
        written = '{"number": "502", "block": "B"}'
        for text in (
            written,
            f"```json\n{written}\n```",
            f"Claro! {{aqui}}: {written} Posso ajudar?",
            f'<think>{{"number": "1"}}</think>{written}',
            f'{{"x": 1}} {written}',
        ):
            self.assertEqual(read_object(text, Where), Where(number="502", block="B"), text)

    def test_faults(self) -> None:
        """What does not fit is told by the field and the kind of fault, never by a value or the model's words."""
        for text, told in (
            ("Bom dia, Ana", "holds no JSON object"),
            ('{"number": "Ana', "holds no JSON object"),
            ('{"number": "1", "number": "Ana"}', "holds no JSON object"),
            ('{"number": {"a": "Ana"}}', "number: string_type"),
            ('{"block": "Ana"}', "block: literal_error"),
            ('{"Ana": 1}', "another field: extra_forbidden"),
            ("[1]" + "{" * 5_000, "holds no JSON object"),
        ):
            fault = str(self.assertRaises(LanguageMalformedError, read_object, text, Where))
            self.assertIn(told, fault)
            self.assertNotIn("Ana", fault)


class SchemaOfTests(SynchronousTestCase):
    def test_strict(self) -> None:
        """As strict providers want it: all fields required, none added, no defaults."""
        schema = schema_of(Where)
        self.assertEqual(schema.name, "Where")
        self.assertEqual(schema.content["required"], ["number", "block"])
        self.assertIs(schema.content["additionalProperties"], False)
        self.assertNotIn("default", str(schema.content))
        self.assertEqual(hash(schema), hash(schema_of(Where)))
