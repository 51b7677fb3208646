"""Speech that was made once is not made again: in memory, then on disk, then by the synthesizer behind."""

import hashlib
import os
import struct
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

from twisted.internet.defer import CancelledError, Deferred, DeferredList, succeed
from twisted.logger import Logger
from twisted.python.failure import Failure
from zope.interface import implementer

from audiosocket.errors import SpeechError
from audiosocket.speech.interfaces import IPromptCache, ISynthesizer, Voice

_log = Logger()
_MEGABYTE = 1 << 20
_HEADER = struct.Struct("<4sI16s")
_MAGIC = b"PCM8"


RunElsewhere = Callable[[Callable[[], object]], "Deferred[object]"]
"""Does blocking work off the reactor, as `twisted.internet.threads.deferToThread` does."""


class DiskCache:
    """
    Sound in files, named by what it says; for a worker thread, since it reads and writes.

    A file holds a checksum: one that is cut short or altered counts as absent.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str) -> bytes | None:
        """The sound, or None."""
        try:
            data = self._place(key).read_bytes()
        except OSError:
            return None
        if len(data) < _HEADER.size:
            return None
        magic, length, checksum = _HEADER.unpack_from(data)
        sound = data[_HEADER.size :]
        whole = magic == _MAGIC and length == len(sound) and checksum == _checksum(sound)
        return sound if whole else None

    def write(self, key: str, sound: bytes) -> None:
        """Keep a sound; another process never sees half of it."""
        place = self._place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f"{place.name}.{os.getpid()}-{threading.get_ident()}.part")
        beside.write_bytes(_HEADER.pack(_MAGIC, len(sound), _checksum(sound)) + sound)
        beside.replace(place)

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.pcm"


class MemoryCache:
    """The sounds used last, up to so many bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._sounds: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str) -> bytes | None:
        """The sound, or None; it counts as used now."""
        sound = self._sounds.get(key)
        if sound is not None:
            self._sounds.move_to_end(key)
        return sound

    def put(self, key: str, sound: bytes) -> None:
        """Keep a sound, let the longest unused go."""
        self._bytes += len(sound) - len(self._sounds.pop(key, b""))
        self._sounds[key] = sound
        while self._bytes > self._most_bytes and self._sounds:
            self._bytes -= len(self._sounds.popitem(last=False)[1])


@implementer(ISynthesizer, IPromptCache)
class CachedSynthesizer:
    """
    A synthesizer before which two caches stand.

    Several requests for one text at a time share one synthesis, each hearing it from its beginning. A synthesis whose
    last listener is gone is abandoned.

    :param engine: what the sound also depends on: who makes it.
    :param run_elsewhere: `deferToThread`, or in tests `maybeDeferred`.
    """

    def __init__(
        self,
        behind: ISynthesizer,
        engine: str,
        disk: DiskCache,
        run_elsewhere: RunElsewhere,
        most_memory_bytes: int = 64 * _MEGABYTE,
    ) -> None:
        self._behind = behind
        self._engine = engine
        self._disk = disk
        self._run_elsewhere = run_elsewhere
        self._memory = MemoryCache(most_memory_bytes)
        self._making: dict[str, _Making] = {}
        self._writing: set[Deferred[object]] = set()

    def written(self) -> Deferred[None]:
        """Fires once everything that was made is on disk, or could not be put there."""
        return DeferredList(list(self._writing)).addCallback(lambda _: None)

    def get_now(self, text: str, voice: Voice) -> bytes | None:
        """The whole sound if it is in memory, without waiting."""
        return self._memory.get(self._key(text, voice))

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        """From memory at once, from disk, or from the synthesizer behind; see `ISynthesizer`."""
        key = self._key(text, voice)
        sound = self._memory.get(key)
        if sound is not None:
            receive(sound)
            return succeed(None)
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = _Making()
            making.begin(self._make(key, text, voice, making), lambda: self._making.pop(key, None))
        return making.join(receive)

    async def render_all(
        self, prompts: Sequence[str], voice: Voice, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> list[str]:
        """Have these prompts in memory, made where they are not on disk; see the function of this name."""
        return await render_all(self, prompts, voice, progress)

    def _key(self, text: str, voice: Voice) -> str:
        parts = "\0".join((self._engine, voice.model, voice.name, f"{voice.speed:.3f}", text))
        return hashlib.sha256(parts.encode()).hexdigest()

    async def _make(self, key: str, text: str, voice: Voice, making: "_Making") -> None:
        kept = await self._run_elsewhere(partial(self._disk.read, key))
        if isinstance(kept, bytes):
            sound = kept
            making.give(sound)
        else:
            await self._behind.synthesize(text, voice, making.give)
            sound = making.sound()
            self._write(key, sound)
        self._memory.put(key, sound)

    def _write(self, key: str, sound: bytes) -> None:
        writing = self._run_elsewhere(partial(self._disk.write, key, sound)).addErrback(_not_kept)
        self._writing.add(writing)
        writing.addBoth(lambda _: self._writing.discard(writing))


async def render_all(
    synthesizer: ISynthesizer,
    prompts: Sequence[str],
    voice: Voice,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[str]:
    """
    Have a synthesizer that keeps what it makes make these prompts, one after the other.

    :param progress: told after each how many are done, and of how many.
    :return: the prompts that could not be made; they will be tried again when they are spoken.
    """
    failed: list[str] = []
    for done, text in enumerate(prompts, 1):
        try:
            await synthesizer.synthesize(text, voice, lambda _: None)
        except SpeechError:
            failed.append(text)
        progress(done, len(prompts))
    return failed


class _Making:
    """One sound on its way to everyone who asked for it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._listeners: dict[Deferred[None], Callable[[bytes], None]] = {}
        self._work: Deferred[None] | None = None
        self._over = False

    def begin(self, work: Awaitable[None], forget: Callable[[], object]) -> None:
        """Start the work; `forget` is called as soon as nobody else can join."""
        self._forget = forget
        self._work = Deferred.fromCoroutine(work)  # type: ignore[arg-type]
        self._work.addBoth(self._end)

    def join(self, receive: Callable[[bytes], None]) -> Deferred[None]:
        """Hear it from its beginning."""
        listener: Deferred[None] = Deferred(self._leave)
        for piece in list(self._pieces):
            receive(piece)
        if self._over:
            return self._settle(listener)
        self._listeners[listener] = receive
        return listener

    def give(self, piece: bytes) -> None:
        """A piece for everyone."""
        self._pieces.append(piece)
        for listener, receive in list(self._listeners.items()):
            try:
                receive(piece)
            except Exception:
                self._listeners.pop(listener, None)
                listener.errback()

    def sound(self) -> bytes:
        """All of it."""
        return b"".join(self._pieces)

    def _leave(self, listener: Deferred[None]) -> None:
        self._listeners.pop(listener, None)
        listener.errback(CancelledError())
        if not self._listeners and self._work is not None and not self._over:
            self._forget()
            self._work.cancel()

    def _end(self, result: Failure | None) -> None:
        self._over = True
        self._result = result
        self._forget()
        listeners, self._listeners = list(self._listeners), {}
        for listener in listeners:
            self._settle(listener)

    def _settle(self, listener: Deferred[None]) -> Deferred[None]:
        if isinstance(self._result, Failure):
            listener.errback(self._result)
        else:
            listener.callback(None)
        return listener


def _checksum(sound: bytes) -> bytes:
    return hashlib.sha256(sound).digest()[:16]


def _not_kept(failure: Failure) -> None:
    _log.warn("A prompt could not be kept on disk: {reason}.", reason=type(failure.value).__name__)
