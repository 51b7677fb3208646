"""The adapter for OpenAI's audio endpoints against a real HTTP server, well-behaved and not."""

import io
import json
import wave
from typing import TypeVar, cast

import numpy as np
from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.interfaces import IReactorTime
from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase, TestCase
from zope.interface.verify import verifyObject

from audiosocket.errors import SpeechBusyError, SpeechError
from audiosocket.speech.exchange import Exchange
from audiosocket.speech.interfaces import IRecognizer, ISynthesizer, Voice
from audiosocket.speech.openai_compatible import OpenAiRecognizer, OpenAiSynthesizer, warm_up
from tests.speech.provider import Answer, Connection, Provider, answer, chunks, hang_up, silence

T = TypeVar("T")
KEY = "sk-very-secret"
TURN = bytes(range(256)) * 20
VOICE = Voice("tts-1", "coral", 1.1)


def said(text: str) -> Answer:
    """The provider heard this."""
    return answer(200, "application/json", json.dumps({"text": text}).encode())


def tone(seconds: float, rate: int = 24_000) -> bytes:
    """A 440 Hz tone, s16le."""
    samples = 8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)
    return bytes(samples.astype("<i2").tobytes())


class ProviderCase(TestCase):
    """A provider on loopback, and a clock in the test's hand."""

    def begin(self, *answers: Answer) -> Exchange:
        """Start the provider."""
        provider = self.provider = Provider(list(answers))
        url = provider.listen()
        self.addCleanup(lambda: Deferred.fromCoroutine(provider.close()))
        self.clock = Clock()
        return Exchange(self.provider.client(), cast(IReactorTime, self.clock), url, KEY)

    async def asked(self) -> None:
        """Wait until the provider has a request."""
        from twisted.internet import reactor
        from twisted.internet.task import deferLater

        while not self.provider.requests:
            await deferLater(cast(IReactorTime, reactor), 0.005)

    async def fault(self, work: "Deferred[T]", kind: type[SpeechError] = SpeechError) -> SpeechError:
        """The fault that a work fails with; it never tells the key."""
        fault = await self.assertFailure(work, kind)
        self.assertNotIn(KEY, str(fault))
        return cast(SpeechError, fault)


class RecognizerTests(ProviderCase):
    def recognizer(self, *answers: Answer) -> OpenAiRecognizer:
        """The recognizer under test."""
        return OpenAiRecognizer(self.begin(*answers), "whisper-1", total_seconds=8)

    def test_interface(self) -> None:
        """It is an IRecognizer."""
        verifyObject(IRecognizer, self.recognizer(silence))

    async def test_request(self) -> None:
        """The turn goes out as a WAV file of 8 kHz with model, language, hint and the key, and the text comes back."""
        transcript = await self.recognizer(said("apartamento quinhentos e um")).transcribe(TURN, "Yasmin, Otávio")
        self.assertEqual(transcript.text, "apartamento quinhentos e um")
        head, _, body = self.provider.requests[0].partition(b"\r\n\r\n")
        self.assertIn(b"POST /v1/audio/transcriptions", head)
        self.assertIn(f"Authorization: Bearer {KEY}".encode(), head)
        for name, value in (("model", "whisper-1"), ("language", "pt"), ("prompt", "Yasmin, Otávio")):
            self.assertIn(f'name="{name}"\r\n\r\n{value}\r\n'.encode(), body)
        with wave.open(io.BytesIO(body[body.index(b"RIFF") :])) as file:
            self.assertEqual((file.getframerate(), file.getnchannels(), file.readframes(len(TURN))), (8000, 1, TURN))

    async def test_no_hint(self) -> None:
        """Without a hint no prompt is sent."""
        await self.recognizer(said("oi")).transcribe(TURN, "")
        self.assertNotIn(b'"prompt"', self.provider.requests[0])

    async def test_long_hint(self) -> None:
        """Of a hint that is longer than providers take, the end is sent."""
        await self.recognizer(said("oi")).transcribe(TURN, "Beto, " * 500 + "vim visitar")
        _, _, prompt = self.provider.requests[0].partition(b'name="prompt"\r\n\r\n')
        prompt, _, _ = prompt.partition(b"\r\n")
        self.assertEqual(len(prompt), 850)
        self.assertTrue(prompt.endswith(b"Beto, vim visitar"))

    async def test_hallucination(self) -> None:
        """What Whisper says on silence comes back as nothing."""
        transcript = await self.recognizer(said("Legendas pela comunidade Amara.org")).transcribe(TURN, "")
        self.assertEqual(transcript.text, "")

    async def test_stale_connection(self) -> None:
        """A connection that was closed instead of an answer costs one more request, on a new connection."""
        recognizer = self.recognizer(said("um"), hang_up, said("dois"))
        await recognizer.transcribe(TURN, "")
        self.assertEqual((await recognizer.transcribe(TURN, "")).text, "dois")
        self.assertEqual((len(self.provider.requests), len(self.provider.connections)), (3, 2))

    async def test_connection_kept(self) -> None:
        """Several turns use one connection."""
        recognizer = self.recognizer(said("um"))
        for _ in range(3):
            await recognizer.transcribe(TURN, "")
        self.assertEqual(len(self.provider.connections), 1)

    async def test_hangs_up_twice(self) -> None:
        """A provider that hangs up again has failed."""
        fault = await self.fault(self.recognizer(hang_up).transcribe(TURN, ""))
        self.assertIn("broke off", str(fault))
        self.assertEqual(len(self.provider.requests), 2)

    async def test_bad_key(self) -> None:
        """401 says to check the key, and not what the provider quotes of it."""
        body = json.dumps({"error": {"message": f"Incorrect key {KEY}", "code": "invalid_api_key"}}).encode()
        fault = await self.fault(self.recognizer(answer(401, "application/json", body)).transcribe(TURN, ""))
        self.assertIn("refused the API key (401, invalid_api_key)", str(fault))

    async def test_quota(self) -> None:
        """429 is a provider that is busy, with the seconds that it asks to wait."""
        busy = answer(429, "application/json", b'{"error": {"code": 7}}', "Retry-After: 20")
        fault = await self.fault(self.recognizer(busy).transcribe(TURN, ""), SpeechBusyError)
        self.assertEqual(cast(SpeechBusyError, fault).retry_after, 20)

    async def test_server_error(self) -> None:
        """500 is said to be the provider's fault."""
        fault = await self.fault(self.recognizer(answer(500, "text/html", b"<h1>oops")).transcribe(TURN, ""))
        self.assertIn("failed (500)", str(fault))

    async def test_malformed(self) -> None:
        """Anything but a transcription is a fault: no JSON, other JSON, text that is no text."""
        for body in (b"", b"{", b"[]", b"{}", b'{"text": null}', b'{"text": 5}', b"\xff\xfe"):
            recognizer = self.recognizer(answer(200, "application/json", body))
            fault = await self.fault(recognizer.transcribe(TURN, ""))
            self.assertIn("no transcription", str(fault), body)

    async def test_cut(self) -> None:
        """An answer that breaks off in the middle is a fault."""
        fault = await self.fault(
            self.recognizer(chunks("application/json", [b'{"te'], whole=False)).transcribe(TURN, "")
        )
        self.assertIn("broke off", str(fault))

    async def test_too_long(self) -> None:
        """An answer without end is not kept."""
        endless = chunks("application/json", [b" " * 600_000] * 2, whole=False)
        fault = await self.fault(self.recognizer(endless).transcribe(TURN, ""))
        self.assertIn("more than", str(fault))

    async def test_timeout(self) -> None:
        """A turn that has no text after 8 seconds has failed, and its connection is closed."""
        turn = self.recognizer(silence).transcribe(TURN, "")
        await self.asked()
        self.clock.advance(7.9)
        self.assertNoResult(turn)
        self.clock.advance(0.2)
        self.assertIn("within 8 seconds", str(await self.fault(turn)))
        await self.provider.connections[0].gone

    async def test_cancel(self) -> None:
        """Cancelling closes the connection."""
        turn = self.recognizer(silence).transcribe(TURN, "")
        await self.asked()
        turn.cancel()
        await self.assertFailure(turn, CancelledError)
        await self.provider.connections[0].gone
        self.assertEqual((len(self.provider.requests), self.clock.getDelayedCalls()), (1, []))

    async def test_nobody_there(self) -> None:
        """A provider that is not there is said to be out of reach."""
        recognizer = self.recognizer(silence)
        await maybeDeferred(self.provider.port.stopListening)
        self.assertIn("could not be reached", str(await self.fault(recognizer.transcribe(TURN, ""))))


class SynthesizerTests(ProviderCase):
    def synthesizer(self, *answers: Answer, rate: int = 24_000) -> OpenAiSynthesizer:
        """The synthesizer under test; what it gives is collected in `heard`."""
        self.heard: list[bytes] = []
        return OpenAiSynthesizer(self.begin(*answers), rate=rate, first_byte_seconds=5, total_seconds=20)

    def test_interface(self) -> None:
        """It is an ISynthesizer."""
        verifyObject(ISynthesizer, self.synthesizer(silence))

    async def test_request(self) -> None:
        """Text, voice, speed and format go out as JSON."""
        await self.synthesizer(chunks("audio/pcm", [tone(0.1)])).synthesize("Olá, Sônia!", VOICE, self.heard.append)
        body = json.loads(self.provider.requests[0].partition(b"\r\n\r\n")[2])
        self.assertEqual(
            body, {"input": "Olá, Sônia!", "model": "tts-1", "voice": "coral", "speed": 1.1, "response_format": "pcm"}
        )

    async def test_resampled(self) -> None:
        """However the answer is cut, odd bytes included, the sound is that of one piece, at 8 kHz."""
        sound = tone(1.0)
        await self.synthesizer(chunks("audio/pcm", [sound])).synthesize("a", VOICE, self.heard.append)
        whole = b"".join(self.heard)
        pieces = [sound[at : at + 777] for at in range(0, len(sound), 777)]
        await self.synthesizer(chunks("audio/pcm", pieces)).synthesize("a", VOICE, self.heard.append)
        self.assertEqual(b"".join(self.heard), whole)
        self.assertAlmostEqual(len(whole), 16_000, delta=40)
        self.assertTrue(all(len(piece) % 2 == 0 for piece in self.heard))

    async def test_while_it_arrives(self) -> None:
        """The first sound is handed on while the rest is not there yet."""
        synthesizer = self.synthesizer(chunks("audio/pcm", [tone(0.5)], whole=False))
        fault = await self.fault(synthesizer.synthesize("a", VOICE, self.heard.append))
        self.assertIn("broke off", str(fault))
        self.assertGreater(len(b"".join(self.heard)), 6_000)

    async def test_no_sound(self) -> None:
        """An answer without a byte of sound is a fault."""
        synthesizer = self.synthesizer(answer(200, "audio/pcm", b""))
        self.assertIn("no sound", str(await self.fault(synthesizer.synthesize("a", VOICE, self.heard.append))))

    async def test_not_sound(self) -> None:
        """JSON, HTML and MP3 are not played."""
        for content_type in ("application/json", "text/html; charset=utf-8", "audio/mpeg"):
            synthesizer = self.synthesizer(answer(200, content_type, b"x" * 5000))
            fault = await self.fault(synthesizer.synthesize("a", VOICE, self.heard.append))
            self.assertIn("where PCM sound was asked for", str(fault))
            self.assertEqual(self.heard, [])

    async def test_first_byte_late(self) -> None:
        """Without any sound after 5 seconds it has failed."""
        speech = self.synthesizer(silence).synthesize("a", VOICE, self.heard.append)
        await self.asked()
        self.clock.advance(5.1)
        self.assertIn("did not begin to speak", str(await self.fault(speech)))

    async def test_stalls(self) -> None:
        """Sound that began but does not end has failed after 20 seconds."""

        def stall(connection: Connection, request: bytes) -> None:
            connection.write(b"HTTP/1.1 200 OK\r\nContent-Type: audio/pcm\r\n\r\n" + tone(0.5))

        began: Deferred[None] = Deferred()
        speech = self.synthesizer(stall).synthesize(
            "a", VOICE, lambda _: None if began.called else began.callback(None)
        )
        await began
        self.clock.advance(19)
        self.assertNoResult(speech)
        self.clock.advance(1.1)
        self.assertIn("did not finish speaking", str(await self.fault(speech)))

    async def test_listener_fails(self) -> None:
        """What the listener raises ends the synthesis as a fault."""

        def refuse(_: bytes) -> None:
            raise ValueError("no")

        await self.fault(self.synthesizer(chunks("audio/pcm", [tone(1)])).synthesize("a", VOICE, refuse))

    async def test_cancel(self) -> None:
        """After cancelling nothing more is heard and no timer is left."""
        speech = self.synthesizer(silence).synthesize("a", VOICE, self.heard.append)
        await self.asked()
        speech.cancel()
        await self.assertFailure(speech, CancelledError)
        self.assertEqual((self.heard, self.clock.getDelayedCalls()), ([], []))


class SecrecyTests(SynchronousTestCase):
    def test_key_not_shown(self) -> None:
        """The key is not in the exchange's representation, nor a URL's password in the host's name."""
        exchange = Exchange(cast(object, None), Clock(), "https://user:pw@host.example:8443/v1", KEY)  # type: ignore
        self.assertNotIn(KEY, repr(exchange))
        self.assertEqual(exchange.host, "host.example:8443")

    def test_warm_up(self) -> None:
        """Warming up works without any network."""
        warm_up()
