"""Apartment numbers are said as a doorman says them."""

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.spoken import say_apartment, say_number


class SpokenTests(SynchronousTestCase):
    def test_apartments(self) -> None:
        """Numbers, the penthouse, the ground floor and lettered flats each have their words."""
        for number, said in (
            ("501", "quinhentos e um"),
            ("1203", "mil duzentos e três"),
            ("602", "seiscentos e dois"),
            ("100", "cem"),
            ("1100", "mil e cem"),
            ("COB", "cobertura"),
            ("T1", "térreo um"),
            ("43A", "quarenta e três A"),
            ("0501", "zero quinhentos e um"),
            ("Casa Velha", "Casa Velha"),
        ):
            self.assertEqual(say_apartment(number), said)

    def test_bounds(self) -> None:
        """Numbers without words are refused."""
        self.assertEqual(say_number(999_999), "novecentos e noventa e nove mil novecentos e noventa e nove")
        self.assertRaises(ValueError, say_number, 1_000_000)
        self.assertRaises(ValueError, say_number, -1)
