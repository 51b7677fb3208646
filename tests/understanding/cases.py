"""The written cases that the tests of this room share."""

from __future__ import annotations

import json
from pathlib import Path

DATA = Path(__file__).parent / "data"
CORPUS = Path(__file__).parent.parent / "data" / "corpus"


def read_cases(path: Path) -> list[dict[str, object]]:
    """The JSON objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def any_of(value: object) -> list[str | None]:
    """What a case accepts for a slot: one value or a list of them; null = leaving it out is right."""
    if isinstance(value, list):
        return [None if item is None else str(item) for item in value]
    return [None if value is None else str(value)]
