"""``audiosocket check``: is this configuration right? All its faults, or one line that says what it describes."""

from __future__ import annotations

import argparse
import sys

from audiosocket.cli.config_argument import add_config_argument
from audiosocket.config import Configuration, load
from audiosocket.conversation.prompts import prompt_faults
from audiosocket.errors import ConfigError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser what this command takes."""
    add_config_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print every fault and return 1, or print one line and return 0."""
    try:
        configuration = load(options.config, also=prompt_faults)
    except ConfigError as error:
        count = len(str(error).splitlines())
        print(f"{error}\n{count} fault{'s' if count != 1 else ''} in {options.config}", file=sys.stderr)
        return 1
    print(f"{options.config} is good: {summary(configuration)}")
    return 0


def summary(configuration: Configuration) -> str:
    """What a configuration describes, in numbers."""
    rosters = [each.roster for each in configuration.condominiums]
    apartments = sum(len(roster.apartments) for roster in rosters)
    residents = sum(len(apartment.residents) for roster in rosters for apartment in roster.apartments)
    return ", ".join(
        f"{count} {noun}{'s' if count != 1 else ''}"
        for count, noun in (
            (len(rosters), "condominium"),
            (apartments, "apartment"),
            (residents, "resident"),
            (len(configuration.speech.recognizers), "recognizer"),
            (len(configuration.speech.synthesizers), "synthesizer"),
        )
    )
