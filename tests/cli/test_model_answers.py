"""Every answer is kept, and asked for once."""

from dataclasses import replace
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.model_answers import PASSING, AnswerFile, AnswersError, Key, ModelAnswer, hash_of, kind_of
from audiosocket.errors import (
    LanguageBusyError,
    LanguageError,
    LanguageLateError,
    LanguageMalformedError,
    LanguageRefusedError,
    LanguageTruncatedError,
    LanguageWithheldError,
)
from audiosocket.extraction.request import request_for
from audiosocket.extraction.tasks import Task

KEY = Key("a/b", "intent", "v/1", "0123")
GOOD = ModelAnswer('{"intent_type": "visita"}', 0.5, 300, 9)


class AnswerFileTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.path = Path(self.mktemp())

    def keep(self, *answers: tuple[Key, ModelAnswer]) -> None:
        with AnswerFile(self.path) as file:
            for key, answer in answers:
                file.put(key, answer)

    def test_an_answer_is_there_again(self) -> None:
        """What was kept is found by its key alone, also in a later run."""
        self.keep((KEY, GOOD))
        self.assertEqual(AnswerFile(self.path).get(KEY), GOOD)
        for other in ("model", "task", "case", "request"):
            self.assertIsNone(AnswerFile(self.path).get(replace(KEY, **{other: "x"})))

    def test_failures(self) -> None:
        """A model's own failure is a result; one that says nothing of it is asked again, and known until then."""
        late = ModelAnswer(None, 1.2, fault="late", why="It did not answer.")
        self.keep((KEY, late))
        self.assertEqual(AnswerFile(self.path).get(KEY), late)
        for kind in PASSING:
            broken = ModelAnswer(None, 0.1, fault=kind)
            self.keep((KEY, broken))
            self.assertIsNone(AnswerFile(self.path).get(KEY))
            self.assertEqual(AnswerFile(self.path).outcome(KEY), broken)
        self.keep((KEY, GOOD))
        self.assertEqual(AnswerFile(self.path).get(KEY), GOOD)

    def test_an_unfinished_line(self) -> None:
        """What a killed run left unfinished is passed over, and what comes next stands in a line of its own."""
        self.keep((KEY, GOOD))
        with self.path.open("a") as file:
            file.write('{"model": "a/b", "task": "int')
        second = replace(KEY, case="v/2")
        self.keep((second, GOOD))
        answers = AnswerFile(self.path)
        self.assertEqual((answers.get(KEY), answers.get(second)), (GOOD, GOOD))

    def test_other_lines(self) -> None:
        """Lines that are no answers are passed over."""
        self.path.write_text('[]\n3\n{"model": "a"}\n\n{"model": "a", "task": "b", "case": "c", "request": "d"}\n')
        self.assertIsNone(AnswerFile(self.path).outcome(Key("a", "b", "c", "d")))

    def test_no_file_can_be_there(self) -> None:
        """A file that cannot be written is named."""
        self.assertRaises(AnswersError, AnswerFile(self.path / "none" / "there").__enter__)
        self.assertRaises(AnswersError, AnswerFile, Path())


class HashTests(SynchronousTestCase):
    def test_everything_counts(self) -> None:
        """Words, settings, schema and server make another request; the same ones the same."""
        request = request_for(Task.INTENT, "Quem é?", "entrega")
        same = request_for(Task.INTENT, "Quem é?", "entrega")
        self.assertEqual(hash_of(request, "http://a/v1"), hash_of(same, "http://a/v1"))
        others = [
            hash_of(request, "http://b/v1"),
            hash_of(request_for(Task.INTENT, "Quem é?", "visita"), "http://a/v1"),
            hash_of(request_for(Task.VISITOR, "Quem é?", "entrega"), "http://a/v1"),
            hash_of(replace(request, schema=None), "http://a/v1"),
            hash_of(replace(request, temperature=0.5), "http://a/v1"),
            hash_of(replace(request, max_tokens=5), "http://a/v1"),
            hash_of(replace(request, deadline_seconds=9.0), "http://a/v1"),
        ]
        self.assertEqual(len({hash_of(request, "http://a/v1"), *others}), len(others) + 1)


class KindTests(SynchronousTestCase):
    def test_kinds(self) -> None:
        """Each failure has a name."""
        for fault, kind in (
            (LanguageLateError(""), "late"),
            (LanguageMalformedError(""), "malformed"),
            (LanguageTruncatedError(""), "truncated"),
            (LanguageWithheldError(""), "withheld"),
            (LanguageBusyError(""), "busy"),
            (LanguageRefusedError("", "response_format"), "refused"),
            (LanguageRefusedError(""), "unusable"),
            (LanguageError(""), "broken"),
        ):
            self.assertEqual(kind_of(fault), kind)
