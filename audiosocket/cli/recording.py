"""Audio files at 8 kHz: what a caller says, and what a caller heard."""

import wave
from pathlib import Path

import numpy as np
import soxr

from audiosocket.errors import DoormanError

SAMPLE_RATE = 8000
SAMPLE_BYTES = 2
JITTER_SECONDS = 0.06
"""Frames that come later than their place by no more than this are played on without a gap, as a telephone does."""


class RecordingError(DoormanError):
    """An audio file cannot be used; the message names it and says which files can."""


def read_audio(path: Path) -> bytes:
    """
    Read a WAV file of 16-bit samples (any rate, any channels), or headerless 8 kHz PCM (`.raw`, `.pcm`, `.slin`).

    :returns: 8 kHz mono s16le.
    :raises RecordingError: on anything else.
    """
    try:
        if path.suffix in {".raw", ".pcm", ".slin", ".sln"}:
            return path.read_bytes()
        with wave.open(str(path), "rb") as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise RecordingError(f"{path}: {error}; a WAV file with 16-bit PCM samples is needed") from error
    if width != SAMPLE_BYTES:
        raise RecordingError(f"{path}: samples of {8 * width} bits; a WAV file with 16-bit PCM samples is needed")
    return _to_telephone(np.frombuffer(frames, dtype="<i2"), channels, rate)


def _to_telephone(samples: "np.ndarray[tuple[int], np.dtype[np.int16]]", channels: int, rate: int) -> bytes:
    if channels > 1:
        samples = samples.reshape(-1, channels).mean(axis=1).astype("<i2")
    if rate != SAMPLE_RATE:
        samples = soxr.resample(samples, rate, SAMPLE_RATE)
    return samples.astype("<i2").tobytes()


def write_wav(path: Path, audio: bytes) -> None:
    """Write 8 kHz mono s16le as a WAV file; folders that are missing are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(audio)


class Recording:
    """What a telephone plays of the frames that arrive, aligned with the clock: a pause on the line is a pause here."""

    def __init__(self, started: float) -> None:
        self._started = started
        self._audio = bytearray()

    def hear(self, samples: bytes, now: float) -> None:
        """Add a frame that arrived `now`, after silence for as long as nothing came."""
        late = self._missing(now) - len(samples)
        if late > JITTER_SECONDS * SAMPLE_RATE * SAMPLE_BYTES:
            self._audio += bytes(late)
        self._audio += samples

    def audio(self, until: float) -> bytes:
        """Everything heard, with silence up to `until`."""
        return bytes(self._audio) + bytes(max(0, self._missing(until)))

    def _missing(self, now: float) -> int:
        return SAMPLE_BYTES * round((now - self._started) * SAMPLE_RATE) - len(self._audio)
