"""Recordings through endpointing, recognition and the rules."""

import json
from pathlib import Path

import numpy as np
from twisted.internet.defer import Deferred, succeed
from twisted.trial.unittest import SynchronousTestCase
from zope.interface import implementer
from zope.interface.verify import verifyObject

from audiosocket.cli.evaluate_recordings import (
    Ear,
    EndedTurn,
    Noise,
    Row,
    asked_of,
    find_turns,
    read_answers,
    read_manifest,
    summary,
    together,
)
from audiosocket.cli.recording import RecordingError, write_wav
from audiosocket.cli.rehearsal_settings import rehearsal_house
from audiosocket.media.endpointing import Turn
from audiosocket.media.line import LineRules
from audiosocket.speech.interfaces import IRecognizer, Transcript
from audiosocket.understanding.consent import Label
from audiosocket.understanding.slots import Slot

HOUSE = rehearsal_house(Path(__file__).parents[1] / "data" / "corpus" / "roster.yaml", "http://127.0.0.1/v1")


def tone(seconds: float) -> bytes:
    return bytes((9000 * np.sin(np.arange(int(seconds * 8000)) * 0.7)).astype("<i2").tobytes())


def silence(seconds: float) -> bytes:
    return bytes(2 * int(seconds * 8000))


class LoudDetector:
    """Whatever is loud is a voice."""

    def is_voice(self, frame: bytes) -> bool:
        return max(frame) > 0


@implementer(IRecognizer)
class PreparedRecognizer:
    """Hears prepared texts in order, and keeps what it was given."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)
        self.given: list[tuple[float, str]] = []

    def transcribe(self, audio: bytes, hint: str) -> Deferred[Transcript]:
        self.given.append((len(audio) / 16000, hint))
        return succeed(Transcript(self.texts.pop(0)))


class RecordingsCase(SynchronousTestCase):
    def setUp(self) -> None:
        self.folder = Path(self.mktemp())
        self.folder.mkdir()

    def manifest(self, audio: bytes, **fields: object) -> Path:
        write_wav(self.folder / "a.wav", audio)
        row = {"file": "a.wav", "speech_start_s": 0.3, "speech_end_s": 1.3, **fields}
        path = self.folder / "manifest.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        return path

    def hear(self, recognizer: PreparedRecognizer, path: Path, noise: Noise | None = None) -> Row:
        ear = Ear(HOUSE, recognizer, LoudDetector, noise)
        return self.successResultOf(Deferred.fromCoroutine(ear.hear(read_manifest(path)[0])))


class EarTests(RecordingsCase):
    audio = silence(0.3) + tone(1.0) + silence(0.6)

    def test_a_resident(self) -> None:
        """A resident's answer is found, recognized without a hint and labelled by its question."""
        recognizer = PreparedRecognizer("Pode liberar, sim.")
        self.assertTrue(verifyObject(IRecognizer, recognizer))
        path = self.manifest(
            self.audio, speaker="resident", question="O Beto pode entrar?", gold="authorize", voice="x"
        )
        row = self.hear(recognizer, path)
        self.assertEqual(row["label"], "authorize")
        self.assertEqual((row["text_heard"], row["turn_found"], row["turns"]), ("Pode liberar, sim.", True, 1))
        self.assertEqual((row["gold"], row["voice"]), ("authorize", "x"))
        self.assertEqual([hint for _, hint in recognizer.given], [""])

    def test_end_of_turn_is_counted_from_the_speech(self) -> None:
        """The time to the end of the turn counts from the end of the speech, in audio time."""
        row = self.hear(
            PreparedRecognizer("sim"), self.manifest(self.audio, speaker="resident", question="?", gold="x")
        )
        self.assertEqual(row["end_of_turn_ms"], 600)

    def test_the_turn_has_its_look_back(self) -> None:
        """What goes to the recognizer begins before the speech and ends after it."""
        recognizer = PreparedRecognizer("sim")
        self.hear(recognizer, self.manifest(self.audio, speaker="resident", question="?", gold="x"))
        self.assertTrue(1.3 <= recognizer.given[0][0] <= 1.7, recognizer.given)

    def test_nothing_to_hear(self) -> None:
        """A recording without a voice has no turn, and an unclear label."""
        row = self.hear(
            PreparedRecognizer(), self.manifest(silence(2.0), speaker="resident", question="?", gold="unclear")
        )
        self.assertEqual((row["turn_found"], row["end_of_turn_ms"], row["label"]), (False, None, "unclear"))

    def test_noise_goes_on_behind_the_speech(self) -> None:
        """With a background the line never falls silent; the turn is found all the same, in the end."""
        noise = Noise(np.random.default_rng(3).normal(0, 3000, 80000).astype("<i2").tobytes(), 0.0)
        row = self.hear(
            PreparedRecognizer("sim"), self.manifest(self.audio, speaker="resident", question="?", gold="x"), noise
        )
        self.assertTrue(row["turn_found"])


class ManifestTests(RecordingsCase):
    def test_faults_have_a_line(self) -> None:
        """A line that is no JSON, or lacks a field, is told with its number."""
        path = self.manifest(silence(1.0), speaker="resident")
        path.write_text(path.read_text() + "\nnonsense\n")
        self.assertIn("manifest.jsonl:3", str(self.assertRaises(RecordingError, read_manifest, path)))
        path.write_text('{"file": "a.wav", "speaker": "nobody", "speech_end_s": 1}')
        self.assertIn("manifest.jsonl:1", str(self.assertRaises(RecordingError, read_manifest, path)))

    def test_asked(self) -> None:
        """What was asked is one of our slots, a confirmation, or nothing."""
        self.assertIs(asked_of({"asked": "block"}), Slot.BLOCK)
        self.assertEqual(asked_of({"asked": "confirm"}), "confirm")
        self.assertIsNone(asked_of({"asked": "weather"}))
        self.assertIsNone(asked_of({}))


class TurnTests(SynchronousTestCase):
    def test_two_turns(self) -> None:
        """A pause longer than the end of a turn makes two turns, each declared in its own time."""
        audio = silence(0.2) + tone(0.5) + silence(1.5) + tone(0.5) + silence(2.0)
        turns = find_turns(audio, 4.0, LineRules(), LoudDetector())
        self.assertEqual([round(each.declared, 1) for each in turns], [1.4, 3.4])

    def ended(self, began: float, declared: float) -> EndedTurn:
        return EndedTurn(Turn(silence(declared - began), began, declared - 0.7, 500), declared)

    def test_words_said_meanwhile_belong_together(self) -> None:
        """What follows while the turn before is still being recognized is one answer with it; later words are not."""
        turns = [self.ended(0.0, 2.0), self.ended(2.4, 4.0), self.ended(6.0, 8.0)]
        self.assertEqual(together(turns, ["pode", "não, não pode", "sim"], 0.0), ["pode não, não pode", "sim"])

    def test_what_comes_before_an_answer_settled_belongs_to_it(self) -> None:
        """Where an answer has to settle, what follows within that time is the same answer."""
        turns = [self.ended(0.0, 2.0), self.ended(3.0, 4.0)]
        self.assertEqual(together(turns, ["pode", "não"], 1.0), ["pode", "não"])
        self.assertEqual(together(turns, ["pode", "não"], 2.0), ["pode não"])

    def test_the_first_decision_counts(self) -> None:
        """An answer that decides is final; a doubtful one is followed by the next."""
        question = "O Beto está aqui. Posso liberar a entrada?"
        self.assertIs(read_answers(question, ["uhum", "pode liberar"], clear=True), Label.AUTHORIZE)
        self.assertIs(read_answers(question, ["não", "pode liberar"], clear=True), Label.DENY)
        self.assertIs(read_answers(question, [], clear=True), Label.UNCLEAR)


class SummaryTests(SynchronousTestCase):
    def test_one_line(self) -> None:
        """What was right, what was unsafe, and how long the end of a turn takes, in one line."""
        rows: list[Row] = [
            {"gold": "deny", "label": "authorize", "turn_found": True, "end_of_turn_ms": 700},
            {"gold": {"block": "B"}, "final": {"block": "B"}, "turn_found": True, "end_of_turn_ms": 720},
            {"gold": "deny", "label": "unclear", "accept": ["unclear"], "turn_found": False, "end_of_turn_ms": None},
        ]
        self.assertEqual(
            summary(rows),
            "2 of 3 recordings right (67 %), 1 false authorizations, 2 turns found, end of turn after 710 ms (median)",
        )
