"""RHVoice's Brazilian voice, where that program is installed: natural enough, and very fast."""

import io
import shutil
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np

from audiosocket.errors import SpeechError
from audiosocket.speech.local.interfaces import Samples

_PROGRAM = "RHVoice-test"
_VOICE_FOLDERS = ("/usr/share/RHVoice/voices", "/usr/local/share/RHVoice/voices")
_BRAZILIAN = ("Leticia-F123",)
_SECONDS = 20


def installed_voices() -> tuple[str, ...]:
    """The Brazilian voices that RHVoice has on this machine; none where the program itself is missing."""
    if shutil.which(_PROGRAM) is None:
        return ()
    present = {path.name for folder in _VOICE_FOLDERS for path in Path(folder).glob("*")}
    lowered = {name.lower() for name in present}
    return tuple(name for name in _BRAZILIAN if name.lower() in lowered)


class RhVoiceMouth:
    """RHVoice, one short process a sentence."""

    name = "RHVoice"
    rate = 24_000

    def __init__(self) -> None:
        self.voices = installed_voices()
        if not self.voices:
            raise SpeechError("RHVoice or its Brazilian voice is not installed (Debian: rhvoice, non-free).")

    def speak(self, sentence: str, voice: str, speed: float) -> Samples:
        """The sound of one sentence; see `Mouth`."""
        with tempfile.NamedTemporaryFile(suffix=".wav") as file:
            command = [_PROGRAM, "-p", voice, "-r", str(round(100 * speed)), "-R", str(self.rate), "-o", file.name]
            try:
                subprocess.run(command, input=sentence.encode(), check=True, capture_output=True, timeout=_SECONDS)
            except (OSError, subprocess.SubprocessError) as fault:
                raise SpeechError(f"RHVoice failed ({type(fault).__name__}).") from fault
            data = Path(file.name).read_bytes()
        with wave.open(io.BytesIO(data)) as sound:
            samples = sound.readframes(sound.getnframes())
        return np.frombuffer(samples, dtype=np.int16).astype(np.float32) / np.float32(32768)
