"""From the corpus to what a model is asked."""

from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.cases import Case, CasesError
from audiosocket.cli.model_cases import (
    VISITOR_TASKS,
    ModelCase,
    found_in,
    question_before,
    resident_cases,
    visitor_cases,
)
from audiosocket.extraction.tasks import AnswerReply, Task, VisitorReply
from audiosocket.understanding.roster import load_roster
from audiosocket.understanding.slots import Slot

ROSTER = load_roster(Path(__file__).parents[1] / "data" / "corpus" / "roster.yaml")
DIALOGUE = Case(
    "f:1",
    {
        "id": "v",
        "turns": [
            {"visitor": "entrega no bloco b", "expect_new": {"intent_type": "entrega", "block": "B"}},
            {
                "visitor": "902 do bloco b",
                "asked": "apartment_number",
                "expect_new": {"apartment_number": ["902", "92"]},
            },
            {"visitor": "Heitor", "asked": "resident_name", "expect_new": {"resident_name": "Heitor"}},
        ],
    },
)


def cases(*tasks: Task) -> list[ModelCase]:
    """Those of the dialogue."""
    return visitor_cases([DIALOGUE], tasks or VISITOR_TASKS, ROSTER)


def answer(text: str, gold: str, *accept: str) -> ModelCase:
    """One of a resident."""
    fields: dict[str, object] = {"id": "r", "question": "A Ana chegou. Libero?", "answer": text, "gold": gold}
    return resident_cases([Case("f:1", {**fields, "accept": list(accept)})])[0]


class VisitorCasesTests(SynchronousTestCase):
    def test_what_is_open(self) -> None:
        """Each turn has the tasks whose slots the turns before it have not told, as they were meant."""
        self.assertEqual(
            [(each.id, each.task.value) for each in cases()],
            [
                ("v/1", "intent"),
                ("v/1", "visitor"),
                ("v/1", "apartment"),
                ("v/1", "resident_name"),
                ("v/2", "visitor"),
                ("v/2", "apartment"),
                ("v/2", "resident_name"),
                ("v/3", "visitor"),
            ],
        )
        self.assertEqual([each.id for each in cases(Task.INTENT)], ["v/1"])

    def test_what_is_right(self) -> None:
        """A slot that was told before may be told again or not; a list is a choice; nothing else may be filled."""
        second = cases(Task.APARTMENT)[1]
        for found, right in (
            ({"apartment_number": "902"}, True),
            ({"apartment_number": "0902", "block": "bloco B"}, True),
            ({"apartment_number": "92"}, True),
            ({"apartment_number": "901"}, False),
            ({"apartment_number": "902", "block": "A"}, False),
            ({}, False),
        ):
            self.assertEqual(second.is_right(found), right, found)
        self.assertTrue(second.is_right(second.rules))

    def test_what_was_not_said(self) -> None:
        """Of an answer only what was said is taken; with the rules, what a visit would understand."""
        first = cases(Task.APARTMENT)[0]
        self.assertEqual(first.grounded({"apartment_number": "902", "block": "B"}, ROSTER), {"block": "B"})
        self.assertEqual(first.together({"apartment_number": "902"}, ROSTER), {"block": "B"})
        self.assertEqual(first.together(None, ROSTER), first.rules)

    def test_questions(self) -> None:
        """The question before a turn is the doorman's own, without a fact to fill in."""
        for asked in (None, "confirm", *Slot):
            self.assertNotIn("{", question_before(asked, ROSTER))
        self.assertIn(ROSTER.condominium, question_before(None, ROSTER))
        self.assertIn("bloco", cases()[4].question + question_before(Slot.BLOCK, ROSTER))

    def test_cases_without_gold(self) -> None:
        """A turn that does not say what is right cannot be scored, and is named."""
        bare = Case("f:7", {"id": "v", "turns": [{"visitor": "oi"}]})
        fault = self.assertRaises(CasesError, visitor_cases, [bare], VISITOR_TASKS, ROSTER)
        self.assertEqual(str(fault), 'f:7: turns[0]: the case needs "expect_new" as an object')


class ResidentCasesTests(SynchronousTestCase):
    def test_what_is_right(self) -> None:
        """The label that was meant, or one that is accepted."""
        case = answer("não vejo problema", "authorize", "unclear")
        self.assertTrue(case.is_right({"label": "authorize"}))
        self.assertTrue(case.is_right({"label": "unclear"}))
        self.assertFalse(case.is_right({"label": "deny"}))
        self.assertFalse(case.is_right({}))

    def test_false_permissions(self) -> None:
        """An answer that is no permission, read as one, is counted."""
        self.assertTrue(answer("uhum", "unclear").permits_wrongly({"label": "authorize"}))
        self.assertFalse(answer("uhum", "unclear").permits_wrongly({"label": "deny"}))
        self.assertFalse(answer("libera", "authorize").permits_wrongly({"label": "authorize"}))

    def test_a_model_permits_nothing(self) -> None:
        """Rules and model together permit only what the rules permit; a model's doubt is one, its failure is none."""
        yes, no = answer("libera", "authorize"), answer("não", "deny")
        self.assertEqual((yes.is_open, no.is_open), (True, False))
        for case, found, label in (
            (yes, {"label": "authorize"}, "authorize"),
            (yes, {"label": "deny"}, "unclear"),
            (yes, None, "authorize"),
            (no, {"label": "authorize"}, "deny"),
        ):
            self.assertEqual(case.together(found, None), {"label": label})

    def test_replies(self) -> None:
        """A reply is what it fills."""
        self.assertEqual(found_in(Task.ANSWER, AnswerReply(label="wait")), {"label": "wait"})
        self.assertEqual(
            found_in(Task.VISITOR, VisitorReply(visitor_name="Ana", company=None)), {"visitor_name": "Ana"}
        )
