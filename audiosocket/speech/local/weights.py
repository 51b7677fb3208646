"""Where the models' weights lie on this machine, and which of them are whole."""

import os
from collections.abc import Mapping
from pathlib import Path

WHISPER_SMALL = "whisper-small"
WHISPER_BASE = "whisper-base"
KOKORO = "kokoro"
QWEN_CODER = "qwen2.5-coder-0.5b"


def weights_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """``$AUDIOSOCKET_MODELS``, else ``audiosocket-portaria/models`` in the user's cache folder."""
    chosen = environment.get("AUDIOSOCKET_MODELS")
    if chosen:
        return Path(chosen).expanduser()
    cache = environment.get("XDG_CACHE_HOME")
    root = Path(cache).expanduser() if cache else Path.home() / ".cache"
    return root / "audiosocket-portaria" / "models"


def whisper_small(folder: Path) -> Path | None:
    """Whisper small in ONNX, if it is there."""
    return _if_there(folder / WHISPER_SMALL, "config.json", "tokenizer.json", "onnx/encoder_model_quantized.onnx")


def whisper_base(folder: Path) -> Path | None:
    """Whisper base for faster-whisper, if it is there."""
    return _if_there(folder / WHISPER_BASE, "config.json", "tokenizer.json", "model.bin")


def kokoro(folder: Path) -> Path | None:
    """Kokoro's ONNX file, if it and a Brazilian voice are there."""
    place = folder / KOKORO
    models = sorted(place.glob("*.onnx"))
    return models[0] if models and list(place.glob("voices/p[fm]_*.bin")) else None


def language_model(folder: Path) -> Path | None:
    """The small language model's GGUF file, if it is there."""
    return next(iter(sorted((folder / QWEN_CODER).glob("*.gguf"))), None)


def _if_there(folder: Path, *names: str) -> Path | None:
    return folder if all((folder / name).exists() for name in names) else None
