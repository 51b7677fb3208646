"""G.711 mu-law as the telephones of the tests speak it."""

import numpy as np
from twisted.trial.unittest import SynchronousTestCase

from tests.asterisk import g711


class MuLawTests(SynchronousTestCase):
    def test_known_codes(self) -> None:
        """Silence is 0xff, and the loudest samples are 0x80 and 0x00, as ITU-T G.711 has them."""
        self.assertEqual(g711.encode(np.array([0, 32767, -32768], "<i2").tobytes()), b"\xff\x80\x00")
        self.assertEqual(np.frombuffer(g711.decode(b"\xff\x80\x00"), "<i2").tolist(), [0, 32124, -32124])

    def test_round_trip(self) -> None:
        """A decoded code encodes to itself again (both codes for zero to one of them)."""
        codes = bytes(code for code in range(256) if code != 0x7F)
        self.assertEqual(g711.encode(g711.decode(codes)), codes)

    def test_error_is_small(self) -> None:
        """No sample within mu-law's reach is off by more than half a step: 1/32 of its biased size."""
        samples = np.arange(-32124, 32125, dtype=np.int32)
        heard = np.frombuffer(g711.decode(g711.encode(samples.astype("<i2").tobytes())), "<i2").astype(np.int32)
        self.assertTrue((np.abs(heard - samples) <= (np.abs(samples) + 132) / 32).all())
