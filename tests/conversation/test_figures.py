"""English and Spanish number words as figures."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.wordings import Language
from audiosocket.conversation.facts import number_facts
from audiosocket.conversation.figures import for_the_rules, in_figures


class InFiguresTests(SynchronousTestCase):
    def setUp(self) -> None:
        number_facts("1", "en")  # reads a file, the first time

    def test_english(self) -> None:
        """Digit by digit, in tens, in hundreds; with what stands around them."""
        for text, figures in (
            ("five zero one", "501"),
            ("apartment five oh one, block A", "apartment 501, block A"),
            ("it's five hundred and one", "it's 501"),
            ("twelve oh three", "1203"),
            ("ten zero two please", "1002 please"),
            ("fifty-two", "52"),
            ("forty two tower C", "42 tower C"),
            ("three hundred", "300"),
            ("block two", "block 2"),
            ("seven", "7"),
        ):
            self.assertEqual(in_figures(text, "en"), figures)

    def test_spanish(self) -> None:
        """The same in Spanish."""
        for text, figures in (
            ("tres cero dos", "302"),
            ("el trescientos dos", "el 302"),
            ("quinientos uno bloque b", "501 bloque b"),
            ("cuarenta y dos", "42"),
            ("mil dos", "1002"),
            ("ciento doce", "112"),
            ("veintitrés", "23"),
            ("ocho cero uno, por favor", "801, por favor"),
        ):
            self.assertEqual(in_figures(text, "es"), figures)

    def test_words_that_are_no_numbers(self) -> None:
        """Articles, pronouns and lone units among other words stay; and so does everything in Portuguese."""
        for text in ("this one is for my friend", "one moment please", "oh I see", "I have two packages", ""):
            self.assertEqual(in_figures(text, "en"), text)
        for text in ("traigo un paquete", "una entrega", "soy una amiga"):
            self.assertEqual(in_figures(text, "es"), text)
        self.assertEqual(in_figures("five zero one", "pt"), "five zero one")

    def test_short_turns(self) -> None:
        """What asks us to say it again, or wait, and a yes or no, are said in Portuguese to the rules."""
        for text in ("Excuse me?", "Pardon?", "sorry?", "Could you repeat that, please?"):
            self.assertEqual(for_the_rules(text, "en"), "como?")
        self.assertEqual(for_the_rules("¿Cómo dice?", "es"), "como?")
        self.assertEqual(for_the_rules("Hold on, please.", "en"), "espera")
        self.assertEqual(for_the_rules("That's right.", "en"), "sim")
        self.assertEqual(for_the_rules("no, five oh two", "en"), "no, 502")
        self.assertEqual(for_the_rules("sorry?", "pt"), "sorry?")

    def test_a_pause_ends_a_number(self) -> None:
        """Numbers on two sides of a comma are two."""
        self.assertEqual(in_figures("fifty two, forty three", "en"), "52, 43")

    @given(st.integers(1, 9999), st.sampled_from(["en", "es"]))
    def test_what_we_say_we_understand(self, number: int, language: Language) -> None:
        """A flat's number said back in our own words is read as that number."""
        self.assertEqual(in_figures(number_facts(str(number), language)["number"], language), str(number))

    @given(st.text(max_size=60), st.sampled_from(["en", "es", "pt"]))
    def test_any_text(self, text: str, language: Language) -> None:
        """Whatever was heard, nothing fails."""
        in_figures(text, language)
