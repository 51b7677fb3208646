"""One leg over a real TCP socket that is read and written past the reactor; the reactor itself is a fake."""

import socket
from uuid import UUID, uuid4

from twisted.internet.tcp import Server
from twisted.internet.testing import MemoryReactorClock
from twisted.python.failure import Failure
from twisted.trial.unittest import SynchronousTestCase

from audiosocket import wire
from audiosocket.direct_socket import READ_BYTES
from audiosocket.protocol import AudioSocketProtocol, Connection, LegHandler
from tests.test_protocol import Handler


class DirectSocketTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.reactor = MemoryReactorClock()
        with socket.create_server(("127.0.0.1", 0)) as listening:
            self.caller = socket.create_connection(listening.getsockname())
            ours, _ = listening.accept()
        self.addCleanup(self.caller.close)
        self.addCleanup(ours.close)
        self.caller.settimeout(5)
        ours.setblocking(False)
        self.ours = ours
        self.handler = Handler()
        self.protocol = AudioSocketProtocol(self.reactor, self.admit)
        self.transport = Server(ours, self.protocol, ("127.0.0.1", 0), None, 0, self.reactor)  # type: ignore[arg-type]
        self.protocol.makeConnection(self.transport)
        self.uuid = uuid4()

    def admit(self, uuid: UUID, connection: Connection) -> LegHandler:
        self.assertEqual(uuid, self.uuid)
        return self.handler

    def open(self) -> None:
        self.caller.sendall(wire.identify(self.uuid))
        self.transport.doRead()  # as the reactor does: only an open leg is read by its ticks
        self.assertEqual(self.handler.told, ["opened"])

    def tick(self) -> None:
        self.reactor.advance(0.02)
        self.protocol.receive()
        self.protocol.handle(self.reactor.seconds())

    def read_by_reactor(self) -> bool:
        return self.transport in self.reactor.getReaders()

    def test_frames_leave_at_once(self) -> None:
        """No Nagle: a frame of ours does not wait for the last one's acknowledgement."""
        self.assertEqual(self.ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), 1)

    def test_frames_are_taken_by_the_tick(self) -> None:
        """Once a leg is open the reactor is not woken by its frames; each tick takes what has come, or nothing."""
        self.assertTrue(self.read_by_reactor())
        self.open()
        self.assertFalse(self.read_by_reactor())
        self.caller.sendall(wire.SILENCE_MESSAGE)
        self.protocol.receive()
        self.assertEqual(self.handler.told, ["opened"])  # received, and not yet acted upon
        self.protocol.handle(0.02)
        self.tick()
        self.assertEqual(self.handler.told, ["opened", (0x10, 320, 0.02)])

    def test_backlog_is_taken_in_one_tick(self) -> None:
        """Two and a half reads full of frames, as after a stall of Asterisk, are all there after one tick."""
        self.open()
        frames = READ_BYTES * 5 // 2 // len(wire.SILENCE_MESSAGE)
        self.caller.sendall(wire.SILENCE_MESSAGE * frames)
        self.tick()
        self.assertEqual(len(self.handler.told), 1 + frames)

    def test_frame_cut_by_the_network(self) -> None:
        """A frame that comes in two pieces is one frame, and whole frames after it are too."""
        self.open()
        for piece in (wire.SILENCE_MESSAGE[:100], wire.SILENCE_MESSAGE[100:], wire.SILENCE_MESSAGE):
            self.caller.sendall(piece)
            self.tick()
        self.assertEqual([told[1] for told in self.handler.told[1:]], [320, 320])  # type: ignore[index]

    def test_caller_who_hangs_up(self) -> None:
        """The end of the connection is found by the tick, and told by the reactor as ever."""
        self.open()
        self.caller.close()
        self.tick()
        self.assertTrue(self.read_by_reactor())
        self.protocol.receive()
        self.assertEqual(self.handler.told, ["opened"])
        self.protocol.connectionLost(Failure(self.transport.doRead()))  # what the reactor does with a read that failed
        self.assertEqual(self.handler.told[-1], "closed: the caller hung up")

    def test_connection_that_is_reset(self) -> None:
        """A reset is an end like any other."""
        self.open()
        self.caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self.caller.close()
        self.assertFalse(self.read_by_reactor())
        self.tick()
        self.assertTrue(self.read_by_reactor())

    def test_our_frames_reach_the_caller(self) -> None:
        """What is sent is there without a turn of the reactor."""
        self.open()
        self.assertTrue(self.protocol.send(wire.SILENCE_MESSAGE))
        self.assertEqual(self.caller.recv(1000), wire.SILENCE_MESSAGE)

    def test_slow_reader_gets_whole_messages_and_nothing_piles_up(self) -> None:
        """When the kernel is full the rest of that message is kept; then frames are dropped until there is room."""
        self.open()
        sent = 0
        while self.protocol.send(wire.SILENCE_MESSAGE):
            sent += 1
            self.assertLess(sent, 100_000, "the kernel took everything")
        got = bytearray()
        while len(got) < sent * len(wire.SILENCE_MESSAGE):
            self.transport.doWrite()
            got += self.caller.recv(1 << 20)
        self.assertEqual(bytes(got), wire.SILENCE_MESSAGE * sent)
        self.assertTrue(self.protocol.send(wire.SILENCE_MESSAGE), "a reader that reads again is sent frames again")

    def test_farewell_is_the_last(self) -> None:
        """After 0x00 the reactor reads until the caller has closed, and ticks change nothing."""
        self.open()
        self.protocol.terminate()
        self.transport.doWrite()
        self.caller.sendall(wire.SILENCE_MESSAGE)
        self.tick()
        self.assertEqual(self.caller.recv(1000), wire.TERMINATE_MESSAGE)
        self.assertTrue(self.read_by_reactor())
        self.assertEqual(self.handler.told, ["opened"])
        self.protocol.connectionLost()
