"""How good, fast and dear a model is."""

import io
from dataclasses import replace

from rich.console import Console
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.cases import Case
from audiosocket.cli.model_answers import ModelAnswer
from audiosocket.cli.model_cases import VISITOR_TASKS, ModelCase, resident_cases, visitor_cases
from audiosocket.cli.model_prices import Price
from audiosocket.cli.model_scores import TaskScore, percentile, read, score, score_nothing, score_rules
from audiosocket.cli.model_table import readings_as_json, table
from audiosocket.extraction.tasks import Task
from tests.cli.test_model_cases import DIALOGUE, ROSTER

QUESTION = "A Ana chegou. Libero?"


def answers(*pairs: tuple[str, str]) -> list[ModelCase]:
    """Residents' answers with their gold."""
    return resident_cases(
        [
            Case("f", {"id": str(at), "question": QUESTION, "answer": text, "gold": gold})
            for at, (text, gold) in enumerate(pairs)
        ]
    )


def says(text: str | None, seconds: float = 0.5, fault: str | None = None) -> ModelAnswer:
    """An answer that took 400 and 10 tokens."""
    return ModelAnswer(text, seconds, 400, 10, fault) if text is not None else ModelAnswer(None, seconds, fault=fault)


class ReadTests(SynchronousTestCase):
    def test_what_an_answer_says(self) -> None:
        """The object in it; none where it failed, does not fit, or was never asked."""
        case = answers(("sim", "authorize"))[0]
        for answer, found, fault in (
            (says('{"label": "wait"}'), {"label": "wait"}, None),
            (says('Sure: {"label": "wait"}'), {"label": "wait"}, None),
            (says('{"label": "open the gate"}'), None, "malformed"),
            (says("authorize"), None, "malformed"),
            (says(None, fault="truncated"), None, "truncated"),
            (None, None, "not asked"),
        ):
            reading = read(case, answer)
            self.assertEqual((reading.found, reading.fault), (found, fault))


class ScoreTests(SynchronousTestCase):
    def answers_score(self) -> TaskScore:
        """Four answers: right, a false permission, a failure, a needless doubt."""
        cases = answers(("libera", "authorize"), ("uhum", "unclear"), ("não", "deny"), ("pode entrar", "authorize"))
        given = [
            says('{"label": "authorize"}', 0.1),
            says('{"label": "authorize"}', 0.2),
            says(None, 1.2, "late"),
            says('{"label": "deny"}', 0.4),
        ]
        readings = [read(case, answer) for case, answer in zip(cases, given, strict=True)]
        return score("m", readings, visits=4, price=Price(input=1, output=10))

    def test_residents(self) -> None:
        """Failures are wrong and named; false permissions are counted; open are the permissions of the rules."""
        result = self.answers_score()
        self.assertEqual((result.right, result.grounded, result.false_permissions), (0.25, 0.25, 1))
        self.assertEqual((result.open_right, result.open_cases), (1, 2))
        self.assertEqual(result.failed, {"late": 1})
        self.assertTrue(result.answered)

    def test_seconds(self) -> None:
        """The percentiles are of all answers, late ones with the time that was waited for them."""
        result = self.answers_score()
        self.assertEqual((result.p50, result.p95), (0.4, 1.2))
        self.assertEqual(percentile([0.1, 0.2], 0.5), 0.2)
        self.assertIsNone(percentile([], 0.5))

    def test_cost(self) -> None:
        """A request costs its tokens; 1,000 visits as many requests as the corpus' dialogues make on average."""
        result = self.answers_score()
        each = (400 * 1 + 10 * 10) / 1e6
        self.assertAlmostEqual(result.cost or 0, 1000 * each * 4 / 4)
        self.assertAlmostEqual(result.cost_hybrid or 0, 1000 * each * 2 / 4)

    def test_unknown_cost(self) -> None:
        """Without a price, or without tokens, there is no cost."""
        reading = [read(case, says('{"label": "authorize"}')) for case in answers(("libera", "authorize"))]
        self.assertIsNone(score("m", reading, 1).cost)
        silent = [read(each.case, ModelAnswer('{"label": "authorize"}', 0.1)) for each in reading]
        self.assertIsNone(score("m", silent, 1, price=Price(input=1, output=1)).cost)

    def test_visitors(self) -> None:
        """What a model says that nobody said is wrong as it stands, and right once it was checked."""
        cases = visitor_cases([DIALOGUE], [Task.APARTMENT], ROSTER)
        self.assertEqual(len(cases), 2)
        invented = '{"apartment_number": "501", "block": "B"}'
        readings = [read(cases[0], says(invented)), read(cases[1], says('{"apartment_number": "902", "block": null}'))]
        result = score("m", readings, 1, ROSTER)
        self.assertEqual((result.right, result.grounded, result.false_permissions), (0.5, 1.0, None))

    def test_a_failure_is_no_right_answer(self) -> None:
        """Even where nothing was to be found: a model that always fails is right nowhere."""
        cases = visitor_cases([DIALOGUE], [Task.VISITOR], ROSTER)
        result = score("m", [read(case, says(None, fault="late")) for case in cases], 1, ROSTER)
        self.assertEqual((result.right, result.grounded, result.answered), (0.0, 0.0, False))

    def test_not_asked(self) -> None:
        """A model that was not asked everything has not answered."""
        cases = answers(("libera", "authorize"), ("não", "deny"))
        result = score("m", [read(cases[0], says('{"label": "authorize"}')), read(cases[1], None)], 2)
        self.assertEqual((result.failed, result.answered), ({"not asked": 1}, False))

    def test_rules(self) -> None:
        """The rules are measured at the same cases."""
        result = score_rules(answers(("libera", "authorize"), ("uhum", "unclear"), ("não", "wait")))
        self.assertAlmostEqual(result.right, 2 / 3)
        self.assertEqual((result.false_permissions, result.open_right, result.open_cases), (0, 1, 1))

    def test_nothing(self) -> None:
        """Whoever understands nothing is right where there was nothing, or nothing clear, to be understood."""
        visitors = score_nothing(visitor_cases([DIALOGUE], [Task.VISITOR], ROSTER))
        self.assertEqual((visitors.right, visitors.false_permissions), (1.0, None))
        residents = score_nothing(answers(("libera", "authorize"), ("uhum", "unclear")))
        self.assertEqual((residents.right, residents.false_permissions, residents.open_right), (0.5, 0, 0))


class TableTests(SynchronousTestCase):
    def shown(self, *scores: TaskScore, width: int = 150) -> list[str]:
        """The table's lines."""
        out = io.StringIO()
        Console(file=out, width=width).print(table(scores))
        return out.getvalue().splitlines()

    def test_residents(self) -> None:
        """A row each, the task named once, the failures by kind."""
        rules = score_rules(answers(("libera", "authorize"), ("não", "deny")))
        lines = self.shown(rules, ScoreTests.answers_score(ScoreTests()))
        self.assertEqual(lines[0].split()[:5], ["task", "model", "right", "false", "permissions"])
        self.assertEqual(lines[1].split(), ["answer", "the", "rules", "alone", "100.0%", "0", "1/1"])
        self.assertEqual(
            lines[2].split(),
            ["m", "25.0%", "1", "1/2", "0.40", "1.20", "400+10", "0.500", "0.250", "1", "late"],
        )

    def test_visitors(self) -> None:
        """Of visitors it has what was really said."""
        cases = visitor_cases([DIALOGUE], VISITOR_TASKS, ROSTER)
        rules = [score_rules([case for case in cases if case.task is task]) for task in VISITOR_TASKS]
        lines = self.shown(*rules)
        self.assertEqual(lines[0].split()[:4], ["task", "model", "right", "grounded"])
        self.assertEqual([line.split()[0] for line in lines[1:]], list(VISITOR_TASKS))

    def test_a_narrow_terminal(self) -> None:
        """A name that is too long for its column goes on in the next line; nothing of it is left out."""
        score = replace(ScoreTests.answers_score(ScoreTests()), model="groq/meta-llama/llama-3.1-8b-instant")
        lines = self.shown(score, width=80)
        self.assertNotIn("…", "".join(lines))
        self.assertGreater(len(lines), 2)

    def test_readings(self) -> None:
        """In JSON each case stands with what was meant and what was understood."""
        case = answers(("uhum", "unclear"))[0]
        rows = readings_as_json({"m": [read(case, says('{"label": "authorize"}'))]})
        self.assertEqual(
            rows,
            [
                {
                    "model": "m",
                    "task": "answer",
                    "case": "0",
                    "gold": {"label": "unclear", "accept": None},
                    "rules": {"label": "unclear"},
                    "found": {"label": "authorize"},
                    "right": False,
                    "in_hybrid": False,
                    "failed": None,
                }
            ],
        )
