"""Audio of any rate and packet length in, 20 ms frames at 8 kHz out."""

import numpy as np
import soxr

from audiosocket.wire import AUDIO, AUDIO_RATES, FRAME_BYTES

RATE = 8000
"""Samples a second of all audio inside the server."""


class Framer:
    """Packets of 10 to 60 ms, at any rate that AudioSocket has, cut into 320-byte frames of 8 kHz."""

    def __init__(self) -> None:
        self._rest = b""
        self._kind = AUDIO
        self._resampler: soxr.ResampleStream | None = None

    def frames(self, kind: int, samples: bytes) -> list[bytes]:
        """
        The frames that are now whole.

        :param kind: 0x10 to 0x18.
        :param samples: s16le mono; an odd last byte is dropped, as Asterisk does.
        """
        if kind == AUDIO and len(samples) == FRAME_BYTES and not self._rest:
            return [samples]
        if len(samples) % 2:
            samples = samples[:-1]
        if kind != AUDIO:
            samples = self._to_8k(kind, samples)
        data = self._rest + samples
        whole = len(data) - len(data) % FRAME_BYTES
        self._rest = data[whole:]
        return [data[at : at + FRAME_BYTES] for at in range(0, whole, FRAME_BYTES)]

    def _to_8k(self, kind: int, samples: bytes) -> bytes:
        if self._resampler is None or kind != self._kind:
            self._kind = kind
            self._resampler = soxr.ResampleStream(AUDIO_RATES[kind], RATE, 1, dtype="int16", quality="HQ")
        return bytes(self._resampler.resample_chunk(np.frombuffer(samples, dtype="<i2")).tobytes())
