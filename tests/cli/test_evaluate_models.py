"""Models measured over a real connection, faults included; interrupted, and gone on with."""

import argparse
import contextlib
import io
import json
import signal
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, cast

from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.error import ProcessDone, ProcessTerminated
from twisted.internet.interfaces import IReactorProcess
from twisted.internet.posixbase import PosixReactorBase
from twisted.internet.protocol import ProcessProtocol
from twisted.python.failure import Failure
from twisted.trial.unittest import SynchronousTestCase, TestCase

from audiosocket.cli import evaluate, evaluate_models
from audiosocket.cli.evaluate_models import TasksError
from audiosocket.config import load
from tests.cli.test_recommend import SERVER
from tests.language.scripted_server import Asked, ScriptedServer, answering, refuses, says, silence
from tests.speech.provider import Answer

ROSTER = Path(__file__).parents[1] / "data" / "corpus" / "roster.yaml"
QUESTION = "A Ana chegou. Libero?"
ANSWERS: list[dict[str, Any]] = [
    {"id": "r1", "question": QUESTION, "answer": "libera", "gold": "authorize"},
    {"id": "r2", "question": QUESTION, "answer": "não", "gold": "deny"},
    {"id": "r3", "question": QUESTION, "answer": "uhum", "gold": "unclear", "accept": ["wait"]},
    {"id": "r4", "question": QUESTION, "answer": "quem é?", "gold": "ask_info"},
]
MEANT = {str(each["answer"]): str(each["gold"]) for each in ANSWERS}
DIALOGUES: list[dict[str, Any]] = [
    {
        "id": "v1",
        "turns": [
            {
                "visitor": "entrega do iFood no 902",
                "expect_new": {"intent_type": "entrega", "company": "iFood", "apartment_number": "902"},
            },
            {"visitor": "é para o Heitor", "asked": "resident_name", "expect_new": {"resident_name": "Heitor"}},
        ],
    }
]


def said(asked: Asked) -> str:
    """What the caller said."""
    return str(json.loads(asked.messages[-1]["content"])["fala"])


def label(asked: Asked) -> Answer:
    """Each model has its own way to answer residents."""
    right = says(json.dumps({"label": MEANT[said(asked)]}))
    model = str(asked.fields["model"])
    if model == "yes-1b":
        return says('{"label": "authorize"}')
    if model == "poor":
        ways: dict[str, Answer] = {
            "libera": says('{"label": "auth', finish_reason="length"),
            "não": silence,
            "uhum": says("I think so."),
        }
        return ways.get(said(asked), refuses(400, "messages too long", code="context_length_exceeded"))
    if model == "unknown":
        return refuses(404, "no such model")
    return right


class EvaluateModelsCase(TestCase):
    timeout = 30

    def setUp(self) -> None:
        self.folder = Path(self.mktemp())
        self.folder.mkdir()
        self.out = self.folder / "results.json"
        self.printed, self.progress = io.StringIO(), io.StringIO()

    def serve(self, *answers: Answer) -> str:
        """A scripted server; gives its address."""
        server = self.server = ScriptedServer(*answers)
        self.addCleanup(lambda: Deferred.fromCoroutine(server.close()))
        return self.server.listen()

    def cases(self, rows: Sequence[object]) -> Path:
        """A file of cases."""
        path = self.folder / "cases.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    def arguments(self, what: str, rows: Sequence[object], *more: str) -> list[str]:
        """Those of the command."""
        roster = ["--roster", str(ROSTER)] if what == "visitors" else []
        return [what, *roster, "--cases", str(self.cases(rows)), "--out", str(self.out), *more]

    def evaluate(self, *arguments: str) -> Coroutine["Deferred[Any]", Any, int]:
        """Run it on the test's reactor."""
        from twisted.internet import reactor

        parser = argparse.ArgumentParser()
        evaluate.add_arguments(parser)
        options = parser.parse_args(arguments)
        visitors = arguments[0] == "visitors"
        run = evaluate_models.evaluate_visitors if visitors else evaluate_models.evaluate_residents
        return run(cast(PosixReactorBase, reactor), options)

    async def results(self, *arguments: str, status: int = 0) -> dict[str, Any]:
        """Run it to its end; what stands in its JSON."""
        with contextlib.redirect_stdout(self.printed), contextlib.redirect_stderr(self.progress):
            self.assertEqual(await self.evaluate(*arguments), status)
        return cast(dict[str, Any], json.loads(self.out.read_text(encoding="utf-8")))

    def score(self, results: dict[str, Any], model: str, task: str = "answer") -> dict[str, Any]:
        """A model's, of a task."""
        return next(each for each in results["scores"] if (each["model"], each["task"]) == (model, task))


class EvaluateResidentsTests(EvaluateModelsCase):
    async def test_models_and_their_faults(self) -> None:
        """Every model is measured; failures are wrong and told by kind; the smallest good one is recommended."""
        url = self.serve(answering(label))
        results = await self.results(
            *self.arguments("residents", ANSWERS, "--models", "big-8b,good-2b,yes-1b,poor"),
            *("--base-url", url, "--deadline", "1.5"),
        )
        good, poor, yes = (self.score(results, model) for model in ("good-2b", "poor", "yes-1b"))
        self.assertEqual((good["right"], good["failed"], good["tokens_in"], good["tokens_out"]), (1.0, {}, 365, 12))
        self.assertEqual(poor["right"], 0.0)
        self.assertEqual(poor["failed"], {"late": 1, "truncated": 1, "malformed": 1, "refused": 1})
        self.assertEqual((yes["right"], yes["false_permissions"]), (0.25, 3))
        self.assertEqual(results["recommendations"][0]["model"], "good-2b")
        self.assertIn("1 late, 1 malformed, 1 refused, 1 truncated", self.printed.getvalue())

    async def test_the_fragment(self) -> None:
        """What is recommended is a section that the server's file takes."""
        url = self.serve(answering(label))
        await self.results(*self.arguments("residents", ANSWERS, "--models", "big-8b,good-2b", "--base-url", url))
        path = self.folder / "server.yaml"
        path.write_text(SERVER + (self.folder / "results.language.yaml").read_text(encoding="utf-8"))
        language = load(path).language
        assert language is not None
        self.assertEqual({name: each.model for name, each in language.of_tasks().items()}, {"answer": "good-2b"})
        self.assertEqual(language.providers[0].base_url, url)

    async def test_of_a_servers_file(self) -> None:
        """The providers, keys and limits are those of the server's file."""
        url = self.serve(answering(label))
        config = self.folder / "server.yaml"
        config.write_text(
            f"{SERVER}language:\n  providers: [{{name: p, base_url: '{url}', api_key: '${{PATH}}'}}]\n"
            "  default: {provider: p, model: m, max_tokens: 33}\n"
        )
        await self.results(*self.arguments("residents", ANSWERS, "--models", "p/org/good", "-c", str(config)))
        asked = self.server.asked[-1]
        self.assertEqual((asked.fields["model"], asked.fields["max_tokens"]), ("org/good", 33))
        self.assertIn("Authorization: Bearer ", asked.head)
        config.write_text(SERVER + (self.folder / "results.language.yaml").read_text(encoding="utf-8"))
        language = load(config).language
        assert language is not None
        tasks = language.of_tasks()
        self.assertEqual(
            (tasks["answer"].model, tasks["answer"].max_tokens, tasks["intent"].model), ("org/good", 33, "m")
        )

    async def test_prices(self) -> None:
        """With prices there is a cost, and it decides."""
        url = self.serve(answering(label))
        prices = self.folder / "prices.yaml"
        prices.write_text("big-8b: {input: 0.01, output: 0.01}\ngood-2b: {input: 1, output: 1}\n")
        results = await self.results(
            *self.arguments("residents", ANSWERS, "--models", "big-8b,good-2b", "--base-url", url),
            *("--prices", str(prices)),
        )
        self.assertEqual(results["recommendations"][0]["model"], "big-8b")
        self.assertAlmostEqual(self.score(results, "good-2b")["cost"], 1000 * 377 / 1e6)
        self.assertNotIn("no price", self.printed.getvalue())

    async def test_a_price_that_is_missing(self) -> None:
        """A model that the prices do not have, perhaps by a slip, is named."""
        url = self.serve(answering(label))
        prices = self.folder / "prices.yaml"
        prices.write_text("good: {input: 1, output: 1}\n")
        arguments = self.arguments("residents", ANSWERS, "--models", "good-2b", "--base-url", url)
        await self.results(*arguments, "--prices", str(prices))
        self.assertIn("has no price for good-2b", self.printed.getvalue())

    async def test_nothing_is_asked_twice(self) -> None:
        """A second run asks only what is new; its results are the same."""
        url = self.serve(answering(label))
        first = await self.results(
            *self.arguments("residents", ANSWERS, "--models", "a", "--base-url", url, "--limit", "3")
        )
        self.assertEqual(len(self.server.asked), 1 + 3)  # the first one is not counted: it loads the model
        again = await self.results(
            *self.arguments("residents", ANSWERS, "--models", "a", "--base-url", url, "--limit", "3")
        )
        self.assertEqual(len(self.server.asked), 4)
        self.assertEqual(again, first)
        await self.results(*self.arguments("residents", ANSWERS, "--models", "a", "--base-url", url))
        self.assertEqual([said(each) for each in self.server.asked[4:]], ["quem é?", "quem é?"])
        self.assertIn("3 of 4 answers are here already", self.progress.getvalue())

    async def test_a_model_that_is_not_there(self) -> None:
        """One that nobody knows is left after a few failures; it is asked again in the next run."""
        url = self.serve(answering(label))
        rows = [{**ANSWERS[1], "id": str(number)} for number in range(30)]
        arguments = self.arguments("residents", rows, "--models", "unknown", "--base-url", url)
        results = await self.results(*arguments, status=1)
        self.assertLess(len(self.server.asked), 15)
        self.assertIn("unknown is asked no more after 8 failures in a row", self.progress.getvalue())
        failed = self.score(results, "unknown")["failed"]
        self.assertEqual(failed["unusable"] + failed["not asked"], 30)
        self.assertFalse((self.folder / "results.language.yaml").exists())
        asked = len(self.server.asked)
        await self.results(*arguments, status=1)
        self.assertGreater(len(self.server.asked), asked)

    async def test_at_once(self) -> None:
        """So many requests are made at the same time, and no more."""
        open_now, most = 0, 0

        def slow(asked: Asked) -> Answer:
            nonlocal open_now, most
            open_now += 1
            most = max(most, open_now)

            def give(connection: Any, request: bytes) -> None:
                from twisted.internet import reactor

                def answer() -> None:
                    nonlocal open_now
                    open_now -= 1
                    label(asked)(connection, request)

                cast(PosixReactorBase, reactor).callLater(0.02, answer)

            return give

        url = self.serve(answering(slow))
        rows = [{**ANSWERS[1], "id": str(number)} for number in range(12)]
        await self.results(*self.arguments("residents", rows, "--models", "a", "--base-url", url, "--at-once", "3"))
        self.assertEqual(most, 3)

    async def test_an_interrupted_run(self) -> None:
        """What came before the interruption is kept, it is said how to go on, and going on asks only the rest."""
        url = self.serve(
            answering(
                lambda asked: silence if said(asked) == "quem é?" and len(self.server.asked) < 6 else label(asked)
            )
        )
        arguments = self.arguments("residents", ANSWERS, "--models", "a", "--base-url", url, "--at-once", "1")
        with contextlib.redirect_stdout(self.printed), contextlib.redirect_stderr(self.progress):
            work = Deferred.fromCoroutine(self.evaluate(*arguments, "--deadline", "20"))
            while len(self.server.asked) < 5:
                await _moment()
            work.cancel()
            await self.assertFailure(work, CancelledError)
        self.assertIn("the same command goes on from there", self.progress.getvalue())
        self.assertFalse(self.out.exists())
        results = await self.results(*arguments, "--deadline", "20")
        self.assertEqual([said(each) for each in self.server.asked[5:]], ["quem é?", "quem é?"])
        self.assertEqual(self.score(results, "a")["right"], 1.0)


class EvaluateVisitorsTests(EvaluateModelsCase):
    def slots(self, asked: Asked) -> Answer:
        """A model that understands, but invents a visitor's name."""
        return says(
            json.dumps(
                {
                    "intent_type": "entrega",
                    "visitor_name": "Carlos",
                    "company": "iFood" if "iFood" in said(asked) else None,
                    "apartment_number": "902" if "902" in said(asked) else None,
                    "block": None,
                    "resident_name": "Heitor" if "Heitor" in said(asked) else None,
                }
            )
        )

    async def test_tasks(self) -> None:
        """Each task is asked where it is open, and measured as it stands and after it was checked."""
        url = self.serve(answering(self.slots))
        results = await self.results(*self.arguments("visitors", DIALOGUES, "--models", "m", "--base-url", url))
        found = {each["task"]: each for each in results["scores"] if each["model"] == "m"}
        self.assertEqual(list(found), ["intent", "visitor", "apartment", "resident_name"])
        self.assertEqual({name: each["cases"] for name, each in found.items()}["visitor"], 1)
        self.assertEqual((found["visitor"]["right"], found["visitor"]["grounded"]), (0.0, 1.0))
        self.assertEqual((found["apartment"]["right"], found["intent"]["right"]), (1.0, 1.0))
        self.assertEqual(self.score(results, "the rules alone", "intent")["right"], 1.0)

    async def test_some_tasks(self) -> None:
        """Only those that are wanted are asked; one that there is not is a fault."""
        url = self.serve(answering(self.slots))
        arguments = self.arguments("visitors", DIALOGUES, "--models", "m", "--base-url", url)
        results = await self.results(*arguments, "--tasks", "apartment,intent")
        self.assertEqual([each["task"] for each in results["recommendations"]], ["intent", "apartment"])
        fault = await self.assertFailure(
            Deferred.fromCoroutine(self.evaluate(*arguments, "--tasks", "answer")), TasksError
        )
        self.assertIn("answer is not one of intent, visitor, apartment, resident_name", str(fault))


class CommandTests(EvaluateModelsCase):
    async def test_ctrl_c(self) -> None:
        """The command, interrupted from the keyboard, ends with 130, its answers kept and the way on told."""
        from twisted.internet import reactor

        url = self.serve(answering(lambda asked: silence if said(asked) == "quem é?" else label(asked)))
        arguments = self.arguments("residents", ANSWERS, "--models", "a", "--base-url", url, "--at-once", "1")
        process = _Command()
        cast(IReactorProcess, reactor).spawnProcess(
            process,
            sys.executable,
            [sys.executable, "-m", "audiosocket.cli.main", "evaluate", *arguments, "--deadline", "20"],
            env=None,
        )
        while len(self.server.requests) < 5:
            await _moment()
        process.interrupt()
        self.assertEqual(await process.ended, 130)
        self.assertIn("the same command goes on from there", process.told)
        kept = (self.folder / "results.answers.jsonl").read_text(encoding="utf-8").splitlines()
        self.assertEqual(len(kept), 3)


class ArgumentTests(SynchronousTestCase):
    def test_numbers(self) -> None:
        """None at once, none at all or no time would measure nothing."""
        parser = argparse.ArgumentParser()
        evaluate.add_arguments(parser)
        for wrong in (("--at-once", "0"), ("--limit", "0"), ("--deadline", "0"), ("--deadline", "x")):
            with contextlib.redirect_stderr(io.StringIO()):
                self.assertRaises(SystemExit, parser.parse_args, ["residents", "--cases", "c", "--out", "o", *wrong])


class _Command(ProcessProtocol):
    """A process whose words are kept."""

    def __init__(self) -> None:
        self.told = ""
        self.ended: Deferred[int] = Deferred()

    def interrupt(self) -> None:
        """As the keyboard does it."""
        assert self.transport is not None
        self.transport.signalProcess(signal.Signals.SIGINT.name.removeprefix("SIG"))

    def outReceived(self, data: bytes) -> None:
        self.told += data.decode()

    def errReceived(self, data: bytes) -> None:
        self.told += data.decode()

    def processEnded(self, reason: Failure) -> None:
        fault = reason.value
        assert isinstance(fault, ProcessDone | ProcessTerminated)
        self.ended.callback(fault.exitCode if fault.exitCode is not None else -1)


def _moment() -> "Deferred[None]":
    """A moment of the real reactor."""
    from twisted.internet import reactor
    from twisted.internet.task import deferLater

    return deferLater(cast(PosixReactorBase, reactor), 0.01)
