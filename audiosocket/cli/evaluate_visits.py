"""Whole recorded visits through the running server, and how each of them came out."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from twisted.internet.defer import Deferred, DeferredSemaphore, gatherResults
from twisted.internet.posixbase import PosixReactorBase

from audiosocket import events
from audiosocket.cli.display import slots_text
from audiosocket.cli.evaluate_recordings import Row
from audiosocket.cli.progress import steps
from audiosocket.cli.recording import RecordingError, write_wav
from audiosocket.cli.rehearsal import Rehearsed, rehearsal_stage
from audiosocket.cli.scoring import slots_right
from audiosocket.cli.visit_script import VisitScript, find_visits, is_reached, read_visit
from audiosocket.config import load_roster
from audiosocket.events import Event, Outcome

MOST_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Result:
    """A visit's outcome in the words of visit.yaml, and how it compares with what was expected."""

    outcome: str
    reached: bool
    false_authorization: bool
    right_flat: bool


def judge(script: VisitScript, rehearsed: Rehearsed) -> Result:
    """Compare a visit with its script. A visit in which nobody was called is "no call", in whatever way it ended."""
    ended = rehearsed.ended
    outcome = str(ended.outcome) if ended is not None else "not over"
    if not rehearsed.calls and not rehearsed.gate_opened:
        outcome = str(Outcome.NO_CALL)
    called = [(call.block, call.apartment) for call in rehearsed.calls]
    expected = script.expected_outcome
    return Result(
        outcome=outcome,
        reached=is_reached(expected, outcome, bool(called), rehearsed.gate_opened),
        false_authorization=rehearsed.gate_opened and expected != Outcome.AUTHORIZED,
        right_flat=all(flat == script.expected_flat for flat in called),
    )


def row_of(script: VisitScript, rehearsed: Rehearsed) -> Row:
    """The visit as a row of the predictions; times in seconds from its first event."""
    result, ended = judge(script, rehearsed), rehearsed.ended
    return {
        "visit": script.name,
        "expected": script.expected,
        "outcome": result.outcome,
        "gate_opened": rehearsed.gate_opened,
        "reached": result.reached,
        "false_authorization": result.false_authorization,
        "right_flat": result.right_flat,
        "slots_right": _slots_right(script, rehearsed),
        "slots": _slots(rehearsed),
        "called": [_called(call) for call in rehearsed.calls],
        "ended_as": str(ended.outcome) if ended is not None else None,
        "timed_out": rehearsed.timed_out,
        "seconds": round(ended.seconds, 1) if ended is not None else None,
        "conversation": conversation(rehearsed.happened),
    }


def conversation(happened: tuple[Event, ...]) -> list[Row]:
    """Who said and did what, and when."""
    first = happened[0].time if happened else 0.0
    rows = []
    for event in happened:
        line = _line(event)
        if line is not None:
            rows.append({"time": round(event.time - first, 2), **line})
    return rows


def _line(event: Event) -> Row | None:
    match event:
        case events.Speaking(role=role, prompt=prompt, text=text):
            return {"who": "doorman", "to": str(role), "prompt": prompt, "text": text}
        case events.Heard(role=role, text=text):
            return {"who": str(role), "text": text}
        case events.KeyPressed(role=role, digit=digit):
            return {"who": str(role), "key": digit}
        case events.SlotsUnderstood():
            return {"who": "doorman", "understood": slots_text(event)}
        case events.ResidentCalled(apartment=apartment, block=block, telephone=telephone):
            return {"who": "doorman", "calls": {"apartment": apartment, "block": block, "telephone": telephone}}
        case events.AnswerUnderstood(label=label, by=by):
            return {"who": "doorman", "decision": label, "by": by}
        case events.GateOpening(by=by):
            return {"who": "gate", "opens_on": by}
        case events.VisitEnded(outcome=outcome):
            return {"who": "doorman", "ends": str(outcome)}
        case _:
            return None


def _slots(rehearsed: Rehearsed) -> Row:
    slots = rehearsed.slots
    if slots is None:
        return {}
    named = {
        "intent_type": slots.intent_type,
        "visitor_name": slots.visitor_name,
        "company": slots.company,
        "apartment_number": slots.apartment_number,
        "block": slots.block,
        "resident_name": slots.resident_name,
    }
    return {name: value for name, value in named.items() if value is not None}


def _slots_right(script: VisitScript, rehearsed: Rehearsed) -> bool:
    gold = script.expected.get("slots")
    return slots_right(gold if isinstance(gold, dict) else {}, _slots(rehearsed))


def _called(call: events.ResidentCalled) -> Row:
    return {"apartment": call.apartment, "block": call.block, "telephone": call.telephone, "attempt": call.attempt}


def chosen(folders: list[Path], names: list[str]) -> list[Path]:
    """
    The visits of these names (or beginnings of names); all of them when none is named.

    :raises RecordingError: on a name with which no visit begins.
    """
    for name in names:
        if not any(folder.name.startswith(name) for folder in folders):
            raise RecordingError(f"there is no visit {name}; visits are {', '.join(folder.name for folder in folders)}")
    return [folder for folder in folders if not names or any(folder.name.startswith(name) for name in names)]


async def evaluate(reactor: PosixReactorBase, options: argparse.Namespace) -> int:
    """``evaluate visits``: a row for each visit, and one line that sums them up."""
    console = Console(stderr=True)
    folders = chosen(find_visits(options.visits), options.only)
    scripts = [read_visit(folder) for folder in folders]
    load_roster(options.roster)  # a fault in it is told before the engine starts
    rows: dict[str, Row] = {}
    places = DeferredSemaphore(options.at_once)
    async with rehearsal_stage(reactor, options.roster, options.speech_url, console) as stage:
        with steps(console, "visits", len(scripts)) as progress, options.out.open("w", encoding="utf-8") as out:

            async def play(script: VisitScript) -> None:
                rehearsed = await stage.play(script, MOST_SECONDS)
                row = rows[script.name] = row_of(script, rehearsed)
                print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
                if options.heard is not None:
                    write_heard(options.heard / script.name, rehearsed)
                progress.step(script.name)

            await gatherResults([places.run(lambda each: Deferred.fromCoroutine(play(each)), each) for each in scripts])
    print(summary([rows[script.name] for script in scripts]))
    return 0


def write_heard(folder: Path, rehearsed: Rehearsed) -> None:
    """Write what both parties heard."""
    write_wav(folder / "heard-visitor.wav", rehearsed.heard_visitor)
    write_wav(folder / "heard-resident.wav", rehearsed.heard_resident)


def summary(rows: list[Row]) -> str:
    """How many visits came out as expected, in one line."""
    reached = sum(bool(row["reached"]) for row in rows)
    missed = ", ".join(f"{row['visit']}: {row['outcome']}" for row in rows if not row["reached"])
    unsafe = sum(bool(row["false_authorization"]) for row in rows)
    wrong = sum(not row["right_flat"] for row in rows)
    right = sum(bool(row["slots_right"]) for row in rows)
    return (
        f"{reached} of {len(rows)} visits with the expected outcome, {unsafe} false authorizations, "
        f"{wrong} calls to a wrong flat, slots right in {right}" + (f"; missed: {missed}" if missed else "")
    )
