"""The smallest model that is good enough, and the YAML that chooses it."""

import contextlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.chosen_models import ChosenModel
from audiosocket.cli.main import main
from audiosocket.cli.model_scores import RULES, TaskScore
from audiosocket.cli.recommend import Recommendation, fragment, recommend
from audiosocket.config import load
from audiosocket.config.language import DefaultModel, LanguageModels, LanguageProvider, Tasks, TaskSettings
from audiosocket.extraction.tasks import Task

SERVER = (
    "telephony: {kind: none}\n"
    "condominiums:\n"
    "  - {id: h, name: H, listen: {visitors: 8080}, gate: {driver: log},\n"
    "     roster: {apartments: [{number: 1, extension: 1}]}}\n"
)
MODELS = (
    ChosenModel("a/small", "a", "small", "http://a/v1"),
    ChosenModel("b/org/big:70b", "b", "org/big:70b", "http://b/v1", "hush"),
)
PROVIDERS = ({"name": "a", "base_url": "http://a/v1"}, {"name": "b", "base_url": "http://b/v1", "api_key": "${B_KEY}"})
SETTINGS = LanguageModels(
    providers=(LanguageProvider(name="a", base_url="http://a/v1"), LanguageProvider(name="b", base_url="http://b/v1")),
    default=DefaultModel(provider="b", model="m", deadline_seconds=2.5),
    tasks=Tasks(intent=TaskSettings(max_tokens=30, model="other"), visitor=None),
)


def scored(model: str, share: float, cost: float | None = None, failed: dict[str, int] | None = None) -> TaskScore:
    """A model at a task of 100 cases."""
    return TaskScore(Task.INTENT, model, 100, share, share, 10, 9, failed=failed or {}, cost=cost)


class RecommendTests(SynchronousTestCase):
    def chosen(self, *scores: TaskScore, sizes: Sequence[float | None] = ()) -> tuple[str | None, str]:
        """Which model, and by what."""
        by_name = {each.model: size for each, size in zip(scores, sizes, strict=False)}
        found = recommend(scored(RULES, 0.9), scores, by_name)
        return found.model, found.order

    def test_within_a_point(self) -> None:
        """The smallest one that is at most one point worse than the best."""
        for shares, model in (
            ((0.90, 0.91), "0"),
            ((0.8999, 0.91), "1"),
            ((0.91, 0.90), "0"),
            ((0.5, 0.89, 0.90), "1"),
            ((0.5, 0.6, 0.9), "2"),
            ((0.9,), "0"),
        ):
            scores = [scored(str(place), share) for place, share in enumerate(shares)]
            self.assertEqual(self.chosen(*scores), (model, "list"), shares)

    def test_what_is_small(self) -> None:
        """Among those that are good enough the price decides, then the size, then the list."""
        one, two = scored("one", 0.9, 2.0), scored("two", 0.9, 1.0)
        self.assertEqual(self.chosen(one, two), ("two", "price"))
        self.assertEqual(self.chosen(one, replace(two, cost=None), sizes=(8.0, 1.0)), ("two", "size"))
        self.assertEqual(self.chosen(one, replace(two, cost=None), sizes=(8.0, None)), ("one", "list"))
        self.assertEqual(self.chosen(one, replace(two, grounded=0.8)), ("one", "list"))

    def test_models_that_did_not_answer(self) -> None:
        """One that failed at everything, or was not asked everything, is not recommended."""
        gone = scored("gone", 0.95, failed={"not asked": 3})
        dead = scored("dead", 0.95, failed={"late": 60, "malformed": 40})
        self.assertEqual(self.chosen(gone, dead, scored("poor", 0.2)), ("poor", "list"))
        nothing = recommend(scored(RULES, 0.9), [gone, dead], {})
        self.assertEqual(
            (nothing.model, nothing.sentence()), (None, "intent: no model answered everything that it was asked")
        )

    def test_rules_that_are_better(self) -> None:
        """It is told where the rules alone beat every model by more than a point."""
        self.assertTrue(recommend(scored(RULES, 0.95), [scored("m", 0.93)], {}).rules_are_better)
        self.assertFalse(recommend(scored(RULES, 0.94), [scored("m", 0.93)], {}).rules_are_better)

    def test_the_sentence(self) -> None:
        """It names the choice, the best and the rules."""
        told = recommend(scored(RULES, 0.9), [scored("s", 0.915), scored("l", 0.92)], {}).sentence()
        self.assertEqual(told, "intent: s with 91.5% right (the best is l with 92.0%; the rules alone 90.0%)")


class FragmentTests(SynchronousTestCase):
    def fragment(self, settings: LanguageModels | None, deadline: float | None = None, *tasks: Task) -> str:
        """Of the big model for `tasks` (intent), the small one for the apartment."""
        recommended = [Recommendation(task, "b/org/big:70b") for task in tasks or (Task.INTENT,)]
        recommended += [Recommendation(Task.APARTMENT, "a/small"), Recommendation(Task.RESIDENT_NAME, None)]
        return fragment(recommended, MODELS, PROVIDERS, settings, deadline) or ""

    def loaded(self, text: str) -> LanguageModels:
        """The section, in a whole server's file, as the server reads it."""
        path = Path(self.mktemp())
        path.write_text(SERVER + text, encoding="utf-8")
        language = load(path, {"B_KEY": "hush"}).language
        assert language is not None
        return language

    def test_without_settings(self) -> None:
        """A whole section: most tasks' model by default, tasks that were not measured left to the rules."""
        tasks = self.loaded(self.fragment(None, None, Task.INTENT, Task.VISITOR)).of_tasks()
        self.assertEqual(
            {name: (each.provider, each.model, each.deadline_seconds) for name, each in tasks.items()},
            {
                "intent": ("b", "org/big:70b", 1.2),
                "visitor": ("b", "org/big:70b", 1.2),
                "apartment": ("a", "small", 1.2),
            },
        )

    def test_with_settings(self) -> None:
        """What was not measured stays as it is; what was keeps all but its model, provider and deadline."""
        language = self.loaded(self.fragment(SETTINGS, 5))
        tasks = language.of_tasks()
        self.assertEqual(language.default.deadline_seconds, 2.5)
        self.assertEqual((tasks["intent"].provider, tasks["intent"].model), ("b", "org/big:70b"))
        self.assertEqual((tasks["intent"].max_tokens, tasks["intent"].deadline_seconds), (30, 5.0))
        self.assertEqual((tasks["answer"].model, tasks["answer"].deadline_seconds), ("m", 2.5))
        self.assertNotIn("visitor", tasks)

    def test_secrets(self) -> None:
        """A key stands in it by its name alone."""
        text = self.fragment(SETTINGS)
        self.assertIn("api_key: ${B_KEY}", text)
        self.assertNotIn("hush", text)

    def test_check_takes_it(self) -> None:
        """`audiosocket check` finds the server's file with it good."""
        path, out = Path(self.mktemp()), io.StringIO()
        path.write_text(SERVER + self.fragment(None).replace("    api_key: ${B_KEY}\n", ""), encoding="utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            status = main(["check", "-c", str(path)])
        self.assertEqual(status, 0, out.getvalue())

    def test_nothing_to_recommend(self) -> None:
        """Without a model that answered there is no section."""
        self.assertIsNone(fragment([Recommendation(Task.INTENT, None)], MODELS, PROVIDERS, None, None))
