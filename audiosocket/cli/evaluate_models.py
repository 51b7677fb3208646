"""`audiosocket evaluate visitors|residents --models …`: which language model is good enough for which task."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from rich.console import Console
from twisted.internet.defer import CancelledError
from twisted.internet.posixbase import PosixReactorBase

from audiosocket.cli.asking_models import Asker, Inquiry
from audiosocket.cli.cases import CasesError, read_cases
from audiosocket.cli.chosen_models import Choice, ChosenModel, chosen
from audiosocket.cli.model_answers import AnswerFile, Key, hash_of
from audiosocket.cli.model_cases import RESIDENT_TASKS, VISITOR_TASKS, ModelCase, resident_cases, visitor_cases
from audiosocket.cli.model_prices import HOW_SMALL, Price, read_prices, size_in
from audiosocket.cli.model_scores import TaskScore, read, score, score_rules
from audiosocket.cli.model_table import recommendations_as_json, scores_as_json, table
from audiosocket.cli.progress import steps
from audiosocket.cli.recommend import Recommendation, fragment, recommend
from audiosocket.errors import DoormanError
from audiosocket.extraction.request import request_for
from audiosocket.extraction.tasks import Task
from audiosocket.providers.exchange import make_client, make_pool
from audiosocket.understanding.roster import Roster, load_roster

_TABLE_WIDTH = 150
"""Where no terminal says how wide it is."""


class TasksError(DoormanError):
    """`--tasks` names something that is no task of these callers; the message lists those that are."""


def add_model_arguments(parser: argparse.ArgumentParser, tasks: Sequence[Task]) -> None:
    """The arguments with which language models are measured instead of the rules."""
    group = parser.add_argument_group(
        "language models",
        "With --models each model is asked each task over the cases (which then need the gold); --out becomes JSON of "
        "the results, and every answer is kept beside it: run the same command again to go on after an interruption. "
        f"For each task the smallest model within one point of the best is recommended: {HOW_SMALL}.",
    )
    group.add_argument(
        "--models", metavar="A,B,C", help="PROVIDER/MODEL of -c FILE, or names at --base-url; smallest first"
    )
    names = ",".join(tasks)
    group.add_argument("--tasks", default=names, metavar="A,B", help="of %(default)s (default: all)")
    group.add_argument("-c", "--config", type=Path, help="the server's file, with the providers")
    group.add_argument("--base-url", metavar="URL", help="a server with OpenAI's /chat/completions, up to and with /v1")
    group.add_argument("--api-key-env", metavar="NAME", help="the environment variable with the key for --base-url")
    group.add_argument(
        "--prices",
        type=Path,
        help="YAML, a line for each model: MODEL: {input: PRICE, output: PRICE, size: BILLIONS}, "
        "prices of a million tokens; size may be left out",
    )
    group.add_argument(
        "--deadline",
        type=float,
        metavar="SECONDS",
        help="for an answer (default: that of the settings, or theirs, 1.2)",
    )
    group.add_argument("--at-once", type=int, default=4, help="requests at the same time (default: %(default)s)")
    group.add_argument("--limit", type=int, metavar="N", help="only the first N dialogues or answers")
    group.add_argument("--fragment", type=Path, help="the YAML of the recommendation (default: beside --out)")


@dataclass(frozen=True)
class _Trial:
    """All that is asked, and of whom."""

    choice: Choice
    cases: Sequence[ModelCase]
    visits: int
    roster: Roster | None
    prices: dict[str, Price]
    deadline_seconds: float | None

    def tasks(self) -> list[Task]:
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

    def scores(self, answers: AnswerFile) -> list[TaskScore]:
        """The rules and every model, task by task."""
        by_model = {
            model.name: [read(case, answers.outcome(each.key)) for case, each in self.inquiries(model)]
            for model in self.choice.models
        }
        scores = []
        for task in self.tasks():
            scores.append(score_rules([case for case in self.cases if case.task is task]))
            for name, readings in by_model.items():
                own = [each for each in readings if each.case.task is task]
                scores.append(score(name, own, self.visits, self.roster, self.prices.get(name)))
        return scores

    def recommendations(self, scores: Sequence[TaskScore]) -> list[Recommendation]:
        """For each task."""
        sizes = {each.name: self._size(each.name) for each in self.choice.models}
        of_task = {task: [each for each in scores if each.task is task] for task in self.tasks()}
        return [recommend(own[0], own[1:], sizes) for own in of_task.values()]

    def _size(self, name: str) -> float | None:
        price = self.prices.get(name)
        return price.size if price is not None and price.size is not None else size_in(name)


async def evaluate_visitors(reactor: PosixReactorBase, options: argparse.Namespace) -> int:
    """``evaluate visitors --models``."""
    tasks = _tasks(options.tasks, VISITOR_TASKS)
    roster = load_roster(options.roster)
    dialogues = list(islice(read_cases(options.cases), options.limit))
    return await _evaluate(reactor, options, visitor_cases(dialogues, tasks, roster), len(dialogues), roster)


async def evaluate_residents(reactor: PosixReactorBase, options: argparse.Namespace) -> int:
    """``evaluate residents --models``."""
    _tasks(options.tasks, RESIDENT_TASKS)
    answers = list(islice(read_cases(options.cases), options.limit))
    return await _evaluate(reactor, options, resident_cases(answers), len(answers), None)


def _tasks(given: str, known: Sequence[Task]) -> list[Task]:
    names = [name.strip() for name in given.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise TasksError(f"--tasks: {name} is not one of {', '.join(known)}")
    return [task for task in known if task in names]


async def _evaluate(
    reactor: PosixReactorBase,
    options: argparse.Namespace,
    cases: Sequence[ModelCase],
    visits: int,
    roster: Roster | None,
) -> int:
    if not cases:
        raise CasesError(f"{options.cases} holds no case for these tasks")
    prices = dict(read_prices(options.prices))
    trial = _Trial(chosen(options), cases, visits, roster, prices, options.deadline)
    with AnswerFile(options.out.with_suffix(".answers.jsonl")) as answers:
        await _ask(reactor, options, trial, answers)
        scores = trial.scores(answers)
    return _tell(options, trial, scores)


async def _ask(reactor: PosixReactorBase, options: argparse.Namespace, trial: _Trial, answers: AnswerFile) -> None:
    """Ask what has no answer yet."""
    console = Console(stderr=True)
    open_of = [
        (model, [each for _, each in trial.inquiries(model) if answers.get(each.key) is None])
        for model in trial.choice.models
    ]
    total = len(trial.cases) * len(open_of)
    left = sum(len(each) for _, each in open_of)
    if left < total:
        console.print(f"{total - left} of {total} answers are here already: {answers.path}", soft_wrap=True)
    pool = make_pool(reactor)
    asker = Asker(reactor, make_client(reactor, pool), answers, options.at_once, console)
    try:
        with steps(console, "requests", left) as progress:
            for model, inquiries in open_of:
                await asker.ask(model, inquiries, progress)
    except CancelledError:
        console.print(f"The answers so far are in {answers.path}; the same command goes on from there.", soft_wrap=True)
        raise
    finally:
        await pool.closeCachedConnections()


def _tell(options: argparse.Namespace, trial: _Trial, scores: Sequence[TaskScore]) -> int:
    """Print the table, write the files."""
    recommended = trial.recommendations(scores)
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_TABLE_WIDTH)
    console.print(table(scores))
    for each in recommended:
        worse = "; the rules alone do better: leave it to them" if each.rules_are_better else ""
        console.print(f"{each.sentence()}{worse}", soft_wrap=True)
    results = {
        "visits": trial.visits,
        "cases": len(trial.cases),
        "at_once": options.at_once,
        "scores": scores_as_json(scores),
        "recommendations": recommendations_as_json(recommended),
    }
    options.out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    choice = trial.choice
    lines = fragment(recommended, choice.models, choice.providers, choice.settings, trial.deadline_seconds)
    if lines is None:
        console.print("Nothing is recommended: no model answered everything that it was asked.", soft_wrap=True)
        return 1
    path = options.fragment or options.out.with_suffix(".language.yaml")
    path.write_text(lines, encoding="utf-8")
    console.print(f"{options.out}: results; {path}: for the server's file", soft_wrap=True)
    return 0
