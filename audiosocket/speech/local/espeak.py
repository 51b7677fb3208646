"""espeak-ng from its wheel: the phonemes for Kokoro, and the voice of last resort (instant, robotic)."""

import ctypes
import threading
from functools import cache

import espeakng_loader
import numpy as np

from audiosocket.errors import SpeechError
from audiosocket.speech.local.interfaces import Samples

_LANGUAGE = b"pt-br"
_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_RATE_PARAMETER = 1
_WORDS_A_MINUTE = 165
_IPA_WITH_TIES = 0x02 | 0x80 | (ord("^") << 8)
_MOST_CLAUSES = 64

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Espeak:
    """
    The library, which has one state for the whole process: use `espeak()`, and it locks itself.

    :ivar rate: samples a second of what it says.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        data = str(espeakng_loader.get_data_path()).encode()
        self.rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DO_NOT_EXIT))
        if self.rate <= 0 or self._library.espeak_SetVoiceByName(_LANGUAGE):
            raise SpeechError("espeak-ng did not start: reinstall the package espeakng-loader.")
        self._pieces: list[bytes] = []
        self._callback = _Callback(self._take)
        self._library.espeak_SetSynthCallback(self._callback)

    def phonemes(self, text: str) -> str:
        """The text in the International Phonetic Alphabet, `^` between the parts of one sound; no punctuation."""
        rest = ctypes.pointer(ctypes.c_char_p(text.encode()))
        clauses: list[str] = []
        with self._lock:
            while rest and rest.contents.value and len(clauses) < _MOST_CLAUSES:
                said = self._library.espeak_TextToPhonemes(rest, _UTF8, _IPA_WITH_TIES)
                clauses.append((said or b"").decode())
        return " ".join(clause for clause in clauses if clause)

    def say(self, text: str, speed: float) -> Samples:
        """The sound of a text at `rate`."""
        data = text.encode()
        with self._lock:
            self._pieces.clear()
            self._library.espeak_SetParameter(_RATE_PARAMETER, int(_WORDS_A_MINUTE * speed), 0)
            fault = self._library.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
            sound = b"".join(self._pieces)
        if fault:
            raise SpeechError("espeak-ng could not say that.")
        return np.frombuffer(sound, dtype=np.int16).astype(np.float32) / np.float32(32768)

    def _take(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _: object) -> int:
        if samples and count > 0:
            self._pieces.append(ctypes.string_at(samples, count * 2))
        return 0


@cache
def espeak() -> Espeak:
    """The one espeak-ng of this process."""
    return Espeak()


class EspeakMouth:
    """espeak-ng as a voice."""

    name = "espeak-ng"
    voices = ("pt-br",)

    def __init__(self) -> None:
        self.rate = espeak().rate

    def speak(self, sentence: str, voice: str, speed: float) -> Samples:
        """The sound of one sentence; see `Mouth`."""
        return espeak().say(sentence, speed)
