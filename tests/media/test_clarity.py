"""How far a voice stands above what is behind it."""

import numpy as np
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.media.clarity import clarity_db, is_clear


def turn(voice: float, background: float) -> bytes:
    """A second of noise, half of it as loud as a voice."""
    noise = np.random.default_rng(1).normal(0, 1, 8000)
    noise[:4000] *= background
    noise[4000:] *= voice
    return bytes(noise.astype("<i2").tobytes())


class ClarityTests(SynchronousTestCase):
    def test_ratio(self) -> None:
        """A voice ten times its background is 20 dB above it."""
        self.assertLess(abs(clarity_db(turn(3000, 300)) - 20.0), 1.5)

    def test_clean_line(self) -> None:
        """On a clean line a turn is clear, beside a road it is not; nothing at all is not either."""
        self.assertTrue(is_clear(turn(3000, 5)))
        self.assertFalse(is_clear(turn(3000, 900)))
        self.assertFalse(is_clear(b""))
