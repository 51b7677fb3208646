"""``audiosocket demo``: a whole visit on this machine, with everything embedded."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.console import Console
from twisted.internet.posixbase import PosixReactorBase

from audiosocket.cli import models
from audiosocket.cli.display import ConversationDisplay
from audiosocket.cli.engine import second_voice
from audiosocket.cli.evaluate_visits import judge, write_heard
from audiosocket.cli.microphone import Microphone
from audiosocket.cli.person import Keyboard, Person
from audiosocket.cli.recording import RecordingError
from audiosocket.cli.rehearsal import Rehearsed, Stage, rehearsal_stage
from audiosocket.cli.running import log_to, run_command
from audiosocket.cli.typed import HELP, read_lines
from audiosocket.cli.visit_script import RECORDINGS, VisitScript, find_visits, read_visit
from audiosocket.errors import DoormanError, SpeechError
from audiosocket.events import Role, as_dict
from audiosocket.providers.exchange import make_client
from audiosocket.speech.exchange import Exchange
from audiosocket.speech.local.choose import describe_ear, describe_mouth
from audiosocket.speech.local.weights import weights_folder
from audiosocket.speech.openai_compatible import OpenAiSynthesizer

MOST_SECONDS = 180.0
MOST_INTERACTIVE_SECONDS = 900.0


class DemoError(DoormanError):
    """The visit did not come out as it should; the message says how it did."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser what this command takes."""
    parser.add_argument(
        "--visit", default="01", help="which recorded visit, by the beginning of its name (default: 01)"
    )
    parser.add_argument("--interactive", action="store_true", help="type as the visitor and the resident yourself")
    parser.add_argument("--microphone", action="store_true", help="speak as well (with --interactive)")
    parser.add_argument(
        "--recordings", type=Path, default=RECORDINGS / "visits", help="folder of recorded visits and their roster"
    )
    parser.add_argument("--roster", type=Path, help="another roster (default: roster.yaml in that folder)")
    parser.add_argument("--out", type=Path, default=Path("var/demo"), help="where to write (default: %(default)s)")
    parser.add_argument("--speech-url", help="a speech engine that runs already (default: one of our own)")


def run(options: argparse.Namespace) -> int:
    """Play the visit; 0 when it came out as it should."""
    script = None if options.interactive else read_visit(choose(options.recordings, options.visit))
    if options.speech_url is None:
        have_models()
    return run_command(lambda reactor: _demo(reactor, options, script))


def choose(recordings: Path, name: str) -> Path:
    """
    The folder of a recorded visit.

    :raises RecordingError: when none, or more than one, has that name; it says which there are.
    """
    folders = find_visits(recordings)
    found = [folder for folder in folders if folder.name.startswith(name)]
    if len(found) != 1:
        names = ", ".join(folder.name for folder in folders)
        raise RecordingError(f"--visit {name}: {len(found)} recorded visits begin so; there are {names}")
    return found[0]


def have_models() -> None:
    """
    Fetch what the speech engine lacks on this machine, after saying what and how much; nothing when all is here.

    :raises SpeechError: when there is no recognizer afterwards.
    """
    parser = argparse.ArgumentParser()
    models.add_arguments(parser)
    models.run(parser.parse_args(["fetch"]))
    if describe_ear("auto", weights_folder()).startswith("none"):
        raise SpeechError("no recognizer could be fetched; try again with a network, or give --speech-url")


async def _demo(reactor: PosixReactorBase, options: argparse.Namespace, script: VisitScript | None) -> int:
    console = Console()
    log_to(options.out / "server.log")
    roster = options.roster or options.recordings / "roster.yaml"
    async with rehearsal_stage(reactor, roster, options.speech_url, console) as stage:
        stage.portaria.events.subscribe(ConversationDisplay(console))
        if script is None:
            rehearsed = await _by_hand(reactor, stage, console, options.microphone)
        else:
            console.print(f"\n{script.title} ({script.name})\n", style="bold", highlight=False)
            rehearsed = await stage.play(script, MOST_SECONDS)
    write_results(options.out, rehearsed)
    console.print(f"\nwritten: {options.out}/heard-visitor.wav, heard-resident.wav, visit.json", highlight=False)
    print(result_line(rehearsed))
    if script is not None and not judge(script, rehearsed).reached:
        raise DemoError(f"{script.name} should have ended as “{script.expected_outcome}”")
    return 0


async def _by_hand(reactor: PosixReactorBase, stage: Stage, console: Console, spoken: bool) -> Rehearsed:
    """A visit of people at the keyboard, and at the microphone if asked for."""
    visitor, resident = Person(Role.VISITOR), Person(Role.RESIDENT)

    def complain(sentence: str) -> None:
        console.print(sentence, style="red", highlight=False)

    exchange = Exchange(make_client(reactor), reactor, stage.engine_url)
    voice = await second_voice(reactor, stage.engine_url)
    keyboard = Keyboard(visitor, resident, OpenAiSynthesizer(exchange), voice, complain)
    microphone = Microphone(reactor, keyboard.say_live) if spoken else None
    if microphone is not None:
        visitor.loudspeaker = resident.loudspeaker = microphone.play
    if "robotic" in describe_mouth("auto", weights_folder()):
        complain("Only a robotic voice is on this machine: no recognizer understands what it says, so press keys.")
    console.print(f"\n{HELP}\n", highlight=False)
    read_lines(reactor, keyboard.take, lambda: None)
    try:
        return await stage.attend(visitor, resident, MOST_INTERACTIVE_SECONDS)
    finally:
        if microphone is not None:
            microphone.close()


def write_results(folder: Path, rehearsed: Rehearsed) -> None:
    """What was heard by both, and all events with their seconds from the first one."""
    write_heard(folder, rehearsed)
    first = rehearsed.happened[0].time if rehearsed.happened else 0.0
    rows = [{**as_dict(event), "time": round(event.time - first, 3)} for event in rehearsed.happened]
    visit = {"visit": str(rehearsed.visit), "gate_opened": rehearsed.gate_opened, "events": rows}
    (folder / "visit.json").write_text(json.dumps(visit, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def result_line(rehearsed: Rehearsed) -> str:
    """Outcome, gate and seconds."""
    ended = rehearsed.ended
    gate = "gate opened" if rehearsed.gate_opened else "gate stayed shut"
    if ended is None:
        return f"not over, {gate}"
    return f"{ended.outcome}, {gate}, {ended.seconds:.1f} s"
