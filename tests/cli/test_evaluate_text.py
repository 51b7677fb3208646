"""The rules are measured over files of cases."""

import json
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.cases import CasesError
from audiosocket.cli.evaluate_text import residents, visitors

CORPUS = Path(__file__).parent.parent / "data" / "corpus"


class EvaluateTextTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.cases, self.out = Path(self.mktemp()), Path(self.mktemp())

    def rows(self) -> list[dict[str, object]]:
        """What was written."""
        return [json.loads(line) for line in self.out.read_text(encoding="utf-8").splitlines()]

    def test_residents(self) -> None:
        """Each answer gets one line with its label; the gold is not needed."""
        self.cases.write_text('{"id": "r", "question": "A Ana chegou. Libero?", "answer": "libera"}\n')
        residents(self.cases, self.out)
        self.assertEqual(self.rows(), [{"id": "r", "label": "authorize"}])

    def test_visitors(self) -> None:
        """Each dialogue gets its final slots, its match and the new slots of each turn."""
        turns = [{"visitor": "entrega pro 902"}, {"visitor": "Heitor", "asked": "resident_name"}]
        self.cases.write_text(json.dumps({"id": "v", "turns": turns}))
        visitors(CORPUS / "roster.yaml", self.cases, self.out)
        final = {"intent_type": "entrega", "apartment_number": "902", "resident_name": "Heitor"}
        called = {"apartment": "902", "block": "B", "resident": "Heitor Quintela"}
        new = [{"intent_type": "entrega", "apartment_number": "902"}, {"resident_name": "Heitor"}]
        self.assertEqual(self.rows(), [{"id": "v", "final": final, "roster_match": called, "turns": new}])

    def test_faulty_cases(self) -> None:
        """A line that is no case is named."""
        for line, fault in (
            ("{", ":1: not JSON"),
            ("[]", "a case is a JSON object"),
            ('{"id": "x"}', '"question" as text'),
        ):
            self.cases.write_text(line)
            self.assertIn(fault, str(self.assertRaises(CasesError, residents, self.cases, self.out)))
        nowhere = str(self.assertRaises(CasesError, residents, Path("/nofile"), self.out))
        self.assertEqual(nowhere, "cannot read the cases /nofile: No such file or directory")
        self.cases.write_text('{"id": "x", "turns": [{"visitor": "oi", "asked": "age"}]}')
        fault_text = str(self.assertRaises(CasesError, visitors, CORPUS / "roster.yaml", self.cases, self.out))
        self.assertIn("\"asked\" is 'age'", fault_text)
