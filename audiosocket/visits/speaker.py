"""Texts into sounds on a line, the first sentence being said while the second is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from twisted.internet.defer import CancelledError, Deferred
from twisted.logger import Logger

from audiosocket.errors import SpeechError
from audiosocket.media.playout import Playout, Sound
from audiosocket.speech.interfaces import Voice
from audiosocket.speech.sentences import split_sentences


class SpeechStore(Protocol):
    """A synthesizer with a memory."""

    def get_now(self, text: str, voice: Voice) -> bytes | None:
        """The sound of a text that was made before; None if it was not, or is not at hand."""

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        """Make it; see `ISynthesizer`."""


@dataclass
class Phrase:
    """
    Something to say, in one or more sentences.

    :ivar spare: what is said instead if no synthesizer can make `text`: words that need no facts, made at the start.
    :ivar on_start: called with the first sound.
    :ivar on_end: called once, with whether it was said to the end.
    """

    text: str
    spare: str | None = None
    interruptible: bool = True
    on_start: Callable[[], None] = field(default=lambda: None)
    on_end: Callable[[bool], None] = field(default=lambda complete: None)


class Speaker:
    """The doorman's voice on one leg."""

    _log = Logger()

    def __init__(self, store: SpeechStore, voice: Voice, playout: Playout) -> None:
        self._store = store
        self._voice = voice
        self._playout = playout
        self._work: Deferred[None] | None = None

    def say(self, phrases: list[Phrase]) -> None:
        """Say these instead of whatever is being said; whole phrases that are at hand begin with the next frame."""
        self.stop()
        parts = [part for phrase in phrases for part in _parts(phrase)]
        for _, sound, _ in parts:
            self._playout.play(sound)
        work = Deferred.fromCoroutine(self._make(parts))
        work.addErrback(lambda reason: reason.trap(CancelledError) and None)
        self._work = work

    def interject(self, text: str) -> bool:
        """
        Say a short phrase now, before what is being made.

        :returns: whether it was at hand.
        """
        samples = self._store.get_now(text, self._voice)
        if samples is None:
            return False
        sound = Sound()
        sound.append(samples)
        sound.finish()
        self._playout.interject(sound)
        return True

    def prepare(self, text: str) -> None:
        """Have these words made, because they will be said soon."""
        for sentence in split_sentences(text):
            if self._store.get_now(sentence, self._voice) is None:
                self._store.synthesize(sentence, self._voice, _unheard).addErrback(lambda reason: None)

    def stop(self) -> None:
        """Fall silent and forget what was to be said."""
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._playout.drop()

    async def _make(self, parts: list[tuple[str, Sound, Phrase]]) -> None:
        spared: set[int] = set()
        for text, sound, phrase in parts:
            if id(phrase) in spared:
                sound.finish()
                continue
            try:
                await self._make_one(text, sound)
            except (CancelledError, GeneratorExit):
                raise
            except Exception as fault:
                if not isinstance(fault, SpeechError):
                    self._log.failure("A synthesizer failed in a way of its own")
                self._log.error("No voice for a phrase: {fault}", fault=str(fault) or type(fault).__name__)
                spared.add(id(phrase))
                self._use_spare(sound, phrase)

    async def _make_one(self, text: str, sound: Sound) -> None:
        samples = self._store.get_now(text, self._voice)
        if samples is None:
            await self._store.synthesize(text, self._voice, sound.append)
        else:
            sound.append(samples)
        sound.finish()

    def _use_spare(self, sound: Sound, phrase: Phrase) -> None:
        spare = [self._store.get_now(text, self._voice) for text in split_sentences(phrase.spare or "")]
        for samples in spare:
            sound.append(samples or b"")
        if not spare or None in spare:
            sound.fail()
        else:
            sound.finish()


def _unheard(samples: bytes) -> None:
    """What is only made ready is not played."""


def _parts(phrase: Phrase) -> list[tuple[str, Sound, Phrase]]:
    """One sound a sentence: the first tells of the phrase's beginning, the last of its end."""
    texts = split_sentences(phrase.text)
    told = _Told(phrase, len(texts))
    parts = []
    for place, text in enumerate(texts):
        started = phrase.on_start if place == 0 else _nothing
        parts.append((text, Sound(interruptible=phrase.interruptible, on_start=started, on_end=told.ended), phrase))
    return parts


def _nothing() -> None:
    pass


class _Told:
    """Counts the sentences of a phrase, and tells of its end once."""

    def __init__(self, phrase: Phrase, count: int) -> None:
        self._phrase = phrase
        self._left = count
        self._complete = True

    def ended(self, complete: bool) -> None:
        """One sentence is over."""
        self._left -= 1
        self._complete = self._complete and complete
        if self._left == 0:
            self._phrase.on_end(self._complete)
