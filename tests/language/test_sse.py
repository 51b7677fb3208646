"""Server-sent events."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.language.sse import EventReader


def read(*pieces: bytes) -> list[str]:
    """The data of all events."""
    reader = EventReader()
    return [*(event for piece in pieces for event in reader.receive(piece)), *reader.finish()]


class EventReaderTests(SynchronousTestCase):
    def test_documented_examples(self) -> None:
        """The examples of the standard read as it says."""
        self.assertEqual(read(b"data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"])
        self.assertEqual(
            read(b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"),
            ["first event", "second event", " third event"],
        )
        self.assertEqual(read(b"data\n\ndata\ndata\n\ndata:\n\n"), ["", "\n", ""])

    def test_line_ends(self) -> None:
        """CR LF, LF and CR end lines alike, and may be mixed."""
        for end in (b"\r\n", b"\n", b"\r"):
            self.assertEqual(read(b"data: a" + end + end + b"data: b" + end + end), ["a", "b"], end)

    def test_comments_and_other_fields(self) -> None:
        """Comments, events' names, ids and unknown fields have no data; a byte order mark is passed over."""
        self.assertEqual(read(b"\xef\xbb\xbf: ping\nevent: x\nretry: 5\nfoo: bar\n\n:\n\ndata: a\n\n"), ["a"])

    def test_without_last_blank_line(self) -> None:
        """An event that lacks only its blank line is taken at the end."""
        self.assertEqual(read(b"data: a\n\ndata: [DONE]"), ["a", "[DONE]"])

    @given(
        st.lists(st.text(alphabet="aç€😀: ", max_size=5), max_size=5),
        st.sampled_from(["\r\n", "\n", "\r"]),
        st.lists(st.integers(min_value=0), max_size=40),
    )
    def test_any_segmentation(self, texts: list[str], end: str, places: list[int]) -> None:
        """However the bytes are cut, within a character or a line's end too, the events are the same."""
        data = "".join(f": ping{end}data: {text}{end}{end}" for text in texts).encode()
        edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
        self.assertEqual(read(*(data[a:b] for a, b in pairwise(edges))), texts)
