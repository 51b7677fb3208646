"""`audiosocket evaluate visitors|residents --models …`: which language model is good enough for which task."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from rich.console import Console
from twisted.internet.defer import CancelledError
from twisted.internet.posixbase import PosixReactorBase

from audiosocket.cli.asking_models import Asker
from audiosocket.cli.cases import CasesError, read_cases
from audiosocket.cli.chosen_models import chosen
from audiosocket.cli.model_answers import AnswerFile
from audiosocket.cli.model_cases import RESIDENT_TASKS, VISITOR_TASKS, ModelCase, resident_cases, visitor_cases
from audiosocket.cli.model_prices import HOW_SMALL, read_prices
from audiosocket.cli.model_scores import Reading
from audiosocket.cli.model_table import readings_as_json, recommendations_as_json, scores_as_json, table
from audiosocket.cli.model_trial import Trial
from audiosocket.cli.progress import steps
from audiosocket.cli.recommend import fragment
from audiosocket.errors import DoormanError
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
        type=_some_seconds,
        metavar="SECONDS",
        help="for an answer (default: that of the settings, or theirs, 1.2)",
    )
    group.add_argument(
        "--at-once", type=_at_least_one, default=4, help="requests at the same time (default: %(default)s)"
    )
    group.add_argument("--limit", type=_at_least_one, metavar="N", help="only the first N dialogues or answers")
    group.add_argument("--fragment", type=Path, help="the YAML of the recommendation (default: beside --out)")


def _at_least_one(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _some_seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < 3600:
        raise argparse.ArgumentTypeError("must be more than 0, and less than 3600")
    return seconds


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
    trial = Trial(chosen(options), cases, visits, roster, read_prices(options.prices), options.deadline)
    with AnswerFile(options.out.with_suffix(".answers.jsonl")) as answers:
        await _ask(reactor, options, trial, answers)
        readings = trial.readings(answers)
    return _tell(options, trial, readings)


async def _ask(reactor: PosixReactorBase, options: argparse.Namespace, trial: Trial, answers: AnswerFile) -> None:
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
    if not left:
        return
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


def _tell(options: argparse.Namespace, trial: Trial, readings: Mapping[str, Sequence[Reading]]) -> int:
    """Print the table, write the files."""
    scores = trial.scores(readings)
    recommended = trial.recommendations(scores)
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_TABLE_WIDTH)
    console.print(table(scores))
    unpriced = [each.name for each in trial.choice.models if each.name not in trial.prices]
    if options.prices is not None and unpriced:
        console.print(f"{options.prices} has no price for {', '.join(unpriced)}", soft_wrap=True)
    for each in recommended:
        worse = "; the rules alone do better: leave it to them" if each.rules_are_better else ""
        console.print(f"{each.sentence()}{worse}", soft_wrap=True)
    results = {
        "visits": trial.visits,
        "cases": len(trial.cases),
        "at_once": options.at_once,
        "scores": scores_as_json(scores),
        "recommendations": recommendations_as_json(recommended),
        "readings": readings_as_json(readings),
    }
    options.out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    choice = trial.choice
    lines = fragment(recommended, choice.models, choice.providers, choice.settings, trial.deadline_seconds)
    path = options.fragment or options.out.with_suffix(".language.yaml")
    if lines is None:
        path.unlink(missing_ok=True)  # that of an earlier run would be taken for this one's
        console.print("Nothing is recommended: no model answered everything that it was asked.", soft_wrap=True)
        return 1
    path.write_text(lines, encoding="utf-8")
    console.print(f"{options.out}: results; {path}: for the server's file", soft_wrap=True)
    return 0
