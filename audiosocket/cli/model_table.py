"""The results of an evaluation of models, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from rich.table import Column, Table

from audiosocket.cli.model_scores import NOTHING, RULES, Reading, TaskScore
from audiosocket.cli.recommend import Recommendation
from audiosocket.extraction.tasks import Task

Cell = Callable[[TaskScore], str]


def table(scores: Sequence[TaskScore]) -> Table:
    """A row for each task and model, after nothing at all and the rules; costs only where they are known."""
    made = Table("task", Column("model", overflow="fold"), box=None, pad_edge=False)
    columns = _columns(scores)
    for name in columns:
        made.add_column(name, justify="left" if name == "failed" else "right", overflow="fold")
    before: Task | None = None
    for each in scores:
        task = each.task.value if each.task is not before else ""
        cells = [cell(each) for cell in columns.values()]
        made.add_row(task, each.model, *cells, style="dim" if each.model in (NOTHING, RULES) else "")
        before = each.task
    return made


def _columns(scores: Sequence[TaskScore]) -> Mapping[str, Cell]:
    columns: dict[str, Cell] = {"right": lambda each: f"{each.right:.1%}"}
    if any(each.task is Task.ANSWER for each in scores):
        columns["false permissions"] = lambda each: str(each.false_permissions)
    else:
        columns["grounded"] = lambda each: f"{each.grounded:.1%}"
    columns["open"] = lambda each: f"{each.open_right}/{each.open_cases}"
    columns["p50 s"] = lambda each: _number(each.p50, 2)
    columns["p95 s"] = lambda each: _number(each.p95, 2)
    columns["tokens"] = lambda each: "+".join(filter(None, (_number(each.tokens_in, 0), _number(each.tokens_out, 0))))
    if any(each.cost is not None for each in scores):
        columns["1,000 visits"] = lambda each: _number(each.cost, 3)
        columns["hybrid"] = lambda each: _number(each.cost_hybrid, 3)
    columns["failed"] = lambda each: ", ".join(f"{count} {kind}" for kind, count in sorted((each.failed or {}).items()))
    return columns


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
