"""The ``audiosocket`` command: one sub-command a module, imported only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from audiosocket.errors import DoormanError

COMMANDS = {
    "call": "a caller without Asterisk: recordings, the keyboard or the microphone",
    "check": "validate the configuration's files",
    "demo": "play a whole visit on this machine, with everything embedded",
    "dialplan": "print the lines that Asterisk needs",
    "evaluate": "measure understanding, consent, speech and whole visits on a corpus",
    "models": "fetch the speech models and say which will be used",
}
"""Every sub-command, a module of the same name in this package, and its line of help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run one sub-command.

    :param arguments: by default the process's own.
    :returns: the exit status: that of the command; 1 on a fault that we know (its sentence goes to standard error).
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = next((word for word in given if not word.startswith("-")), None)
    options = _parser(name).parse_args(given)
    try:
        status: int = options.run(options)
    except DoormanError as error:
        print(f"audiosocket: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _parser(wanted: str | None) -> argparse.ArgumentParser:
    """The parser; only the wanted command's module is imported, to start quickly and to need only what it needs."""
    parser = argparse.ArgumentParser(prog="audiosocket", description="An AI doorman beside Asterisk.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, line in COMMANDS.items():
        command = commands.add_parser(name, help=line, description=line[0].upper() + line[1:] + ".")
        if name == wanted:
            module = importlib.import_module(f"audiosocket.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
