"""A JSON object that arrives in pieces."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.language.partial_json import Field, FieldReader

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(), SCALARS, max_size=3)
OBJECTS = st.dictionaries(st.text(max_size=8), VALUES, max_size=6)
PREFACES = st.sampled_from(["", "\n", "Aqui está: ", "```json\n", '<think>{a} {"x": 1}</think>\n', "{veja} "])


def read(pieces: list[str]) -> tuple[list[Field], bool, bool]:
    """The fields, whether the object is whole, and whether it is broken."""
    reader = FieldReader()
    fields = [field for piece in pieces for field in reader.receive(piece)]
    reader.finish()
    return fields, reader.whole, reader.broken


def cut(text: str, places: list[int]) -> list[str]:
    """The text in pieces."""
    edges = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


def scalars(content: dict[str, object]) -> list[Field]:
    """The fields that are told."""
    return [Field(name, value) for name, value in content.items() if not isinstance(value, list | dict)]  # type: ignore


class FieldReaderTests(SynchronousTestCase):
    def test_as_soon_as_it_is_whole(self) -> None:
        """Each field is told with the piece that completes it: a string by its quote, a number by what follows."""
        reader = FieldReader()
        told = [
            reader.receive(piece)
            for piece in ('{"intent": "entr', 'ega"', ', "number": 5', "02", ', "block": nul', 'l, "ok": true}')
        ]
        self.assertEqual(
            told,
            [
                [],
                [("intent", "entrega")],
                [],
                [],
                [("number", 502)],
                [("block", None), ("ok", True)],
            ],
        )
        self.assertTrue(reader.whole)

    @given(OBJECTS, PREFACES, st.booleans(), st.lists(st.integers(min_value=0), max_size=30))
    def test_any_segmentation(self, content: dict[str, object], preface: str, ascii: bool, places: list[int]) -> None:
        """However it is cut, and whatever stands around it, the fields are those of the object."""
        text = preface + json.dumps(content, ensure_ascii=ascii, indent=2 if ascii else None) + "\n```"
        self.assertEqual(read(cut(text, places)), (scalars(content), True, False))

    @given(st.text(alphabet='{}[]",:\\ntfalse0123.eE- u<hik>/', max_size=60), st.lists(st.integers(min_value=0)))
    def test_garbage(self, text: str, places: list[int]) -> None:
        """Garbage raises nothing, and reads the same however it is cut; what is whole is not broken."""
        fields, whole, broken = read([text])
        self.assertEqual(read(cut(text, places)), (fields, whole, broken))
        self.assertNotEqual(whole, broken)

    @given(st.text(alphabet='{}",:ab1 \\', max_size=30))
    def test_agrees(self, text: str) -> None:
        """What json calls an object without twins is whole here too, with the same fields."""
        try:
            content = json.loads("{" + text + "}", object_pairs_hook=list, strict=False)
        except ValueError:
            return
        if len(dict(content)) == len(content):
            self.assertEqual(read(["{" + text + "}"]), (scalars(dict(content)), True, False))

    def test_broken(self) -> None:
        """What cannot become an object any more is broken at once; fields before it stand."""
        for rest in ("bloco}", "'B'}", "}", ", ", "01}", "1e999}", '"\\ud800"}', '"\\x"}', "[1,}]}"):
            reader = FieldReader()
            self.assertEqual(reader.receive('{"a": "x", "b": ' + rest), [("a", "x")], rest)
            self.assertTrue(reader.broken, rest)
            self.assertEqual(reader.receive(', "c": 1}'), [])

    def test_named_twice(self) -> None:
        """A field named twice is broken: nobody knows which is meant."""
        fields, _, broken = read(['{"label": "deny", "label": "authorize"}'])
        self.assertEqual((fields, broken), ([("label", "deny")], True))

    def test_cut_short(self) -> None:
        """An object that never ends is broken at the end, its fields told."""
        self.assertEqual(read(['{"a": 1, "b": "ent']), ([("a", 1)], False, True))

    def test_no_object(self) -> None:
        """Text without any object, an endless thought included, has no fields."""
        for text in ("", "Não sei.", "<think>{", "[1, 2]"):
            self.assertEqual(read([text]), ([], False, True))

    def test_raw_newline(self) -> None:
        """A line break within a string, which JSON forbids and models write, is taken."""
        self.assertEqual(read(['{"a": "x\ny"}'])[0], [("a", "x\ny")])

    def test_endless(self) -> None:
        """An answer without end is broken, and not kept, the same however it is cut."""
        text = '{"a": 1, "b": "' + "x" * 9_000 + '"}'
        for pieces in ([text], cut(text, list(range(0, 9_000, 500)))):
            self.assertEqual(read(pieces), ([("a", 1)], False, True))
