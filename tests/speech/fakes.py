"""Speech in the test's hand."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from twisted.internet.defer import Deferred
from zope.interface import implementer

from audiosocket.errors import SpeechError
from audiosocket.speech.interfaces import IRecognizer, ISynthesizer, Transcript, Voice
from audiosocket.speech.local.interfaces import Samples


@dataclass
class Speaking:
    """One synthesis that goes on."""

    text: str
    voice: Voice
    receive: Callable[[bytes], None]
    cancelled: bool = False

    def __post_init__(self) -> None:
        self.done: Deferred[None] = Deferred(self._cancel)

    def _cancel(self, _: Deferred[None]) -> None:
        self.cancelled = True


@implementer(ISynthesizer)
class FakeSynthesizer:
    """Does nothing until it is told."""

    def __init__(self) -> None:
        self.asked: list[Speaking] = []

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        self.asked.append(Speaking(text, voice, receive))
        return self.asked[-1].done


@implementer(IRecognizer)
class FakeRecognizer:
    """Gives what it is told to, in order: a text, or a fault."""

    def __init__(self, *answers: str | SpeechError) -> None:
        self.answers = list(answers)
        self.asked = 0

    def transcribe(self, audio: bytes, hint: str) -> Deferred[Transcript]:
        self.asked += 1
        answer = self.answers.pop(0)
        done: Deferred[Transcript] = Deferred()
        if isinstance(answer, SpeechError):
            done.errback(answer)
        else:
            done.callback(Transcript(answer))
        return done


@dataclass
class FakeEar:
    """Hears a fixed text."""

    text: str = "apartamento quinhentos e um"
    name: str = "fake ear"
    heard: list[tuple[Samples, str, str]] = field(default_factory=list)
    fault: Exception | None = None

    def hear(self, samples: Samples, hint: str, language: str, abandoned: Callable[[], bool]) -> str:
        self.heard.append((samples, hint, language))
        if self.fault:
            raise self.fault
        return self.text


@dataclass
class FakeMouth:
    """A tone of a tenth of a second for each sentence."""

    name: str = "fake mouth"
    rate: int = 24_000
    voices: tuple[str, ...] = ("dora", "alex")
    said: list[tuple[str, str, float]] = field(default_factory=list)
    fault_at: int | None = None

    def speak(self, sentence: str, voice: str, speed: float) -> Samples:
        self.said.append((sentence, voice, speed))
        if len(self.said) == self.fault_at:
            raise SpeechError("The fake mouth is out of breath.")
        return np.sin(np.arange(2400, dtype=np.float32) / 10)
