"""A streamed completion, without a network."""

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket.errors import LanguageError
from audiosocket.language.chat_stream import Answer, ChatStream
from tests.language.scripted_server import events

CUTS = st.lists(st.integers(min_value=0), max_size=40)
PIECES = st.sampled_from(
    [
        b"data: ",
        b"\n\n",
        b"\r\n",
        b"[DONE]",
        b'{"choices": [{"index": 0, "delta": {"content": "a"}, "finish_reason": null}]}',
        b'{"choices": [{"delta": [], "finish_reason": 5}], "usage": {"prompt_tokens": true}}',
        b'{"choices": [5, null, {"index": "0", "message": {"content": "b"}}], "usage": []}',
        b'{"error": {"code": 7, "type": []}}',
        b'{"error": [1]}',
        b"[]",
        b"null",
        b"{",
        b": x",
        b"\xff\xfe",
    ]
)


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """The bytes in pieces."""
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[a:b] for a, b in pairwise(edges)]


def read(pieces: Iterable[bytes]) -> tuple[str, Answer | str]:
    """The text as it came, and the answer or the fault."""
    stream, heard = ChatStream("h"), list[str]()
    try:
        for piece in pieces:
            for text in stream.receive(piece):
                heard.append(text)
        heard.extend(stream.finish())
        return "".join(heard), stream.answer()
    except LanguageError as fault:
        return "".join(heard), str(fault)


class ChatStreamTests(SynchronousTestCase):
    @given(st.text(max_size=30), CUTS, st.integers(min_value=1, max_value=9))
    def test_any_segmentation(self, text: str, places: list[int], piece: int) -> None:
        """However the bytes are cut, the text is the same, and so is the answer."""
        text = text.encode("utf-8", "ignore").decode()
        data = "".join(f"data: {each}\n\n" for each in events(text, piece=piece)).encode()
        self.assertEqual(read(cut(data, places)), (text, Answer(text, "stop", 365, 12)))

    @given(st.lists(PIECES, max_size=12), CUTS)
    def test_garbage(self, pieces: list[bytes], places: list[int]) -> None:
        """Whatever comes, only faults of language are raised, the same however it is cut."""
        data = b"".join(pieces)
        self.assertEqual(read(cut(data, places)), read([data]))
