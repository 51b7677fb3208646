"""Whisper's view of sound: the logarithm of the energy in mel bands, every 10 ms."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from audiosocket.speech.local.interfaces import EAR_RATE, Samples

_FFT = 400
HOP = 160
"""Samples from one column to the next: 10 ms."""


class LogMel:
    """
    The log-mel spectrogram as OpenAI's Whisper computes it (Slaney's mel scale, 25 ms Hann windows).

    :param bands: 80, or 128 for large-v3 and its children.
    """

    def __init__(self, bands: int = 80) -> None:
        self._filters = _filters(bands)
        self._window = np.hanning(_FFT + 1)[:-1].astype(np.float32)

    def __call__(self, samples: Samples) -> NDArray[np.float32]:
        """Shape (bands, len(samples) / 160), between about -1 and 1.5."""
        padded = np.pad(samples, _FFT // 2, mode="reflect")
        frames = sliding_window_view(padded, _FFT)[::HOP][: len(samples) // HOP]
        power = np.abs(np.fft.rfft(frames * self._window, axis=1)) ** 2
        mel = np.log10(np.maximum(self._filters @ power.T, 1e-10))
        mel = np.maximum(mel, mel.max() - 8.0)
        return np.ascontiguousarray((mel + 4.0) / 4.0, dtype=np.float32)


def _filters(bands: int) -> NDArray[np.float32]:
    """Triangles of equal area whose corners stand evenly on the mel scale, 0 Hz to 8 kHz."""
    frequencies = np.fft.rfftfreq(_FFT, 1 / EAR_RATE)
    corners = _hertz(np.linspace(0.0, _mel(EAR_RATE / 2), bands + 2))
    steps = np.diff(corners)
    distances = corners[:, None] - frequencies[None, :]
    rising = -distances[:-2] / steps[:-1, None]
    falling = distances[2:] / steps[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    return np.asarray(triangles * (2.0 / (corners[2:] - corners[:-2]))[:, None], dtype=np.float32)


_LINEAR = 200.0 / 3
_KNEE_HZ = 1000.0
_KNEE_MEL = _KNEE_HZ / _LINEAR
_LOG_STEP = np.log(6.4) / 27.0


def _mel(hertz: float) -> float:
    return hertz / _LINEAR if hertz < _KNEE_HZ else float(_KNEE_MEL + np.log(hertz / _KNEE_HZ) / _LOG_STEP)


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    above = _KNEE_HZ * np.exp(_LOG_STEP * (np.maximum(mels, _KNEE_MEL) - _KNEE_MEL))
    return np.where(mels < _KNEE_MEL, mels * _LINEAR, above)
