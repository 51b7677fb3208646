"""Settings of language models."""

import re
from pathlib import Path

from audiosocket.config import load
from audiosocket.config.language import DefaultModel, ModelChoice
from tests.config.test_load import SERVER, Folder

ETC = Path(__file__).parents[2] / "etc"
LEAST = """\
language:
  providers:
    - name: here
  default: {provider: here, model: small}
"""


class LanguageTests(Folder):
    def test_absent(self) -> None:
        """Without the section there are no models."""
        self.assertIsNone(self.load().language)

    def test_least(self) -> None:
        """A provider and a default are enough: every task is asked so."""
        language = self.load(SERVER + LEAST).language
        assert language is not None
        self.assertEqual(language.providers[0].base_url, "https://api.openai.com/v1")
        self.assertEqual(set(language.of_tasks()), {"intent", "visitor", "apartment", "resident_name", "answer"})
        self.assertEqual(
            language.of_tasks()["intent"],
            DefaultModel(provider="here", model="small", temperature=0, deadline_seconds=1.2, max_tokens=80),
        )

    def test_tasks(self) -> None:
        """A task says what it does otherwise; one that is null is left to the rules."""
        tasks = """\
  tasks:
    intent: {model: tiny, max_tokens: 20, fallbacks: [{provider: here, model: small}]}
    visitor: {temperature: 0.2}
    answer: null
"""
        language = self.load(SERVER + LEAST + tasks).language
        assert language is not None
        asked = language.of_tasks()
        self.assertEqual(set(asked), {"intent", "visitor", "apartment", "resident_name"})
        self.assertEqual((asked["intent"].model, asked["intent"].max_tokens), ("tiny", 20))
        self.assertEqual(asked["intent"].fallbacks, (ModelChoice(provider="here", model="small"),))
        self.assertEqual((asked["visitor"].model, asked["visitor"].temperature), ("small", 0.2))

    def test_keys_do_not_show(self) -> None:
        """A key comes from the environment and does not show; one in the file is refused and not repeated."""
        server = SERVER + LEAST.replace("name: here", "name: here\n      api_key: ${K}")
        settings = self.load(server, K="hush")
        assert settings.language is not None
        assert settings.language.providers[0].api_key is not None
        self.assertEqual(settings.language.providers[0].api_key.get_secret_value(), "hush")
        self.assertNotIn("hush", repr(settings))
        faults = self.faults(server.replace("${K}", "hush"))
        self.assertIn("language.providers[0].api_key: a secret does not stand in the file", faults[0])
        self.assertNotIn("hush", faults[0])

    def test_faults_at_once(self) -> None:
        """Providers that are not there or there twice, and a provider without its model, are told with their places."""
        server = (
            SERVER
            + """\
language:
  providers:
    - name: here
    - name: here
  default: {provider: there, model: small, fallbacks: [{provider: nowhere, model: x}]}
  tasks:
    answer: {provider: here}
"""
        )
        self.assertEqual(
            [fault.removeprefix("server.yaml:") for fault in self.faults(server)],
            [
                "8:13: language.providers[1].name: provider here is listed twice; give another name",
                "9:23: language.default.provider: there is no provider there; give one of here",
                "9:67: language.default.fallbacks[0].provider: there is no provider nowhere; give one of here",
                "11:13: language.tasks.answer: gives another provider without its model; give the model of here",
            ],
        )
        self.assertEqual(len(self.faults(server + "max_calls: 0\n")), 5)

    def test_wrong_values(self) -> None:
        """Wrong values and names are told each at its place, all at once."""
        server = SERVER + LEAST.replace(
            "model: small", "model: small, temperature: 3, deadline_seconds: 0, max_token: 5"
        )
        faults = self.faults(server.replace("name: here", "name: here\n      base_url: here/v1"))
        self.assertEqual(len(faults), 4)
        for part in (
            "base_url: does not have",
            "temperature: must be at most 2",
            "more than 0",
            "did you mean max_tokens?",
        ):
            self.assertIn(part, "\n".join(faults))

    def test_unknown_task(self) -> None:
        """A task that does not exist is told with those that do."""
        self.assertIn("is not a setting", self.faults(SERVER + LEAST + "  tasks: {consent: {}}\n")[0])

    def test_shipped_example(self) -> None:
        """The example in the shipped file, its comment signs taken away, is right and says the defaults."""
        shipped = (ETC / "audiosocket.yaml").read_text(encoding="utf-8")
        example = re.search(r"^# language:\n(#.*\n)+", shipped, re.MULTILINE)
        assert example is not None
        text = re.sub(r"^# ?", "", example[0], flags=re.MULTILINE)
        self.write(server=SERVER + text, house=(ETC / "condominiums/apoena.yaml").read_text().replace("../", f"{ETC}/"))
        language = load(self.folder / "server.yaml", {"OPENAI_API_KEY": "x"}).language
        assert language is not None
        default = language.default
        plain = DefaultModel(provider=default.provider, model=default.model, fallbacks=default.fallbacks)
        self.assertEqual((default, len(language.of_tasks())), (plain, 6))
