"""How far a long command is."""

import io

from rich.console import Console
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.progress import counting, steps


class ProgressTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.out = io.StringIO()
        self.console = Console(file=self.out)

    def test_steps_elsewhere_than_a_terminal(self) -> None:
        """Into a file goes a line for each tenth, the last one saying that all is done."""
        with steps(self.console, "recordings", 100) as progress:
            for _ in range(100):
                progress.step()
        lines = self.out.getvalue().splitlines()
        self.assertEqual(len(lines), 10)
        self.assertEqual(lines[-1], "recordings: 100 of 100")

    def test_steps_on_a_terminal(self) -> None:
        """On a terminal a bar goes along, with the name of what was done last."""
        with steps(Console(file=self.out, force_terminal=True, width=100), "visits", 2) as progress:
            progress.step("01")
            progress.step("02")
        self.assertIn("visits 02", self.out.getvalue())
        self.assertIn("2/2", self.out.getvalue())

    def test_counting(self) -> None:
        """A count that comes from elsewhere is told in a few lines; none when nothing is counted."""
        with counting(self.console, "sentences") as progress:
            for done in range(1, 41):
                progress(done, 40)
        self.assertEqual(self.out.getvalue().splitlines()[-1], "sentences: 40 of 40")
        self.assertLess(len(self.out.getvalue().splitlines()), 7)
