"""Written cases for the evaluations: JSON lines, each fault with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audiosocket.errors import DoormanError
from audiosocket.understanding.slots import Slot
from audiosocket.understanding.visitor import Asked


class CasesError(DoormanError):
    """A file of cases cannot be read; the message names the line and what it lacks."""


@dataclass(frozen=True, slots=True)
class Case:
    """
    One object of the file.

    :ivar where: its place, for messages.
    """

    where: str
    fields: dict[str, object]

    def text(self, name: str) -> str:
        """:raises CasesError: if the field is no text."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise CasesError(f'{self.where}: the case needs "{name}" as text')
        return value

    def mapping(self, name: str) -> dict[str, object]:
        """:raises CasesError: if the field is no object."""
        value = self.fields.get(name)
        if not isinstance(value, dict):
            raise CasesError(f'{self.where}: the case needs "{name}" as an object')
        return value

    def cases(self, name: str) -> list[Case]:
        """:raises CasesError: if the field is no list of objects."""
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise CasesError(f'{self.where}: the case needs "{name}" as a list of objects')
        return [Case(f"{self.where}: {name}[{place}]", item) for place, item in enumerate(value)]

    def asked(self) -> Asked:
        """What the doorman had asked before this turn. :raises CasesError: on anything else than a slot."""
        asked = self.fields.get("asked")
        if asked is None:
            return None
        if asked == "confirm":
            return "confirm"
        try:
            return Slot(str(asked))
        except ValueError as error:
            raise CasesError(f'{self.where}: "asked" is {asked!r}; it is a slot\'s name or "confirm"') from error


def read_cases(path: Path) -> Iterator[Case]:
    """
    The objects of a file, one a line; empty lines are passed over.

    :raises CasesError: if the file cannot be read, or a line is no object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise CasesError(f"cannot read the cases {path}: {reason}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise CasesError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(value, dict):
            raise CasesError(f"{path}:{number}: a case is a JSON object")
        yield Case(f"{path}:{number}", {str(key): item for key, item in value.items()})
