"""`audiosocket evaluate residents` and `… visitors`: the rules over written cases, predictions as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audiosocket.errors import DoormanError
from audiosocket.understanding.consent import read_answer
from audiosocket.understanding.matching import Match, match
from audiosocket.understanding.roster import Roster, load_roster
from audiosocket.understanding.slots import Slot, Slots
from audiosocket.understanding.visitor import Asked, read_visitor


class CasesError(DoormanError):
    """A file of cases cannot be read; the message names the line and what it lacks."""


@dataclass(frozen=True, slots=True)
class _Case:
    where: str
    fields: dict[str, object]

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise CasesError(f'{self.where}: the case needs "{name}" as text')
        return value

    def cases(self, name: str) -> list[_Case]:
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise CasesError(f'{self.where}: the case needs "{name}" as a list of objects')
        return [_Case(f"{self.where}: {name}[{place}]", item) for place, item in enumerate(value)]


def residents(cases: Path, out: Path) -> None:
    """
    Label every resident's answer in `cases` and write `{"id", "label"}` lines to `out`.

    :raises CasesError: if the file cannot be read, or a line is no case (`id`, `question`, `answer`).
    """
    rows = (
        {"id": case.text("id"), "label": read_answer(case.text("question"), case.text("answer")).value}
        for case in _read_cases(cases)
    )
    _write(out, list(rows))


def visitors(roster: Path, cases: Path, out: Path) -> None:
    """
    Understand every visitor dialogue in `cases`; write `{"id", "final", "roster_match", "turns"}` lines to `out`.

    :raises CasesError: if a line is no dialogue (`id`, `turns` of `visitor` and optional `asked`).
    :raises RosterError: if the roster cannot be used.
    """
    known = load_roster(roster)
    _write(out, [_dialogue(case, known) for case in _read_cases(cases)])


def _dialogue(case: _Case, roster: Roster) -> dict[str, object]:
    slots = Slots()
    turns: list[dict[str, str]] = []
    for turn in case.cases("turns"):
        reading = read_visitor(turn.text("visitor"), _asked(turn), slots, roster)
        slots = reading.slots
        turns.append(reading.new.filled())
    found = match(slots, roster)
    called: dict[str, str | None] | None = None
    if isinstance(found, Match):
        resident = None if found.resident is None else found.resident.name
        called = {"apartment": found.apartment.number, "block": found.apartment.block, "resident": resident}
    return {"id": case.text("id"), "final": slots.filled(), "roster_match": called, "turns": turns}


def _asked(turn: _Case) -> Asked:
    asked = turn.fields.get("asked")
    if asked is None:
        return None
    if asked == "confirm":
        return "confirm"
    try:
        return Slot(str(asked))
    except ValueError as error:
        raise CasesError(f'{turn.where}: "asked" is {asked!r}; it is a slot\'s name or "confirm"') from error


def _read_cases(path: Path) -> Iterator[_Case]:
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
        yield _Case(f"{path}:{number}", {str(key): item for key, item in value.items()})


def _write(path: Path, rows: list[dict[str, object]] | list[dict[str, str]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
