"""pydantic's errors as sentences that say what is wrong and what would be right, at their place in the file."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from audiosocket.config.driven import Driven
from audiosocket.config.yaml_loader import PathInFile, Reader, child_of, key_of

_INSTEAD = {
    "string_type": "must be text; put it in quotes",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of names to values",
    "model_type": "must be a mapping of names to values",
    "model_attributes_type": "must be a mapping of names to values",
    "secret_string_type": "must be text; put it in quotes",
    "path_type": "must be the name of a file or folder",
    "is_instance_of": "must be the name of a file or folder",
}


def note_all(error: ValidationError, root: yaml.Node, model: type[BaseModel], reader: Reader) -> None:
    """Turn every error of a validation into a fault of the reader."""
    for details in error.errors(include_url=False):
        node, path = _place(root, details["loc"], details["type"])
        if details["type"] == "too_short" and len(node.value) >= details["ctx"]["min_length"]:
            continue  # pydantic counts good items only; the bad ones have faults of their own
        reader.fault(node, path, _sentence(details, model, root))


def _place(root: yaml.Node, loc: tuple[int | str, ...], kind: str) -> tuple[yaml.Node, PathInFile]:
    """The deepest node of an error; pydantic's own steps (the tag of a union) lead to no node and are left out."""
    node, path = root, list[str | int]()
    for position, step in enumerate(loc):
        below = child_of(node, step)
        last = position == len(loc) - 1
        if below is not None:
            path.append(step)
            node = (key_of(node, step) or below) if last and kind == "extra_forbidden" else below
        elif last and kind == "missing":
            path.append(step)
    return node, tuple(path)


def _sentence(details: ErrorDetails, model: type[BaseModel], root: yaml.Node) -> str:
    kind, context = details["type"], details.get("ctx", {})
    names = _fields_at(model, details["loc"][:-1], root)
    last = str(details["loc"][-1]) if details["loc"] else ""
    if kind == "missing":
        meaning = names[last].description if last in names else None
        return "is missing" + (f": {meaning}" if meaning else "")
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(last, names, n=1)
        known = f"did you mean {near[0]}?" if near else f"known here are {', '.join(sorted(names))}"
        return f"is not a setting; {known}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"must be {_choice(context['expected'])}"
    if kind == "union_tag_invalid":
        return f"{_bare(context['discriminator'])} must be {_choice(context['expected_tags'])}"
    if kind == "union_tag_not_found":
        return f"is missing {_bare(context['discriminator'])}; say which kind it is"
    if kind == "string_pattern_mismatch":
        meaning = names[last].description if last in names else None
        return "does not have the right form" + (f": {meaning}" if meaning else "")
    return _INSTEAD.get(kind) or _numbers(kind, context) or details["msg"]


def _choice(words: object) -> str:
    choice = _bare(words)
    return choice if choice.isidentifier() else f"one of {choice}"


def _bare(words: object) -> str:
    """pydantic's list of choices without its quotes."""
    return str(words).replace("'", "")


def _numbers(kind: str, context: dict[str, Any]) -> str | None:
    words = {
        "greater_than_equal": ("ge", "must be at least"),
        "less_than_equal": ("le", "must be at most"),
        "greater_than": ("gt", "must be more than"),
        "less_than": ("lt", "must be less than"),
        "string_too_short": ("min_length", "must be text of a length of at least"),
        "too_short": ("min_length", "must be a list with a length of at least"),
    }
    if kind not in words:
        return None
    name, sentence = words[kind]
    return f"{sentence} {context[name]:g}"


def _fields_at(model: type[BaseModel], loc: tuple[int | str, ...], node: yaml.Node) -> dict[str, Any]:
    """The fields that may stand where an error's path leads, beginning at the model and the node it was read from."""
    here: list[Any] = [model]
    for step in loc:
        node = child_of(node, step) or node
        below = [option for annotation in here for deeper in _below(annotation, step) for option in _options(deeper)]
        here = [_chosen(option, node) for option in below]
    models = [each for annotation in here for each in _models(annotation)]
    return {name: field for each in models for name, field in each.model_fields.items()}


def _chosen(annotation: Any, node: yaml.Node) -> Any:
    """Of a kind that has drivers, the model of the one that the node names."""
    if isinstance(annotation, type) and issubclass(annotation, Driven):
        name = child_of(node, annotation.chosen_by)
        return annotation.model_of(name.value if name is not None else None) or annotation
    return annotation


def _below(annotation: Any, step: int | str) -> Iterator[Any]:
    """What an annotation's value holds under a step; a union's tag leads to the members that carry it."""
    for option in _options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            if step in option.model_fields:
                yield option.model_fields[str(step)].annotation
            elif any(step in typing.get_args(field.annotation) for field in option.model_fields.values()):
                yield option
        elif isinstance(step, int) and typing.get_origin(option) is tuple:
            yield typing.get_args(option)[0]
        elif isinstance(step, str) and typing.get_origin(option) is dict:
            yield typing.get_args(option)[1]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    for option in _options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            yield option


def _options(annotation: Any) -> Iterator[Any]:
    """The members of a union, however it is wrapped."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        yield from _options(typing.get_args(annotation)[0])
    elif origin in (types.UnionType, typing.Union):
        for member in typing.get_args(annotation):
            yield from _options(member)
    else:
        yield annotation
