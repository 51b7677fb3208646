"""The results of an evaluation of models, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from rich.table import Table

from audiosocket.cli.model_scores import RULES, Reading, TaskScore
from audiosocket.cli.recommend import Recommendation
from audiosocket.extraction.tasks import Task

_NUMBERS = ("open", "p50 s", "p95 s", "tokens in", "out", "1,000 visits", "in hybrid")


def table(scores: Sequence[TaskScore]) -> Table:
    """A row for each task and model, the rules first."""
    of_answers = any(each.task is Task.ANSWER for each in scores)
    made = Table("task", "model", box=None, pad_edge=False)
    for name in ("right", "false permissions" if of_answers else "grounded", *_NUMBERS):
        made.add_column(name, justify="right")
    made.add_column("failed")
    before: Task | None = None
    for each in scores:
        name = each.task.value if each.task is not before else ""
        made.add_row(name, each.model, *_cells(each), style="dim" if each.model == RULES else "")
        before = each.task
    return made


def _cells(each: TaskScore) -> list[str]:
    failed = ", ".join(f"{count} {kind}" for kind, count in sorted((each.failed or {}).items()))
    checked = f"{each.grounded:.1%}" if each.false_permissions is None else str(each.false_permissions)
    return [
        f"{each.right:.1%}",
        checked,
        f"{each.open_right}/{each.open_cases}",
        _number(each.p50, 2),
        _number(each.p95, 2),
        _number(each.tokens_in, 0),
        _number(each.tokens_out, 0),
        _number(each.cost, 3),
        _number(each.cost_hybrid, 3),
        failed,
    ]


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


def scores_as_json(scores: Sequence[TaskScore]) -> list[dict[str, object]]:
    """Every score with all of its fields."""
    return [asdict(each) for each in scores]


def recommendations_as_json(recommendations: Sequence[Recommendation]) -> list[dict[str, object]]:
    """Every recommendation with all of its fields."""
    return [{**asdict(each), "rules_are_better": each.rules_are_better} for each in recommendations]


def readings_as_json(readings: Mapping[str, Sequence[Reading]]) -> list[dict[str, object]]:
    """Every case as every model read it; a model's own words are in the file of its answers."""
    return [
        {
            "model": model,
            "task": each.case.task.value,
            "case": each.case.id,
            "gold": dict(each.case.gold),
            "rules": dict(each.case.rules),
            "found": None if each.found is None else dict(each.found),
            "right": each.found is not None and each.case.is_right(each.found),
            "in_hybrid": each.case.is_open,
            "failed": each.fault,
        }
        for model, of_model in readings.items()
        for each in of_model
    ]
