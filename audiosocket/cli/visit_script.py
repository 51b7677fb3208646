"""A recorded visit: who says which recordings, and how it should end."""

from dataclasses import dataclass
from pathlib import Path

import yaml

import audiosocket
from audiosocket.cli.recording import RecordingError, read_audio
from audiosocket.events import Outcome, Role

SCRIPT_FILE = "visit.yaml"
RECORDINGS = Path(audiosocket.__file__).parents[1] / "recordings"
"""The repository's recordings; they do not come with an installed package."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One recording of a party: its text as written, and its audio (8 kHz s16le)."""

    text: str
    audio: bytes


@dataclass(frozen=True, slots=True)
class VisitScript:
    """A visit's recordings in order; `expected` is that part of visit.yaml as it stands there."""

    name: str
    title: str
    visitor: tuple[Utterance, ...]
    resident: tuple[Utterance, ...]
    expected: dict[str, object]

    def utterances(self, role: Role) -> tuple[Utterance, ...]:
        """What one party says."""
        return self.visitor if role is Role.VISITOR else self.resident

    @property
    def expected_outcome(self) -> str:
        """Such as "authorized" or "no call"."""
        return str(self.expected.get("outcome", ""))

    @property
    def expected_flat(self) -> tuple[str, str] | None:
        """Block and number of the flat to be called, or None when nobody may be."""
        called = self.expected.get("called")
        if not isinstance(called, dict):
            return None
        return str(called.get("block", "")), str(called.get("apartment", ""))


def read_visit(folder: Path) -> VisitScript:
    """
    Read a visit's folder with all its recordings.

    :raises RecordingError: when its file or a recording of it cannot be used.
    """
    path = folder / SCRIPT_FILE
    try:
        script = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise RecordingError(
            f"{path}: {error}; a recorded visit has a {SCRIPT_FILE} with `steps` and `expected`"
        ) from error
    if not isinstance(script, dict) or not isinstance(script.get("steps"), list):
        raise RecordingError(f"{path}: has no `steps`; a recorded visit lists them, each with a `speaker` and a `file`")
    expected = script.get("expected")
    return VisitScript(
        name=folder.name,
        title=str(script.get("title", folder.name)),
        visitor=_utterances(folder, script["steps"], Role.VISITOR),
        resident=_utterances(folder, script["steps"], Role.RESIDENT),
        expected=expected if isinstance(expected, dict) else {},
    )


def find_visits(folder: Path) -> list[Path]:
    """The folders of recorded visits in a folder, in the order of their names."""
    found = sorted(path.parent for path in folder.glob(f"*/{SCRIPT_FILE}"))
    if not found:
        raise RecordingError(f"{folder}: holds no recorded visit; each is a folder with a {SCRIPT_FILE}")
    return found


def is_reached(expected: str, outcome: str, called: bool, gate_opened: bool) -> bool:
    """Whether a visit ended as it should; "no call" is any end at which nobody was called and the gate is shut."""
    if expected == Outcome.NO_CALL:
        return not called and not gate_opened
    return outcome == expected and gate_opened == (expected == Outcome.AUTHORIZED)


def _utterances(folder: Path, steps: list[object], role: Role) -> tuple[Utterance, ...]:
    said = [step for step in steps if isinstance(step, dict) and step.get("speaker") == role and "file" in step]
    return tuple(Utterance(str(step.get("text", "")), read_audio(folder / str(step["file"]))) for step in said)
