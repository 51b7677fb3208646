"""Kokoro-82M in ONNX: a natural voice, three to four times faster than speech on one core."""

import json
import re
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from audiosocket.errors import SpeechError
from audiosocket.speech.local.espeak import espeak
from audiosocket.speech.local.interfaces import Samples
from audiosocket.speech.local.whisper_onnx import session_options

_PUNCTUATION = re.compile(r'([;:,.!?—…"()“”]+)')
_MOST_SYMBOLS = 510
_FAVOURITES = ("pf_dora", "pm_alex", "pm_santa")
_OTHER_SPEEDS = (1.0, 0.96, 1.04, 0.92)
_SINGLE_SYMBOLS = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "d^z": "ʣ",
    "d^ʒ": "ʤ",
    "e^ɪ": "A",
    "o^ʊ": "O",
    "ə^ʊ": "Q",
    "t^s": "ʦ",
    "t^ʃ": "ʧ",
    "ɔ^ɪ": "Y",
    "^": "",
    "-": "",
}
"""As Kokoro was trained (misaki's EspeakG2P): one symbol for each sound of two parts."""


class KokoroMouth:
    """
    Kokoro with its Brazilian voices.

    :param model: the ONNX file.
    :param voices: folder with ``pf_dora.bin`` and the like: 510 styles of 256 numbers, one for each length of a text.
    """

    rate = 24_000

    def __init__(self, model: Path, voices: Path, threads: int) -> None:
        self.name = f"Kokoro-82M ({model.stem})"
        self.voices = tuple(name for name in _FAVOURITES if (voices / f"{name}.bin").exists())
        if not self.voices:
            raise SpeechError(f"Kokoro has no Brazilian voice in {voices}.")
        self._styles = {
            name: np.fromfile(voices / f"{name}.bin", np.float32).reshape(-1, 1, 256) for name in self.voices
        }
        self._session = onnxruntime.InferenceSession(str(model), session_options(threads))
        self._input = self._session.get_inputs()[0].name
        symbols = files("audiosocket.speech.local").joinpath("kokoro_symbols.json").read_text(encoding="utf-8")
        self._symbols: dict[str, int] = json.loads(symbols)

    def speak(self, sentence: str, voice: str, speed: float) -> Samples:
        """
        The sound of one sentence; see `Mouth`.

        Weights of 16 bits overflow for a few sentences; another speed, hardly different to the ear, does not.
        """
        symbols = self._numbers(phonemes(sentence))
        if not symbols:
            raise SpeechError("There is nothing to say in that sentence.")
        for factor in _OTHER_SPEEDS:
            sound = self._run(symbols, self._styles[voice], speed * factor)
            if np.isfinite(sound).all():
                return sound
        raise SpeechError("Kokoro made no sound of that sentence at any speed.")

    def _numbers(self, said: str) -> list[int]:
        return [self._symbols[symbol] for symbol in said if symbol in self._symbols][:_MOST_SYMBOLS]

    def _run(self, symbols: list[int], styles: NDArray[np.float32], speed: float) -> Samples:
        inputs = {
            self._input: np.array([[0, *symbols, 0]], np.int64),
            "style": styles[min(len(symbols), len(styles) - 1)],
            "speed": np.array([speed], np.float32),
        }
        return np.asarray(self._session.run(None, inputs)[0], np.float32).reshape(-1)


def phonemes(sentence: str) -> str:
    """The sentence as Kokoro reads it: phonemes, with the punctuation kept."""
    said = ""
    for piece in _PUNCTUATION.split(sentence):
        if _PUNCTUATION.match(piece):
            said += piece[0]
        elif piece.strip():
            said += (" " if said else "") + _single(espeak().phonemes(piece.strip()))
    return said


def _single(ipa: str) -> str:
    for sound, symbol in _SINGLE_SYMBOLS.items():
        ipa = ipa.replace(sound, symbol)
    return ipa
