"""YAML 1.2's core schema, with places."""

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.config.yaml_loader import Reader, Text, Value, WholeNumber, spell_path


def read(text: str, **environment: str) -> tuple[Value, list[str]]:
    """A text's value, and its faults as lines."""
    reader = Reader(environment, read=lambda path: text)
    root = reader.compose(Path("some/file.yaml"))
    value = None if root is None else reader.value(root)
    return value, [str(fault) for fault in reader.faults]


class CoreSchemaTests(SynchronousTestCase):
    """What plain scalars mean."""

    def test_only_true_and_false_are_booleans(self) -> None:
        """`no`, `on`, `yes`, `True` are text."""
        value, faults = read("[true, false, no, on, yes, Off, True]")
        self.assertEqual(value, [True, False, "no", "on", "yes", "Off", "True"])
        self.assertEqual(faults, [])

    def test_times_dates_and_leading_zeros_are_text(self) -> None:
        """`22:00` is no number in base sixty, `0123` no octal, `2026-01-02` no date, `1_000` no thousand."""
        value, _ = read("[22:00, 0123, 2026-01-02, 1_000]")
        self.assertEqual(value, ["22:00", "0123", "2026-01-02", "1_000"])

    def test_numbers(self) -> None:
        """Whole numbers, also 0x and 0o, and decimals are numbers."""
        value, _ = read("[0, 12, -3, 0x10, 0o17, 1.5, 2e3, .5]")
        self.assertEqual(value, [0, 12, -3, 16, 15, 1.5, 2000.0, 0.5])

    def test_a_number_remembers_its_spelling(self) -> None:
        """What is a number for one setting can be text for another."""
        value, _ = read("[+5511999, 12.10]")
        assert isinstance(value, list)
        self.assertEqual([getattr(each, "spelling", None) for each in value], ["+5511999", "12.10"])

    def test_quoted_is_always_text(self) -> None:
        """Quotes make text of anything."""
        value, _ = read("""["true", '12', "null"]""")
        self.assertEqual(value, ["true", "12", "null"])

    def test_null(self) -> None:
        """`null`, `~` and nothing are nothing."""
        value, _ = read("a: null\nb: ~\nc:\n")
        self.assertEqual(value, {"a": None, "b": None, "c": None})


class PlaceTests(SynchronousTestCase):
    """Where faults are."""

    def test_a_key_given_twice_is_refused(self) -> None:
        """The second of two equal keys is a fault that names the first."""
        _, faults = read("a: 1\nb:\n  c: 1\n  c: 2\n")
        self.assertEqual(faults, ["some/file.yaml:4:3: b.c: is given twice (first in line 3); keep one of them"])

    def test_broken_yaml_has_a_place(self) -> None:
        """What the YAML parser says comes with line and column."""
        _, faults = read("a: [1,\nb: 2\n")
        self.assertEqual(len(faults), 1)
        self.assertTrue(faults[0].startswith("some/file.yaml:3:1: this is not YAML: while parsing"), faults)

    def test_a_forbidden_character_has_a_place(self) -> None:
        """A control character is told with line and column."""
        self.assertEqual(
            read("a: 1\nb: \x08")[1], ["some/file.yaml:2:4: this is not YAML: the character U+0008 may not stand in it"]
        )

    def test_an_empty_file_is_a_fault(self) -> None:
        """A file without anything is told as such."""
        self.assertEqual(read("# nothing\n")[1], ["some/file.yaml:1:1: the file is empty"])

    def test_a_foreign_tag_is_refused(self) -> None:
        """No tag can make the loader build an object."""
        _, faults = read("a: !!python/name:os.system x\n")
        self.assertIn("a: the tag", faults[0])

    def test_an_alias_in_itself_is_refused(self) -> None:
        """A value that contains itself does not hang the loader."""
        self.assertIn("an alias contains itself", read("a: &x [*x]\n")[1][0])

    def test_an_unreadable_file(self) -> None:
        """A file that is not there is a fault, not a traceback."""
        reader = Reader({})
        self.assertIsNone(reader.compose(Path("nowhere/at/all.yaml")))
        self.assertIn("cannot read nowhere/at/all.yaml", str(reader.faults[0]))

    def test_a_file_is_read_once(self) -> None:
        """Two references to a file read it once."""
        asked: list[Path] = []

        def fetch(path: Path) -> str:
            asked.append(path)
            return "a: 1"

        reader = Reader({}, read=fetch)
        self.assertIs(reader.compose(Path("a.yaml")), reader.compose(Path("a.yaml")))
        self.assertEqual(len(asked), 1)

    def test_paths_are_spelled_as_one_writes_them(self) -> None:
        """Indexes stand in brackets, names after dots."""
        self.assertEqual(spell_path(("gate", "headers", 0, "x")), "gate.headers[0].x")


class EnvironmentTests(SynchronousTestCase):
    """`${NAME}`."""

    def test_substitution(self) -> None:
        """A variable is put in, and the text knows it."""
        value, faults = read("a: x-${ONE}-y", ONE="1")
        assert isinstance(value, dict)
        text = value["a"]
        assert isinstance(text, Text)
        self.assertEqual((text, text.from_environment, faults), ("x-1-y", True, []))

    def test_a_missing_variable_is_a_fault_with_its_place(self) -> None:
        """What is not set is told where it is wanted."""
        self.assertEqual(
            read("a: ${NOPE}")[1],
            ["some/file.yaml:1:4: a: the environment variable NOPE is not set; set it before the start"],
        )

    def test_a_doubled_dollar_is_text(self) -> None:
        """`$${NAME}` stands for `${NAME}`."""
        value, faults = read("a: $${NOPE}")
        self.assertEqual((value, faults), ({"a": "${NOPE}"}, []))

    def test_a_variable_is_never_read_as_yaml(self) -> None:
        """A secret that looks like a number or holds YAML's signs stays text as it is."""
        value, _ = read("- '${A}'\n- ${A}\n", A="12")
        self.assertEqual(value, ["12", "12"])


class AnyTextTests(SynchronousTestCase):
    """Whatever stands in a file."""

    @given(st.text(max_size=60))
    def test_no_text_raises(self, text: str) -> None:
        """Any file at all gives a value or faults, never an exception."""
        read(text)

    @given(
        st.recursive(
            st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="$"), max_size=8)
            | st.integers()
            | st.booleans()
            | st.none(),
            lambda deeper: st.lists(deeper, max_size=3),
            max_leaves=8,
        )
    )
    def test_what_yaml_1_1_quotes_comes_back(self, value: object) -> None:
        """Documents written with every text quoted are read as they were meant."""
        written = yaml.safe_dump([value], default_style='"') if isinstance(value, str) else yaml.safe_dump([value])
        back, faults = read(written)
        if isinstance(value, str):
            self.assertEqual((back, faults), ([value], []))
        else:
            self.assertEqual(faults, [])


class NumberTests(SynchronousTestCase):
    """Long numbers."""

    def test_numbers_are_not_cut(self) -> None:
        """A telephone of many digits keeps all of them."""
        value, _ = read("5511987654321")
        assert isinstance(value, WholeNumber)
        self.assertEqual(value.spelling, "5511987654321")
