"""``audiosocket evaluate``: understanding, consent, recordings and whole visits, measured on a corpus."""

from __future__ import annotations

import argparse
from pathlib import Path

from audiosocket.cli import evaluate_latency, evaluate_models, evaluate_recordings, evaluate_text, evaluate_visits
from audiosocket.cli.model_cases import RESIDENT_TASKS, VISITOR_TASKS
from audiosocket.cli.running import run_command
from audiosocket.cli.visit_script import RECORDINGS

_SPEECH = RECORDINGS / "visits" / "01-delivery-authorized" / "visitor-1.wav"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser what this command and its sub-commands take."""
    kinds = parser.add_subparsers(metavar="WHAT", required=True)
    residents = kinds.add_parser("residents", help="residents' answers as text: what they mean for the gate")
    residents.add_argument("--cases", type=Path, required=True, help="JSONL of id, question, answer")
    residents.set_defaults(evaluate=_residents)
    visitors = kinds.add_parser("visitors", help="visitors' turns as text: what they want, and of whom")
    visitors.add_argument("--cases", type=Path, required=True, help="JSONL of id, turns")
    visitors.set_defaults(evaluate=_visitors)
    evaluate_models.add_model_arguments(residents, RESIDENT_TASKS)
    evaluate_models.add_model_arguments(visitors, VISITOR_TASKS)
    recordings = kinds.add_parser("recordings", help="recordings through endpointing, recognition and the rules")
    recordings.add_argument("--manifest", type=Path, required=True, help="JSONL with a line for each recording")
    recordings.add_argument("--noise", type=Path, help="a WAV file of background to mix in")
    recordings.add_argument("--snr", type=float, default=10.0, help="its ratio in dB (default: %(default)s)")
    recordings.set_defaults(evaluate=_recordings)
    visits = kinds.add_parser("visits", help="whole recorded visits through the running server")
    visits.add_argument("--visits", type=Path, required=True, help="folder of visits, each a folder with a visit.yaml")
    visits.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="only these visits (or beginnings of names)"
    )
    visits.add_argument("--at-once", type=int, default=2, help="visits at the same time (default: %(default)s)")
    visits.add_argument("--heard", type=Path, metavar="DIR", help="write what both parties heard into this folder")
    visits.set_defaults(evaluate=_visits)
    latency = kinds.add_parser("latency", help="what the server itself adds before it answers a turn")
    latency.add_argument("--calls", type=int, default=40, help="calls at once (default: %(default)s)")
    latency.add_argument("--turns", type=int, default=4, help="turns of each call (default: %(default)s)")
    latency.add_argument("--roster", type=Path, default=RECORDINGS / "visits" / "roster.yaml", help="any roster")
    latency.add_argument("--speech", type=Path, default=_SPEECH, help="a recording that every caller says")
    latency.add_argument("--out", type=Path, help="JSON of the percentiles")
    latency.set_defaults(evaluate=_latency)
    for kind in (visitors, recordings, visits):
        kind.add_argument("--roster", type=Path, required=True, help="YAML of blocks, apartments and residents")
    for kind in (recordings, visits):
        kind.add_argument("--speech-url", help="a speech engine that runs already (default: one of our own)")
    for kind in (residents, visitors, recordings, visits):
        kind.add_argument("--out", type=Path, required=True, help="JSONL of predictions, a row a case")


def run(options: argparse.Namespace) -> int:
    """Evaluate; 0 when every case was tried, whatever the result."""
    status: int = options.evaluate(options)
    return status


def _residents(options: argparse.Namespace) -> int:
    if options.models is not None:
        return run_command(lambda reactor: evaluate_models.evaluate_residents(reactor, options))
    evaluate_text.residents(options.cases, options.out)
    return 0


def _visitors(options: argparse.Namespace) -> int:
    if options.models is not None:
        return run_command(lambda reactor: evaluate_models.evaluate_visitors(reactor, options))
    evaluate_text.visitors(options.roster, options.cases, options.out)
    return 0


def _recordings(options: argparse.Namespace) -> int:
    return run_command(lambda reactor: evaluate_recordings.evaluate(reactor, options))


def _visits(options: argparse.Namespace) -> int:
    return run_command(lambda reactor: evaluate_visits.evaluate(reactor, options))


def _latency(options: argparse.Namespace) -> int:
    return run_command(lambda reactor: evaluate_latency.evaluate(reactor, options))
