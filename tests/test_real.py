"""A missing real component is a named skip, or a failure where it is required."""

from twisted.python.failure import Failure
from twisted.trial.reporter import TestResult
from twisted.trial.unittest import SynchronousTestCase

from tests.counting import count_line
from tests.real import is_required, require


def outcome_of(present: bool, environment: dict[str, str]) -> TestResult:
    """Run a one-test case that requires "Bell tower"."""

    @require("Bell tower", present, environment)
    class Example(SynchronousTestCase):
        def test_anything(self) -> None:
            """It passes if it is run at all."""

    result = TestResult()
    Example("test_anything").run(result)
    return result


class RequireTests(SynchronousTestCase):
    def test_present(self) -> None:
        """A test whose component is there is run."""
        result = outcome_of(True, {"REQUIRE_REAL": "1"})
        self.assertEqual((result.successes, result.skips, result.failures), (1, [], []))

    def test_missing(self) -> None:
        """A test whose component is missing is skipped, and the reason names the component."""
        result = outcome_of(False, {})
        self.assertEqual([reason for _, reason in result.skips], ["real component missing: Bell tower"])

    def test_missing_and_required(self) -> None:
        """With REQUIRE_REAL=1 a missing component is a failure."""
        result = outcome_of(False, {"REQUIRE_REAL": "1"})
        self.assertEqual((result.successes, len(result.failures)), (0, 1))

    def test_missing_method(self) -> None:
        """A single method can require a component too."""

        class Example(SynchronousTestCase):
            @require("Bell tower", False, {"REQUIRE_REAL": "1"})
            def test_anything(self) -> None:
                """It passes if it is run at all."""

        result = TestResult()
        Example("test_anything").run(result)
        self.assertEqual(len(result.failures), 1)

    def test_excused(self) -> None:
        """A component that is known to be unavailable today is not required, and excuses no other."""
        environment = {"REQUIRE_REAL": "1", "BELL_TOWER_UNAVAILABLE": "1"}
        self.assertFalse(is_required("Bell tower", environment))
        self.assertTrue(is_required("Asterisk", environment))


class CountLineTests(SynchronousTestCase):
    def test_counts(self) -> None:
        """Every test is counted once, however many errors it left behind; a failing or erroring one as failed."""
        result = TestResult()
        one, two, three = (SynchronousTestCase("assertTrue") for _ in range(3))
        result.addSuccess(one)
        result.addFailure(two, Failure(AssertionError("first")))
        result.addError(two, Failure(OSError("second")))
        result.addSkip(three, "why")
        self.assertEqual(count_line(result), "1 passed, 1 failed, 1 skipped")
