"""This machine's microphone and loudspeaker as a telephone's; needs the package `sounddevice` and a device."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Protocol, cast

from twisted.internet.interfaces import IReactorFromThreads

from audiosocket.cli.recording import SAMPLE_RATE
from audiosocket.errors import DoormanError
from audiosocket.wire import FRAME_BYTES


class MicrophoneError(DoormanError):
    """There is no microphone to speak into; the message says what is missing."""


class _Stream(Protocol):
    def start(self) -> None: ...

    def close(self) -> None: ...

    def write(self, data: bytes) -> object: ...


class _SoundDevice(Protocol):
    def RawInputStream(self, **settings: object) -> _Stream: ...

    def RawOutputStream(self, **settings: object) -> _Stream: ...


_SETTINGS = {"samplerate": SAMPLE_RATE, "channels": 1, "dtype": "int16", "blocksize": FRAME_BYTES // 2}


class Microphone:
    """
    Speaks what the microphone hears, and plays what is heard.

    :raises MicrophoneError: when the package or a device is missing.
    """

    def __init__(self, reactor: IReactorFromThreads, say: Callable[[bytes], object]) -> None:
        self._reactor = reactor
        self._say = say
        sound = _sound_device()
        try:
            self._input = sound.RawInputStream(callback=self._captured, **_SETTINGS)
            self._output = sound.RawOutputStream(**_SETTINGS)
            self._input.start()
            self._output.start()
        except Exception as error:  # sounddevice raises its own class, which is only known once it is imported
            raise MicrophoneError(f"no microphone or loudspeaker can be used: {error}; try --wav or --type") from error

    def play(self, samples: bytes) -> None:
        """Play a frame through the loudspeaker."""
        self._output.write(samples)

    def close(self) -> None:
        """Let go of the devices."""
        self._input.close()
        self._output.close()

    def _captured(self, data: object, frames: int, time: object, status: object) -> None:
        self._reactor.callFromThread(self._say, bytes(cast(bytes, data)))


def _sound_device() -> _SoundDevice:
    try:
        return cast(_SoundDevice, importlib.import_module("sounddevice"))
    except (ImportError, OSError) as error:
        raise MicrophoneError(
            f"the microphone needs the package sounddevice and PortAudio ({error}): "
            "`.venv/bin/pip install sounddevice`, or try --wav or --type"
        ) from error
