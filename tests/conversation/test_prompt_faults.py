"""Own wordings that could not be said are faults of the configuration, each at its place in the file."""

from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.load import load
from audiosocket.config.server import Configuration
from audiosocket.conversation.prompts import Prompts, prompt_faults
from audiosocket.errors import ConfigError

HOUSE = """\
telephony: {kind: none}
condominiums:
  - id: h
    name: H
    listen: {visitors: 8080}
    gate: {driver: log}
    roster: {apartments: [{number: 1, extension: 1}]}
"""
"""Seven lines."""


class PromptFaultsTests(SynchronousTestCase):
    def load(self, text: str) -> Configuration:
        path = Path(self.mktemp())
        path.write_text(HOUSE + text)
        return load(path, {}, also=prompt_faults)

    def faults(self, text: str) -> list[str]:
        """Each without its file's name."""
        try:
            self.load(text)
        except ConfigError as error:
            return [line.split(":", 1)[1] for line in str(error).splitlines()]
        return []

    def assert_fault(self, text: str, place: str, message: str) -> None:
        (fault,) = self.faults(text)
        self.assertTrue(fault.startswith(place + ": "), fault)
        self.assertIn(message, fault)

    def test_wordings_with_circumstances(self) -> None:
        """Texts, and texts with circumstances, in every language, become wordings."""
        text = """\
    prompts:
      greeting: ["Portaria."]
      no_answer:
        - "Ninguém atendeu."
        - {text: "Use o armário, {visitor_name}.", when: {time: [night, morning], intent: entrega, tries: 1}}
      en:
        greeting:
          - "Doorman."
"""
        (house,) = self.load(text).condominiums
        self.assertEqual(Prompts("H", house.prompts.of("pt")).say("greeting"), "Portaria.")
        self.assertEqual(Prompts("H", house.prompts.of("en"), "en").say("greeting"), "Doorman.")
        when = house.prompts.of("pt")["no_answer"][1].when
        self.assertEqual((when.time, when.intent, when.tries), (("night", "morning"), ("entrega",), 1))

    def test_unknown_prompt(self) -> None:
        """A misspelled prompt is told with the nearest; one of residents does not belong to another language."""
        self.assert_fault(
            "    prompts: {greting: [Oi]}\n",
            "8:24",
            "condominiums[0].prompts.greting: is not a prompt; did you mean greeting?",
        )
        self.assert_fault(
            "    prompts:\n      es:\n        ask_decision: ['¿Puedo abrir?']\n",
            "10:23",
            "condominiums[0].prompts.es.ask_decision: is said to residents, who are spoken to in Portuguese",
        )

    def test_unknown_fact(self) -> None:
        """A fact that nobody knows is told with those that are known, at the wording's place."""
        self.assert_fault(
            "    prompts:\n      calling:\n        - 'Chamando.'\n        - 'Chamando {apartmnet}.'\n",
            "11:11",
            "condominiums[0].prompts.calling[1]: asks for {apartmnet}, which nobody knows here; known are apartment,",
        )

    def test_unknown_circumstance(self) -> None:
        """A circumstance that there is not, or a value of one, is told with those that there are."""
        wording = "    prompts:\n      calling:\n        - 'Chamando.'\n        - {text: 'Chamo.', when: {%s}}\n"
        self.assert_fault(wording % "tyme: night", "11:35", "when.tyme: is not a setting; did you mean time?")
        self.assert_fault(wording % "time: noon", "11:41", "must be one of morning, afternoon or night")
        self.assert_fault(wording % "tries: 0", "11:42", "must be at least 1")

    def test_too_long(self) -> None:
        """A wording that nobody would listen to the end is told with its length."""
        self.assert_fault(f"    prompts: {{calling: ['{'a' * 230}']}}\n", "8:25", "has 230 characters, too long")

    def test_nothing_to_say_without_facts(self) -> None:
        """A prompt needs words for when no voice can be reached."""
        for wording in ("'Chamo {apartment}.'", "{text: 'Chamo.', when: {time: night}}", ""):
            self.assert_fault(f"    prompts: {{calling: [{wording}]}}\n", "8:24", "needs a wording without facts")

    def test_a_question_that_turns_the_answer_around(self) -> None:
        """What residents are asked must mean what we take it for."""
        self.assert_fault("    prompts: {ask_decision: ['Devo recusar?']}\n", "8:30", 'must ask so that "sim" permits')

    def test_no_wording_at_all(self) -> None:
        """Anything but texts and mappings is told as such; all faults come at once."""
        self.assert_fault(
            "    prompts: {greeting: [7]}\n", "8:26", "a wording is a text, or a mapping with text and when"
        )
        self.assertEqual(
            len(self.faults("    prompts: {greting: [Oi], calling: ['{x}'], es: {gate_open: ['{y}']}}\n")), 3
        )

    def test_other_places(self) -> None:
        """A voice for a language that there is not, and a time zone that there is not, are told."""
        self.assert_fault("    time_zone: America/Sampa\n", "8:16", "there is no time zone America/Sampa")
        self.assert_fault("    languages: [fr]\n", "8:17", "must be one of es or en")
        self.assertEqual(len(self.faults("    voice: {languages: {fr: {name: x}}}\n")), 1)
        self.assertEqual(self.faults("    voice: {languages: {en: {name: af_heart}}}\n"), [])
