"""What is known, as it is spoken."""

from datetime import datetime

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.conversation.facts import (
    apartment_facts,
    block_facts,
    known_facts,
    newly_told,
    number_facts,
    time_facts,
    time_of_day,
    understood_facts,
    visitor_facts,
)
from audiosocket.understanding.slots import Slots
from tests.visits.harness import ROSTER

CARLOS = Slots(intent_type="entrega", visitor_name="Carlos", company="Mercado Livre")
(A501,) = [flat for flat in ROSTER.apartments if (flat.block, flat.number) == ("A", "501")]


class FlatFactsTests(SynchronousTestCase):
    def test_apartment(self) -> None:
        """A flat is named as a doorman says it, and can be said digit by digit, and its block be spelled."""
        facts = apartment_facts(A501, ROSTER)
        self.assertEqual(facts["apartment"], "quinhentos e um, Bloco A")
        self.assertEqual((facts["number"], facts["digits"]), ("quinhentos e um", "cinco, zero, um"))
        self.assertEqual((facts["block"], facts["block_spelled"]), ("Bloco A", "Bloco A, de amor"))

    def test_apartment_in_other_languages(self) -> None:
        """Other languages say the digits, and translate the word for a block."""
        self.assertEqual(apartment_facts(A501, ROSTER, "en")["apartment"], "five zero one, block A")
        self.assertEqual(apartment_facts(A501, ROSTER, "es")["apartment"], "cinco cero uno, bloque A")

    def test_flats_without_plain_numbers(self) -> None:
        """Penthouses, ground floors and letters are said in each language."""
        self.assertEqual(number_facts("COB")["number"], "cobertura")
        self.assertEqual(number_facts("COB", "en")["number"], "penthouse")
        self.assertEqual(number_facts("T1", "es")["number"], "planta baja uno")
        self.assertEqual(number_facts("43A", "en")["number"], "four three A")
        self.assertEqual(number_facts("XY", "en")["number"], "XY")

    def test_blocks(self) -> None:
        """Blocks are offered by name, and by key, in each language."""
        self.assertEqual(block_facts(("A", "B"), ROSTER)["block_choices"], "Bloco A ou Bloco B")
        self.assertEqual(block_facts(("A", "B"), ROSTER)["block_keys"], "um: Bloco A, dois: Bloco B")
        self.assertEqual(block_facts(("A", "B", "C"), ROSTER, "en")["block_choices"], "block A, block B or block C")
        self.assertEqual(block_facts(("A", "B"), ROSTER, "es")["block_keys"], "uno: bloque A, dos: bloque B")


class VisitorFactsTests(SynchronousTestCase):
    def test_visitor(self) -> None:
        """What is not known is not said; a company has its preposition, in each language."""
        self.assertEqual(visitor_facts(Slots()), {})
        self.assertEqual(visitor_facts(Slots(company="iFood")), {"company": "iFood", "of_company": "do iFood"})
        self.assertEqual(visitor_facts(Slots(company="iFood"), "en")["of_company"], "from iFood")

    def test_known(self) -> None:
        """The purpose is said with its company; one without a noun is not said."""
        self.assertEqual(known_facts(CARLOS)["known"], "uma entrega do Mercado Livre")
        self.assertEqual(known_facts(CARLOS, "es")["known"], "una entrega de Mercado Livre")
        self.assertEqual(known_facts(Slots(intent_type="visita"))["known"], "uma visita")
        self.assertEqual(known_facts(Slots(intent_type="outro", company="Oi")), {})


class UnderstoodTests(SynchronousTestCase):
    def understood(self, before: Slots, now: Slots) -> str | None:
        return understood_facts(now, newly_told(before, now), ROSTER).get("understood")

    def test_all_that_was_told(self) -> None:
        """Who, why, from where, and for which flat, as one sentence."""
        flat = Slots(**{**CARLOS.filled(), "apartment_number": "302", "block": "A"})
        self.assertEqual(self.understood(Slots(), CARLOS), "Carlos, entrega do Mercado Livre")
        self.assertEqual(
            self.understood(Slots(), flat),
            "Carlos, entrega do Mercado Livre, apartamento trezentos e dois, Bloco A",
        )

    def test_only_what_is_new(self) -> None:
        """What was acknowledged before is not said again; a correction is."""
        named = Slots(intent_type="entrega", visitor_name="Carlos")
        self.assertEqual(self.understood(Slots(), named), "Carlos, uma entrega")
        self.assertEqual(self.understood(Slots(intent_type="entrega"), named), "Olá, Carlos")
        self.assertEqual(self.understood(named, CARLOS), "Entrega do Mercado Livre")
        self.assertEqual(self.understood(CARLOS, Slots(**{**CARLOS.filled(), "visitor_name": "Marcos"})), "Olá, Marcos")
        self.assertIsNone(self.understood(CARLOS, CARLOS))

    def test_nobody_is_named_but_the_visitor(self) -> None:
        """A resident's name is never said back, nor a name that is too long to be one."""
        self.assertIsNone(self.understood(Slots(), Slots(resident_name="Helena Prado")))
        self.assertIsNone(self.understood(Slots(), Slots(visitor_name="Ana " * 20)))
        self.assertIsNone(self.understood(Slots(), Slots(intent_type="outro")))


class TimeTests(SynchronousTestCase):
    def test_time_of_day(self) -> None:
        """Good morning from five, good afternoon from twelve, good night from eighteen o'clock."""
        found = {hour: time_of_day(datetime(2026, 5, 1, hour)) for hour in (0, 4, 5, 11, 12, 17, 18, 23)}
        self.assertEqual([hour for hour in found if found[hour] == "morning"], [5, 11])
        self.assertEqual([hour for hour in found if found[hour] == "afternoon"], [12, 17])

    def test_greeting(self) -> None:
        """The greeting of the time, in each language; none where the time is not known."""
        self.assertEqual(time_facts("afternoon"), {"time_greeting": "boa tarde"})
        self.assertEqual(time_facts("night", "es"), {"time_greeting": "buenas noches"})
        self.assertEqual(time_facts(None), {})
