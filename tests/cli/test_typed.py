"""Typing in place of speaking."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.cli.typed import HangUp, Keys, Typed, Words, parse_typed


class TypedTests(SynchronousTestCase):
    def test_words(self) -> None:
        """A sentence is said."""
        self.assertEqual(parse_typed("  Sou o Beto, do iFood\n"), Typed(Words("Sou o Beto, do iFood")))

    def test_keys(self) -> None:
        """Digits, # and what stands after a slash are keys; letters alone are words."""
        self.assertEqual(parse_typed("501#"), Typed(Keys("501#")))
        self.assertEqual(parse_typed("/5"), Typed(Keys("5")))
        self.assertEqual(parse_typed("#"), Typed(Keys("#")))
        self.assertEqual(parse_typed("/a"), Typed(Keys("A")))
        self.assertEqual(parse_typed("Bá"), Typed(Words("Bá")))
        self.assertEqual(parse_typed("a"), Typed(Words("a")))

    def test_party(self) -> None:
        """A prefix chooses who says it."""
        self.assertEqual(parse_typed("r: pode sim"), Typed(Words("pode sim"), "resident"))
        self.assertEqual(parse_typed("V: 501#"), Typed(Keys("501#"), "visitor"))

    def test_hang_up(self) -> None:
        """/q ends the call of whoever speaks, or of the one named."""
        self.assertEqual(parse_typed("/q"), Typed(HangUp()))
        self.assertEqual(parse_typed("r: /q"), Typed(HangUp(), "resident"))

    @given(st.text(max_size=40))
    def test_any_line(self, line: str) -> None:
        """Any line is something or nothing; an empty one is nothing."""
        typed = parse_typed(line)
        if not line.strip():
            self.assertIsNone(typed)
