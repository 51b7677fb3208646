"""The real models through the real engine: what it hears and says, over HTTP."""

import importlib.util
import socket
from pathlib import Path
from typing import cast

from twisted.internet.interfaces import IReactorTime
from twisted.internet.posixbase import PosixReactorBase
from twisted.trial.unittest import TestCase

from audiosocket.providers.exchange import make_client
from audiosocket.speech.exchange import Exchange
from audiosocket.speech.interfaces import Voice
from audiosocket.speech.local import weights
from audiosocket.speech.local.service import EngineService, EngineSettings
from audiosocket.speech.openai_compatible import OpenAiRecognizer, OpenAiSynthesizer
from audiosocket.speech.pcm import from_wav
from tests.real import require

_FOLDER = weights.weights_folder()
_PRESENT = bool(
    importlib.util.find_spec("onnxruntime")
    and (weights.whisper_small(_FOLDER) or weights.whisper_base(_FOLDER))
    and weights.kokoro(_FOLDER)
)
_RECORDINGS = Path(__file__).parents[3] / "recordings" / "utterances"


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@require("speech weights", _PRESENT)
class RealModelTests(TestCase):
    timeout = 120

    async def engine(self) -> Exchange:
        """An engine in this process, loaded and warm."""
        from twisted.internet import reactor

        port = free_port()
        settings = EngineSettings(endpoint=f"tcp:{port}:interface=127.0.0.1", nice=0)
        service = EngineService(cast(PosixReactorBase, reactor), settings)
        service.startService()
        self.addCleanup(service.stopService)
        await service.listening
        client = make_client(reactor)
        self.addCleanup(lambda: client._agent._pool.closeCachedConnections())  # type: ignore[attr-defined]
        return Exchange(client, cast(IReactorTime, reactor), f"http://127.0.0.1:{port}/v1")

    async def test_hears(self) -> None:
        """It hears recorded visitors and residents at telephone quality."""
        recognizer = OpenAiRecognizer(await self.engine(), "auto", total_seconds=30)
        for file, words in (
            ("visitor-018-1.wav", ("502", "anderson lima")),
            ("resident-x-sim.wav", ("sim",)),
            ("resident-x-pode.wav", ("pode",)),
            ("visitor-005-1.wav", ("602", "cristiano")),
            ("visitor-009-1.wav", ("pizza", "cobertura")),
        ):
            samples, rate = from_wav((_RECORDINGS / file).read_bytes())
            self.assertEqual(rate, 8000)
            text = (await recognizer.transcribe(samples, "")).text.lower()
            for word in words:
                self.assertIn(word, text, file)

    async def test_speaks_and_hears(self) -> None:
        """What the natural voice says at 8 kHz is heard again by the recognizer."""
        exchange = await self.engine()
        heard: list[bytes] = []
        text = "Boa tarde! Aqui é a portaria do condomínio. Com quem deseja falar?"
        await OpenAiSynthesizer(exchange, first_byte_seconds=20).synthesize(text, Voice("auto", "auto"), heard.append)
        sound = b"".join(heard)
        self.assertTrue(3.0 < len(sound) / 16_000 < 7.0)
        transcript = await OpenAiRecognizer(exchange, "auto", total_seconds=30).transcribe(sound, "")
        for word in ("boa tarde", "portaria", "condomínio", "quem deseja falar"):
            self.assertIn(word, transcript.text.lower())

    async def test_silence(self) -> None:
        """Faint noise alone is nothing said."""
        recognizer = OpenAiRecognizer(await self.engine(), "auto", total_seconds=30)
        self.assertEqual((await recognizer.transcribe(bytes([1, 0, 255, 255]) * 8000, "")).text, "")
