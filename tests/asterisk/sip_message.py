"""SIP messages (RFC 3261), their media description (RFC 4566), digest authentication (RFC 2617). No socket."""

import re
from dataclasses import dataclass, replace
from hashlib import md5


@dataclass(frozen=True, slots=True)
class SipMessage:
    """A request or a response; header names are compared without regard to case."""

    start: str
    headers: tuple[tuple[str, str], ...]
    body: str = ""

    @classmethod
    def decode(cls, data: bytes) -> "SipMessage":
        head, _, body = data.decode("utf-8").partition("\r\n\r\n")
        start, *lines = head.split("\r\n")
        pairs = (line.split(":", 1) for line in lines if ":" in line)
        return cls(start, tuple((name.strip(), value.strip()) for name, value in pairs), body)

    def encode(self) -> bytes:
        headers = [*self.headers]
        if self.body:
            headers.append(("Content-Type", "application/sdp"))
        headers.append(("Content-Length", str(len(self.body))))
        lines = [self.start, *(f"{name}: {value}" for name, value in headers)]
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode("utf-8")

    def header(self, name: str) -> str:
        """The first value of that header, or the empty text."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")

    @property
    def status(self) -> int:
        """The code of a response; 0 for a request."""
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        """The method of a request, or of the request that this answers."""
        return self.header("CSeq").split()[-1]

    def answer(self, status: int, reason: str, tag: str, contact: str = "", body: str = "") -> "SipMessage":
        """The response to this request, from the dialog half named `tag`."""
        copied = [
            (name, value) for name, value in self.headers if name.lower() in ("via", "from", "to", "call-id", "cseq")
        ]
        headers = [
            (name, f"{value};tag={tag}" if name.lower() == "to" and ";tag=" not in value else value)
            for name, value in copied
        ]
        if contact:
            headers.append(("Contact", contact))
        return SipMessage(f"SIP/2.0 {status} {reason}", tuple(headers), body)

    def with_header(self, name: str, value: str) -> "SipMessage":
        return replace(self, headers=(*self.headers, (name, value)))


def uri_of(address: str) -> str:
    """`sip:...` out of a Contact, From or To header."""
    found = re.search(r"<([^>]+)>", address)
    return found.group(1) if found else address


def describe_media(host: str, port: int) -> str:
    """An offer, or an answer, of mu-law and telephone events."""
    return (
        f"v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0 101\r\n"
        "a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n"
    )


def media_address(body: str) -> tuple[str, int] | None:
    """Where the other side wants its audio."""
    host = re.search(r"c=IN IP4 (\S+)", body)
    port = re.search(r"m=audio (\d+)", body)
    return (host.group(1), int(port.group(1))) if host and port else None


def authorize(challenge: str, user: str, password: str, method: str, uri: str) -> str:
    """The Authorization header that answers a WWW-Authenticate header with qop "auth"."""
    asked = {name: quoted or bare for name, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|([^,\s]+))', challenge)}
    realm, nonce = asked["realm"], asked["nonce"]
    count, own = "00000001", "5ca1ab1e"
    secret = _hash(f"{user}:{realm}:{password}")
    response = _hash(f"{secret}:{nonce}:{count}:{own}:auth:{_hash(f'{method}:{uri}')}")
    fields = {"username": user, "realm": realm, "nonce": nonce, "uri": uri, "response": response, "cnonce": own}
    if "opaque" in asked:
        fields["opaque"] = asked["opaque"]
    quoted = ", ".join(f'{name}="{value}"' for name, value in fields.items())
    return f"Digest {quoted}, algorithm=MD5, qop=auth, nc={count}"


def _hash(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
