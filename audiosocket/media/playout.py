"""What the doorman says on one leg, frame by frame: queued sounds, silence between them, pause and resume."""

from collections import deque
from collections.abc import Callable, Iterable

from audiosocket.wire import FRAME_BYTES, FRAME_HEADER, SILENCE_MESSAGE


def _nothing() -> None:
    pass


def _no_end(complete: bool) -> None:
    pass


class Sound:
    """
    8 kHz audio to be said, whole or still arriving.

    :ivar interruptible: whether the party may speak over it.
    """

    def __init__(
        self,
        *,
        interruptible: bool = True,
        on_start: Callable[[], None] = _nothing,
        on_end: Callable[[bool], None] = _no_end,
    ) -> None:
        """
        :param on_start: called when the first frame is taken.
        :param on_end: called once: True after the last frame was taken, False when the sound was dropped before.
        """
        self.interruptible = interruptible
        self._on_start = on_start
        self._on_end = on_end
        self._messages: deque[bytes] = deque()
        self._rest = b""
        self._whole = False
        self._started = False
        self._ended = False
        self._failed = False

    @property
    def begun(self) -> bool:
        """Whether a frame of it was already said."""
        return self._started

    def append(self, samples: bytes) -> None:
        """Add audio as it arrives, in pieces of any size."""
        data = self._rest + samples
        whole = len(data) - len(data) % FRAME_BYTES
        for at in range(0, whole, FRAME_BYTES):
            self._messages.append(FRAME_HEADER + data[at : at + FRAME_BYTES])
        self._rest = data[whole:]

    def append_messages(self, messages: Iterable[bytes]) -> None:
        """Add frames that were made into messages before, as a cached prompt has them."""
        self._messages.extend(messages)

    def finish(self) -> None:
        """No more audio will come; a last part of a frame is filled with silence."""
        if self._rest:
            self._messages.append(FRAME_HEADER + self._rest + bytes(FRAME_BYTES - len(self._rest)))
            self._rest = b""
        self._whole = True

    def fail(self) -> None:
        """No more audio will come, and what came is not the whole: it will not count as said to the end."""
        self._failed = True
        self.finish()

    @property
    def exhausted(self) -> bool:
        """Whether everything was said."""
        return self._whole and not self._messages

    @property
    def starved(self) -> bool:
        """Whether more was promised, but nothing is here to be said now."""
        return not self._whole and not self._messages

    def take(self) -> bytes:
        """The next message; only when there is one."""
        message = self._messages.popleft()
        if not self._started:
            self._started = True
            self._on_start()
        return message

    def spoil(self) -> None:
        """A part of it was lost: it will not count as said to the end."""
        self._failed = True

    def skip(self, frames: int) -> None:
        """Lose what a stall swallowed."""
        self.spoil()
        for _ in range(min(frames, len(self._messages))):
            self._messages.popleft()

    def end(self, complete: bool) -> None:
        """Tell, once, that it is over."""
        if not self._ended:
            self._ended = True
            self._messages.clear()
            self._on_end(complete and not self._failed)


class Playout:
    """The sounds of one leg in order; there is always a next message, silence when nothing is to be said."""

    def __init__(self) -> None:
        self._queue: deque[Sound] = deque()
        self._interjection: Sound | None = None
        self._paused = False

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be."""
        return bool(self._queue) or self._interjection is not None

    @property
    def paused(self) -> bool:
        """Whether the party's voice holds ours back."""
        return self._paused

    @property
    def interjecting(self) -> bool:
        """Whether a short phrase is being said that only bridges a wait."""
        return self._interjection is not None

    @property
    def audible(self) -> bool:
        """Whether the next message is a voice: something is queued, here, and not held back."""
        return self._interjection is not None or (bool(self._queue) and not self._paused and not self._queue[0].starved)

    @property
    def starved(self) -> bool:
        """Whether something is to be said now, and its audio has not come yet."""
        return bool(self._queue) and not self._paused and self._queue[0].starved

    @property
    def interruptible(self) -> bool:
        """Whether what is being said may be spoken over."""
        return self._interjection is None and (not self._queue or self._queue[0].interruptible)

    def play(self, sound: Sound) -> None:
        """Say this after what is queued."""
        self._queue.append(sound)

    def interject(self, sound: Sound) -> None:
        """Say this whole sound now, before what is queued and also while that is held back; one at a time."""
        if self._interjection is None:
            self._interjection = sound

    def pause(self) -> None:
        """Fall silent, and keep the place."""
        self._paused = True

    def resume(self) -> None:
        """Go on from where it was."""
        self._paused = False

    def drop(self) -> None:
        """Forget everything that was to be said, but for an interjection that is under way."""
        self._paused = False
        dropped, self._queue = self._queue, deque()
        for sound in dropped:
            sound.end(False)

    def skip(self, frames: int) -> None:
        """Lose what a stall swallowed, of a sound that was already being said."""
        if self._queue and not self._paused and self._queue[0].begun:
            self._queue[0].skip(frames)

    def spoil(self) -> None:
        """What is being said did not reach the party."""
        if self._queue and self._queue[0].begun:
            self._queue[0].spoil()

    def next_message(self) -> bytes:
        """The frame of the next 20 ms, as an AudioSocket message."""
        if self._interjection is not None:
            if not self._interjection.exhausted:
                return self._interjection.take()
            interjected, self._interjection = self._interjection, None
            interjected.end(True)
        if self._paused:
            return SILENCE_MESSAGE
        while self._queue and self._queue[0].exhausted:
            self._queue.popleft().end(True)  # who is told may drop the queue, or add to it
        if self._paused or not self._queue or self._queue[0].starved:
            return SILENCE_MESSAGE
        return self._queue[0].take()
