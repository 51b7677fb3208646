"""Telephone speech with a gate's background mixed in, at a known ratio; pure."""

import zlib

import numpy as np
import numpy.typing as npt

from audiosocket.cli.recording import SAMPLE_RATE

_FULL_SCALE = 32768.0
_LOUDEST = 0.89
_MU = 255.0
_STEPS = 127

Samples = npt.NDArray[np.float64]


def offset_for(name: str, noise: bytes) -> float:
    """Where in the noise a recording begins, in seconds: another place for each name, the same one each time."""
    seconds = len(noise) / 2 / SAMPLE_RATE
    return zlib.crc32(name.encode()) / 2**32 * seconds


def mix(speech: bytes, noise: bytes, snr_db: float, start: float, end: float, offset: float = 0.0) -> bytes:
    """
    Lay noise under speech, and pass both through a telephone's mu-law again.

    :param speech: 8 kHz s16le, the noise too; it is repeated where it is too short.
    :param snr_db: the power of the speech between `start` and `end` (seconds) against the noise under it.
    :param offset: where in the noise to begin, in seconds.
    """
    voice = _samples(speech)
    turned = np.roll(_samples(noise), -round(offset * SAMPLE_RATE))
    background = np.resize(turned, len(voice))
    part = slice(round(start * SAMPLE_RATE), round(end * SAMPLE_RATE))
    ratio = np.mean(voice[part] ** 2) / np.mean(background[part] ** 2)
    mixed = voice + background * np.sqrt(ratio / 10 ** (snr_db / 10))
    return _companded(mixed * min(1.0, _LOUDEST / float(np.abs(mixed).max())))


def _samples(audio: bytes) -> Samples:
    return np.frombuffer(audio, dtype="<i2").astype(np.float64) / _FULL_SCALE


def _companded(samples: Samples) -> bytes:
    steps = np.round(np.sign(samples) * np.log1p(_MU * np.abs(samples)) / np.log1p(_MU) * _STEPS) / _STEPS
    linear = np.sign(steps) * np.expm1(np.abs(steps) * np.log1p(_MU)) / _MU
    return bytes((linear * (_FULL_SCALE - 1)).round().astype("<i2").tobytes())
