"""Slots merge, empty and list themselves."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.slots import Slot, Slots


class SlotsTests(SynchronousTestCase):
    def test_merge(self) -> None:
        """The later word wins; what it does not say stays."""
        merged = Slots(apartment_number="501", block="A").merge(Slots(apartment_number="502"))
        self.assertEqual(merged, Slots(apartment_number="502", block="A"))

    def test_without(self) -> None:
        """Named slots are emptied."""
        self.assertEqual(Slots(company="X", block="A").without(Slot.BLOCK), Slots(company="X"))

    def test_filled(self) -> None:
        """Only filled slots are listed."""
        self.assertEqual(Slots(visitor_name="Ana").filled(), {"visitor_name": "Ana"})
        self.assertEqual(Slots(visitor_name="Ana").get(Slot.VISITOR_NAME), "Ana")
