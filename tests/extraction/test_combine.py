"""Rules and model together."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.extraction.combine import combine
from audiosocket.extraction.need import answer_tasks, visitor_tasks
from audiosocket.extraction.tasks import Task
from audiosocket.understanding.consent import Label
from audiosocket.understanding.slots import Slot, Slots
from audiosocket.understanding.visitor import Asked, VisitorReading, read_visitor
from tests.visits.harness import ROSTER


class CombineTests(SynchronousTestCase):
    def combined(
        self,
        text: str,
        model: Slots,
        known: Slots = Slots(),  # noqa: B008
        asked: Asked = None,
    ) -> tuple[Slots, set[Slot]]:
        found = combine(read_visitor(text, asked, known, ROSTER), model, text, ROSTER)
        return found.reading.slots, set(found.disputed)

    def test_model_fills_what_the_rules_missed(self) -> None:
        """A company that no table has comes from the model; what the rules found stays."""
        text = "é dos Quitutes Zambelê pro 501 do bloco A"
        slots, disputed = self.combined(text, Slots(company="Quitutes Zambelê", intent_type="entrega"))
        self.assertEqual(
            (slots.company, slots.intent_type, slots.apartment_number), ("Quitutes Zambelê", "entrega", "501")
        )
        self.assertEqual(disputed, set())

    def test_rules_are_believed_about_the_visitor(self) -> None:
        """The name that the resident will hear is the rules' where they have one."""
        text = "meu nome é Carlos, vim com o Pedro"
        self.assertEqual(self.combined(text, Slots(visitor_name="Pedro"))[0].visitor_name, "Carlos")

    def test_roster_decides_between_two_flats(self) -> None:
        """Rules and model read different flats of one turn: the one that exists is taken."""
        text = "apartamento 501 ou 5001 do bloco A"
        for rules, model in (("5001", "501"), ("501", "5001")):
            read = Slots(apartment_number=rules, block="A")
            found = combine(VisitorReading(read, read), Slots(apartment_number=model), text, ROSTER)
            self.assertEqual(found.reading.slots.apartment_number, "501")
            self.assertEqual(found.disputed, frozenset())

    def test_neither_is_believed(self) -> None:
        """Both read a flat that exists, and not the same one: the visitor is asked."""
        text = "quinhentos e um do bloco A perto do 102"
        reading = read_visitor(text, None, Slots(), ROSTER)
        self.assertIsNotNone(reading.new.apartment_number)
        other = "102" if reading.new.apartment_number == "501" else "501"
        slots, disputed = self.combined(text, Slots(apartment_number=other))
        self.assertIsNone(slots.apartment_number)
        self.assertEqual(disputed, {Slot.APARTMENT_NUMBER})

    def test_what_was_known_is_not_overwritten(self) -> None:
        """A model does not change what an earlier turn told, unless the rules saw a change too."""
        known = Slots(apartment_number="501", block="A")
        slots, _ = self.combined("o telefone é 102", Slots(apartment_number="102"), known)
        self.assertEqual(slots.apartment_number, "501")

    def test_resident_is_no_visitor(self) -> None:
        """A model that takes the resident for the visitor is not believed."""
        slots, _ = self.combined("encomenda para Zuleica", Slots(visitor_name="Zuleica"))
        self.assertIsNone(slots.visitor_name)


class NeedTests(SynchronousTestCase):
    def tasks(self, text: str, asked: Asked = None, known: Slots = Slots(), mode: str = "hybrid") -> set[Task]:  # noqa: B008
        reading = read_visitor(text, asked, known, ROSTER)
        return set(visitor_tasks(mode, reading, known, asked, text, ROSTER))  # type: ignore[arg-type]

    def test_rules_need_nobody(self) -> None:
        """What the rules resolve needs no model: all at once, the answer to a question, a reaction."""
        self.assertEqual(self.tasks("entrega do iFood para o apartamento quinhentos e um bloco A"), set())
        self.assertEqual(self.tasks("quinhentos e um", Slot.APARTMENT_NUMBER), set())
        self.assertEqual(self.tasks("como? não ouvi"), set())
        self.assertEqual(self.tasks("boa tarde"), set())
        self.assertEqual(self.tasks("qualquer coisa zambelê", mode="rules"), set())

    def test_what_is_left_open_is_asked(self) -> None:
        """Words of which the rules make nothing are shown to the models, for the slots that are missing alone."""
        self.assertIn(Task.INTENT, self.tasks("chegou as fubecas dos Quitutes Zambelê pro 501 do bloco A"))
        known = Slots(intent_type="entrega", company="iFood", apartment_number="501")
        self.assertFalse(self.tasks("fubeca lorota zim", Slot.BLOCK, known) & {Task.INTENT, Task.APARTMENT})

    def test_who_is_known_by_one_of_two(self) -> None:
        """A name or a company is enough to be announced: neither is asked for when the other is there."""
        for known in (Slots(visitor_name="Carlos"), Slots(company="iFood")):
            tasks = self.tasks("fubeca lorota zim", known=known)
            self.assertTrue(tasks)
            self.assertNotIn(Task.VISITOR, tasks)

    def test_answered_question_needs_nobody(self) -> None:
        """Whoever answers what was asked is understood, whatever else they mumble."""
        self.assertEqual(self.tasks("quinhentos e um fubeca zim", Slot.APARTMENT_NUMBER), set())

    def test_model_mode_asks_every_turn(self) -> None:
        """In the mode `model` what the rules understood is asked as well; nothing is asked twice."""
        self.assertIn(Task.APARTMENT, self.tasks("quinhentos e um", mode="model"))
        self.assertNotIn(Task.APARTMENT, self.tasks("é o Carlos", known=Slots(apartment_number="501"), mode="model"))

    def test_answers(self) -> None:
        """A resident's permission is shown for a veto; a refusal needs none."""
        self.assertEqual(answer_tasks("hybrid", Label.AUTHORIZE), {Task.ANSWER})
        self.assertEqual(answer_tasks("hybrid", Label.DENY), set())
        self.assertEqual(answer_tasks("rules", Label.AUTHORIZE), set())
