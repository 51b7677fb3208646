"""Who is speaking on a line."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.line_activity import Activity, LineActivity

SILENCE = bytes(320)
SOUND = b"\x10\x01" * 160


class LineActivityTests(SynchronousTestCase):
    def test_silence_is_nobody_speaking(self) -> None:
        """Frames of zeros never start anything."""
        line = LineActivity()
        self.assertEqual([line.hear(SILENCE, n * 0.02) for n in range(100)], [None] * 100)

    def test_first_sound_starts(self) -> None:
        """The first frame with a sound tells that speaking has started, and only the first."""
        line = LineActivity()
        self.assertEqual([line.hear(SOUND, 0.0), line.hear(SOUND, 0.02)], [Activity.STARTED, None])

    def test_finished_after_quiet_and_no_sooner(self) -> None:
        """Speaking has finished once it was quiet for 0.7 s, counted from the last sound."""
        line = LineActivity(0.7)
        line.hear(SOUND, 1.0)
        self.assertIsNone(line.hear(SILENCE, 1.69))
        self.assertTrue(line.speaking)
        self.assertEqual(line.hear(SILENCE, 1.701), Activity.FINISHED)
        self.assertFalse(line.speaking)

    def test_finished_without_any_frame(self) -> None:
        """A server that sends nothing while it is quiet is quiet all the same."""
        line = LineActivity(0.7)
        line.hear(SOUND, 1.0)
        self.assertEqual([line.at(1.5), line.at(1.8), line.at(3.0)], [None, Activity.FINISHED, None])

    def test_pause_inside_a_sentence(self) -> None:
        """A pause shorter than the quiet that ends a sentence does not end it."""
        line = LineActivity(0.7)
        line.hear(SOUND, 1.0)
        line.hear(SILENCE, 1.6)
        self.assertIsNone(line.hear(SOUND, 1.65))
        self.assertIsNone(line.at(2.3))

    def test_noise_under_the_floor(self) -> None:
        """On a line with a carrier, samples up to the floor are quiet, and those over it are not."""
        line = LineActivity(floor=300)
        self.assertIsNone(line.hear(b"\x10\x01" * 160, 0.0))
        self.assertEqual(line.hear(b"\x00\x80" * 160, 0.02), Activity.STARTED)

    @given(st.lists(st.booleans(), max_size=300))
    def test_starts_and_finishes_alternate(self, sounds: list[bool]) -> None:
        """Whatever comes, every start is followed by one finish before the next start."""
        line = LineActivity(0.1)
        changes = [line.hear(SOUND if sound else SILENCE, n * 0.02) for n, sound in enumerate(sounds)]
        told = [change for change in changes if change]
        self.assertEqual(
            told, [Activity.STARTED, Activity.FINISHED] * (len(told) // 2) + [Activity.STARTED] * (len(told) % 2)
        )

    def test_quiet_for(self) -> None:
        """The quiet since the last sound is known; before any sound there is none."""
        line = LineActivity()
        self.assertIsNone(line.quiet_for(1.0))
        line.hear(SOUND, 1.0)
        self.assertAlmostEqual(line.quiet_for(1.5) or 0.0, 0.5)
