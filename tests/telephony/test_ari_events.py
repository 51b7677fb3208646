"""The event stream and the whole adapter, over loopback with the stand-in's real HTTP and WebSocket."""

from uuid import uuid4

from pydantic import SecretStr
from treq.client import HTTPClient
from twisted.application.service import IService
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IListeningPort
from twisted.internet.task import Clock, deferLater
from twisted.internet.testing import StringTransport
from twisted.trial.unittest import SynchronousTestCase, TestCase
from twisted.web.client import Agent, HTTPConnectionPool
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Ping, Pong, RejectConnection, Request, TextMessage

from audiosocket.config import AriTelephony, NoTelephony
from audiosocket.events import CallOutcome
from audiosocket.telephony.ari import AriOriginator
from audiosocket.telephony.ari_events import AriAddress, AriEvent, EventsProtocol, events_endpoint
from audiosocket.telephony.connect import connect
from audiosocket.telephony.exchange import Exchange, Plan, PlannedPhone
from audiosocket.telephony.interfaces import ResidentCall
from audiosocket.telephony.nobody import NobodyOriginator
from audiosocket.telephony.standin import listen

ADDRESS = AriAddress("http://asterisk.test:8088/ari", "doorman", "hush", "audiosocket")


class Wire(StringTransport):
    """A transport in memory that can be aborted."""

    aborting = False

    def abortConnection(self) -> None:
        """Remember that it was asked for."""
        self.aborting = True

    def setTcpNoDelay(self, enabled: bool) -> None:
        """Nothing is to be delayed in memory."""


class EventsProtocolTests(SynchronousTestCase):
    """One connection, with Asterisk's side in the test's hand."""

    def setUp(self) -> None:
        self.clock = Clock()
        self.events: list[AriEvent] = []
        self.accepted: list[bool] = []
        self.ended: list[str] = []
        self.asterisk = WSConnection(ConnectionType.SERVER)
        self.wire = Wire()
        self.protocol = EventsProtocol(
            self.clock, ADDRESS, lambda: self.accepted.append(True), self.events.append, self.ended.append
        )
        self.protocol.makeConnection(self.wire)

    def heard(self) -> list[object]:
        """What Asterisk hears."""
        self.asterisk.receive_data(self.wire.value())
        self.wire.clear()
        return list(self.asterisk.events())

    def accept(self) -> None:
        """Asterisk agrees."""
        self.heard()
        self.protocol.dataReceived(self.asterisk.send(AcceptConnection()))

    def test_the_handshake_says_who_we_are(self) -> None:
        """The request asks for all channels' events, with basic authentication in a header and not in the address."""
        (request,) = self.heard()
        assert isinstance(request, Request)
        self.assertEqual(request.target, "/ari/events?app=audiosocket&subscribeAll=true")
        self.assertEqual(request.host, "asterisk.test:8088")
        self.assertIn((b"authorization", ADDRESS.authorization), request.extra_headers)

    def test_events_arrive(self) -> None:
        """JSON becomes events, also in fragments and in any segmentation; what is not JSON is passed over."""
        self.accept()
        data = self.asterisk.send(TextMessage('{"type": ', message_finished=False))
        data += self.asterisk.send(TextMessage('"Dial"}')) + self.asterisk.send(TextMessage("no JSON"))
        data += self.asterisk.send(TextMessage('{"type": "Next"}'))
        for index in range(len(data)):
            self.protocol.dataReceived(data[index : index + 1])
        self.assertEqual(self.events, [{"type": "Dial"}, {"type": "Next"}])

    def test_a_refusal_says_what_to_do(self) -> None:
        """A wrong password ends the connection with advice."""
        self.heard()
        self.protocol.dataReceived(self.asterisk.send(RejectConnection(status_code=401)))
        self.assertTrue(self.wire.aborting)
        self.protocol.connectionLost()
        self.assertIn("compare telephony.user with ari.conf", self.ended[0])
        self.assertEqual(self.accepted, [])

    def test_pings_are_answered(self) -> None:
        """Asterisk's ping gets its pong."""
        self.accept()
        self.protocol.dataReceived(self.asterisk.send(Ping(b"x")))
        self.assertEqual([type(each) for each in self.heard()], [Pong])

    def test_a_silent_connection_is_given_up(self) -> None:
        """If a ping brings nothing within ten seconds, the connection ends."""
        self.accept()
        self.clock.advance(10)
        self.assertEqual([type(each) for each in self.heard()], [Ping])
        self.protocol.dataReceived(self.asterisk.send(Pong()))
        self.clock.advance(10)
        self.assertFalse(self.wire.aborting)
        self.clock.advance(10)
        self.assertTrue(self.wire.aborting)
        self.protocol.connectionLost()
        self.assertEqual(self.ended, ["the connection is silent"])
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def test_a_handshake_without_an_answer_is_given_up(self) -> None:
        """After five seconds without a reply the connection ends."""
        self.clock.advance(5)
        self.assertTrue(self.wire.aborting)

    def test_what_is_no_websocket_is_given_up(self) -> None:
        """Another server's words end the connection, not the process."""
        self.protocol.dataReceived(b"SSH-2.0-OpenSSH\r\n\r\n")
        self.assertTrue(self.wire.aborting)

    def test_asterisk_closes(self) -> None:
        """A close is answered."""
        self.accept()
        self.protocol.dataReceived(self.asterisk.send(CloseConnection(1000)))
        self.assertTrue(self.wire.disconnecting)

    def test_a_listener_that_fails_harms_nobody(self) -> None:
        """A fault in handling one event is logged, and the next arrives."""

        def fail(event: AriEvent) -> None:
            raise KeyError("nothing")

        self.protocol._receive = fail
        self.accept()
        self.protocol.dataReceived(self.asterisk.send(TextMessage("{}")))
        self.assertEqual(len(self.flushLoggedErrors(KeyError)), 1)
        self.assertFalse(self.wire.aborting)


class LoopbackTests(TestCase):
    """Over real sockets."""

    async def prepare(self, plan: Plan, password: str = "hush") -> None:
        """Stand-in and originator, connected."""
        phone = PlannedPhone(reactor, lambda telephone: plan, lambda leg, telephone: None)
        self.exchange = Exchange(reactor, phone)
        self.port: IListeningPort
        url, self.port = await listen(reactor, self.exchange, "doorman", "hush")
        self.addCleanup(lambda: self.port.stopListening())
        settings = AriTelephony(kind="ari", url=url, user="doorman", password=SecretStr(password))
        self.alarms: list[str] = []
        self.pool = HTTPConnectionPool(reactor)
        self.addCleanup(self.pool.closeCachedConnections)
        http = HTTPClient(Agent(reactor, pool=self.pool))
        self.originator = AriOriginator(reactor, http, events_endpoint(reactor, url), settings, self.alarms.append)
        self.originator.startService()
        self.addCleanup(self.originator.stopService)

    async def until_up(self, wanted: bool = True) -> None:
        """Wait for the event stream, in the reactor's turns."""
        while self.originator.is_up is not wanted:
            await deferLater(reactor, 0.005)

    def call(self) -> "Deferred[CallOutcome]":
        """Ring for 10 s."""
        self.rings: list[str] = []
        return self.originator.call(ResidentCall(uuid4(), "4010", "apoena", 10), lambda: self.rings.append("ringing"))

    async def test_answered(self) -> None:
        """Originate, ringing and answer pass over HTTP and the WebSocket."""
        await self.prepare(Plan(0.02))
        await self.until_up()
        self.assertIs(await self.call(), CallOutcome.ANSWERED)
        self.assertEqual(self.rings, ["ringing"])
        self.assertEqual(self.alarms, [])

    async def test_cancelled(self) -> None:
        """Cancelling takes the channel away."""
        await self.prepare(Plan(None))
        await self.until_up()
        done = self.call()
        while not self.rings:
            await deferLater(reactor, 0.005)
        done.cancel()
        self.assertIs(await done, CallOutcome.CANCELLED)
        while self.exchange.channels():
            await deferLater(reactor, 0.005)

    async def test_asterisk_comes_back(self) -> None:
        """The stream is lost and found again by itself; a call answered meanwhile is not lost."""
        await self.prepare(Plan(0.2))
        await self.until_up()
        done = self.call()
        while not self.rings:
            await deferLater(reactor, 0.005)
        assert self.originator._events._protocol is not None
        self.originator._events._protocol.transport.abortConnection()
        await self.until_up(False)
        self.assertEqual(len(self.alarms), 1)
        self.assertIs(await done, CallOutcome.ANSWERED)
        self.assertTrue(self.originator.is_up)

    async def test_wrong_password(self) -> None:
        """The alarm tells what to compare."""
        await self.prepare(Plan(None), password="wrong")
        while not self.alarms:
            await deferLater(reactor, 0.005)
        self.assertIn("compare telephony.user with ari.conf", self.alarms[0])


class ConnectTests(SynchronousTestCase):
    """From settings to an originator."""

    def test_kinds(self) -> None:
        """`none` calls nobody; `ari` gives a service, over http or https."""
        self.assertIsInstance(connect(reactor, NoTelephony(kind="none")), NobodyOriginator)
        for url in ("http://127.0.0.1:8088/ari", "https://asterisk.test/ari"):
            made = connect(reactor, AriTelephony(kind="ari", url=url, password=SecretStr("x")))
            self.assertTrue(IService.providedBy(made))
