"""The smallest model that is good enough, task by task, and the lines of YAML that choose it; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from audiosocket.cli.chosen_models import ChosenModel
from audiosocket.cli.model_prices import Order, Smallness, smallest_first
from audiosocket.cli.model_scores import TaskScore
from audiosocket.config.language import LanguageModels, Tasks
from audiosocket.extraction.tasks import Task

WITHIN = 0.01
"""One point: a smaller model may be this much worse than the best."""

_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Recommendation:
    """
    For one task.

    :ivar model: None if no model answered everything it was asked.
    :ivar share: of its cases right, by which models are compared; `best` and `best_share` are those of the best model.
    :ivar order: what made it the smallest of those that are good enough.
    """

    task: Task
    model: str | None
    share: float = 0.0
    best: str | None = None
    best_share: float = 0.0
    rules_share: float = 0.0
    order: Order = "list"

    @property
    def rules_are_better(self) -> bool:
        """By more than a point."""
        return self.model is not None and self.rules_share > self.best_share + WITHIN + _SLACK

    def sentence(self) -> str:
        """For the table's foot and the fragment."""
        if self.model is None:
            return f"{self.task}: no model answered everything that it was asked"
        best = (
            "no model does better"
            if self.share >= self.best_share
            else f"the best is {self.best} with {self.best_share:.1%}"
        )
        return f"{self.task}: {self.model} with {self.share:.1%} right ({best}; the rules alone {self.rules_share:.1%})"


def recommend(rules: TaskScore, scores: Sequence[TaskScore], sizes: Mapping[str, float | None]) -> Recommendation:
    """
    The smallest model within a point of the best one.

    :param scores: of one task, in the order in which the models were given.
    :param sizes: billions of parameters by model.
    """
    able = [each for each in scores if each.answered]
    if not able:
        return Recommendation(rules.task, None, rules_share=rules.grounded)
    best = max(able, key=lambda each: each.grounded)
    enough = [each for each in able if each.grounded >= best.grounded - WITHIN - _SLACK]
    order, ranked = smallest_first(
        [Smallness(each.cost, sizes.get(each.model), place) for place, each in enumerate(enough)]
    )
    chosen = enough[ranked[0].place]
    return Recommendation(rules.task, chosen.model, chosen.grounded, best.model, best.grounded, rules.grounded, order)


def fragment(
    recommendations: Sequence[Recommendation],
    models: Sequence[ChosenModel],
    providers: Sequence[Mapping[str, str]],
    settings: LanguageModels | None,
    deadline_seconds: float | None,
) -> str | None:
    """
    The section `language` of the server's file; None if nothing is recommended.

    :param providers: as the file has them, secrets by their names.
    :param settings: the section as it is now: what was not measured stays as it is, or, without it, with the rules.
    :param deadline_seconds: with which it was measured, if that was not the settings' own.
    """
    by_name = {each.name: each for each in models}
    chosen = {each.task: by_name[each.model] for each in recommendations if each.model is not None}
    if not chosen:
        return None
    tasks = {name: _as_it_is(settings, name) for name in Tasks.model_fields}
    for task, model in chosen.items():
        tasks[task.value] = {
            **(tasks[task.value] or {}),
            "provider": model.provider,
            "model": model.model,
            **({} if deadline_seconds is None else {"deadline_seconds": float(deadline_seconds)}),
        }
    most = Counter(chosen.values()).most_common(1)[0][0]
    default = {"provider": most.provider, "model": most.model}
    if settings is not None:
        default = settings.default.model_dump(mode="json", exclude_unset=True)
    section = {"language": {"providers": [dict(each) for each in providers], "default": default, "tasks": tasks}}
    return _head(recommendations, settings) + yaml.safe_dump(section, sort_keys=False, allow_unicode=True, width=1000)


def _as_it_is(settings: LanguageModels | None, name: str) -> dict[str, object] | None:
    own = getattr(settings.tasks, name) if settings is not None else None
    return None if own is None else own.model_dump(mode="json", exclude_unset=True)


def _head(recommendations: Sequence[Recommendation], settings: LanguageModels | None) -> str:
    lines = ["The section `language` of the server's file, as `audiosocket evaluate` recommends it."]
    lines += [each.sentence() for each in recommendations]
    lines += [
        f"{each.task}: the rules alone do better than every model" for each in recommendations if each.rules_are_better
    ]
    if settings is None:
        lines.append("Tasks that were not measured are left to the rules (null).")
    return "".join(f"# {line}\n" for line in lines)
