"""What a model's text says, checked: a schema may have been ignored, and words may stand around the object."""

import json
import re
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from audiosocket.errors import LanguageMalformedError
from audiosocket.language.interfaces import JsonSchema

M = TypeVar("M", bound=BaseModel)

_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a field is named twice")
    return content


_DECODER = json.JSONDecoder(strict=False, object_pairs_hook=_once_each)


def schema_of(model: type[BaseModel], name: str | None = None) -> JsonSchema:
    """
    The schema of a pydantic model as strict providers want it: every field required, none added.

    :param name: letters, digits, - and _; the model's own name by default.
    """
    content = model.model_json_schema()
    _make_strict(content)
    return JsonSchema(name or model.__name__, content)


def read_object(text: str, model: type[M]) -> M:
    """
    The object in a model's answer.

    :raises LanguageMalformedError: if there is none that fits; names the fields that do not, and no value.
    """
    fault = "it holds no JSON object"
    for content in _objects(_THOUGHT.sub("", text)):
        try:
            return model.model_validate(content)
        except ValidationError as error:
            fault = _told(error, model)
    raise LanguageMalformedError(f"The answer is no {model.__name__}: {fault}.")


def _told(error: ValidationError, model: type[BaseModel]) -> str:
    """Which fields are wrong, and how; the names of added ones are the model's words, and may be a caller's."""
    faults = []
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        name = str(each["loc"][0]) if each["loc"] else "the object"
        faults.append(f"{name if name in model.model_fields else 'another field'}: {each['type']}")
    return "; ".join(faults)


def _objects(text: str) -> Iterator[dict[str, object]]:
    """The JSON objects in a text, one after the other."""
    at = text.find("{")
    while at >= 0:
        try:
            content, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield content
        at = text.find("{", end)


def _make_strict(schema: object) -> None:
    if isinstance(schema, list):
        for each in schema:
            _make_strict(each)
    if not isinstance(schema, dict):
        return
    for each in schema.values():
        _make_strict(each)
    if isinstance(properties := schema.get("properties"), dict):
        schema["required"] = list(properties)
        schema["additionalProperties"] = False
        for each in properties.values():
            each.pop("default", None)
            each.pop("title", None)
        schema.pop("title", None)
