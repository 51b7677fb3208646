"""What the engine needs of a model; both are used from a worker thread, one call at a time."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Mono sound, -1 to 1."""

EAR_RATE = 16_000
"""Samples a second of what an ear is given."""


class Ear(Protocol):
    """A speech recognizer."""

    @property
    def name(self) -> str:
        """What it is, for the log and ``/v1/models``."""

    def hear(self, samples: Samples, hint: str, language: str, abandoned: Callable[[], bool]) -> str:
        """
        The text of 16 kHz sound, at most 30 seconds.

        :param abandoned: asked between steps; once it says True nobody wants the text any more.
        """


class Mouth(Protocol):
    """A speech synthesizer."""

    @property
    def name(self) -> str:
        """What it is, for the log and ``/v1/models``."""

    @property
    def rate(self) -> int:
        """Samples a second of what it says."""

    @property
    def voices(self) -> Sequence[str]:
        """Its voices; the first is the one for those who do not choose."""

    def speak(self, sentence: str, voice: str, speed: float) -> Samples:
        """
        The sound of one sentence.

        :raises SpeechError: if it cannot say that.
        """
