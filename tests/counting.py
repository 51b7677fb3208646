"""The trial reporter of `make test`: after the last test it names what was missing, and ends with the counts."""

from itertools import chain

from twisted.trial.reporter import TestResult, TreeReporter

from tests.real import MISSING


def count_line(result: TestResult) -> str:
    """`N passed, N failed, N skipped`: a test with several errors counts once; an unexpected success is a failure."""
    failed = {id(test) for test, _ in chain(result.failures, result.errors, result.unexpectedSuccesses)}
    skipped = len(result.skips) + len(result.expectedFailures)
    return f"{result.successes} passed, {len(failed)} failed, {skipped} skipped"


class CountingReporter(TreeReporter):
    """Trial's tree, then the real components that were missing, then the counts alone on the last line."""

    def done(self) -> None:
        super().done()
        missing = sorted({str(reason) for _, reason in self.skips if str(reason).startswith(MISSING)})
        for reason in missing:
            self._writeln(f"Skipped, {reason}")
        self._writeln(count_line(self))
