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
    :ivar on_start: called at the first sound, with the words.
    :ivar on_end: called once, with the words that were really said, and whether they were said to the end.
    """

    text: str
    spare: str | None = None
    interruptible: bool = True
    on_start: Callable[[str], None] = field(default=lambda words: None)
    on_end: Callable[[str, bool], None] = field(default=lambda words, complete: None)


class Speaker:
    """The doorman's voice on one leg."""

    _log = Logger()

    def __init__(self, store: SpeechStore, voice: Callable[[], Voice], playout: Playout) -> None:
        """:param voice: tells who speaks now; that changes with the visitor's language."""
        self._store = store
        self._voice = voice
        self._playout = playout
        self._work: Deferred[None] | None = None

    def say(self, phrases: list[Phrase]) -> None:
        """Say these instead of whatever is being said; whole phrases that are at hand begin with the next frame."""
        self.stop()
        parts = [part for phrase in phrases for part in _parts(phrase)]
        for part in parts:
            self._playout.play(part.sound)
        work = Deferred.fromCoroutine(self._make(parts))
        work.addErrback(lambda reason: reason.trap(CancelledError) and None)
        self._work = work

    def interject(self, text: str) -> bool:
        """
        Say a short phrase now, before what is being made.

        :returns: whether it was at hand.
        """
        samples = self._store.get_now(text, self._voice())
        if samples is None:
            return False
        sound = Sound()
        sound.append(samples)
        sound.finish()
        self._playout.interject(sound)
        return True

    def prepare(self, text: str, voice: Voice) -> None:
        """Have these words made, because they will be said soon, perhaps by another voice on another leg."""
        for sentence in split_sentences(text):
            if self._store.get_now(sentence, voice) is None:
                self._store.synthesize(sentence, voice, _unheard).addErrback(lambda reason: None)

    def stop(self) -> None:
        """Fall silent and forget what was to be said."""
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._playout.drop()

    async def _make(self, parts: list[_Part]) -> None:
        for part in parts:
            if part.saying.spared:
                part.sound.finish()
                continue
            try:
                await self._make_one(part.text, part.sound)
                part.saying.made.append(part.text)
            except (CancelledError, GeneratorExit):
                raise
            except Exception as fault:
                if not isinstance(fault, SpeechError):
                    self._log.failure("A synthesizer failed in a way of its own")
                self._log.error("No voice for a phrase: {fault}", fault=str(fault) or type(fault).__name__)
                self._use_spare(part)

    async def _make_one(self, text: str, sound: Sound) -> None:
        voice = self._voice()
        samples = self._store.get_now(text, voice)
        if samples is None:
            await self._store.synthesize(text, voice, sound.append)
        else:
            sound.append(samples)
        sound.finish()

    def _use_spare(self, part: _Part) -> None:
        spare = part.saying.use_spare()
        samples = [self._store.get_now(text, self._voice()) for text in split_sentences(spare)]
        for each in samples:
            part.sound.append(each or b"")
        if not samples or None in samples:
            part.sound.fail()
        else:
            part.sound.finish()


def _unheard(samples: bytes) -> None:
    """What is only made ready is not played."""


class _Saying:
    """A phrase on its way: counts its sentences, knows which words they have become, and tells of its end once."""

    def __init__(self, phrase: Phrase, count: int) -> None:
        self.made: list[str] = []
        self.spared = False
        self._phrase = phrase
        self._words = phrase.text
        self._left = count
        self._complete = True

    def use_spare(self) -> str:
        """From here on the words that need no facts are said."""
        spare = self._phrase.spare or ""
        self.spared = True
        self._words = " ".join([*self.made, spare])
        return spare

    def started(self) -> None:
        """The first sound."""
        self._phrase.on_start(self._words)

    def ended(self, complete: bool) -> None:
        """One sentence is over."""
        self._left -= 1
        self._complete = self._complete and complete
        if self._left == 0:
            self._phrase.on_end(self._words, self._complete)


@dataclass(frozen=True)
class _Part:
    """One sentence of a phrase, and its sound."""

    text: str
    sound: Sound
    saying: _Saying


def _parts(phrase: Phrase) -> list[_Part]:
    """One sound a sentence: the first tells of the phrase's beginning, the last of its end."""
    texts = split_sentences(phrase.text)
    saying = _Saying(phrase, len(texts))
    return [
        _Part(
            text,
            Sound(
                interruptible=phrase.interruptible,
                on_start=_nothing if place else saying.started,
                on_end=saying.ended,
            ),
            saying,
        )
        for place, text in enumerate(texts)
    ]


def _nothing() -> None:
    pass
