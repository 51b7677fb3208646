"""The number grammar reads back what can be said."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.understanding.fold import spaced
from audiosocket.understanding.numbers import is_number_word, read_numbers, split_run_on
from audiosocket.understanding.spoken import say_number

NUMBERS = st.integers(min_value=1, max_value=2999)
DIGITS = ["zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove"]


def read(text: str) -> list[str]:
    """The digits of every number in a text."""
    tokens = [piece for word in spaced(text).split() for piece in split_run_on(word)]
    return [number.digits for number in read_numbers(tokens)]


class SpokenNumberTests(SynchronousTestCase):
    @given(NUMBERS)
    def test_cardinals(self, value: int) -> None:
        """Every number from 1 to 2999 said as a number is read back."""
        self.assertEqual(read(say_number(value)), [str(value)])

    @given(NUMBERS)
    def test_cardinals_without_joints(self, value: int) -> None:
        """From 20 on, "e" may be swallowed: "quinhentos um"."""
        said = say_number(value).replace(" e ", " ")
        self.assertEqual(read(said), [str(value)])

    @given(NUMBERS)
    def test_digit_by_digit(self, value: int) -> None:
        """Digits said one by one, six as "seis" or "meia", with or without pauses, are one number."""
        digits = [DIGITS[int(digit)] for digit in str(value)]
        self.assertEqual(read(" ".join(digits)), [str(value)])
        self.assertEqual(read(" ".join(digits).replace("seis", "meia")), [str(value)])
        self.assertEqual(read(", ".join(digits)), [str(value)])

    @given(st.integers(min_value=10, max_value=29), st.integers(min_value=0, max_value=99))
    def test_split_pairs(self, high: int, low: int) -> None:
        """ "doze zero três" and "quinze onze" are two pairs of one number."""
        pair = f"zero {say_number(low)}" if low < 10 else say_number(low)
        if high % 10 == 0 and 0 < low < 10:
            pair = f"zero {say_number(low)}"
        self.assertEqual(read(f"{say_number(high)} {pair}"), [f"{high}{low:02d}"])

    @given(NUMBERS)
    def test_written(self, value: int) -> None:
        """Digits are read as written, with a thousands point, with dashes between them, or in pairs."""
        self.assertEqual(read(str(value)), [str(value)])
        self.assertEqual(read(f"{value:,}".replace(",", ".")), [str(value)])
        self.assertEqual(read(" ".join(str(value))), [str(value)])

    @given(st.integers(min_value=1, max_value=29), st.integers(min_value=1, max_value=99))
    def test_half_written(self, hundreds: int, rest: int) -> None:
        """A recognizer writes the round part in digits and the rest in words: "700 e um"."""
        self.assertEqual(read(f"{hundreds}00 e {say_number(rest)}"), [str(hundreds * 100 + rest)])

    @given(
        st.lists(
            st.sampled_from([*DIGITS, "mil", "e", "cento", "vinte", "meia", "12", "700", ",", "bloco"]), max_size=12
        )
    )
    def test_anything_is_read(self, words: list[str]) -> None:
        """Whatever order number words come in, digits come out, and each from its own words."""
        numbers = read_numbers([spaced(word) for word in words])
        for before, after in pairwise(numbers):
            self.assertLessEqual(before.end, after.start)
        self.assertTrue(all(number.digits.isdigit() for number in numbers))


class NumberFormTests(SynchronousTestCase):
    def test_run_on(self) -> None:
        """Number words that a recognizer glued together are taken apart; other long words are not."""
        self.assertEqual(split_run_on("oitocentosedois"), ("oitocentos", "e", "dois"))
        self.assertEqual(split_run_on("apartamento"), ("apartamento",))

    def test_corrections_stay_apart(self) -> None:
        """Numbers of three digits and more never run into one another."""
        self.assertEqual(read("mil e dois… mil e três"), ["1002", "1003"])
        self.assertEqual(read("501, 502"), ["501", "502"])

    def test_number_words(self) -> None:
        """Digits and number words are known as such."""
        self.assertTrue(is_number_word("meia"))
        self.assertTrue(is_number_word("501"))
        self.assertFalse(is_number_word("bloco"))
