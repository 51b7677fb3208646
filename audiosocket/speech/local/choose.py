"""Which ear and which mouth the engine has: what the settings say, else the best on this machine."""

import importlib.util
from pathlib import Path

from audiosocket.errors import SpeechError
from audiosocket.speech.local import weights
from audiosocket.speech.local.interfaces import Ear, Mouth

_FETCH = "run `audiosocket models fetch`"
MOUTHS = ("kokoro", "rhvoice", "espeak")


def describe_ear(wanted: str, folder: Path) -> str:
    """What `make_ear` would take, without loading it; a sentence's end, or what is missing."""
    if wanted != "auto":
        return wanted
    if weights.whisper_small(folder):
        return "Whisper small (ONNX, 8 bits)"
    if weights.whisper_base(folder):
        return "Whisper base (faster-whisper, 8 bits)"
    return f"none ({_FETCH})"


def describe_mouth(wanted: str, folder: Path) -> str:
    """What `make_mouth` would take, without loading it."""
    kind = wanted.partition("/")[0]
    names = {"kokoro": "Kokoro-82M (pf_dora)", "rhvoice": "RHVoice (Letícia)", "espeak": "espeak-ng (robotic)"}
    return names[_best_mouth(folder) if kind == "auto" else kind]


def make_ear(wanted: str, folder: Path, threads: int) -> Ear:
    """
    Load a recognizer.

    :param wanted: ``auto``, a folder of weights (ONNX or faster-whisper's), or a name that faster-whisper knows.
    :raises SpeechError: if there is none, or it cannot be loaded.
    """
    place = weights.whisper_small(folder) or weights.whisper_base(folder) if wanted == "auto" else Path(wanted)
    if place is None:
        raise SpeechError(f"There are no weights of a recognizer in {folder}: {_FETCH}.")
    try:
        return _load_ear(place, wanted, threads)
    except Exception as fault:
        raise SpeechError(f"The recognizer {wanted} could not be loaded ({type(fault).__name__}): {fault}") from fault


def _load_ear(place: Path, wanted: str, threads: int) -> Ear:
    if (place / "onnx").is_dir():
        from audiosocket.speech.local.whisper_onnx import OnnxWhisper

        return OnnxWhisper(place, threads)
    from audiosocket.speech.local.whisper_ct2 import FasterWhisper

    return FasterWhisper(str(place) if place.is_dir() else wanted, threads)


def make_mouth(wanted: str, folder: Path, threads: int) -> Mouth:
    """
    Load a synthesizer.

    :param wanted: ``auto``, or one of `MOUTHS`.
    :raises SpeechError: if there is none, or it cannot be loaded.
    """
    kind = _best_mouth(folder) if wanted == "auto" else wanted
    try:
        return _load_mouth(kind, folder, threads)
    except SpeechError:
        raise
    except Exception as fault:
        raise SpeechError(f"The voice {kind} could not be loaded ({type(fault).__name__}): {fault}") from fault


def _load_mouth(kind: str, folder: Path, threads: int) -> Mouth:
    if kind == "kokoro":
        from audiosocket.speech.local.kokoro import KokoroMouth

        model = weights.kokoro(folder)
        if model is None:
            raise SpeechError(f"Kokoro or its Brazilian voices are not in {folder}: {_FETCH}.")
        return KokoroMouth(model, model.parent / "voices", threads)
    if kind == "rhvoice":
        from audiosocket.speech.local.rhvoice import RhVoiceMouth

        return RhVoiceMouth()
    if kind == "espeak":
        from audiosocket.speech.local.espeak import EspeakMouth

        return EspeakMouth()
    raise SpeechError(f"There is no voice '{kind}': say auto, {', '.join(MOUTHS)}.")


def _best_mouth(folder: Path) -> str:
    if weights.kokoro(folder) and importlib.util.find_spec("espeakng_loader"):
        return "kokoro"
    from audiosocket.speech.local.rhvoice import installed_voices

    return "rhvoice" if installed_voices() else "espeak"
