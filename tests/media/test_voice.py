"""Is this frame somebody speaking?"""

import numpy as np
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.media.voice import LevelGate, WebRtcDetector

SILENCE = bytes(320)


class Everything:
    """Takes every frame for a voice, and counts."""

    def __init__(self) -> None:
        self.asked = 0

    def is_voice(self, frame: bytes) -> bool:
        self.asked += 1
        return True


def noise(level: float, seed: int = 1) -> bytes:
    """20 ms of noise of this root mean square."""
    return bytes(np.random.default_rng(seed).normal(0, level, 160).astype("<i2").tobytes())


class LevelGateTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.detector = Everything()
        self.gate = LevelGate(self.detector)

    def hear(self, level: float, frames: int) -> list[bool]:
        return [self.gate.is_voice(noise(level, seed)) for seed in range(frames)]

    def test_steady_background_is_no_voice(self) -> None:
        """A road that goes on is no voice, however loud, once its level is known."""
        for level in (100, 1000, 5000):
            gate = self.gate = LevelGate(self.detector)
            self.hear(level, 50)
            self.assertIs(gate, self.gate)
            self.assertEqual(sum(self.hear(level, 50)), 0, level)

    def test_voice_above_it_is(self) -> None:
        """Whoever speaks 12 dB above the road is heard."""
        self.hear(500, 50)
        self.assertEqual(sum(self.hear(2000, 20)), 20)

    def test_quiet_voice_on_a_clean_line(self) -> None:
        """On a clean line a voice of -44 dBFS is heard; below -55 dBFS nothing is."""
        self.hear(8, 50)
        self.assertEqual(sum(self.hear(200, 20)), 20)
        self.assertEqual(sum(self.hear(50, 20)), 0)

    def test_background_that_ends_is_forgotten(self) -> None:
        """Half a second after a lorry has gone a quiet voice is heard again."""
        self.hear(3000, 200)
        self.hear(20, 25)
        self.assertEqual(sum(self.hear(300, 10)), 10)

    def test_digital_silence_teaches_nothing(self) -> None:
        """A telephone that sends zeros while its owner is silent does not make the road a voice."""
        self.hear(800, 50)
        for _ in range(500):
            self.assertFalse(self.gate.is_voice(SILENCE))
        self.assertEqual(sum(self.hear(800, 20)), 0)

    def test_the_detector_is_spared(self) -> None:
        """Frames of the background cost nothing but their level."""
        self.hear(500, 50)
        before = self.detector.asked
        self.hear(500, 50)
        self.assertEqual(self.detector.asked, before)


class WebRtcDetectorTests(SynchronousTestCase):
    def test_silence(self) -> None:
        """Digital silence is no voice; a loud buzz of a voice's pitch is."""
        detector = WebRtcDetector()
        self.assertFalse(detector.is_voice(SILENCE))
        moments = np.arange(160 * 30) / 8000
        buzz = np.zeros(moments.size)
        for harmonic in range(1, 12):
            buzz += np.sin(2 * np.pi * 140 * harmonic * moments) / harmonic
        samples = (6000 * buzz).astype("<i2").tobytes()
        voiced = [detector.is_voice(samples[at : at + 320]) for at in range(0, len(samples), 320)]
        self.assertGreater(sum(voiced), 20)
