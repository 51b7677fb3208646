"""Sound on its way between the providers' formats and our 8 kHz s16le."""

import io
import wave

import numpy as np
import soxr

from audiosocket.errors import SpeechError
from audiosocket.speech.interfaces import SAMPLE_RATE


class StreamResampler:
    """
    s16le of one rate in, in pieces cut anywhere, 8 kHz s16le out as soon as it can be known.

    Pieces cut in the middle of a sample are put together again; the sound that comes out is the same for every cut.
    """

    def __init__(self, rate: int) -> None:
        self._rest = b""
        self._resampler = (
            None if rate == SAMPLE_RATE else soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32", quality="HQ")
        )

    def feed(self, data: bytes) -> bytes:
        """Add bytes; give what can be played now, whole samples, perhaps none."""
        data = self._rest + data
        odd = len(data) % 2
        self._rest = data[-1:] if odd else b""
        return self._resample(data[:-1] if odd else data, last=False)

    def finish(self) -> bytes:
        """Give what the filter still holds; half a sample at the end is dropped."""
        return self._resample(b"", last=True)

    def _resample(self, data: bytes, last: bool) -> bytes:
        if self._resampler is None or not (data or last):
            return data
        samples = np.frombuffer(data, dtype="<i2").astype(np.float32)
        resampled = self._resampler.resample_chunk(samples, last=last)
        return bytes(np.clip(np.rint(resampled), -32768, 32767).astype("<i2").tobytes())


def to_wav(samples: bytes, rate: int = SAMPLE_RATE) -> bytes:
    """Mono s16le with a WAV header before it."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples)
    return buffer.getvalue()


def from_wav(data: bytes) -> tuple[bytes, int]:
    """
    The mono s16le samples of a WAV file and their rate; of several channels the first is taken.

    :raises SpeechError: if it is no WAV file with 16-bit PCM.
    """
    try:
        with wave.open(io.BytesIO(data), "rb") as file:
            if file.getsampwidth() != 2:
                raise SpeechError("The WAV file must hold 16-bit PCM.")
            channels, rate = file.getnchannels(), file.getframerate()
            samples = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as fault:
        raise SpeechError("The sound must be a WAV file with 16-bit PCM.") from fault
    if channels > 1:
        samples = np.frombuffer(samples, dtype="<i2")[::channels].tobytes()
    return samples, rate
