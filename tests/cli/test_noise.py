"""Background under speech."""

import numpy as np
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.noise import mix, offset_for

RATE = 8000


def tone(seconds: float, amplitude: float) -> bytes:
    return bytes((amplitude * 32767 * np.sin(np.arange(int(seconds * RATE)) * 0.7)).astype("<i2").tobytes())


def power(audio: bytes, start: float, end: float) -> float:
    samples = np.frombuffer(audio, dtype="<i2").astype(float)[int(start * RATE) : int(end * RATE)]
    return float(np.mean(samples**2))


class NoiseTests(SynchronousTestCase):
    def test_ratio(self) -> None:
        """The background is as much weaker than the speech as asked for, measured where there is only background."""
        noise = np.random.default_rng(7).normal(0, 900, 30 * RATE).astype("<i2").tobytes()
        speech = bytes(RATE * 2) + tone(1.0, 0.3) + bytes(RATE * 2)
        mixed = mix(speech, noise, 10.0, 1.0, 2.0, 3.0)
        ratio = power(speech, 1.0, 2.0) / power(mixed, 0.0, 1.0)
        self.assertTrue(9.5 < 10 * np.log10(ratio) < 10.5, ratio)
        self.assertEqual(len(mixed), len(speech))

    def test_never_clips(self) -> None:
        """However loud the background, nothing exceeds the full scale."""
        mixed = np.frombuffer(mix(tone(1.0, 0.9), tone(0.3, 0.9), -20.0, 0.0, 1.0), dtype="<i2")
        self.assertLess(int(np.abs(mixed).max()), 30000)

    def test_offset_is_the_files_own(self) -> None:
        """Each file begins at its own place in the noise, the same in each run."""
        noise = bytes(30 * RATE * 2)
        places = {offset_for(f"utterances/{n}.wav", noise) for n in range(50)}
        self.assertEqual(len(places), 50)
        self.assertTrue(all(0 <= place < 30 for place in places))
        self.assertEqual(offset_for("a", noise), offset_for("a", noise))
