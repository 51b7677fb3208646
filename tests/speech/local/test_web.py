"""The engine over real HTTP, with models in the test's hand."""

import json
import struct
from typing import cast

import numpy as np
from treq.client import HTTPClient
from treq.response import _Response
from twisted.internet.address import IPv4Address
from twisted.internet.defer import Deferred, maybeDeferred
from twisted.internet.interfaces import IReactorFromThreads, IReactorTCP, IReactorTime
from twisted.internet.task import Clock
from twisted.python.threadpool import ThreadPool
from twisted.trial.unittest import TestCase
from twisted.web.client import Agent, HTTPConnectionPool
from twisted.web.server import Site

from audiosocket.errors import SpeechBusyError, SpeechError
from audiosocket.speech.exchange import Exchange
from audiosocket.speech.interfaces import Voice
from audiosocket.speech.local.engine import Engine
from audiosocket.speech.local.web import make_root
from audiosocket.speech.local.worker import Workers
from audiosocket.speech.openai_compatible import OpenAiRecognizer, OpenAiSynthesizer
from audiosocket.speech.pcm import to_wav
from tests.speech.fakes import FakeEar, FakeMouth
from tests.speech.local.test_worker import HandCrankedPool

SPEECH = (np.random.default_rng(3).standard_normal(8000) * 5000).astype("<i2").tobytes()
TWO = "Boa tarde! Com quem deseja falar?"


class EngineCase(TestCase):
    """An engine on loopback whose workers run when the test says so, or at once."""

    def setUp(self) -> None:
        from twisted.internet import reactor

        self.ear, self.mouth = FakeEar(), FakeMouth()
        self.hearing, self.speaking = AtOnce(), AtOnce()
        engine = Engine(self.ear, self.mouth, "dora", self.workers(self.hearing), self.workers(self.speaking))
        site = Site(make_root(engine), parsePOSTFormSubmission=False)
        site.noisy = False
        port = cast(IReactorTCP, reactor).listenTCP(0, site, interface="127.0.0.1")  # type: ignore[arg-type]
        self.addCleanup(lambda: maybeDeferred(port.stopListening))
        pool = HTTPConnectionPool(reactor, persistent=False)
        self.client = HTTPClient(Agent(reactor, pool=pool))
        self.url = f"http://127.0.0.1:{cast(IPv4Address, port.getHost()).port}/v1"
        self.exchange = Exchange(self.client, Clock(), self.url)

    def workers(self, pool: ThreadPool) -> Workers:
        """One worker, one waiting."""
        from twisted.internet import reactor

        return Workers(cast(IReactorFromThreads, reactor), pool, 1, 1)

    async def transcribe(self, **fields: object) -> _Response:
        """Post a form."""
        data = {"model": "whisper-1", **{name: value for name, value in fields.items() if name != "file"}}
        file = fields.get("file", to_wav(SPEECH))
        files = {"file": ("turn.wav", "audio/wav", file)} if file else {"other": ("x", "audio/wav", b"")}
        return await self.client.post(f"{self.url}/audio/transcriptions", data=data, files=files)  # type: ignore[arg-type]

    async def speak(self, **fields: object) -> _Response:
        """Post what is to be spoken."""
        asked = {"model": "tts-1", "voice": "auto", "input": TWO, "response_format": "pcm", **fields}
        return await self.client.post(f"{self.url}/audio/speech", json=asked)

    async def error(self, response: _Response, status: int) -> str:
        """The message of an error in OpenAI's form."""
        self.assertEqual(response.code, status)
        error = json.loads(await response.content())["error"]
        self.assertEqual(set(error), {"message", "type", "param", "code"})
        return str(error["message"])


class AtOnce(HandCrankedPool):
    """Runs everything at once, unless it is held."""

    held = False

    def callInThread(self, func: object, *args: object, **kw: object) -> None:
        super().callInThread(func, *args, **kw)  # type: ignore[arg-type]
        if not self.held:
            self.turn()


class TranscriptionTests(EngineCase):
    async def test_through_adapter(self) -> None:
        """Our own adapter and the engine understand each other: text, hint, language, and the sound at 16 kHz."""
        transcript = await OpenAiRecognizer(self.exchange, "auto").transcribe(SPEECH, "Sônia, Otávio")
        self.assertEqual(transcript.text, "apartamento quinhentos e um")
        samples, hint, language = self.ear.heard[0]
        self.assertEqual((len(samples), hint, language), (16_000, "Sônia, Otávio", "pt"))

    async def test_binary(self) -> None:
        """The recording arrives byte for byte, whatever line ends are in it."""
        loud = (b"\r\n--\n\r\x00\xff\x0a\x0d" * 1600)[:16_000]
        await self.transcribe(file=to_wav(loud, 16_000))
        sent = np.frombuffer(loud, "<i2").astype(np.float32) / 32768
        self.assertTrue(np.array_equal(self.ear.heard[0][0], sent))

    async def test_text(self) -> None:
        """response_format=text gives plain text; json says how many seconds it counts."""
        response = await self.transcribe(response_format="text")
        self.assertEqual(await response.text(), "apartamento quinhentos e um\n")
        response = await self.transcribe()
        self.assertEqual((await response.json())["usage"], {"type": "duration", "seconds": 1})

    async def test_silence(self) -> None:
        """Silence is not given to the model, which would invent something."""
        self.assertEqual((await (await self.transcribe(file=to_wav(bytes(16_000)))).json())["text"], "")
        self.assertEqual(self.ear.heard, [])

    async def test_empty(self) -> None:
        """A recording without a sample is nothing said."""
        self.assertEqual((await (await self.transcribe(file=to_wav(b""))).json())["text"], "")

    async def test_long(self) -> None:
        """More than 30 seconds are heard in parts."""
        await self.transcribe(file=to_wav(SPEECH * 35))
        self.assertEqual([len(samples) for samples, _, _ in self.ear.heard], [480_000, 80_000])

    async def test_hallucination(self) -> None:
        """What Whisper invents is taken out."""
        self.ear.text = "Legendas pela comunidade Amara.org"
        self.assertEqual((await (await self.transcribe()).json())["text"], "")

    async def test_bad_requests(self) -> None:
        """What is wrong with a request is said."""
        self.assertIn("WAV", await self.error(await self.transcribe(file=b"ID3 mp3"), 400))
        self.assertIn("'file'", await self.error(await self.transcribe(file=None), 400))
        self.assertIn("language", await self.error(await self.transcribe(language="1"), 400))
        self.assertIn("response_format", await self.error(await self.transcribe(response_format="srt"), 400))
        response = await self.client.post(f"{self.url}/audio/transcriptions", data=b"hello")
        self.assertIn("multipart", await self.error(response, 400))

    async def test_fault(self) -> None:
        """A model that fails is a 500 that tells nothing of the inside; the log has it."""
        self.ear.fault = ValueError("inside")
        self.assertEqual(await self.error(await self.transcribe(), 500), "The engine failed.")
        self.assertEqual(len(self.flushLoggedErrors(ValueError)), 1)

    async def test_busy(self) -> None:
        """With one at work and one waiting the third gets 429, which our adapter knows as busy."""
        self.hearing.held = True
        recognizer = OpenAiRecognizer(self.exchange, "auto")
        first, second = recognizer.transcribe(SPEECH, ""), recognizer.transcribe(SPEECH, "")
        await self.until(lambda: len(self.hearing.given) == 1 and self.waiting() == 1)
        fault = await self.assertFailure(recognizer.transcribe(SPEECH, ""), SpeechBusyError)
        self.assertEqual(cast(SpeechBusyError, fault).retry_after, 1.0)
        self.hearing.held = False
        self.hearing.turn()
        self.assertEqual([(await first).text, (await second).text], [self.ear.text] * 2)

    async def test_client_gone(self) -> None:
        """A client that goes away takes its waiting work with it."""
        self.hearing.held = True
        recognizer = OpenAiRecognizer(self.exchange, "auto")
        first = recognizer.transcribe(SPEECH, "")
        await self.until(lambda: len(self.hearing.given) == 1)
        second = recognizer.transcribe(SPEECH, "")
        await self.until(lambda: self.waiting() == 1)
        second.cancel()
        second.addErrback(lambda _: None)
        await self.until(lambda: self.waiting() == 0)
        self.hearing.held = False
        self.hearing.turn()
        await first
        self.assertEqual(len(self.ear.heard), 1)

    def waiting(self) -> int:
        """How many requests wait."""
        return self.engine_hearing().waiting

    def engine_hearing(self) -> Workers:
        """The workers of the ear."""
        return self._hearing

    def workers(self, pool: ThreadPool) -> Workers:
        """Remember the ear's, which are made first."""
        made = super().workers(pool)
        if pool is self.hearing:
            self._hearing = made
        return made

    async def until(self, true: object) -> None:
        """Let the reactor turn until something is so."""
        from twisted.internet import reactor
        from twisted.internet.task import deferLater

        for _ in range(400):
            if true():  # type: ignore[operator]
                return
            await deferLater(cast(IReactorTime, reactor), 0.005)
        self.fail("It never was so.")


class SpeechTests(EngineCase):
    async def test_through_adapter(self) -> None:
        """Our own adapter and the engine understand each other: two sentences, each a tenth of a second."""
        heard: list[bytes] = []
        await OpenAiSynthesizer(self.exchange).synthesize(TWO, Voice("auto", "alex", 1.1), heard.append)
        self.assertEqual(self.mouth.said, [("Boa tarde!", "alex", 1.1), ("Com quem deseja falar?", "alex", 1.1)])
        self.assertAlmostEqual(len(b"".join(heard)), 3200, delta=40)

    async def test_by_sentence(self) -> None:
        """The first sentence is sent while the second is not made yet."""
        self.speaking.held = True
        began: Deferred[None] = Deferred()
        heard: list[bytes] = []

        def receive(piece: bytes) -> None:
            heard.append(piece)
            if not began.called:
                began.callback(None)

        done = OpenAiSynthesizer(self.exchange).synthesize(TWO, Voice("auto", "auto"), receive)
        while not self.speaking.given:
            await self.turn()
        self.speaking.turn()
        await began
        self.assertEqual(len(self.mouth.said), 1)
        while not self.speaking.given:
            await self.turn()
        self.speaking.turn()
        await done

    async def turn(self) -> None:
        """Let the reactor turn once."""
        from twisted.internet import reactor
        from twisted.internet.task import deferLater

        await deferLater(cast(IReactorTime, reactor), 0.002)

    async def test_wav(self) -> None:
        """A WAV file begins with its header, at the mouth's loudness levelled to half of full scale."""
        response = await self.speak(response_format="wav")
        body = await response.content()
        self.assertEqual(response.headers.getRawHeaders("content-type"), ["audio/wav"])
        self.assertEqual((body[:4], body[8:12], struct.unpack("<I", body[24:28])[0]), (b"RIFF", b"WAVE", 24_000))
        samples = np.frombuffer(body[44:], "<i2")
        self.assertEqual((len(samples), int(np.abs(samples).max())), (4800, 16_383))

    async def test_voices(self) -> None:
        """auto and OpenAI's names are the default voice; another name is a 400 that names those there are."""
        for name in ("auto", "alloy", "dora"):
            await (await self.speak(voice=name)).content()
        self.assertEqual({voice for _, voice, _ in self.mouth.said}, {"dora"})
        self.assertIn("dora, alex", await self.error(await self.speak(voice="zé"), 400))

    async def test_bad_requests(self) -> None:
        """What is wrong with a request is said."""
        for fields, word in (
            ({"input": ""}, "input"),
            ({"input": "..."}, "input"),
            ({"input": 5}, "input"),
            ({"input": "a" * 5000}, "4096"),
            ({"speed": 9}, "speed"),
            ({"speed": "fast"}, "speed"),
            ({"response_format": "mp3"}, "response_format"),
            ({"voice": {}}, "voice"),
        ):
            self.assertIn(word, await self.error(await self.speak(**fields), 400))
        for body in (b"{", b"[]", b"\xff"):
            response = await self.client.post(f"{self.url}/audio/speech", data=body)
            self.assertIn("JSON", await self.error(response, 400))

    async def test_fault(self) -> None:
        """A voice that fails at the first sentence is a 500 with its words."""
        self.mouth.fault_at = 1
        self.assertIn("out of breath", await self.error(await self.speak(), 500))

    async def test_fault_later(self) -> None:
        """A voice that fails at the second sentence cuts the answer, so that nobody takes it for whole."""
        self.mouth.fault_at = 2
        heard: list[bytes] = []
        await self.assertFailure(
            OpenAiSynthesizer(self.exchange).synthesize(TWO, Voice("auto", "auto"), heard.append), SpeechError
        )
        self.assertGreater(len(b"".join(heard)), 900)


class AboutTests(EngineCase):
    async def test_health(self) -> None:
        """/healthz says which models are in use."""
        said = await (await self.client.get(self.url.replace("/v1", "/healthz"))).json()
        self.assertEqual((said["status"], said["recognizer"], said["voice"]), ("ok", "fake ear", "fake mouth"))
        self.assertEqual(said["voices"], ["dora", "alex"])

    async def test_models(self) -> None:
        """/v1/models lists both."""
        said = await (await self.client.get(f"{self.url}/models")).json()
        self.assertEqual([model["id"] for model in said["data"]], ["fake ear", "fake mouth"])
