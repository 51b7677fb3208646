"""Gates opened by HTTP requests, before web sites in memory, with a clock in hand."""

from collections.abc import Callable
from typing import cast

from pydantic import SecretStr
from treq.client import HTTPClient
from treq.testing import StubTreq
from twisted.cred.checkers import InMemoryUsernamePasswordDatabaseDontUse
from twisted.cred.portal import IRealm, Portal
from twisted.internet import reactor
from twisted.internet.address import IPv4Address
from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.endpoints import TCP4ServerEndpoint
from twisted.internet.interfaces import IProtocolFactory
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.task import Clock
from twisted.logger import ILogObserver, LogEvent, globalLogPublisher
from twisted.trial.unittest import SynchronousTestCase, TestCase
from twisted.web.guard import DigestCredentialFactory, HTTPAuthSessionWrapper
from twisted.web.http import Request
from twisted.web.resource import IResource, Resource
from twisted.web.server import NOT_DONE_YET, Site
from zope.interface import Interface, implementer
from zope.interface.verify import verifyObject

from audiosocket.config import HttpAuth
from audiosocket.config import HttpGate as HttpGateSettings
from audiosocket.config import LogGate as LogGateSettings
from audiosocket.config.condominium import Condominium
from audiosocket.errors import GateError
from audiosocket.gates.http import HttpGate
from audiosocket.gates.interfaces import GateRequest, IGate
from audiosocket.gates.log import LogGate
from audiosocket.gates.make import make_gate

REQUEST = GateRequest(visit_id="6f6a", condominium="apoena", block='B "x"', apartment="101")
AUTH = HttpAuth(scheme="basic", user="portaria", password=SecretStr("hush"))


class Controller(Resource):
    """A gate's controller: it answers with the given statuses, the last one for ever; 0 is silence."""

    isLeaf = True

    def __init__(self, *statuses: int) -> None:
        super().__init__()
        self.statuses = list(statuses)
        self.requests: list[tuple[str, str, bytes]] = []
        self.headers: list[Callable[[str], str | None]] = []

    def render(self, request: Request) -> bytes | int:
        body = request.content.read() if request.content else b""
        self.requests.append((request.method.decode(), request.uri.decode(), body))
        self.headers.append(request.getHeader)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        if status == 0:
            return NOT_DONE_YET
        request.setResponseCode(status)
        return b"done"


class GateCase(SynchronousTestCase):
    """A gate before a web site."""

    def setUp(self) -> None:
        self.clock = Clock()
        self.lines: list[str] = []

        @implementer(ILogObserver)
        def observe(event: LogEvent) -> None:
            self.lines.append(repr(event))

        globalLogPublisher.addObserver(observe)
        self.addCleanup(globalLogPublisher.removeObserver, observe)

    def gate(self, root: IResource, **settings: object) -> HttpGate:
        """A gate before a web site."""
        self.stub = StubTreq(root)
        given = {"driver": "http", "url": SecretStr("http://gate.test/open?token=hush"), **settings}
        return HttpGate(
            self.clock, cast(HTTPClient, self.stub), HttpGateSettings.model_validate(given), lambda: "cnonce"
        )

    def open(self, gate: HttpGate, seconds: float = 0) -> "Deferred[None]":
        """Open, and let time pass in steps of 50 ms."""
        done = gate.open(REQUEST)
        for _ in range(int(seconds / 0.05)):
            self.stub.flush()
            self.clock.advance(0.05)
        self.stub.flush()
        return done


class HttpGateTests(GateCase):
    """One controller."""

    def test_the_interface(self) -> None:
        """Both drivers are gates."""
        verifyObject(IGate, self.gate(Controller(200)))
        verifyObject(IGate, LogGate())
        self.assertIsNone(self.successResultOf(LogGate().open(REQUEST)))

    def test_it_opens(self) -> None:
        """One POST with the visit's id as idempotency key opens it."""
        controller = Controller(204)
        self.assertIsNone(self.successResultOf(self.open(self.gate(controller))))
        self.assertEqual(controller.requests, [("POST", "/open?token=hush", b"")])
        self.assertEqual(controller.headers[0]("idempotency-key"), "6f6a")

    def test_values_are_filled_in_and_escaped(self) -> None:
        """Address and JSON body carry the visit's values, each escaped for its place; other braces stay."""
        controller = Controller(200)
        gate = self.gate(
            controller,
            url=SecretStr("http://gate.test/{block}/{apartment}"),
            body='{"block": "{block}", "to": {"id": "{visit_id}"}}',
            method="PUT",
        )
        self.successResultOf(self.open(gate))
        self.assertEqual(
            controller.requests,
            [("PUT", "/B%20%22x%22/101", b'{"block": "B \\"x\\"", "to": {"id": "6f6a"}}')],
        )

    def test_headers_and_basic_authentication(self) -> None:
        """Own headers and basic authentication go out at once."""
        controller = Controller(200)
        self.successResultOf(self.open(self.gate(controller, headers={"X-Key": SecretStr("k")}, auth=AUTH)))
        self.assertEqual(controller.headers[0]("x-key"), "k")
        self.assertEqual(controller.headers[0]("authorization"), "Basic cG9ydGFyaWE6aHVzaA==")

    def test_a_failing_controller_is_asked_three_times(self) -> None:
        """After two answers of 503 the third try opens, with the same key."""
        controller = Controller(503, 503, 200)
        self.assertIsNone(self.successResultOf(self.open(self.gate(controller), 1)))
        self.assertEqual({header("idempotency-key") for header in controller.headers}, {"6f6a"})
        self.assertEqual(len(controller.requests), 3)

    def test_it_gives_up(self) -> None:
        """Three failures are a failure."""
        controller = Controller(500)
        failure = self.failureResultOf(self.open(self.gate(controller), 1), GateError)
        self.assertEqual(failure.getErrorMessage(), "the gate at gate.test did not open in 3 tries: HTTP 500")
        self.assertEqual(len(controller.requests), 3)

    def test_a_refusal_is_not_repeated(self) -> None:
        """4xx and redirects will not become better."""
        for status, advice in ((401, "check gate.auth"), (404, "check gate.url"), (302, "redirects")):
            controller = Controller(status)
            failure = self.failureResultOf(self.open(self.gate(controller), 1), GateError)
            self.assertIn(advice, failure.getErrorMessage())
            self.assertEqual(len(controller.requests), 1)

    def test_a_silent_controller_is_not_asked_again(self) -> None:
        """A request that went out may have opened the gate; a second pulse could close it. It ends after 3 s."""
        controller = Controller(0)
        done = self.open(self.gate(controller), 2.9)
        self.assertNoResult(done)
        self.clock.advance(0.2)
        self.stub.flush()
        self.assertIn("did not answer", self.failureResultOf(done, GateError).getErrorMessage())
        self.assertEqual(len(controller.requests), 1)

    def test_a_controller_that_cannot_be_reached_is_tried_again(self) -> None:
        """As long as no connection stands, nothing can have opened: three tries of 3 s, with pauses."""
        asked: list[str] = []

        class Unreachable:
            def request(self, method: str, url: str, **options: object) -> "Deferred[None]":
                asked.append(method)
                return Deferred()

        settings = HttpGateSettings(driver="http", url=SecretStr("http://gate.test/"))
        done = HttpGate(self.clock, cast(HTTPClient, Unreachable()), settings).open(REQUEST)
        self.clock.pump([0.1] * 110)
        message = self.failureResultOf(done, GateError).getErrorMessage()
        self.assertEqual(message, "the gate at gate.test did not open in 3 tries: no connection within 3 s")
        self.assertEqual(len(asked), 3)

    def test_cancelling_ends_the_tries(self) -> None:
        """A gate that is no longer wanted is not tried again."""
        controller = Controller(500)
        done = self.open(self.gate(controller))
        done.cancel()
        self.failureResultOf(done, CancelledError)
        self.clock.advance(5)
        self.assertEqual((len(controller.requests), self.clock.getDelayedCalls()), (1, []))

    def test_no_secret_in_any_log_event(self) -> None:
        """Neither the address's token nor a password stands in a log event or in the error."""
        failing = self.gate(Controller(500), auth=AUTH, headers={"X-Key": SecretStr("hush")})
        failure = self.failureResultOf(self.open(failing, 1), GateError)
        self.successResultOf(self.open(self.gate(Controller(200), auth=AUTH)))
        self.assertTrue(self.lines)
        self.assertNotIn("hush", "".join(self.lines) + failure.getErrorMessage())

    def test_no_timer_is_left(self) -> None:
        """After a success nothing is left to do."""
        self.successResultOf(self.open(self.gate(Controller(200))))
        self.stub.flush()
        self.assertEqual(self.clock.getDelayedCalls(), [])


@implementer(IRealm)
class Realm:
    """The controller behind a login."""

    def __init__(self, controller: Controller) -> None:
        self.controller = controller

    def requestAvatar(
        self, avatarId: bytes | tuple[()], mind: object, *interfaces: type[Interface]
    ) -> tuple[type[Interface], object, Callable[[], None]]:
        """Whoever logs in gets the controller."""
        return IResource, self.controller, lambda: None


class DigestGateTests(GateCase):
    """The same controller behind Twisted's digest authentication."""

    def guarded(self, controller: Controller, password: bytes = b"hush") -> IResource:
        """Put the controller behind digest authentication."""
        checker = InMemoryUsernamePasswordDatabaseDontUse()
        checker.addUser(b"portaria", password)
        portal = Portal(Realm(controller), [checker])
        return HTTPAuthSessionWrapper(portal, [DigestCredentialFactory(b"md5", b"gate")])

    def test_digest(self) -> None:
        """The challenge is answered, with query and body, and the gate opens once."""
        controller = Controller(200)
        auth = AUTH.model_copy(update={"scheme": "digest"})
        gate = self.gate(self.guarded(controller), auth=auth, body="open")
        self.assertIsNone(self.successResultOf(self.open(gate)))
        self.assertEqual(controller.requests, [("POST", "/open?token=hush", b"open")])

    def test_digest_with_a_wrong_password(self) -> None:
        """A second refusal is final."""
        controller = Controller(200)
        auth = AUTH.model_copy(update={"scheme": "digest"})
        gate = self.gate(self.guarded(controller, b"other"), auth=auth)
        self.assertIn("check gate.auth", self.failureResultOf(self.open(gate, 1), GateError).getErrorMessage())
        self.assertEqual(controller.requests, [])

    def test_no_digest_is_offered(self) -> None:
        """A controller that asks for something else is told of."""
        auth = AUTH.model_copy(update={"scheme": "digest"})
        failure = self.failureResultOf(self.open(self.gate(Controller(401), auth=auth)), GateError)
        self.assertIn("no digest authentication", failure.getErrorMessage())


class Rude(Protocol):
    """A controller that hangs up as soon as it is asked."""

    def dataReceived(self, data: bytes) -> None:
        """Hang up."""
        assert self.transport is not None
        self.transport.loseConnection()


class LoopbackTests(TestCase):
    """Over real sockets, as `make_gate` builds them."""

    def gate(self, port: int, **settings: object) -> IGate:
        """A gate at a port of this machine."""
        given = {"driver": "http", "url": SecretStr(f"http://127.0.0.1:{port}/open"), **settings}
        return make_gate(reactor, Condominium.model_construct(gate=HttpGateSettings.model_validate(given)))

    async def listen(self, factory: IProtocolFactory) -> int:
        """Listen on a free port."""
        port = await TCP4ServerEndpoint(reactor, 0, interface="127.0.0.1").listen(factory)
        self.addCleanup(port.stopListening)
        address = port.getHost()
        assert isinstance(address, IPv4Address)
        return address.port

    async def test_it_opens(self) -> None:
        """A real request opens, and the connection is not kept."""
        controller = Controller(200)
        await self.gate(await self.listen(Site(controller))).open(REQUEST)
        self.assertEqual(len(controller.requests), 1)

    async def refusal(self, gate: IGate) -> str:
        """What the operator is told of a gate that does not open."""
        try:
            await gate.open(REQUEST)
        except GateError as error:
            return str(error)
        self.fail("the gate opened")

    async def test_nobody_there(self) -> None:
        """A refused connection is tried again, then is a failure that says so."""
        port = await self.listen(Factory())
        self.doCleanups()
        error = await self.refusal(self.gate(port, retries=1))
        self.assertIn("did not open in 2 tries: it cannot be reached: ConnectionRefusedError", error)

    async def test_a_connection_lost_is_not_repeated(self) -> None:
        """A controller that hangs up without an answer may have opened."""
        port = await self.listen(Factory.forProtocol(Rude))
        error = await self.refusal(self.gate(port))
        self.assertIn("it may be open, so it is not asked again", error)

    def test_the_log_gate(self) -> None:
        """The settings name the driver."""
        made = make_gate(reactor, Condominium.model_construct(gate=LogGateSettings(driver="log")))
        self.assertIsInstance(made, LogGate)
