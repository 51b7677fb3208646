"""A real model on a real server, measured."""

from pathlib import Path

from audiosocket.cli.model_cases import VISITOR_TASKS
from audiosocket.config import load
from tests.cli.test_evaluate_models import EvaluateModelsCase
from tests.cli.test_recommend import SERVER
from tests.language.llama import base_url, require_llama

CORPUS = Path(__file__).parents[1] / "data" / "corpus"


@require_llama
class RealModelTests(EvaluateModelsCase):
    timeout = 300

    def of_corpus(self, what: str, name: str, *more: str) -> list[str]:
        """The command's arguments for the first cases of the corpus."""
        arguments = self.arguments(what, [], "--models", "qwen2.5-coder-0.5b", "--base-url", base_url())
        arguments[arguments.index("--cases") + 1] = str(CORPUS / name)
        return [*arguments, "--deadline", "60", "--at-once", "2", *more]

    async def test_residents(self) -> None:
        """Each answer gets a label, its time and its tokens; the fragment is one that the server takes."""
        results = await self.results(*self.of_corpus("residents", "resident.jsonl", "--limit", "4"))
        score = self.score(results, "qwen2.5-coder-0.5b")
        self.assertEqual((score["cases"], score["failed"]), (4, {}))
        self.assertTrue(0 < score["p50"] <= score["p95"])
        self.assertGreater(score["tokens_in"], 200)
        self.assertGreater(score["tokens_out"], 3)
        path = self.folder / "server.yaml"
        path.write_text(SERVER + (self.folder / "results.language.yaml").read_text(encoding="utf-8"))
        language = load(path).language
        assert language is not None
        self.assertEqual(language.of_tasks()["answer"].model, "qwen2.5-coder-0.5b")

    async def test_visitors(self) -> None:
        """Every task gets an object of its own form; what nobody said is not used."""
        results = await self.results(*self.of_corpus("visitors", "visitor.jsonl", "--limit", "1"))
        readings = [each for each in results["readings"] if each["failed"] is None]
        self.assertEqual({each["task"] for each in readings}, set(VISITOR_TASKS))
        for each in results["scores"]:
            self.assertGreaterEqual(each["grounded"], each["right"])
