"""One SIP call of a test's telephone, made or taken: its dialog and its sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from twisted.internet.address import IPv4Address
from twisted.internet.defer import Deferred, maybeDeferred, succeed
from twisted.internet.interfaces import IListeningPort

from tests.asterisk.audio_line import AudioLine
from tests.asterisk.sip_message import SipMessage, authorize, describe_media, media_address, uri_of

if TYPE_CHECKING:
    from tests.asterisk.sip_phone import SipPhone

HOST = "127.0.0.1"
DATAGRAM_BYTES = 8192
T = TypeVar("T")


def port_number(port: IListeningPort) -> int:
    """Where that port listens."""
    address = port.getHost()
    assert isinstance(address, IPv4Address)
    return address.port


class Moment(Generic[T]):
    """Something that happens once, for as many as wait for it."""

    def __init__(self) -> None:
        self._value: list[T] = []
        self._waiting: list[Deferred[T]] = []

    @property
    def happened(self) -> bool:
        return bool(self._value)

    def happen(self, value: T) -> None:
        """A second time changes nothing."""
        if self._value:
            return
        self._value.append(value)
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            waiter.callback(value)

    def wait(self) -> Deferred[T]:
        if self._value:
            return succeed(self._value[0])
        waiter: Deferred[T] = Deferred(self._waiting.remove)
        self._waiting.append(waiter)
        return waiter


class SipCall:
    """
    A call of `phone`; `up` happens when it is answered, `over` at its end, with one word for how it ended.

    Those words are "hung up" (by us), "bye" and "cancel" (by the other side), or the code of a refusal.
    """

    def __init__(self, phone: SipPhone, call_id: str, local: str, remote: str, target: str) -> None:
        self.phone, self.call_id = phone, call_id
        self.local, self.remote, self.target = local, remote, target
        self.up: Moment[None] = Moment()
        self.over: Moment[str] = Moment()
        self.line = AudioLine(phone.reactor)
        self._port = phone.reactor.listenUDP(0, self.line, HOST, DATAGRAM_BYTES)
        self._sequence = 0
        self._branch = ""
        self._incoming: SipMessage | None = None
        self._tried_password = False

    # Calls that we make

    def invite(self, authorization: str = "") -> None:
        """Ring the other side; a challenge is answered once with the phone's password."""
        self._sequence += 1
        self._branch = self.phone.new_branch()
        self._request("INVITE", self._sequence, self._branch, self._media(), authorization)

    def hang_up(self) -> None:
        """BYE after the answer, CANCEL before it; nothing when the call is over."""
        if self.over.happened:
            return
        if self.up.happened:
            self._sequence += 1
            self._request("BYE", self._sequence, self.phone.new_branch())
            self._end("hung up")
        elif self._incoming is None:
            self._request("CANCEL", self._sequence, self._branch)

    def response(self, message: SipMessage) -> None:
        """What the other side answers to our INVITE; other answers tell nothing new."""
        if message.method != "INVITE" or message.status < 180:
            return
        peer = media_address(message.body)
        if peer is not None:
            self.line.open(peer)
        if message.status >= 300:
            self._refused(message)
        elif message.status >= 200:
            self.remote, self.target = message.header("To"), uri_of(message.header("Contact"))
            self._request("ACK", self._sequence, self.phone.new_branch())
            self.up.happen(None)

    def _refused(self, message: SipMessage) -> None:
        self._request("ACK", self._sequence, self._branch, remote=message.header("To"))
        challenge = message.header("WWW-Authenticate")
        if message.status == 401 and challenge and not self._tried_password:
            self._tried_password = True
            account = self.phone.account
            self.invite(authorize(challenge, account.user, account.password, "INVITE", self.target))
        else:
            self._end(str(message.status))

    # Calls that we take

    def ring(self, invitation: SipMessage) -> None:
        """Take note of an incoming INVITE and say that we ring."""
        self._incoming = invitation
        self._reply(invitation, 180, "Ringing")

    def answer(self) -> None:
        """Lift the receiver, unless the caller has given up meanwhile."""
        if self._incoming is None or self.over.happened:
            return
        peer = media_address(self._incoming.body)
        self._reply(self._incoming, 200, "OK", self._media())
        if peer is not None:
            self.line.open(peer)

    def refuse(self, status: int) -> None:
        """Answer with 486, 480, 603 or the like."""
        if self._incoming is not None and not self.over.happened:
            self._reply(self._incoming, status, "No")
            self._end(str(status))

    def request(self, message: SipMessage) -> None:
        """What the other side wants within this call."""
        method = message.method
        if method == "ACK":
            if not self.over.happened:
                self.up.happen(None)
            return
        self._reply(message, 200, "OK", self._media() if method == "INVITE" else "")
        if method == "BYE":
            self._end("bye")
        elif method == "CANCEL" and self._incoming is not None and not self.up.happened:
            self._reply(self._incoming, 487, "Request Terminated")
            self._end("cancel")

    def stop(self) -> Deferred[object]:
        """Close the sound's port, however the call stands."""
        self.line.close()
        return maybeDeferred(self._port.stopListening)

    def _end(self, how: str) -> None:
        self.line.close()
        self.over.happen(how)

    def _media(self) -> str:
        return describe_media(HOST, port_number(self._port))

    def _reply(self, request: SipMessage, status: int, reason: str, body: str = "") -> None:
        self.phone.send(request.answer(status, reason, self.phone.tag, self.phone.contact, body))

    def _request(
        self, method: str, sequence: int, branch: str, body: str = "", authorization: str = "", remote: str = ""
    ) -> None:
        message = self.phone.compose(
            method, self.target, self.local, remote or self.remote, self.call_id, sequence, branch
        )
        if authorization:
            message = message.with_header("Authorization", authorization)
        self.phone.send(SipMessage(message.start, message.headers, body))
