"""A JSON object that arrives in pieces, sans-IO: each top-level field is told as soon as its value is whole."""

import json
import math
import re
from enum import Enum, auto
from typing import NamedTuple

Scalar = str | int | float | bool | None

_MOST_CHARACTERS = 8_000
_SPACE = " \t\r\n"
_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BARE = re.compile(r"[^\s,}\]]+(?=[\s,}\]])")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"|["{}\[\]]', re.DOTALL)
_THINKING, _THOUGHT = "<think>", "</think>"


class Field(NamedTuple):
    """A top-level field and its value."""

    name: str
    value: Scalar


class _Place(Enum):
    """What must come next."""

    OBJECT = auto()
    FIRST_KEY = auto()
    KEY = auto()
    COLON = auto()
    VALUE = auto()
    COMMA = auto()
    END = auto()


class _NotJsonError(Exception):
    """This is no JSON."""


class FieldReader:
    """
    Text of a model in, fields of the JSON object in it out; any segmentation gives the same fields.

    What stands before the object (words, a fence, ``<think>...</think>``) and after it is passed over, and so are
    fields whose values are lists or objects. Nothing is raised: text that cannot become an object any more, or names a
    field twice, sets `broken`; the fields told before stand.
    """

    def __init__(self) -> None:
        self.broken = False
        self.whole = False
        """The object is closed."""
        self._text = ""
        self._at = 0
        self._place = _Place.OBJECT
        self._name = ""
        self._names: set[str] = set()

    def receive(self, piece: str) -> list[Field]:
        """Add text; the fields that it made whole."""
        fields: list[Field] = []
        if self.broken or self.whole:
            return fields
        text = self._text + piece
        self._text = text[:_MOST_CHARACTERS]
        try:
            while not self.whole and self._step(fields):
                pass
        except (_NotJsonError, ValueError, RecursionError):
            self.broken = True
        if not self.whole and len(text) > _MOST_CHARACTERS:
            self.broken = True
        return fields

    def finish(self) -> None:
        """The text is over: an object that is not whole is broken."""
        self.broken = self.broken or not self.whole

    def _step(self, fields: list[Field]) -> bool:
        """Take what comes next; false if more text is needed for that."""
        if self._place is _Place.OBJECT:
            return self._find_object()
        while self._at < len(self._text) and self._text[self._at] in _SPACE:
            self._at += 1
        if self._at == len(self._text):
            return False
        match self._place:
            case _Place.FIRST_KEY | _Place.KEY:
                return self._key()
            case _Place.COLON:
                return self._sign({":": _Place.VALUE})
            case _Place.VALUE:
                return self._value(fields)
            case _:
                return self._sign({",": _Place.KEY, "}": _Place.END})

    def _find_object(self) -> bool:
        """To the next brace that is not part of a thought."""
        brace = self._text.find("{", self._at)
        thinking = self._text.find(_THINKING, self._at, None if brace < 0 else brace)
        if thinking >= 0:
            end = self._text.find(_THOUGHT, thinking)
            if end < 0:
                self._at = thinking
                return False
            self._at = end + len(_THOUGHT)
            return True
        if brace < 0:
            return False
        self._at = brace + 1
        self._place = _Place.FIRST_KEY
        return True

    def _key(self) -> bool:
        first = self._place is _Place.FIRST_KEY
        if first and self._text[self._at] == "}":
            return self._sign({"}": _Place.END})
        if self._text[self._at] != '"':
            if not first:
                raise _NotJsonError
            self._place = _Place.OBJECT  # a brace in the words before the object
            return True
        found = _STRING.match(self._text, self._at)
        if found is None:
            return False
        self._name = _string(found[0])
        if self._name in self._names:
            raise _NotJsonError
        self._names.add(self._name)
        self._at, self._place = found.end(), _Place.COLON
        return True

    def _sign(self, places: dict[str, _Place]) -> bool:
        sign = self._text[self._at]
        if sign not in places:
            raise _NotJsonError
        self._at, self._place = self._at + 1, places[sign]
        self.whole = self._place is _Place.END
        return True

    def _value(self, fields: list[Field]) -> bool:
        begin = self._text[self._at]
        if begin in "{[":
            return self._pass_over()
        found = (_STRING if begin == '"' else _BARE).match(self._text, self._at)
        if found is None:
            if begin in ",}]":
                raise _NotJsonError
            return False
        fields.append(Field(self._name, _string(found[0]) if begin == '"' else _bare(found[0])))
        self._at, self._place = found.end(), _Place.COMMA
        return True

    def _pass_over(self) -> bool:
        """To the end of a list or an object, which must be JSON."""
        depth = 0
        for found in _STRUCTURE.finditer(self._text, self._at):
            if found[0] == '"':
                return False  # a string that is not whole
            depth += 1 if found[0] in "{[" else -1 if found[0] in "}]" else 0
            if depth == 0:
                json.loads(self._text[self._at : found.end()], strict=False)
                self._at, self._place = found.end(), _Place.COMMA
                return True
        return False


def _string(written: str) -> str:
    text = json.loads(written, strict=False)
    if not isinstance(text, str):
        raise _NotJsonError
    text.encode()  # half a surrogate pair is no text
    return text


def _bare(written: str) -> Scalar:
    if written in _LITERALS:
        return _LITERALS[written]
    if not _NUMBER.fullmatch(written):
        raise _NotJsonError
    number = json.loads(written)
    if not isinstance(number, int | float) or math.isinf(number):
        raise _NotJsonError
    return number
