"""Where a turn begins and ends."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.media.endpointing import Endpointer, Turn, TurnRules, TurnStarted

VOICE, QUIET = b"v" * 320, b"q" * 320


class EndpointerTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.now = 0.0
        self.endpointer = Endpointer(TurnRules())
        self.outcomes: list[object] = []

    def hear(self, pattern: str) -> None:
        """v: 20 ms of voice, q: 20 ms of quiet, .: 20 ms without any frame."""
        for sign in pattern:
            self.now += 0.02
            outcome: object
            if sign == ".":
                outcome = self.endpointer.elapse(self.now)
            else:
                outcome = self.endpointer.hear(VOICE if sign == "v" else QUIET, sign == "v", self.now)
            if isinstance(outcome, TurnStarted | Turn):
                self.outcomes.append(outcome)

    def turn(self) -> Turn:
        self.assertEqual(len(self.outcomes), 2, self.outcomes)
        self.assertIsInstance(self.outcomes[0], TurnStarted)
        turn = self.outcomes[1]
        assert isinstance(turn, Turn)
        return turn

    def test_short_sim_is_a_turn(self) -> None:
        """A "sim" of 200 ms is heard, with what came before it, and ends 700 ms after its last voice."""
        self.hear("q" * 50 + "v" * 10 + "q" * 34)
        self.assertEqual(len(self.outcomes), 1)
        self.hear("q")
        turn = self.turn()
        self.assertEqual(turn.voice_ms, 200)
        self.assertAlmostEqual(turn.speech_end, 60 * 0.02)
        self.assertEqual(turn.audio.count(VOICE), 10)

    def test_look_back(self) -> None:
        """300 ms from before the start is found belong to the turn, so that no first word is clipped."""
        self.hear("q" * 50 + "v" * 10 + "q" * 35)
        self.assertEqual(self.turn().audio.index(VOICE), 12 * 320)

    def test_tail_is_cut(self) -> None:
        """Of the quiet that ended the turn only 300 ms go to the recognizer."""
        self.hear("v" * 10 + "q" * 35)
        self.assertEqual(len(self.turn().audio), (10 + 15) * 320)

    def test_pause_in_a_number_is_no_end(self) -> None:
        """Pauses of 600 ms inside a dictated number do not end the turn."""
        self.hear("v" * 20 + "q" * 30 + "v" * 20 + "q" * 30 + "v" * 20 + "q" * 35)
        self.assertEqual(self.turn().voice_ms, 1200)

    def test_click_is_no_turn(self) -> None:
        """A frame or two of noise begin nothing."""
        self.hear(("v" + "q" * 20 + "vv" + "q" * 20) * 5)
        self.assertEqual(self.outcomes, [])

    def test_line_that_goes_silent_without_frames(self) -> None:
        """A telephone that stops sending in silence has its turn ended by the clock."""
        self.hear("v" * 20 + "." * 35)
        self.assertEqual(self.turn().voice_ms, 400)

    def test_fifteen_seconds_are_the_limit(self) -> None:
        """Whoever never stops is cut after 15 s, and heard on from there."""
        self.hear("v" * 760)
        turn = self.outcomes[1]
        assert isinstance(turn, Turn)
        self.assertEqual(len(turn.audio), 750 * 320)
        self.assertIsInstance(self.outcomes[2], TurnStarted)

    @given(st.text(alphabet="vq.", max_size=1500))
    def test_any_line(self, pattern: str) -> None:
        """Starts and ends alternate, whatever comes; no turn is longer than 15 s and the look-back."""
        self.setUp()
        self.hear(pattern)
        for place, outcome in enumerate(self.outcomes):
            self.assertIsInstance(outcome, Turn if place % 2 else TurnStarted)
            if isinstance(outcome, Turn):
                self.assertLessEqual(len(outcome.audio), (15_000 + 300) // 20 * 320)
                self.assertGreaterEqual(outcome.voice_ms, 60)
