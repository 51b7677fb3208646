"""An ear and a voice that need no model."""

from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase
from zope.interface.verify import verifyObject

from audiosocket.speech.interfaces import IRecognizer, ISynthesizer, Voice
from audiosocket.speech.scripted import ScriptedRecognizer, ScriptedSynthesizer

VOICE = Voice("scripted", "noise")


class ScriptedRecognizerTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.recognizer = ScriptedRecognizer(self.clock, ["um", "dois"], 0.15)

    def test_interface(self) -> None:
        """It is an IRecognizer."""
        verifyObject(IRecognizer, self.recognizer)

    def test_in_order(self) -> None:
        """Its texts come in order, each after its delay, the last one again and again."""
        heard = []
        for _ in range(3):
            turn = self.recognizer.transcribe(bytes(16_000), "")
            self.clock.advance(0.14)
            self.assertNoResult(turn)
            self.clock.advance(0.02)
            heard.append(self.successResultOf(turn))
        self.assertEqual([transcript.text for transcript in heard], ["um", "dois", "dois"])
        self.assertEqual(heard[0].seconds, 1.0)

    def test_cancel(self) -> None:
        """A cancelled turn leaves no timer."""
        turn = self.recognizer.transcribe(b"", "")
        turn.cancel()
        self.failureResultOf(turn)
        self.assertEqual(self.clock.getDelayedCalls(), [])


class ScriptedSynthesizerTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.synthesizer = ScriptedSynthesizer(self.clock, 14, 0.2)

    def test_interface(self) -> None:
        """It is an ISynthesizer."""
        verifyObject(ISynthesizer, self.synthesizer)

    def say(self, text: str, voice: Voice = VOICE) -> bytes:
        """The sound of a text."""
        heard: list[bytes] = []
        done = self.synthesizer.synthesize(text, voice, heard.append)
        self.assertEqual(heard, [])
        self.clock.advance(0.2)
        self.successResultOf(done)
        return b"".join(heard)

    def test_natural_length(self) -> None:
        """Fourteen characters take a second, less when spoken faster; whole frames always."""
        self.assertEqual(len(self.say("a" * 28)), 32_000)
        self.assertEqual(len(self.say("a" * 28, Voice("", "", 2.0))), 16_000)
        self.assertEqual(len(self.say("oi!")) % 320, 0)

    def test_deterministic(self) -> None:
        """The same text has the same sound, and it is not silence."""
        self.assertEqual(self.say("bom dia"), self.say("bom dia"))
        self.assertGreater(len(set(self.say("bom dia"))), 100)

    def test_cancel(self) -> None:
        """After cancelling nothing is heard."""
        heard: list[bytes] = []
        done = self.synthesizer.synthesize("bom dia", VOICE, heard.append)
        done.cancel()
        self.failureResultOf(done)
        self.clock.advance(1)
        self.assertEqual((heard, self.clock.getDelayedCalls()), ([], []))
