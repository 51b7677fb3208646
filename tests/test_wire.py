"""AudioSocket's bytes."""

from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from audiosocket import wire
from audiosocket.errors import WireError

messages = st.builds(wire.Message, st.sampled_from(sorted(wire.KINDS)), st.binary(max_size=700))


def encode(message: wire.Message) -> bytes:
    return bytes((message.kind, len(message.payload) >> 8, len(message.payload) & 0xFF)) + message.payload


def split(data: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[a:b] for a, b in pairwise(places)]


class MessageParserTests(SynchronousTestCase):
    @given(st.lists(messages, max_size=12), st.lists(st.integers(min_value=0), max_size=20))
    def test_any_segmentation_gives_the_same_messages(self, sent: list[wire.Message], cuts: list[int]) -> None:
        """Wherever TCP cuts the bytes, the messages are the same, and nothing is left over."""
        parser = wire.MessageParser()
        data = b"".join(encode(message) for message in sent)
        received = [message for part in split(data, cuts) for message in parser.receive(part)]
        self.assertEqual(received, sent)
        self.assertEqual(parser.pending_bytes, 0)

    @given(st.binary(max_size=400))
    def test_garbage_is_messages_or_a_wire_error(self, data: bytes) -> None:
        """Whatever bytes come, the parser answers with messages or with WireError, never with anything else."""
        parser = wire.MessageParser()
        try:
            total = sum(wire.HEADER_BYTES + len(message.payload) for message in parser.receive(data))
        except WireError:
            return
        self.assertEqual(total + parser.pending_bytes, len(data))

    def test_messages_before_an_unknown_kind_are_not_lost(self) -> None:
        """A message that came whole before the garbage is still delivered; the garbage names its kind."""
        parser = wire.MessageParser()
        received = []
        with self.assertRaises(WireError) as caught:
            for message in parser.receive(wire.dtmf("7") + b"\x55\x00\x00"):
                received.append(message)
        self.assertEqual(received, [wire.Message(wire.DTMF, b"7")])
        self.assertIn("0x55", str(caught.exception))

    def test_a_cut_message_is_pending(self) -> None:
        """At EOF inside a frame the parser knows how many bytes were left hanging."""
        parser = wire.MessageParser()
        self.assertEqual(list(parser.receive(wire.SILENCE_MESSAGE[:200])), [])
        self.assertEqual(parser.pending_bytes, 200)

    def test_packets_of_10_to_60_ms(self) -> None:
        """Frames of any packet length that telephones use pass whole."""
        for frame_ms in (10, 20, 30, 40, 60):
            samples = bytes(range(256)) * 4
            samples = samples[: frame_ms * 16]
            self.assertEqual(
                list(wire.MessageParser().receive(wire.audio(samples))), [wire.Message(wire.AUDIO, samples)]
            )


class MessageTests(SynchronousTestCase):
    def test_uuid(self) -> None:
        """A UUID message gives its UUID; one of a wrong length is a clear fault."""
        uuid = UUID("c0d00001-1204-4000-8000-000000000001")
        (message,) = wire.MessageParser().receive(wire.identify(uuid))
        self.assertEqual(message.uuid(), uuid)
        with self.assertRaises(WireError):
            wire.Message(wire.IDENTIFY, b"short").uuid()

    def test_digit(self) -> None:
        """A DTMF message gives its key; anything that no telephone has is a clear fault."""
        (message,) = wire.MessageParser().receive(wire.dtmf("#"))
        self.assertEqual(message.digit(), "#")
        for wrong in (b"", b"12", b"\xff", b"x"):
            with self.assertRaises(WireError):
                wire.Message(wire.DTMF, wrong).digit()

    def test_what_we_send_is_what_asterisk_takes(self) -> None:
        """A silence frame is kind 0x10 with 320 zero bytes; the farewell is 0x00 with length 0."""
        self.assertEqual(wire.SILENCE_MESSAGE, b"\x10\x01\x40" + bytes(320))
        self.assertEqual(wire.TERMINATE_MESSAGE, b"\x00\x00\x00")
