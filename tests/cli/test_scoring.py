"""Comparing what was understood with what was meant."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.scoring import label_right, slots_right

CORPUS = Path(__file__).parents[1] / "data" / "corpus"


def corpus_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class ScoringTests(SynchronousTestCase):
    def test_names(self) -> None:
        """A name is right with fewer surnames, without titles and accents; another first name is wrong."""
        gold = {"visitor_name": "Dona Regina"}
        self.assertTrue(slots_right(gold, {"visitor_name": "regina"}))
        self.assertTrue(slots_right(gold, {"visitor_name": "Regina Célia Bastos"}))
        self.assertFalse(slots_right({"visitor_name": "Luís"}, {"visitor_name": "Luiz"}))

    def test_flats(self) -> None:
        """A flat is right whatever zeros, spaces and words stand around it."""
        gold = {"apartment_number": "501", "block": "B"}
        self.assertTrue(slots_right(gold, {"apartment_number": "ap 0501", "block": "Bloco B"}))
        self.assertFalse(slots_right(gold, {"apartment_number": "502", "block": "B"}))
        self.assertTrue(slots_right({"apartment_number": "COB"}, {"apartment_number": "cobertura"}))

    def test_lists_and_absence(self) -> None:
        """Any value of a list is right; None in it allows the slot to be left out; what is not meant must be absent."""
        self.assertTrue(slots_right({"company": ["Sedex", "Correios"]}, {"company": "correios"}))
        self.assertTrue(slots_right({"intent_type": ["visita", None]}, {}))
        self.assertFalse(slots_right({"company": "Sedex"}, {}))
        self.assertFalse(slots_right({}, {"company": "Sedex"}))
        self.assertTrue(slots_right({}, {"intent_type": "outro"}))

    def test_labels(self) -> None:
        """A label is right when it is the one meant, or one that is accepted beside it."""
        self.assertTrue(label_right("deny", None, "deny"))
        self.assertTrue(label_right("deny", ["unclear"], "unclear"))
        self.assertFalse(label_right("deny", ["unclear"], "authorize"))

    def test_agrees_with_the_corpus_scorer(self) -> None:
        """For every pair of dialogues of the corpus, one's slots against the other's, we judge as its scorer does."""
        scorer = corpus_scorer()
        lines = (CORPUS / "visitor.jsonl").read_text(encoding="utf-8").splitlines()
        finals = [json.loads(line)["final"] for line in lines]
        for gold in finals:
            for other in finals:
                found = {slot: value[0] if isinstance(value, list) else value for slot, value in other.items()}
                tally = scorer.defaultdict(scorer.Counter)
                theirs = not scorer.score_slots(gold, found, {}, None, tally)
                self.assertEqual(slots_right(gold, found), theirs, (gold, found))
