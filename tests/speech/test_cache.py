"""Speech kept in memory and on disk."""

from pathlib import Path

from twisted.internet.defer import CancelledError, Deferred, execute
from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase
from zope.interface.verify import verifyObject

from audiosocket.errors import SpeechError
from audiosocket.speech.cache import CachedSynthesizer, DiskCache, MemoryCache
from audiosocket.speech.interfaces import IPromptCache, ISynthesizer, Voice
from audiosocket.speech.scripted import ScriptedSynthesizer
from tests.speech.fakes import FakeSynthesizer

VOICE = Voice("kokoro", "pf_dora")


class CachedSynthesizerTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.folder = Path(self.mktemp())
        self.behind = FakeSynthesizer()
        self.cache = self.new_cache()

    def new_cache(self, engine: str = "kokoro") -> CachedSynthesizer:
        """A cache with an empty memory over the same folder."""
        return CachedSynthesizer(self.behind, engine, DiskCache(self.folder), execute)

    def say(self, text: str = "Boa tarde.", voice: Voice = VOICE) -> tuple["Deferred[None]", list[bytes]]:
        """Ask for a text; the second is what is heard of it."""
        heard: list[bytes] = []
        return self.cache.synthesize(text, voice, heard.append), heard

    def make(self, sound: bytes = b"abcd") -> None:
        """Let the last synthesis end well."""
        self.behind.asked[-1].receive(sound)
        self.behind.asked[-1].done.callback(None)

    def test_interface(self) -> None:
        """It is an ISynthesizer and knows what is ready."""
        verifyObject(ISynthesizer, self.cache)
        verifyObject(IPromptCache, self.cache)

    def test_made_once(self) -> None:
        """What was made is heard again without being made again, and is there at once."""
        first, heard = self.say()
        self.assertIsNone(self.cache.get_now("Boa tarde.", VOICE))
        self.make()
        self.successResultOf(first)
        second, again = self.say()
        self.successResultOf(second)
        self.assertEqual((heard, again, len(self.behind.asked)), ([b"abcd"], [b"abcd"], 1))
        self.assertEqual(self.cache.get_now("Boa tarde.", VOICE), b"abcd")

    def test_survives(self) -> None:
        """Another process finds it on disk."""
        self.say()
        self.make()
        self.cache = self.new_cache()
        done, heard = self.say()
        self.successResultOf(done)
        self.assertEqual((heard, len(self.behind.asked)), ([b"abcd"], 1))

    def test_key(self) -> None:
        """Another text, voice, speed or engine is another sound."""
        self.say()
        self.make()
        self.say("Boa noite.")
        self.say(voice=Voice("kokoro", "pm_alex"))
        self.say(voice=Voice("kokoro", "pf_dora", 1.1))
        self.cache = self.new_cache("espeak")
        self.say()
        self.assertEqual(len(self.behind.asked), 5)

    def test_corrupted(self) -> None:
        """A file cut short, altered or emptied is made anew."""
        self.say()
        self.make()
        (file,) = self.folder.rglob("*.pcm")
        whole = file.read_bytes()
        for count, bad in enumerate((whole[:-1], whole[:-1] + b"x", b"", b"short"), 2):
            file.write_bytes(bad)
            self.cache = self.new_cache()
            self.say()
            self.assertEqual(len(self.behind.asked), count)
            self.make()
            self.assertEqual(file.read_bytes(), whole)

    def test_shared(self) -> None:
        """Two who ask at a time share one synthesis; the later one hears it from the beginning."""
        first, heard = self.say()
        self.behind.asked[0].receive(b"ab")
        second, later = self.say()
        self.make(b"cd")
        self.successResultOf(first)
        self.successResultOf(second)
        self.assertEqual((heard, later, len(self.behind.asked)), ([b"ab", b"cd"], [b"ab", b"cd"], 1))

    def test_one_leaves(self) -> None:
        """One who goes away takes nothing from the other; the last one takes the synthesis along."""
        first, heard = self.say()
        second, _ = self.say()
        first.cancel()
        self.failureResultOf(first, CancelledError)
        self.behind.asked[0].receive(b"ab")
        self.assertEqual((heard, self.behind.asked[0].cancelled), ([], False))
        second.cancel()
        self.failureResultOf(second, CancelledError)
        self.assertTrue(self.behind.asked[0].cancelled)

    def test_after_all_left(self) -> None:
        """Who asks after all have gone gets a synthesis of their own."""
        first, _ = self.say()
        first.cancel()
        self.failureResultOf(first)
        second, heard = self.say()
        self.make()
        self.successResultOf(second)
        self.assertEqual(heard, [b"abcd"])

    def test_fault(self) -> None:
        """A fault is everyone's, and nothing of it is kept."""
        first, _ = self.say()
        second, _ = self.say()
        self.behind.asked[0].receive(b"ab")
        self.behind.asked[0].done.errback(SpeechError("broken"))
        self.failureResultOf(first, SpeechError)
        self.failureResultOf(second, SpeechError)
        self.assertEqual(list(self.folder.rglob("*.pcm")), [])
        self.say()
        self.assertEqual(len(self.behind.asked), 2)

    def test_full_disk(self) -> None:
        """A sound that cannot be written is heard all the same."""
        self.folder.write_bytes(b"a file where the folder should be")
        done, heard = self.say()
        self.make()
        self.successResultOf(done)
        self.assertEqual(heard, [b"abcd"])
        self.assertEqual(self.cache.get_now("Boa tarde.", VOICE), b"abcd")

    def test_bad_listener(self) -> None:
        """A listener that raises fails alone."""

        def refuse(_: bytes) -> None:
            raise ValueError("no")

        refused = self.cache.synthesize("Boa tarde.", VOICE, refuse)
        done, heard = self.say()
        self.make()
        self.failureResultOf(refused, ValueError)
        self.successResultOf(done)
        self.assertEqual(heard, [b"abcd"])

    def test_render_all(self) -> None:
        """Prompts are made one after the other, and it is told how many are; one that fails is named."""
        told: list[tuple[int, int]] = []
        work = self.cache.render_all(["a", "b", "c"], VOICE, lambda *progress: told.append(progress))
        done = Deferred.fromCoroutine(work)
        self.make()
        self.behind.asked[-1].done.errback(SpeechError("broken"))
        self.make()
        self.assertEqual(self.successResultOf(done), ["b"])
        self.assertEqual(told, [(1, 3), (2, 3), (3, 3)])
        self.assertIsNotNone(self.cache.get_now("c", VOICE))

    def test_scripted_behind(self) -> None:
        """It works over any synthesizer."""
        clock = Clock()
        cache = CachedSynthesizer(ScriptedSynthesizer(clock), "scripted", DiskCache(self.folder), execute)
        done = cache.synthesize("bom dia", VOICE, lambda _: None)
        clock.advance(0)
        self.successResultOf(done)
        self.assertEqual(len(cache.get_now("bom dia", VOICE) or b"") % 320, 0)


class MemoryCacheTests(SynchronousTestCase):
    def test_oldest_goes(self) -> None:
        """When it is full the longest unused goes."""
        memory = MemoryCache(10)
        memory.put("a", b"1234")
        memory.put("b", b"1234")
        memory.get("a")
        memory.put("c", b"1234")
        self.assertEqual((memory.get("a"), memory.get("b"), memory.get("c")), (b"1234", None, b"1234"))

    def test_same_again(self) -> None:
        """A sound put twice counts once."""
        memory = MemoryCache(10)
        for _ in range(5):
            memory.put("a", b"12345678")
        self.assertEqual(memory.get("a"), b"12345678")
