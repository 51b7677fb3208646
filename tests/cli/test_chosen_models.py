"""Which models are evaluated."""

import argparse
import os
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.chosen_models import Choice, ChosenModel, ChosenModelsError, chosen
from tests.cli.test_recommend import SERVER

LANGUAGE = """\
language:
  providers:
    - {name: home, base_url: "http://127.0.0.1:9/v1"}
    - {name: far, base_url: "https://far.example/v1", api_key: "${PATH}"}
  default: {provider: home, model: m, temperature: 0.1}
  tasks:
    intent: {deadline_seconds: 3}
    answer: null
"""


class ChosenModelsTests(SynchronousTestCase):
    def chosen(
        self, models: str, config: str | None = None, base_url: str | None = None, api_key_env: str | None = None
    ) -> Choice:
        """As by the command's arguments."""
        path = None
        if config is not None:
            path = Path(self.mktemp())
            path.write_text(config)
        given = {"models": models, "config": path, "base_url": base_url, "api_key_env": api_key_env}
        return chosen(argparse.Namespace(**given))

    def fault(self, *arguments: str | None) -> str:
        """The fault of such arguments."""
        return str(self.assertRaises(ChosenModelsError, self.chosen, *arguments))

    def test_of_a_file(self) -> None:
        """A provider's name, then whatever stands after the first slash; with its address, key and settings."""
        choice = self.chosen("home/m:0.5b, far/org/m", SERVER + LANGUAGE)
        self.assertEqual(
            choice.models,
            (
                ChosenModel("home/m:0.5b", "home", "m:0.5b", "http://127.0.0.1:9/v1"),
                ChosenModel("far/org/m", "far", "org/m", "https://far.example/v1", os.environ["PATH"]),
            ),
        )
        self.assertNotIn(os.environ["PATH"], repr(choice.models))
        self.assertEqual((choice.asked("intent").deadline_seconds, choice.asked("intent").temperature), (3, 0.1))
        self.assertEqual(choice.asked("answer").deadline_seconds, 1.2)

    def test_providers_are_as_written(self) -> None:
        """A secret keeps its name; a value that is nothing is left out."""
        choice = self.chosen("home/m", SERVER + LANGUAGE.replace('9/v1"', '9/v1", api_key: null'))
        self.assertEqual(
            choice.providers,
            (
                {"name": "home", "base_url": "http://127.0.0.1:9/v1"},
                {"name": "far", "base_url": "https://far.example/v1", "api_key": "${PATH}"},
            ),
        )

    def test_at_an_address(self) -> None:
        """Plain names, the provider named after the place; the key from the environment."""
        choice = self.chosen("a/b,c,c,", None, "http://127.0.0.1:9/v1")
        self.assertEqual([(each.provider, each.model) for each in choice.models], [("local", "a/b"), ("local", "c")])
        far = self.chosen("a", None, "https://far.example/v1", "PATH")
        self.assertEqual(far.models[0].api_key, os.environ["PATH"])
        self.assertEqual(
            far.providers[0], {"name": "far.example", "base_url": "https://far.example/v1", "api_key": "${PATH}"}
        )
        self.assertEqual(far.asked("intent").deadline_seconds, 1.2)

    def test_faults(self) -> None:
        """Whatever does not name a model says what to write."""
        for arguments, fault in (
            ((" , ", None, "http://a/v1", None), "write --models a,b,c"),
            (("a", None, None, None), "say where the models are"),
            (("a", SERVER, "http://a/v1", None), "say where the models are"),
            (("a", None, "far.example", None), "is no address"),
            (("a", None, "http://a/v1", "NO_SUCH_KEY"), "no environment variable NO_SUCH_KEY"),
            (("a/b", SERVER, None, None), "has no section `language`"),
            (("m", SERVER + LANGUAGE, None, None), "write PROVIDER/MODEL; providers are home, far"),
            (("near/m", SERVER + LANGUAGE, None, None), "providers are home, far"),
            (("home/", SERVER + LANGUAGE, None, None), "write PROVIDER/MODEL"),
        ):
            self.assertIn(fault, self.fault(*arguments))
