"""One AudioSocket connection, with a fake clock and a transport of strings."""

from uuid import UUID, uuid4

from twisted.internet.task import Clock
from twisted.internet.testing import StringTransport
from twisted.trial.unittest import SynchronousTestCase

from audiosocket import wire
from audiosocket.protocol import (
    MOST_NAMELESS,
    AudioSocketFactory,
    AudioSocketProtocol,
    Connection,
    LegHandler,
    RefusedError,
)


class Handler:
    """Remembers what its connection told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def opened(self) -> None:
        self.told.append("opened")

    def audio(self, kind: int, samples: bytes, now: float) -> None:
        self.told.append((kind, len(samples), now))

    def digit(self, digit: str) -> None:
        self.told.append(digit)

    def closed(self, reason: str) -> None:
        self.told.append(f"closed: {reason}")


class Transport(StringTransport):
    """A transport that can be aborted."""

    aborted = False

    def abortConnection(self) -> None:
        self.aborted = True


class ProtocolTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.handler = Handler()
        self.uuid = uuid4()
        self.refuse: str | None = None
        self.transport = Transport()
        self.protocol = AudioSocketProtocol(self.clock, self.admit)
        self.protocol.makeConnection(self.transport)

    def admit(self, uuid: UUID, connection: Connection) -> LegHandler:
        if self.refuse:
            raise RefusedError(self.refuse)
        self.assertEqual(uuid, self.uuid)
        return self.handler

    def identify(self) -> None:
        self.protocol.dataReceived(wire.identify(self.uuid))

    def lose(self) -> None:
        self.protocol.connectionLost()
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def tearDown(self) -> None:
        self.flushLoggedErrors()

    def test_a_leg(self) -> None:
        """UUID, audio of any rate and packet, a key, the end: each is told once, in order."""
        self.identify()
        self.clock.advance(0.02)
        self.protocol.dataReceived(wire.SILENCE_MESSAGE + bytes((0x12, 2, 128)) + bytes(640) + wire.dtmf("5"))
        self.lose()
        expected = ["opened", (0x10, 320, 0.02), (0x12, 640, 0.02), "5", "closed: the caller hung up"]
        self.assertEqual(self.handler.told, expected)

    def test_farewell_waits_for_the_other_side(self) -> None:
        """After our 0x00 the connection stays open, unread audio is read, and Asterisk closes it."""
        self.identify()
        self.protocol.terminate()
        self.protocol.dataReceived(wire.SILENCE_MESSAGE * 3)
        self.assertEqual(self.transport.value(), wire.TERMINATE_MESSAGE)
        self.assertFalse(self.transport.disconnecting)
        self.lose()
        self.assertEqual(self.handler.told, ["opened", "closed: the doorman said farewell"])

    def test_other_side_that_never_closes_is_cut(self) -> None:
        """Five seconds after our 0x00 a connection that nobody closes is aborted."""
        self.identify()
        self.protocol.terminate()
        self.clock.advance(4.9)
        self.assertFalse(self.transport.aborted)
        self.clock.advance(0.2)
        self.assertTrue(self.transport.aborted)

    def test_caller_who_says_the_end(self) -> None:
        """A caller's 0x00 is the end: the leg is gone at once, and a connection that is left open is cut."""
        self.identify()
        self.protocol.dataReceived(wire.TERMINATE_MESSAGE)
        self.assertEqual(self.handler.told, ["opened", "closed: the caller's side ended the call"])
        self.clock.advance(6)
        self.assertTrue(self.transport.aborted)
        self.lose()
        self.assertEqual(len(self.handler.told), 2)

    def test_nothing_is_sent_after_the_farewell(self) -> None:
        """0x00 is the last thing that Asterisk gets."""
        self.identify()
        self.protocol.terminate()
        self.protocol.send(wire.SILENCE_MESSAGE)
        self.protocol.terminate()
        self.assertEqual(self.transport.value(), wire.TERMINATE_MESSAGE)

    def test_what_is_no_audiosocket_ends_the_leg(self) -> None:
        """An unknown kind, a wrong UUID length, audio before the UUID, a second UUID, a wrong key end the leg."""
        for before, bad in (
            (False, b"\x55\x00\x00"),
            (False, b"\x01\x00\x05short"),
            (False, wire.SILENCE_MESSAGE),
            (True, wire.identify(self.uuid)),
            (True, b"\x03\x00\x02ab"),
            (True, b"\x02\x00\x00"),
        ):
            self.handler = Handler()
            transport = Transport()
            protocol = AudioSocketProtocol(self.clock, self.admit)
            protocol.makeConnection(transport)
            if before:
                protocol.dataReceived(wire.identify(self.uuid))
            protocol.dataReceived(bad)
            self.assertEqual(transport.value(), wire.TERMINATE_MESSAGE, bad)
            protocol.dataReceived(wire.SILENCE_MESSAGE)
            protocol.connectionLost()
            self.assertEqual([told for told in self.handler.told if isinstance(told, tuple)], [])

    def test_refused_leg_gets_no_audio(self) -> None:
        """A leg that is not admitted gets 0x00 and nothing else."""
        self.refuse = "no resident is expected under that UUID"
        self.identify()
        self.assertEqual(self.transport.value(), wire.TERMINATE_MESSAGE)
        self.lose()

    def test_uuid_must_come_within_ten_seconds(self) -> None:
        """A connection without a UUID is ended after 10 s, and no sooner; one without a byte may simply close."""
        self.clock.advance(9.9)
        self.assertEqual(self.transport.value(), b"")
        self.clock.advance(0.2)
        self.assertEqual(self.transport.value(), wire.TERMINATE_MESSAGE)
        self.lose()

    def test_message_must_be_completed_within_ten_seconds(self) -> None:
        """A header that never completes ends the leg after 10 s; one that completes does not."""
        self.identify()
        self.protocol.dataReceived(wire.SILENCE_MESSAGE[:2])
        self.clock.advance(9)
        self.protocol.dataReceived(wire.SILENCE_MESSAGE[2:])
        self.clock.advance(9)
        self.assertEqual(self.transport.value(), b"")
        self.protocol.dataReceived(wire.SILENCE_MESSAGE[:2])
        self.clock.advance(10.1)
        self.assertEqual(self.transport.value(), wire.TERMINATE_MESSAGE)
        self.lose()

    def test_slow_partial_messages_one_after_another(self) -> None:
        """Segments that always end inside a message, each completed by the next, are no fault."""
        self.identify()
        stream = wire.SILENCE_MESSAGE * 40
        for at in range(0, len(stream), 200):
            self.protocol.dataReceived(stream[at : at + 200])
            self.clock.advance(1.0)
        self.assertEqual(self.transport.value(), b"")
        self.lose()

    def test_flood_ends_the_leg(self) -> None:
        """A backlog of 25 s is taken; audio that goes on faster than real time is not."""
        self.identify()
        self.protocol.dataReceived(wire.SILENCE_MESSAGE * 50 * 25)
        self.assertEqual(self.transport.value(), b"")
        self.protocol.dataReceived(wire.SILENCE_MESSAGE * 50 * 10)
        self.assertEqual(self.transport.value(), wire.TERMINATE_MESSAGE)
        self.lose()

    def test_reader_that_stops_reading_loses_frames(self) -> None:
        """While the other side does not read, what is said is dropped: nothing piles up."""
        self.identify()
        self.protocol.pauseProducing()
        self.protocol.send(wire.SILENCE_MESSAGE)
        self.assertEqual(self.transport.value(), b"")
        self.protocol.resumeProducing()
        self.protocol.send(wire.SILENCE_MESSAGE)
        self.assertEqual(self.transport.value(), wire.SILENCE_MESSAGE)

    def test_error_from_the_other_side_is_the_reason(self) -> None:
        """An error frame does not end the leg by itself; it is named when the connection goes."""
        self.identify()
        self.protocol.dataReceived(b"\xff\x00\x01\x02")
        self.lose()
        self.assertEqual(self.handler.told[-1], "closed: the caller's side reported error 0x02")


class NamelessTests(SynchronousTestCase):
    """Connections that tell no UUID."""

    def setUp(self) -> None:
        self.clock = Clock()
        self.factory = AudioSocketFactory(self.clock, lambda uuid, connection: Handler())

    def connect(self) -> tuple[AudioSocketProtocol, Transport]:
        protocol = self.factory.buildProtocol(None)
        transport = Transport()
        protocol.makeConnection(transport)
        return protocol, transport

    def test_the_oldest_gives_way(self) -> None:
        """Of more than 64 connections without a UUID the oldest is cut; those with one are not touched."""
        named, its_transport = self.connect()
        named.dataReceived(wire.identify(uuid4()))
        waiting = [self.connect() for _ in range(MOST_NAMELESS)]
        self.assertFalse(any(transport.aborted for _, transport in waiting))
        self.connect()
        self.assertEqual([transport.aborted for _, transport in waiting], [True] + [False] * (MOST_NAMELESS - 1))
        self.assertFalse(its_transport.aborted)

    def test_room_again(self) -> None:
        """Connections that went, or told their UUID, are no longer counted; what was cut leaves no timer."""
        for _ in range(3 * MOST_NAMELESS):
            protocol, transport = self.connect()
            protocol.connectionLost()
        kept, transport = self.connect()
        for _ in range(MOST_NAMELESS - 1):
            self.connect()
        self.assertFalse(transport.aborted)
        self.connect()
        self.assertTrue(transport.aborted)
        kept.connectionLost()
        self.assertEqual(len(self.clock.getDelayedCalls()), MOST_NAMELESS)
