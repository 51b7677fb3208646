"""One clock for all legs."""

from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.media.ticker import Ticker


class Leg:
    """Counts its ticks."""

    def __init__(self) -> None:
        self.ticks: list[tuple[int, int, float]] = []

    def tick(self, frames: int, dropped: int, now: float) -> None:
        self.ticks.append((frames, dropped, round(now, 3)))

    def receive(self) -> None:
        pass

    def transmit(self) -> None:
        pass

    def failed(self) -> None:
        self.ticks.append((0, 0, 0.0))


class TickerTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.dropped: list[int] = []
        self.ticker = Ticker(self.clock, self.dropped.append)
        self.leg = Leg()
        self.ticker.add(self.leg)

    def tearDown(self) -> None:
        self.ticker.remove(self.leg)
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def frames(self) -> int:
        return sum(frames for frames, _, _ in self.leg.ticks)

    def test_first_frame_at_once_then_every_20_ms(self) -> None:
        """A leg gets its first frame when it is added, and exactly 50 a second after that."""
        self.assertEqual(self.leg.ticks, [(1, 0, 0.0)])
        self.clock.pump([0.02] * 500)
        self.assertEqual(self.frames(), 501)
        self.assertEqual(self.dropped, [])

    def test_lateness_does_not_add_up(self) -> None:
        """Wake-ups that are each 7 ms late still give 50 frames a second."""
        for _ in range(100):
            self.clock.advance(0.027)
        self.assertEqual(self.frames(), 1 + int(2.7 / 0.02 + 1e-9))

    def test_four_together_at_most(self) -> None:
        """A stall of 80 ms gives four frames together; of a stall of 200 ms six are dropped and never caught up."""
        self.clock.advance(0.08)
        self.assertEqual(self.leg.ticks[-1][:2], (4, 0))
        self.clock.advance(0.2)
        self.assertEqual(self.leg.ticks[-1][:2], (4, 6))
        self.assertEqual(self.dropped, [6])
        self.clock.advance(0.02)
        self.assertEqual(self.leg.ticks[-1][:2], (1, 0))

    def test_leg_removed_while_ticking(self) -> None:
        """A leg may leave in the middle of a tick; the others get theirs, and the clock stops with the last."""

        class Leaver(Leg):
            def tick(inner, frames: int, dropped: int, now: float) -> None:  # noqa: N805
                super().tick(frames, dropped, now)
                if len(inner.ticks) == 2:
                    self.ticker.remove(inner)

        leaver = Leaver()
        self.ticker.add(leaver)
        self.clock.pump([0.02] * 3)
        self.assertEqual(len(leaver.ticks), 2)
        self.assertEqual(self.frames(), 4)

    def test_steps_are_taken_together(self) -> None:
        """All legs receive, then all decide, then all send."""
        order: list[tuple[str, int]] = []

        class Noting(Leg):
            def __init__(self, number: int) -> None:
                super().__init__()
                self.number = number

            def receive(self) -> None:
                order.append(("receive", self.number))

            def tick(self, frames: int, dropped: int, now: float) -> None:
                order.append(("tick", self.number))

            def transmit(self) -> None:
                order.append(("transmit", self.number))

        legs = [Noting(1), Noting(2)]
        for leg in legs:
            self.ticker.add(leg)
        self.assertEqual(order, [("tick", 1), ("transmit", 1), ("tick", 2), ("transmit", 2)])
        order.clear()
        self.clock.advance(0.02)
        self.assertEqual(order, [(step, leg) for step in ("receive", "tick", "transmit") for leg in (1, 2)])
        for leg in legs:
            self.ticker.remove(leg)

    def test_leg_that_fails_harms_no_other(self) -> None:
        """A leg whose tick raises is told so and gets no more; the others go on."""

        class Faulty(Leg):
            def tick(inner, frames: int, dropped: int, now: float) -> None:  # noqa: N805
                super().tick(frames, dropped, now)
                if len(inner.ticks) > 1:
                    raise ValueError("broken")

        faulty = Faulty()
        self.ticker.add(faulty)
        self.clock.pump([0.02] * 3)
        self.assertEqual(len(self.flushLoggedErrors(ValueError)), 1)
        self.assertEqual(len(faulty.ticks), 3)
        self.assertEqual(self.frames(), 4)
