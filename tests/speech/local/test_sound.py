"""What the recognizer is shown of a sound."""

import importlib.util

import numpy as np
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.speech.local.mel import LogMel
from audiosocket.speech.local.window import in_window, is_silent
from tests.real import require

NOISE = (np.random.default_rng(5).standard_normal(32_000) * 0.1).astype(np.float32)


class LogMelTests(SynchronousTestCase):
    @require("faster-whisper", importlib.util.find_spec("faster_whisper") is not None)
    def test_same_as_whisper(self) -> None:
        """It is, to the last digits, what faster-whisper computes, for 80 and 128 bands."""
        from faster_whisper.feature_extractor import FeatureExtractor

        for bands in (80, 128):
            theirs = FeatureExtractor(feature_size=bands)(NOISE, padding=0)
            self.assertLess(np.abs(LogMel(bands)(NOISE) - theirs[:, :200]).max(), 1e-3)

    def test_shape(self) -> None:
        """A column every 10 ms."""
        self.assertEqual(LogMel()(NOISE).shape, (80, 200))


class WindowTests(SynchronousTestCase):
    def test_length(self) -> None:
        """Eight seconds at least, then in steps of two with half a second of silence at the end, thirty at most."""
        for seconds, window in ((0.2, 8), (7.5, 8), (7.6, 10), (9.5, 10), (14, 16), (29.9, 30), (30, 30)):
            self.assertEqual(len(in_window(np.ones(int(seconds * 16_000), np.float32))), window * 16_000, seconds)

    def test_silence(self) -> None:
        """Nothing, digital silence and the faintest hiss are silence; a short soft word is not."""
        self.assertTrue(is_silent(np.zeros(0, np.float32)))
        self.assertTrue(is_silent(NOISE * np.float32(0.005)))
        word = np.zeros(16_000, np.float32)
        word[8000:9600] = NOISE[:1600] * 0.2
        self.assertFalse(is_silent(word))
