"""The engine itself: a turn in, its text out; a text in, its sound out, sentence by sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import soxr
from twisted.internet.defer import Deferred

from audiosocket.errors import SpeechError
from audiosocket.speech.hygiene import without_hallucinations
from audiosocket.speech.local.interfaces import EAR_RATE, Ear, Mouth, Samples
from audiosocket.speech.local.window import LONGEST_SECONDS, is_silent
from audiosocket.speech.local.worker import Job, Workers
from audiosocket.speech.sentences import split_sentences

_LEVEL = 0.5
_OPENAI_VOICE_LIST = "alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar"
_OPENAI_VOICES = frozenset(_OPENAI_VOICE_LIST.split())


@dataclass(frozen=True)
class Engine:
    """An ear and a mouth with the threads that they work on."""

    ear: Ear
    mouth: Mouth
    default_voice: str
    hearing: Workers
    speaking: Workers

    def transcribe(self, samples: bytes, rate: int, hint: str, language: str) -> Deferred[str]:
        """
        The text of mono s16le sound.

        :raises SpeechBusyError: if too many wait.
        """
        return self.hearing.submit(lambda job: self._hear(job, samples, rate, hint, language))

    def voice(self, name: str) -> str:
        """
        The mouth's voice of that name; "auto" and the names of OpenAI's voices mean the default.

        :raises SpeechError: if it has none of that name.
        """
        if name in self.mouth.voices:
            return name
        if name in ("", "auto", "default") or name in _OPENAI_VOICES:
            return self.default_voice
        raise SpeechError(f"There is no such voice; {self.mouth.name} has {', '.join(self.mouth.voices)}.")

    def speak(self, text: str, voice: str, speed: float, rate: int, receive: Callable[[bytes], None]) -> Deferred[None]:
        """
        Give the sound of a text to `receive`, as s16le of `rate`, a sentence at a time.

        :raises SpeechBusyError: if too many wait; a text once begun is finished.
        """
        sentences = split_sentences(text)
        first = self._submit(sentences[0], voice, speed, rate, continues=False)
        return Deferred.fromCoroutine(self._speak(first, sentences[1:], voice, speed, rate, receive))

    async def _speak(
        self,
        first: Deferred[bytes],
        others: Sequence[str],
        voice: str,
        speed: float,
        rate: int,
        receive: Callable[[bytes], None],
    ) -> None:
        receive(await first)
        for sentence in others:
            receive(await self._submit(sentence, voice, speed, rate, continues=True))

    def _submit(self, sentence: str, voice: str, speed: float, rate: int, continues: bool) -> Deferred[bytes]:
        work = partial(_say, self.mouth, sentence, voice, speed, rate)
        return self.speaking.submit(lambda _: work(), continues=continues)

    def _hear(self, job: Job[str], samples: bytes, rate: int, hint: str, language: str) -> str:
        sound = np.frombuffer(samples, dtype="<i2").astype(np.float32) / np.float32(32768)
        if rate != EAR_RATE:
            sound = soxr.resample(sound, rate, EAR_RATE).astype(np.float32)
        if is_silent(sound):
            return ""
        longest = LONGEST_SECONDS * EAR_RATE
        parts = [sound[at : at + longest] for at in range(0, len(sound), longest)]
        heard = [self.ear.hear(part, hint, language, job.is_abandoned) for part in parts if not job.is_abandoned()]
        return without_hallucinations(" ".join(heard))


def _say(mouth: Mouth, sentence: str, voice: str, speed: float, rate: int) -> bytes:
    """The sound of one sentence as s16le of `rate`, at an even loudness."""
    sound = _levelled(mouth.speak(sentence, voice, speed))
    if rate != mouth.rate:
        sound = soxr.resample(sound, mouth.rate, rate)
    return bytes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def _levelled(sound: Samples) -> Samples:
    """The same with its peak at half of full scale: -6 dB, as telephone prompts are recorded."""
    peak = float(np.abs(sound).max(initial=0.0))
    return sound * np.float32(_LEVEL / peak) if peak > 0.01 else sound
