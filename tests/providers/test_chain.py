"""Who is asked next."""

from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.errors import DoormanError
from audiosocket.providers.chain import Chain, Provider, told_together


class ChainTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.first, self.second = Provider("first", 1), Provider("second", 2)
        self.chain = Chain(self.clock, [self.first, self.second], 15)

    def order(self) -> list[int]:
        """Who would be asked now."""
        return [provider.what for provider in self.chain.in_turn()]

    def test_one_that_failed_comes_last(self) -> None:
        """It is passed over for the cool-down, then asked first again."""
        self.chain.failed(self.first, DoormanError("no"))
        self.assertEqual(self.order(), [2, 1])
        self.clock.advance(14.9)
        self.assertEqual(self.order(), [2, 1])
        self.clock.advance(0.2)
        self.assertEqual(self.order(), [1, 2])

    def test_as_long_as_it_asked(self) -> None:
        """One that said how long it is busy is passed over for just that."""
        self.chain.failed(self.first, DoormanError("busy"), 2.0)
        self.clock.advance(2.1)
        self.assertEqual(self.order(), [1, 2])

    def test_all_cold(self) -> None:
        """When all have failed the order is the written one."""
        self.chain.failed(self.second, DoormanError("no"))
        self.chain.failed(self.first, DoormanError("no"))
        self.assertEqual(self.order(), [1, 2])
        self.chain.worked(self.second)
        self.assertEqual(self.order(), [2, 1])

    def test_told_together(self) -> None:
        """One fault is told as it is, several together."""
        self.assertEqual(told_together([DoormanError("a")]), "a")
        self.assertEqual(told_together([DoormanError("a"), DoormanError("b")]), "All providers failed. a b")
