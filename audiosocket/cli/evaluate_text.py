"""`audiosocket evaluate residents` and `… visitors`: the rules over written cases, predictions as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

from audiosocket.cli.cases import Case, read_cases
from audiosocket.understanding.consent import read_answer
from audiosocket.understanding.matching import Match, match
from audiosocket.understanding.roster import Roster, load_roster
from audiosocket.understanding.slots import Slots
from audiosocket.understanding.visitor import read_visitor


def residents(cases: Path, out: Path) -> None:
    """
    Label every resident's answer in `cases` and write `{"id", "label"}` lines to `out`.

    :raises CasesError: if the file cannot be read, or a line is no case (`id`, `question`, `answer`).
    """
    rows = (
        {"id": case.text("id"), "label": read_answer(case.text("question"), case.text("answer")).value}
        for case in read_cases(cases)
    )
    _write(out, list(rows))


def visitors(roster: Path, cases: Path, out: Path) -> None:
    """
    Understand every visitor dialogue in `cases`; write `{"id", "final", "roster_match", "turns"}` lines to `out`.

    :raises CasesError: if a line is no dialogue (`id`, `turns` of `visitor` and optional `asked`).
    :raises RosterError: if the roster cannot be used.
    """
    known = load_roster(roster)
    _write(out, [_dialogue(case, known) for case in read_cases(cases)])


def _dialogue(case: Case, roster: Roster) -> dict[str, object]:
    slots = Slots()
    turns: list[dict[str, str]] = []
    for turn in case.cases("turns"):
        reading = read_visitor(turn.text("visitor"), turn.asked(), slots, roster)
        slots = reading.slots
        turns.append(reading.new.filled())
    found = match(slots, roster)
    called: dict[str, str | None] | None = None
    if isinstance(found, Match):
        resident = None if found.resident is None else found.resident.name
        called = {"apartment": found.apartment.number, "block": found.apartment.block, "resident": resident}
    return {"id": case.text("id"), "final": slots.filled(), "roster_match": called, "turns": turns}


def _write(path: Path, rows: list[dict[str, object]] | list[dict[str, str]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
