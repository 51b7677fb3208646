"""An ear and a voice that need no model: for load tests and rehearsals."""

from collections.abc import Callable, Sequence

import numpy as np
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IReactorTime
from zope.interface import implementer

from audiosocket.speech.interfaces import SAMPLE_RATE, IRecognizer, ISynthesizer, Transcript, Voice

_SYLLABLES_A_SECOND = 5
_LOUDNESS = 3000
_LONGEST_SECONDS = 60


@implementer(IRecognizer)
class ScriptedRecognizer:
    """
    Hears the given texts in order, whatever is said, then the last one for ever.

    :param delay_seconds: how long it seems to think.
    """

    def __init__(self, clock: IReactorTime, texts: Sequence[str], delay_seconds: float = 0.15) -> None:
        self._clock = clock
        self._texts = list(texts)
        self._delay_seconds = delay_seconds
        self._heard = 0

    def transcribe(self, audio: bytes, hint: str) -> Deferred[Transcript]:
        """The next text, after the delay; see `IRecognizer`."""
        text = self._texts[min(self._heard, len(self._texts) - 1)] if self._texts else ""
        self._heard += 1
        answer: Deferred[Transcript] = Deferred(lambda _: later.cancel())
        later = self._clock.callLater(
            self._delay_seconds, answer.callback, Transcript(text, len(audio) / 2 / SAMPLE_RATE)
        )
        return answer


@implementer(ISynthesizer)
class ScriptedSynthesizer:
    """
    Speaks noise with the rise and fall of syllables, as long as a person would take for the text.

    The same text always gives the same sound, which is a slice of one buffer: nothing is computed for a request.

    :param delay_seconds: until the first (and only) chunk is there.
    """

    def __init__(self, clock: IReactorTime, characters_per_second: float = 14.0, delay_seconds: float = 0.0) -> None:
        self._clock = clock
        self._characters_per_second = characters_per_second
        self._delay_seconds = delay_seconds
        self._noise = _speechlike_noise(_LONGEST_SECONDS)

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        """The noise of the text's length, in one chunk; see `ISynthesizer`."""
        done: Deferred[None] = Deferred(lambda _: later.cancel())

        def speak() -> None:
            receive(self._noise[: self.length(text, voice)])
            done.callback(None)

        later = self._clock.callLater(self._delay_seconds, speak)
        return done

    def length(self, text: str, voice: Voice) -> int:
        """Bytes of sound for a text: whole 20 ms frames, at most a minute."""
        frames = round(50 * max(len(text), 1) / self._characters_per_second / voice.speed)
        return min(max(frames, 1) * SAMPLE_RATE // 50 * 2, len(self._noise))


def _speechlike_noise(seconds: int) -> bytes:
    """White noise in syllables, at a telephone's usual loudness; the same on every machine."""
    noise = np.random.Generator(np.random.PCG64(1)).standard_normal(seconds * SAMPLE_RATE)
    moments = np.arange(noise.size) / SAMPLE_RATE
    envelope = np.abs(np.sin(np.pi * _SYLLABLES_A_SECOND * moments))
    return bytes(np.clip(noise * envelope * _LOUDNESS, -32768, 32767).astype("<i2").tobytes())
