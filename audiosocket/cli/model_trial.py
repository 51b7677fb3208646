"""One evaluation of models: what is asked of whom, and what comes of the answers; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from audiosocket.cli.asking_models import Inquiry
from audiosocket.cli.chosen_models import Choice, ChosenModel
from audiosocket.cli.model_answers import AnswerFile, Key, hash_of
from audiosocket.cli.model_cases import ModelCase
from audiosocket.cli.model_prices import Price, size_in
from audiosocket.cli.model_scores import Reading, TaskScore, read, score, score_nothing, score_rules
from audiosocket.cli.recommend import Recommendation, recommend
from audiosocket.extraction.request import request_for
from audiosocket.extraction.tasks import Task
from audiosocket.understanding.roster import Roster


@dataclass(frozen=True)
class Trial:
    """
    All that is asked, and of whom.

    :ivar visits: the dialogues that the cases are of.
    :ivar deadline_seconds: for each answer, in place of the settings' own.
    """

    choice: Choice
    cases: Sequence[ModelCase]
    visits: int
    roster: Roster | None
    prices: Mapping[str, Price]
    deadline_seconds: float | None

    def tasks(self) -> list[Task]:
        """Those that are asked, in their fixed order."""
        return [task for task in Task if any(case.task is task for case in self.cases)]

    def inquiries(self, model: ChosenModel) -> list[tuple[ModelCase, Inquiry]]:
        """In the order of the tasks, so that a server can keep their beginning ready."""
        asked = [(case, self._inquiry(model, case)) for case in self.cases]
        return sorted(asked, key=lambda each: list(Task).index(each[0].task))

    def _inquiry(self, model: ChosenModel, case: ModelCase) -> Inquiry:
        how = self.choice.asked(case.task)
        request = replace(
            request_for(case.task, case.question, case.text),
            temperature=how.temperature,
            max_tokens=how.max_tokens,
            deadline_seconds=self.deadline_seconds or how.deadline_seconds,
        )
        return Inquiry(Key(model.name, case.task.value, case.id, hash_of(request, model.base_url)), request)

    def readings(self, answers: AnswerFile) -> dict[str, list[Reading]]:
        """What each model, by its name, made of every case."""
        return {
            model.name: [read(case, answers.outcome(each.key)) for case, each in self.inquiries(model)]
            for model in self.choice.models
        }

    def scores(self, readings: Mapping[str, Sequence[Reading]]) -> list[TaskScore]:
        """Task by task: nothing at all, the rules, and then every model."""
        scores = []
        for task in self.tasks():
            cases = [case for case in self.cases if case.task is task]
            scores += [score_nothing(cases), score_rules(cases)]
            for name, all_of in readings.items():
                own = [each for each in all_of if each.case.task is task]
                scores.append(score(name, own, self.visits, self.roster, self.prices.get(name)))
        return scores

    def recommendations(self, scores: Sequence[TaskScore]) -> list[Recommendation]:
        """For each task."""
        sizes = {each.name: self._size(each.name) for each in self.choice.models}
        of_task = {task: [each for each in scores if each.task is task] for task in self.tasks()}
        return [recommend(own[1], own[2:], sizes) for own in of_task.values()]

    def _size(self, name: str) -> float | None:
        price = self.prices.get(name)
        return price.size if price is not None and price.size is not None else size_in(name)
