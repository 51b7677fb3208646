"""Asterisk and a telephone in one."""

from uuid import UUID

from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP4ServerEndpoint
from twisted.internet.interfaces import IAddress
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.internet.task import Clock
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure
from twisted.trial.unittest import SynchronousTestCase, TestCase

from audiosocket import wire
from audiosocket.cli.caller import CLOSE_SECONDS, CallEnded, Caller, place_call
from audiosocket.cli.line_activity import Activity

LEG = UUID("11111111-2222-3333-4444-555555555555")
SOUND = b"\x10\x01" * 160


class LineTransport(StringTransport):
    """A transport that tells whether our half was closed, and whether all of it was torn down."""

    half_closed = False
    aborted = False

    def loseWriteConnection(self) -> None:
        self.half_closed = True

    def abortConnection(self) -> None:
        self.aborted = True


class CallerTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.clock.advance(100.0)
        self.told: list[Activity] = []
        self.caller = Caller(self.clock, LEG, self.told.append)
        self.transport = LineTransport()
        self.caller.makeConnection(self.transport)

    def tearDown(self) -> None:
        if not self.caller.over:
            self.caller.hang_up()
        self.caller.connectionLost()
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def pass_time(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.01)):
            self.clock.advance(0.01)

    def sent(self) -> list[wire.Message]:
        messages = list(wire.MessageParser().receive(self.transport.value()))
        self.transport.clear()
        return messages

    def sent_audio(self) -> bytes:
        return b"".join(message.payload for message in self.sent() if message.kind == wire.AUDIO)

    def test_uuid_first_then_silence(self) -> None:
        """The first message is the UUID; then comes a frame of silence each 20 ms."""
        self.pass_time(1.0)
        first, *frames = self.sent()
        self.assertEqual(first.uuid(), LEG)
        self.assertIn(len(frames), (50, 51))
        self.assertEqual(set(frames), {wire.Message(wire.AUDIO, bytes(320))})

    def test_clock_does_not_drift(self) -> None:
        """Whatever the reactor's steps are, a minute has 3,000 frames."""
        for _ in range(60 * 1000 // 13):
            self.clock.advance(0.013)
        self.assertIn(len(self.sent()) - 1, range(2997, 3004))

    def test_stall_is_not_caught_up(self) -> None:
        """After a second's stall one frame goes out, not fifty, and the clock goes on from there."""
        self.sent()
        self.clock.advance(1.0)
        self.assertEqual(len(self.sent()), 1)
        self.pass_time(0.1)
        self.assertIn(len(self.sent()), (4, 5, 6))

    def test_plays_to_the_end(self) -> None:
        """What is played goes out frame by frame, the last one filled up, and its end is told once it is sent."""
        self.sent()
        done = self.caller.play(SOUND * 2 + b"\x07\x07")
        self.assertTrue(self.caller.speaking)
        self.pass_time(0.03)
        self.assertNoResult(done)
        self.pass_time(0.05)
        self.successResultOf(done)
        self.assertFalse(self.caller.speaking)
        self.assertIn(SOUND * 2 + b"\x07\x07" + bytes(318), self.sent_audio())

    def test_plays_in_order(self) -> None:
        """What is played while something is being said comes after it."""
        first, second = self.caller.play(SOUND), self.caller.play(b"\x05" * 320)
        self.pass_time(0.1)
        self.successResultOf(first)
        self.successResultOf(second)
        self.assertIn(SOUND + b"\x05" * 320, self.sent_audio())

    def test_presses_keys(self) -> None:
        """Each key is one DTMF message, in order, as Asterisk sends it."""
        self.caller.press("501#")
        keys = [message.digit() for message in self.sent() if message.kind == wire.DTMF]
        self.assertEqual(keys, ["5", "0", "1", "#"])

    def test_tells_when_the_doorman_speaks(self) -> None:
        """The doorman's start is told, and the end 0.7 s after the last sound, also when no frame comes."""
        self.caller.dataReceived(wire.SILENCE_MESSAGE + wire.audio(SOUND))
        self.assertEqual(self.told, [Activity.STARTED])
        self.assertEqual(self.caller.first_sound_at, 100.0)
        self.pass_time(0.8)
        self.assertEqual(self.told, [Activity.STARTED, Activity.FINISHED])

    def test_records_the_whole_call(self) -> None:
        """What is heard is recorded at its time, with silence where nothing came, up to the end of the call."""
        self.pass_time(0.5)
        self.caller.dataReceived(wire.audio(SOUND))
        self.pass_time(0.5)
        self.caller.hang_up()
        self.pass_time(0.5)
        audio = self.caller.heard_audio()
        self.assertIn(len(audio), range(15998, 16003))
        self.assertIn(audio.index(SOUND), range(7678, 7683))

    def test_hangs_up_with_a_plain_fin(self) -> None:
        """A hang-up closes our half and sends nothing more; what waited to be said is told as over."""
        done = self.caller.play(SOUND * 100)
        self.sent()
        self.caller.hang_up()
        self.pass_time(0.5)
        self.assertEqual(self.sent(), [])
        self.assertTrue(self.transport.half_closed)
        self.successResultOf(done)

    def test_server_that_does_not_close(self) -> None:
        """Two seconds after a hang-up a server that keeps its half open is left."""
        self.caller.hang_up()
        self.pass_time(CLOSE_SECONDS - 0.1)
        self.assertFalse(self.transport.aborted)
        self.pass_time(0.2)
        self.assertTrue(self.transport.aborted)

    def test_terminate(self) -> None:
        """The doorman's 0x00 ends the call politely, and we close."""
        self.pass_time(1.0)
        self.caller.dataReceived(wire.TERMINATE_MESSAGE)
        self.assertTrue(self.transport.half_closed)
        ended: list[CallEnded] = []
        self.caller.ended.addCallback(ended.append)
        self.caller.connectionLost(Failure(connectionDone.value))
        self.assertEqual([(end.politely, end.by_caller, end.reason) for end in ended], [(True, False, "0x00")])
        self.assertAlmostEqual(ended[0].seconds, 1.0)
        self.caller.ended = Deferred()

    def test_nonsense_from_the_server(self) -> None:
        """Bytes that are not AudioSocket end the call."""
        self.caller.dataReceived(b"HTTP/1.1 400 Bad Request\r\n")
        self.assertTrue(self.caller.over)

    def test_nothing_after_the_end(self) -> None:
        """After the end, playing, pressing and hanging up do nothing."""
        self.caller.hang_up()
        self.sent()
        self.successResultOf(self.caller.play(SOUND))
        self.caller.press("1")
        self.caller.hang_up()
        self.assertEqual(self.sent(), [])


class Doorman(Protocol):
    """Says one frame, and ends the call politely when a key is pressed."""

    def __init__(self) -> None:
        self.parser = wire.MessageParser()
        self.messages: list[wire.Message] = []

    def connectionMade(self) -> None:
        assert self.transport is not None
        self.transport.write(wire.audio(SOUND))

    def dataReceived(self, data: bytes) -> None:
        assert self.transport is not None
        for message in self.parser.receive(data):
            self.messages.append(message)
            if message.kind == wire.DTMF:
                self.transport.write(wire.TERMINATE_MESSAGE)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        pass


class Doormen(Factory):
    noisy = False

    def __init__(self) -> None:
        self.doorman = Doorman()

    def buildProtocol(self, addr: IAddress | None) -> Doorman:
        return self.doorman


class LoopbackTests(TestCase):
    async def test_a_call_over_tcp(self) -> None:
        """Over TCP: identified, heard, a recording played, and ended politely by the doorman."""
        from twisted.internet import reactor as installed

        reactor = installed
        doormen = Doormen()
        port = await TCP4ServerEndpoint(reactor, 0, interface="127.0.0.1").listen(doormen)
        self.addCleanup(port.stopListening)
        caller = Caller(reactor, LEG)
        await place_call(TCP4ClientEndpoint(reactor, "127.0.0.1", port.getHost().port), caller)
        await caller.play(SOUND * 5)
        caller.press("1")
        ended = await caller.ended
        self.assertTrue(ended.politely)
        self.assertEqual(doormen.doorman.messages[0].uuid(), LEG)
        said = b"".join(m.payload for m in doormen.doorman.messages if m.kind == wire.AUDIO)
        self.assertIn(SOUND * 5, said)
        self.assertIn(SOUND, caller.heard_audio())
