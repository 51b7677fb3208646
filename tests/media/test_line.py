"""Both directions of a leg's audio, and who gives way to whom."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.media.endpointing import Turn
from audiosocket.media.line import Line, LineRules
from audiosocket.media.playout import Sound
from audiosocket.wire import AUDIO, SILENCE_MESSAGE

VOICE, QUIET = b"v" * 320, b"q" * 320


class Detector:
    """Frames of v are voice."""

    def is_voice(self, frame: bytes) -> bool:
        return frame == VOICE


class Listener:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self.paused: Turn | None = None
        self.ended: Turn | None = None

    def turn_began(self) -> None:
        self.told.append("began")

    def turn_interrupted(self) -> None:
        self.told.append("interrupted")

    def turn_paused(self, turn: Turn) -> None:
        self.paused = turn

    def turn_resumed(self) -> None:
        self.told.append("resumed")

    def turn_ended(self, turn: Turn, over_us: bool) -> None:
        self.ended = turn
        self.told.append(("ended", turn.voice_ms, over_us))


class LineTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.now = 0.0
        self.listener = Listener()
        self.line = Line(LineRules(), Detector(), self.listener)
        self.sent: list[bytes] = []

    def run_line(self, pattern: str) -> None:
        """v: 20 ms of voice come, q: of quiet, .: nothing comes; a frame is sent each time."""
        for sign in pattern:
            self.now += 0.02
            if sign != ".":
                self.line.hear(AUDIO, VOICE if sign == "v" else QUIET, self.now)
            self.sent.append(self.line.write(1, 0, self.now))

    def say(self, frames: int, interruptible: bool = True) -> None:
        sound = Sound(interruptible=interruptible)
        sound.append(b"s" * 320 * frames)
        sound.finish()
        self.line.say(sound)

    def test_barge_in(self) -> None:
        """After 240 ms of the party's voice ours is silent with the very next frame, and keeps its place."""
        self.say(200)
        self.run_line("q" * 20 + "v" * 11)
        self.assertNotIn("interrupted", self.listener.told)
        self.run_line("v")
        self.assertEqual(self.listener.told, ["began", "interrupted"])
        self.assertEqual(self.sent[-1], SILENCE_MESSAGE)
        self.assertTrue(self.line.playout.paused)

    def test_cough_does_not_silence_us(self) -> None:
        """200 ms of noise do not stop a sentence; they are a turn that began over our voice."""
        self.say(200)
        self.run_line("q" * 20 + "v" * 10 + "q" * 40)
        self.assertEqual(self.listener.told, ["began", ("ended", 200, True)])
        self.assertNotIn(SILENCE_MESSAGE, self.sent)

    def test_farewell_cannot_be_interrupted(self) -> None:
        """Whatever the party says, a farewell goes on."""
        self.say(100, interruptible=False)
        self.run_line("v" * 90)
        self.assertNotIn("interrupted", self.listener.told)
        self.assertNotIn(SILENCE_MESSAGE, self.sent)

    def test_turn_in_silence_is_not_over_us(self) -> None:
        """A turn that begins well after our last word cannot be an echo of it."""
        self.say(10)
        self.run_line("q" * 60 + "v" * 20 + "q" * 40)
        self.assertEqual(self.listener.told[-1], ("ended", 400, False))

    def test_turn_in_advance(self) -> None:
        """After 340 ms of quiet the turn is told in advance, and is the very one that is told at its end."""
        self.run_line("q" * 30 + "v" * 20 + "q" * 16)
        self.assertIsNone(self.listener.paused)
        self.run_line("q")
        early = self.listener.paused
        self.run_line("q" * 20)
        self.assertEqual(early, self.listener.ended)

    def test_turn_that_goes_on(self) -> None:
        """Voice after that says that the turn was not over; the whole of it is told at its end."""
        self.run_line("v" * 20 + "q" * 20 + "v" * 20 + "q" * 40)
        self.assertEqual(self.listener.told, ["began", "resumed", ("ended", 800, False)])

    def test_turn_ends_without_frames(self) -> None:
        """A line without any frames ends its turn by the clock."""
        self.run_line("v" * 20 + "." * 40)
        self.assertEqual(self.listener.told, ["began", ("ended", 400, False)])

    def test_wideband_packets(self) -> None:
        """Audio at 16 kHz in 60 ms packets is heard as 8 kHz in 20 ms frames."""
        heard: list[bytes] = []

        class Recorder:
            def is_voice(self, frame: bytes) -> bool:
                heard.append(frame)
                return False

        line = Line(LineRules(), Recorder(), self.listener)
        for place in range(20):
            line.hear(0x12, bytes(3 * 640), place * 0.06)
        self.assertGreater(len(heard), 50)
        self.assertEqual({len(frame) for frame in heard}, {320})
