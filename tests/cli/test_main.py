"""The command itself."""

import contextlib
import importlib
import io
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.main import COMMANDS, main


class MainTests(SynchronousTestCase):
    """One command, its sub-commands each in a module."""

    def test_every_command_can_be_asked_for_help(self) -> None:
        """Every sub-command of the table has its module, and tells what it takes."""
        for name in COMMANDS:
            module = importlib.import_module(f"audiosocket.cli.{name}")
            self.assertTrue(callable(module.run))
            out = io.StringIO()
            with contextlib.redirect_stdout(out), self.assertRaises(SystemExit) as ended:
                main([name, "--help"])
            self.assertEqual(ended.exception.code, 0)
            self.assertIn(f"audiosocket {name}", out.getvalue())

    def test_without_a_command(self) -> None:
        """No command is an error that shows how it is used."""
        err = io.StringIO()
        with contextlib.redirect_stderr(err), self.assertRaises(SystemExit) as ended:
            main([])
        self.assertEqual(ended.exception.code, 2)
        self.assertIn("usage: audiosocket", err.getvalue())

    def test_a_known_fault_is_a_sentence(self) -> None:
        """A fault that we know ends with status 1 and its sentence, without a traceback."""
        err = io.StringIO()
        missing = Path(self.mktemp())
        with contextlib.redirect_stderr(err):
            self.assertEqual(main(["dialplan", "-c", str(missing)]), 1)
        self.assertEqual(
            err.getvalue(), f"audiosocket: {missing}:1:1: cannot read {missing}: No such file or directory\n"
        )
