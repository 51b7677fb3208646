"""The base of every test against a real Asterisk: boots one, lends telephones, clears everything away."""

from treq.client import HTTPClient
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IListeningPort
from twisted.internet.protocol import ServerFactory
from twisted.internet.task import deferLater
from twisted.trial.unittest import TestCase
from twisted.web.client import Agent, HTTPConnectionPool

from tests.asterisk.lab import AsteriskLab, asterisk_tree
from tests.asterisk.sip_phone import Account, Manner, SipPhone, keep_ringing
from tests.real import require

TREE = asterisk_tree()
needs_asterisk = require("Asterisk", TREE is not None)


class AsteriskCase(TestCase):
    """A fresh Asterisk for each test, as `self.lab`."""

    timeout = 60

    def setUp(self) -> Deferred[None]:  # type: ignore[override]
        assert TREE is not None
        self.lab = AsteriskLab(TREE)
        self.lab.dialplan = self.dialplan()
        self.addCleanup(lambda: Deferred.fromCoroutine(self.lab.stop()))
        return Deferred.fromCoroutine(self.lab.start())

    def dialplan(self) -> str | None:
        """Another dialplan than the sample, for the ports of `self.lab`."""
        return None

    def gate(self) -> SipPhone:
        """The intercom at the gate."""
        return self._phone("gate", self.lab.gate_password, keep_ringing)

    async def flat(self, extension: str, manner: Manner) -> SipPhone:
        """A flat's telephone, registered."""
        phone = self._phone(extension, self.lab.flat_password, manner)
        await phone.register()
        return phone

    def _phone(self, user: str, password: str, manner: Manner) -> SipPhone:
        phone = SipPhone(reactor, Account(user, password, self.lab.ports.sip), manner)  # type: ignore[arg-type]
        self.addCleanup(phone.stop)
        return phone

    def listen(self, port: int, factory: ServerFactory) -> IListeningPort:
        """Serve AudioSocket until the test is over."""
        listening = reactor.listenTCP(port, factory, interface="127.0.0.1")
        self.addCleanup(listening.stopListening)
        return listening

    async def ari(self, method: str, path: str, variables: dict[str, str] | None = None, **query: str) -> int:
        """One request to Asterisk's REST interface, with the channel variables of a new channel; its status."""
        pool = HTTPConnectionPool(reactor, persistent=False)
        client = HTTPClient(Agent(reactor, pool=pool))
        url = f"http://127.0.0.1:{self.lab.ports.ari}/ari/{path}"
        user = ("audiosocket", self.lab.ari_password)
        if variables is None:
            response = await client.request(method, url, params=query, auth=user)
        else:
            response = await client.request(method, url, params=query, auth=user, json={"variables": variables})
        await response.content()
        return int(response.code)

    async def pause(self, seconds: float) -> None:
        """Let a real Asterisk have its time."""
        await deferLater(reactor, seconds)
