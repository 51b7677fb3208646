"""The next provider when one fails."""

from twisted.internet.defer import CancelledError
from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase
from zope.interface.verify import verifyObject

from audiosocket.errors import SpeechBusyError, SpeechError
from audiosocket.providers.chain import Provider
from audiosocket.speech.fallback import DefaultVoice, FallbackRecognizer, FallbackSynthesizer
from audiosocket.speech.interfaces import IPromptCache, IRecognizer, ISynthesizer, Voice
from tests.speech.fakes import FakeRecognizer, FakeSynthesizer

VOICE = Voice("kokoro", "pf_dora", 1.1)


class FallbackRecognizerTests(SynchronousTestCase):
    def chain(self, *recognizers: FakeRecognizer) -> FallbackRecognizer:
        """The chain under test."""
        self.clock = Clock()
        return FallbackRecognizer(self.clock, [Provider(f"p{n}", each) for n, each in enumerate(recognizers)], 15)

    def heard(self, chain: FallbackRecognizer) -> str:
        """What the chain hears."""
        return self.successResultOf(chain.transcribe(b"", "")).text

    def test_interface(self) -> None:
        """It is an IRecognizer."""
        verifyObject(IRecognizer, self.chain(FakeRecognizer()))

    def test_first(self) -> None:
        """While the first works the second is not asked."""
        second = FakeRecognizer()
        self.assertEqual(self.heard(self.chain(FakeRecognizer("um"), second)), "um")
        self.assertEqual(second.asked, 0)

    def test_cool_down(self) -> None:
        """One that failed is passed over for 15 seconds, then asked first again."""
        first, second = FakeRecognizer(SpeechError("broken"), "um"), FakeRecognizer("dois", "dois")
        chain = self.chain(first, second)
        self.assertEqual(self.heard(chain), "dois")
        self.clock.advance(14.9)
        self.assertEqual((self.heard(chain), first.asked), ("dois", 1))
        self.clock.advance(0.2)
        self.assertEqual(self.heard(chain), "um")
        self.assertEqual(len(self.flushLoggedErrors()), 0)

    def test_busy(self) -> None:
        """A busy one is passed over for as long as it asked."""
        chain = self.chain(FakeRecognizer(SpeechBusyError("busy", 2.0), "um"), FakeRecognizer("dois"))
        self.heard(chain)
        self.clock.advance(2.1)
        self.assertEqual(self.heard(chain), "um")

    def test_all_cold(self) -> None:
        """When all have failed lately they are asked all the same."""
        chain = self.chain(FakeRecognizer(SpeechError("a"), "um"), FakeRecognizer(SpeechError("b")))
        fault = self.failureResultOf(chain.transcribe(b"", ""), SpeechError).value
        self.assertEqual(str(fault), "All providers failed. a b")
        self.assertEqual(self.heard(chain), "um")


class FallbackSynthesizerTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.first, self.second = FakeSynthesizer(), FakeSynthesizer()
        self.heard: list[bytes] = []
        providers = [Provider[ISynthesizer]("a", self.first), Provider[ISynthesizer]("b", self.second)]
        self.chain = FallbackSynthesizer(Clock(), providers)

    def test_interface(self) -> None:
        """It is an ISynthesizer and knows what is ready."""
        verifyObject(ISynthesizer, self.chain)
        verifyObject(IPromptCache, self.chain)

    def test_own_voice(self) -> None:
        """The second speaks with its own voice, at the wanted speed."""
        done = self.chain.synthesize("oi", VOICE, self.heard.append)
        self.first.asked[0].done.errback(SpeechError("broken"))
        self.assertEqual(self.second.asked[0].voice, Voice("auto", "auto", 1.1))
        self.second.asked[0].receive(b"ab")
        self.second.asked[0].done.callback(None)
        self.successResultOf(done)
        self.assertEqual(self.heard, [b"ab"])

    def test_broken_in_the_middle(self) -> None:
        """Nobody hears the beginning twice: one that breaks off fails the whole."""
        done = self.chain.synthesize("oi", VOICE, self.heard.append)
        self.first.asked[0].receive(b"ab")
        self.first.asked[0].done.errback(SpeechError("broken"))
        self.failureResultOf(done, SpeechError)
        self.assertEqual(self.second.asked, [])

    def test_cancel(self) -> None:
        """Cancelling cancels the one that speaks, and asks no other."""
        done = self.chain.synthesize("oi", VOICE, self.heard.append)
        done.cancel()
        self.failureResultOf(done, CancelledError)
        self.assertEqual((self.first.asked[0].cancelled, self.second.asked), (True, []))


class DefaultVoiceTests(SynchronousTestCase):
    def test_auto(self) -> None:
        """Those who leave the choice get the default; those who choose get what they chose."""
        behind = FakeSynthesizer()
        voices = DefaultVoice(behind, "tts-1", "coral")
        voices.synthesize("oi", Voice("auto", "auto", 0.9), lambda _: None)
        voices.synthesize("oi", VOICE, lambda _: None)
        self.assertEqual([asked.voice for asked in behind.asked], [Voice("tts-1", "coral", 0.9), VOICE])
        self.assertIsNone(voices.get_now("oi", VOICE))
