"""`audiosocket check`, through the command."""

import contextlib
import io
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.main import main

ETC = Path(__file__).parents[2] / "etc"


class CheckTests(SynchronousTestCase):
    """Good and bad files."""

    def check(self, path: Path) -> tuple[int, str, str]:
        """Exit status, standard output and standard error."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(["check", "-c", str(path)])
        return status, out.getvalue(), err.getvalue()

    def test_a_good_file_is_one_line(self) -> None:
        """A good configuration is described in one line of numbers."""
        status, out, _ = self.check(ETC / "load.yaml")
        self.assertEqual(status, 0)
        self.assertRegex(out, r"^.*load.yaml is good: 1 condominium, \d+ apartments, .*\n$")

    def test_a_bad_file_shows_its_faults(self) -> None:
        """A bad configuration gives its faults, their number, and exit status 1."""
        path = Path(self.mktemp())
        path.write_text("max_calls: 0\n")
        status, _, err = self.check(path)
        self.assertEqual(status, 1)
        self.assertIn(f"{path}:1:12: max_calls: must be at least 1\n", err)
        self.assertIn("3 faults in", err)

    def test_own_prompts_that_cannot_be_said(self) -> None:
        """An own prompt that does not exist is a fault at its place in the file."""
        path = Path(self.mktemp())
        path.write_text(
            "telephony: {kind: none}\n"
            "condominiums:\n"
            "  - {id: h, name: H, listen: {visitors: 8080}, gate: {driver: log}, prompts: {greting: [Oi]},\n"
            "     roster: {apartments: [{number: 1, extension: 1}]}}\n"
        )
        status, _, err = self.check(path)
        self.assertEqual(status, 1)
        self.assertIn(f"{path}:3:88: condominiums[0].prompts.greting: is not a prompt; did you mean greeting?\n", err)
        self.assertIn("1 fault in", err)
