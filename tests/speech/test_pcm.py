"""Resampling in pieces, and WAV."""

import numpy as np
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.errors import SpeechError
from audiosocket.speech.pcm import StreamResampler, from_wav, to_wav

_NOISE = (np.random.default_rng(7).standard_normal(24_000) * 6000).astype("<i2").tobytes()


def resampled(pieces: list[bytes], rate: int = 24_000) -> bytes:
    """The pieces through one resampler."""
    resampler = StreamResampler(rate)
    return b"".join([*(resampler.feed(piece) for piece in pieces), resampler.finish()])


class StreamResamplerTests(SynchronousTestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.integers(1, 5000), min_size=1, max_size=60))
    def test_any_cut(self, sizes: list[int]) -> None:
        """Cut anywhere, in the middle of samples too, the sound is the same as in one piece."""
        pieces, at = [], 0
        for size in sizes:
            pieces.append(_NOISE[at : at + size])
            at += size
        pieces.append(_NOISE[at:])
        self.assertEqual(resampled(pieces), resampled([_NOISE]))

    def test_whole_buffer(self) -> None:
        """It is the sound that resampling the whole buffer gives."""
        whole = soxr.resample(np.frombuffer(_NOISE, "<i2").astype(np.float32), 24_000, 8_000, quality="HQ")
        stream = np.frombuffer(resampled([_NOISE]), "<i2")
        self.assertEqual(len(stream), len(whole))
        self.assertLess(np.abs(stream - whole).max(), 1.5)

    def test_early(self) -> None:
        """A tenth of a second in gives most of it out at once."""
        self.assertGreater(len(StreamResampler(24_000).feed(_NOISE[:4800])), 800)

    def test_same_rate(self) -> None:
        """Sound of 8 kHz goes through as it is, but whole samples at a time."""
        resampler = StreamResampler(8_000)
        self.assertEqual([resampler.feed(b"abc"), resampler.feed(b"d"), resampler.finish()], [b"ab", b"cd", b""])

    def test_loud(self) -> None:
        """Full scale is clipped, not wrapped around."""
        square = np.repeat(np.tile(np.array([32767, -32768], "<i2"), 50), 240).tobytes()
        samples = np.frombuffer(resampled([square]), "<i2").astype(int)
        self.assertEqual((samples.max(), samples.min()), (32767, -32768))


class WavTests(SynchronousTestCase):
    def test_there_and_back(self) -> None:
        """What is put into a WAV file comes out of it."""
        self.assertEqual(from_wav(to_wav(_NOISE, 16_000)), (_NOISE, 16_000))

    def test_no_wav(self) -> None:
        """Anything else is refused with a sentence."""
        for data in (b"", b"RIFF", b"x" * 100, to_wav(_NOISE)[:20]):
            self.assertRaises(SpeechError, from_wav, data)
