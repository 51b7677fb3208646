"""The argument of every command that reads the server's settings."""

import argparse
from pathlib import Path


def add_config_argument(parser: argparse.ArgumentParser) -> None:
    """Give the parser ``--config``; `options.config` is then the file's path."""
    parser.add_argument(
        "-c",
        "--config",
        type=Path,
        default=Path("etc/audiosocket.yaml"),
        help="the server's file (default: %(default)s)",
    )
