"""What is asked next."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.conversation.dialogue import Ask, Call, DialogueRules, next_step
from audiosocket.understanding.matching import NoMatchReason
from audiosocket.understanding.slots import Slot, Slots
from tests.visits.harness import ROSTER


class NextStepTests(SynchronousTestCase):
    def step(self, *without: Slot, **slots: str) -> Ask | Call:
        return next_step(Slots(**slots), ROSTER, DialogueRules(), without)

    def assert_asks(self, slot: Slot, step: Ask | Call, problem: NoMatchReason | None = None) -> None:
        assert isinstance(step, Ask)
        self.assertEqual((step.slot, step.problem), (slot, problem))

    def test_one_thing_at_a_time(self) -> None:
        """First why, then who, then where: what was told already is not asked."""
        self.assert_asks(Slot.INTENT_TYPE, self.step())
        self.assert_asks(Slot.COMPANY, self.step(intent_type="entrega"))
        self.assert_asks(Slot.VISITOR_NAME, self.step(intent_type="visita"))
        self.assert_asks(Slot.APARTMENT_NUMBER, self.step(intent_type="visita", visitor_name="Ana"))

    def test_courier_needs_a_company_or_a_name(self) -> None:
        """A courier who gave a name is not asked for the company, nor the other way round."""
        self.assert_asks(Slot.APARTMENT_NUMBER, self.step(intent_type="entrega", visitor_name="Ana"))
        self.assert_asks(Slot.APARTMENT_NUMBER, self.step(intent_type="servico", company="Enel"))

    def test_everything_known_calls(self) -> None:
        """With why, who and a flat of the roster the resident is called."""
        step = self.step(intent_type="entrega", company="iFood", apartment_number="501", block="A")
        assert isinstance(step, Call)
        self.assertEqual((step.match.apartment.block, step.match.apartment.number), ("A", "501"))

    def test_flat_that_is_not_there_comes_first(self) -> None:
        """Nobody is asked for a name for a flat that is not there."""
        problem = NoMatchReason.UNKNOWN_APARTMENT
        self.assert_asks(Slot.APARTMENT_NUMBER, self.step(intent_type="visita", apartment_number="9999"), problem)

    def test_flat_of_two_blocks(self) -> None:
        """A number of two blocks asks for the block, and knows which ones have it."""
        step = self.step(intent_type="entrega", company="iFood", apartment_number="302")
        self.assert_asks(Slot.BLOCK, step, NoMatchReason.AMBIGUOUS_BLOCK)
        assert isinstance(step, Ask)
        self.assertEqual(step.blocks, ("A", "B"))

    def test_without_what_was_asked_in_vain(self) -> None:
        """A visitor who does not tell why, or who, is not asked for ever."""
        step = self.step(Slot.INTENT_TYPE, apartment_number="501", block="A", visitor_name="Ana")
        self.assertIsInstance(step, Call)
