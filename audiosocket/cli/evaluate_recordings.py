"""Each recording of a manifest through endpointing, recognition and the rules, as the server has them."""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from twisted.internet.posixbase import PosixReactorBase

from audiosocket.cli.engine import recognizer_at, speech_engine
from audiosocket.cli.noise import mix, offset_for
from audiosocket.cli.progress import steps
from audiosocket.cli.recording import SAMPLE_BYTES, SAMPLE_RATE, RecordingError, read_audio
from audiosocket.cli.rehearsal_settings import rehearsal_house
from audiosocket.cli.scoring import label_right, slots_right
from audiosocket.config.server import Media
from audiosocket.events import Role
from audiosocket.media.clarity import is_clear
from audiosocket.media.endpointing import Turn
from audiosocket.media.line import Line, LineRules
from audiosocket.media.voice import VoiceDetector, make_detector
from audiosocket.speech.interfaces import IRecognizer
from audiosocket.understanding.consent import Label, read_answer
from audiosocket.understanding.roster import Roster
from audiosocket.understanding.slots import Slot, Slots
from audiosocket.understanding.visitor import Asked, read_visitor
from audiosocket.visits.house import House
from audiosocket.wire import AUDIO, FRAME_BYTES

_FRAME_SECONDS = FRAME_BYTES / SAMPLE_BYTES / SAMPLE_RATE
_QUIET_AFTER_SECONDS = 2.0
_MOST_QUIET_SECONDS = 16.0
"""Background is played on after a recording until its turn has ended, but no longer than this."""
_RECOGNIZE_SECONDS = 1.2
"""From the last voice of a turn to its words, for deciding what was said meanwhile."""

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Sample:
    """One recording of the manifest: its line there, its audio, and where its speech is (seconds)."""

    row: Row
    audio: bytes
    speech_start: float
    speech_end: float

    @property
    def role(self) -> Role:
        """Who speaks."""
        return Role(str(self.row["speaker"]))


@dataclass(frozen=True, slots=True)
class Noise:
    """A gate's background (8 kHz s16le), to be mixed in at `snr_db`."""

    audio: bytes
    snr_db: float


@dataclass(frozen=True, slots=True)
class EndedTurn:
    """A turn that the endpointing found, and when it was declared ended (seconds from the recording's beginning)."""

    turn: Turn
    declared: float


class _Listener:
    """Keeps the turns of a line with the time at which they ended."""

    def __init__(self) -> None:
        self.now = 0.0
        self.turns: list[EndedTurn] = []

    def turn_began(self) -> None:
        pass

    def turn_interrupted(self) -> None:
        pass

    def turn_paused(self, turn: Turn) -> None:
        pass

    def turn_resumed(self) -> None:
        pass

    def turn_ended(self, turn: Turn, over_us: bool) -> None:
        self.turns.append(EndedTurn(turn, self.now))


def read_manifest(path: Path) -> list[Sample]:
    """
    Read a manifest and all its recordings.

    :raises RecordingError: on a line without `file`, `speaker` or `speech_end_s`, or a bad recording.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise RecordingError(f"{path}: {error}; give the manifest.jsonl of a set of recordings") from error
    return [_sample(line, f"{path}:{n}", path.parent) for n, line in enumerate(lines, 1) if line.strip()]


def _sample(line: str, where: str, folder: Path) -> Sample:
    try:
        row = json.loads(line)
        Role(row["speaker"])
        file, start, end = str(row["file"]), float(row.get("speech_start_s", 0.0)), float(row["speech_end_s"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordingError(f"{where}: {error}; each line is an object with file, speaker, speech_end_s") from error
    return Sample(row, read_audio(folder / file), start, end)


def audio_of(sample: Sample, noise: Noise | None) -> bytes:
    """The recording as the line brings it: quiet, or the background, goes on behind it."""
    audio = sample.audio + bytes(int(_MOST_QUIET_SECONDS * SAMPLE_RATE) * SAMPLE_BYTES)
    if noise is None:
        return audio
    offset = offset_for(str(sample.row["file"]), noise.audio)
    return mix(audio, noise.audio, noise.snr_db, sample.speech_start, sample.speech_end, offset)


def find_turns(audio: bytes, least_seconds: float, rules: LineRules, detector: VoiceDetector) -> list[EndedTurn]:
    """
    The turns of a line's audio, each frame arriving when it would on a telephone.

    :param least_seconds: how much of the audio is played at least; more of it only until a running turn has ended.
    """
    listener = _Listener()
    line = Line(rules, detector, listener)
    for start in range(0, len(audio) - FRAME_BYTES + 1, FRAME_BYTES):
        if listener.now >= least_seconds and not line.party_speaks and listener.turns:
            break
        listener.now += _FRAME_SECONDS
        line.hear(AUDIO, audio[start : start + FRAME_BYTES], listener.now)
    return listener.turns


@dataclass
class Ear:
    """Everything between a recording and its row."""

    house: House
    recognizer: IRecognizer
    detector: Callable[[], VoiceDetector]
    noise: Noise | None = None

    async def hear(self, sample: Sample) -> Row:
        """The manifest's fields with what was heard and understood."""
        audio = audio_of(sample, self.noise)
        least = len(sample.audio) / SAMPLE_BYTES / SAMPLE_RATE + _QUIET_AFTER_SECONDS
        visitor = sample.role is Role.VISITOR
        rules = self.house.visitor_leg if visitor else self.house.resident_leg
        hint = self.house.visitor_hint() if visitor else self.house.resident_hint()
        found = find_turns(audio, least, rules.line, self.detector())
        turns = [each for each in found if each.turn.voice_ms >= rules.hearing.least_voice_ms]
        heard = [(await self.recognizer.transcribe(each.turn.audio, hint)).text for each in turns]
        texts = together(turns, heard, rules.hearing.settle_seconds)
        row = dict(sample.row)
        row["text_heard"] = " ".join(text for text in texts if text)
        if visitor:
            row["final"] = read_turns(texts, asked_of(sample.row), self.house.roster).filled()
        else:
            clear = all(is_clear(each.turn.audio) for each in turns)
            row["label"] = str(read_answers(str(sample.row.get("question", "")), texts, clear))
        row["turn_found"] = bool(turns)
        row["turns"] = len(turns)
        row["end_of_turn_ms"] = round((turns[-1].declared - sample.speech_end) * 1000) if turns else None
        return row


def together(turns: list[EndedTurn], heard: list[str], settle_seconds: float) -> list[str]:
    """What a leg hands on: a turn that begins before the words of the one before were handed on belongs to it."""
    texts: list[str] = []
    handed_on = float("-inf")
    for each, text in zip(turns, heard, strict=True):
        if texts and each.turn.speech_start <= handed_on:
            texts[-1] = f"{texts[-1]} {text}".strip()
        else:
            texts.append(text)
        handed_on = max(each.declared, each.turn.speech_end + max(settle_seconds, _RECOGNIZE_SECONDS))
    return texts


def asked_of(row: Row) -> Asked:
    """What the manifest says was asked before, if it is one of our questions."""
    asked = row.get("asked")
    if asked == "confirm":
        return "confirm"
    return Slot(asked) if isinstance(asked, str) and asked in {str(slot) for slot in Slot} else None


def read_turns(texts: Iterable[str], asked: Asked, roster: Roster) -> Slots:
    """What a visitor's turns say, the later ones read with what the earlier ones said."""
    known = Slots()
    for text in texts:
        known = read_visitor(text, asked, known, roster).slots
    return known


def read_answers(question: str, texts: Iterable[str], clear: bool) -> Label:
    """The first answer that decides something, as a visit takes it; what comes after that is too late."""
    label = Label.UNCLEAR
    for text in texts:
        label = read_answer(question, text, clear=clear)
        if label is not Label.UNCLEAR:
            break
    return label


async def evaluate(reactor: PosixReactorBase, options: argparse.Namespace) -> int:
    """``evaluate recordings``: a row for each line of the manifest, and one line that sums them up."""
    console = Console(stderr=True)
    samples = read_manifest(options.manifest)
    noise = Noise(read_audio(options.noise), options.snr) if options.noise else None
    async with speech_engine(reactor, options.speech_url, console) as url:
        house = rehearsal_house(options.roster, url)
        ear = Ear(house, recognizer_at(reactor, url), partial(make_detector, Media()), noise)
        rows = []
        with steps(console, "recordings", len(samples)) as progress, options.out.open("w", encoding="utf-8") as out:
            for sample in samples:
                rows.append(await ear.hear(sample))
                out.write(json.dumps(rows[-1], ensure_ascii=False) + "\n")
                progress.step(str(sample.row["file"]))
    print(summary(rows))
    return 0


def summary(rows: list[Row]) -> str:
    """How many recordings were understood, in one line."""
    right = sum(_is_right(row) for row in rows)
    unsafe = sum(row.get("label") == Label.AUTHORIZE != row.get("gold") for row in rows)
    ends = [end for row in rows if isinstance(end := row["end_of_turn_ms"], int)]
    median = f"{statistics.median(ends):.0f} ms" if ends else "never"
    return (
        f"{right} of {len(rows)} recordings right ({100 * right / max(1, len(rows)):.0f} %), "
        f"{unsafe} false authorizations, {sum(bool(row['turn_found']) for row in rows)} turns found, "
        f"end of turn after {median} (median)"
    )


def _is_right(row: Row) -> bool:
    gold, final = row.get("gold"), row.get("final")
    if isinstance(final, dict):
        return isinstance(gold, dict) and slots_right(gold, final)
    return label_right(gold, row.get("accept"), row.get("label"))
