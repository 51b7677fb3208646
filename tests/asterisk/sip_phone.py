"""A small SIP telephone on the reactor, for tests: it registers, calls, and is called."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from twisted.internet.defer import Deferred, gatherResults, maybeDeferred
from twisted.internet.interfaces import IReactorTime, IReactorUDP
from twisted.internet.protocol import DatagramProtocol

from tests.asterisk.sip_call import DATAGRAM_BYTES, HOST, Moment, SipCall, port_number
from tests.asterisk.sip_message import SipMessage, authorize, uri_of


class IPhoneReactor(IReactorUDP, IReactorTime):
    """What a telephone needs of a reactor."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who the telephone is, and the port of its exchange on this machine."""

    user: str
    password: str
    exchange_port: int


Manner = Callable[[SipCall], None]
"""What the telephone does with a call that already rings."""


def keep_ringing(call: SipCall) -> None:
    """Nobody is at home."""


def answering(after_seconds: float = 0.5) -> Manner:
    """Somebody lifts the receiver."""

    def lift(call: SipCall) -> None:
        call.phone.reactor.callLater(after_seconds, call.answer)

    return lift


def refusing(status: int, after_seconds: float = 0.3) -> Manner:
    """486 busy, 480 not available, 603 declined."""

    def refuse(call: SipCall) -> None:
        call.phone.reactor.callLater(after_seconds, call.refuse, status)

    return refuse


class SipPhone(DatagramProtocol):
    """A telephone; `manner` says what it does when it is called, and `called` happens with the first such call."""

    def __init__(self, reactor: IPhoneReactor, account: Account, manner: Manner = keep_ringing) -> None:
        self.reactor, self.account, self.manner = reactor, account, manner
        self.calls: list[SipCall] = []
        self.registered: Moment[None] = Moment()
        self.called: Moment[SipCall] = Moment()
        self._numbers = count(1)
        self.tag = f"tag-{account.user}"
        self._registration = 0
        self._port = reactor.listenUDP(0, self, HOST, DATAGRAM_BYTES)
        self._port_number = port_number(self._port)
        self.contact = f"<sip:{account.user}@{HOST}:{self._port_number}>"
        self._exchange = f"sip:{HOST}:{account.exchange_port}"
        self._address = f"<sip:{account.user}@{HOST}>"

    def register(self) -> Deferred[None]:
        """Tell the exchange where we are; fires when it has accepted."""
        self._register("")
        return self.registered.wait()

    def call(self, extension: str) -> SipCall:
        """Dial; the call's `up` and `over` tell how it goes."""
        target = f"sip:{extension}@{HOST}:{self.account.exchange_port}"
        call_id = f"{self.account.user}-{self._port_number}-{next(self._numbers)}@test"
        call = SipCall(self, call_id, f"{self._address};tag={self.tag}", f"<{target}>", target)
        self.calls.append(call)
        call.invite()
        return call

    def stop(self) -> Deferred[list[object]]:
        """Hang up what is still up, and close every port."""
        for call in self.calls:
            call.hang_up()
        return gatherResults([maybeDeferred(self._port.stopListening), *(call.stop() for call in self.calls)])

    def new_branch(self) -> str:
        return f"z9hG4bK-{self._port_number}-{next(self._numbers)}"

    def compose(
        self, method: str, target: str, local: str, remote: str, call_id: str, sequence: int, branch: str
    ) -> SipMessage:
        """A request without body."""
        via = f"SIP/2.0/UDP {HOST}:{self._port_number};branch={branch};rport"
        headers = (
            ("Via", via),
            ("Max-Forwards", "70"),
            ("From", local),
            ("To", remote),
            ("Call-ID", call_id),
            ("CSeq", f"{sequence} {method}"),
            ("Contact", self.contact),
        )
        return SipMessage(f"{method} {target} SIP/2.0", headers)

    def send(self, message: SipMessage) -> None:
        assert self.transport is not None
        self.transport.write(message.encode(), (HOST, self.account.exchange_port))

    def datagramReceived(self, datagram: bytes, addr: tuple[str, int]) -> None:
        message = SipMessage.decode(datagram)
        call = next((known for known in self.calls if known.call_id == message.header("Call-ID")), None)
        if message.status and message.method == "REGISTER":
            self._register_answered(message)
        elif message.status and call is not None:
            call.response(message)
        elif call is not None:
            call.request(message)
        elif message.method == "INVITE":
            self._take(message)
        elif message.method not in ("ACK", ""):
            self.send(message.answer(200, "OK", self.tag, self.contact))

    def _take(self, invitation: SipMessage) -> None:
        local = f"{invitation.header('To')};tag={self.tag}"
        call = SipCall(
            self, invitation.header("Call-ID"), local, invitation.header("From"), uri_of(invitation.header("Contact"))
        )
        self.calls.append(call)
        call.ring(invitation)
        self.called.happen(call)
        self.manner(call)

    def _register(self, authorization: str) -> None:
        self._registration += 1
        address = f"{self._address};tag={self.tag}"
        call_id = f"register-{self._port_number}@test"
        message = self.compose(
            "REGISTER", self._exchange, address, self._address, call_id, self._registration, self.new_branch()
        ).with_header("Expires", "600")
        self.send(message.with_header("Authorization", authorization) if authorization else message)

    def _register_answered(self, message: SipMessage) -> None:
        challenge = message.header("WWW-Authenticate")
        if message.status == 401 and self._registration == 1:
            account = self.account
            self._register(authorize(challenge, account.user, account.password, "REGISTER", self._exchange))
        elif message.status == 200:
            self.registered.happen(None)
