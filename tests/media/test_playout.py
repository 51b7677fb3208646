"""What is said on a leg, frame by frame."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.media.playout import Playout, Sound
from audiosocket.wire import FRAME_BYTES, HEADER_BYTES, SILENCE_MESSAGE


def whole(samples: bytes, told: list[object] | None = None, interruptible: bool = True) -> Sound:
    told = told if told is not None else []
    sound = Sound(interruptible=interruptible, on_start=lambda: told.append("start"), on_end=told.append)
    sound.append(samples)
    sound.finish()
    return sound


class PlayoutTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.playout = Playout()

    def said(self, frames: int) -> bytes:
        return b"".join(self.playout.next_message()[HEADER_BYTES:] for _ in range(frames))

    def test_silence_when_idle(self) -> None:
        """With nothing to say a leg still gets a frame every 20 ms: silence."""
        self.assertEqual([self.playout.next_message() for _ in range(3)], [SILENCE_MESSAGE] * 3)

    @given(st.binary(min_size=1, max_size=2000), st.lists(st.integers(min_value=1, max_value=500), min_size=1))
    def test_pieces_of_any_size(self, samples: bytes, sizes: list[int]) -> None:
        """However audio arrives, it is said whole and in order, the last frame filled with silence."""
        playout, sound, at = Playout(), Sound(), 0
        playout.play(sound)
        while at < len(samples):
            for size in sizes:
                sound.append(samples[at : at + size])
                at += size
        sound.finish()
        frames = -(-len(samples) // FRAME_BYTES)
        heard = b"".join(playout.next_message()[HEADER_BYTES:] for _ in range(frames))
        self.assertEqual(heard, samples + bytes(frames * FRAME_BYTES - len(samples)))

    def test_start_and_end_are_told(self) -> None:
        """The start is told with the first frame, the end once the last was taken and the next is asked for."""
        told: list[object] = []
        self.playout.play(whole(b"a" * 640, told))
        self.assertEqual(told, [])
        self.said(2)
        self.assertEqual(told, ["start"])
        self.said(1)
        self.assertEqual(told, ["start", True])

    def test_dropped_sound_is_not_complete(self) -> None:
        """What is dropped says so, also when it never began."""
        told: list[object] = []
        self.playout.play(whole(b"a" * 640, told))
        self.playout.play(whole(b"b" * 640, told))
        self.said(1)
        self.playout.drop()
        self.assertEqual(told, ["start", False, False])
        self.assertEqual(self.playout.next_message(), SILENCE_MESSAGE)

    def test_pause_keeps_the_place(self) -> None:
        """Held back, it is silent; resumed, it goes on with the very next frame."""
        self.playout.play(whole(b"a" * 320 + b"b" * 320))
        self.said(1)
        self.playout.pause()
        self.assertEqual(self.said(5), bytes(5 * FRAME_BYTES))
        self.playout.resume()
        self.assertEqual(self.said(1), b"b" * 320)

    def test_interjection_goes_first(self) -> None:
        """A short phrase is said before what is still being made, also while that is held back."""
        late = Sound()
        self.playout.play(late)
        self.playout.pause()
        self.playout.interject(whole(b"i" * 320))
        self.assertEqual(self.said(2), b"i" * 320 + bytes(320))
        late.append(b"z" * 320)
        late.finish()
        self.playout.resume()
        self.assertEqual(self.said(1), b"z" * 320)

    def test_failed_sound_was_not_said(self) -> None:
        """A sound that could not be made ends, but never counts as said to the end."""
        told: list[object] = []
        sound = Sound(on_end=told.append)
        self.playout.play(sound)
        sound.fail()
        self.said(1)
        self.assertEqual(told, [False])

    def test_who_is_told_of_an_end_may_say_more(self) -> None:
        """When the end of one sound brings the next, no frame of silence comes between them."""
        sound = Sound(on_end=lambda complete: self.playout.play(whole(b"n" * 320)))
        sound.append(b"a" * 320)
        sound.finish()
        self.playout.play(sound)
        self.assertEqual(self.said(2), b"a" * 320 + b"n" * 320)

    def test_stall_is_skipped_only_in_what_was_begun(self) -> None:
        """Frames that a stall swallowed are lost from a sound that is being said, never from one that is to begin."""
        self.playout.play(whole(b"a" * 320 + b"b" * 320 + b"c" * 320))
        self.playout.skip(1)
        self.assertEqual(self.said(1), b"a" * 320)
        self.playout.skip(1)
        self.assertEqual(self.said(1), b"c" * 320)
