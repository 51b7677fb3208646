"""
HTTP digest authentication as gate controllers ask for it: RFC 7616, and RFC 2069 where a server offers no qop.

Only what computes is here: challenges in, header values out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_HASHES: dict[str, Callable[[bytes], str]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
}
_STRONGEST_FIRST = ("SHA-256", "SHA-256-SESS", "MD5", "MD5-SESS")

_WORDS = re.compile(
    r"""(?:(?P<name>[A-Za-z0-9_-]+)\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s,"]+))"""
    r"""|(?P<scheme>[A-Za-z][A-Za-z0-9_-]*))[\s,]*"""
)


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a server asks for."""

    realm: str
    nonce: str
    algorithm: str = "MD5"
    qop: tuple[str, ...] = ()
    opaque: str | None = None
    userhash: bool = False
    stale: bool = False
    algorithm_named: bool = False


def choose(headers: Iterable[str]) -> Challenge | None:
    """
    The strongest digest challenge that we can answer, out of all `WWW-Authenticate` values.

    :returns: None if no digest is asked for, or only kinds unknown here.
    """
    known = [each for header in headers for each in _challenges(header) if each.algorithm.upper() in _STRONGEST_FIRST]
    known = [each for each in known if not each.qop or set(each.qop) & {"auth", "auth-int"}]
    return min(known, key=lambda each: _STRONGEST_FIRST.index(each.algorithm.upper()), default=None)


def _challenges(header: str) -> Iterator[Challenge]:
    """The digest challenges of one header, which may mix several schemes, separated by commas."""
    for scheme, values in _split(header):
        if scheme.lower() == "digest" and "realm" in values and "nonce" in values:
            yield Challenge(
                realm=values["realm"],
                nonce=values["nonce"],
                algorithm=values.get("algorithm", "MD5"),
                qop=tuple(each.strip().lower() for each in values.get("qop", "").split(",") if each.strip()),
                opaque=values.get("opaque"),
                userhash=values.get("userhash", "").lower() == "true",
                stale=values.get("stale", "").lower() == "true",
                algorithm_named="algorithm" in values,
            )


def _split(header: str) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    for word in _WORDS.finditer(header):
        if word["scheme"] is not None:
            found.append((word["scheme"], {}))
        elif found:
            quoted = word["quoted"]
            value = word["bare"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
            found[-1][1].setdefault(word["name"].lower(), value)
    return found


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request is signed: the method, the request target as it stands in the first line, and the body."""

    method: str
    target: str
    body: bytes = b""


def authorize(challenge: Challenge, user: str, password: str, request: Request, cnonce: str, count: int = 1) -> str:
    """
    The value of `Authorization`.

    :param cnonce: a random text of ours.
    :param count: how often this challenge has been answered, this time included.
    """
    digest = _HASHES[challenge.algorithm.upper().removesuffix("-SESS")]

    def hashed(*parts: str) -> str:
        return digest(":".join(parts).encode())

    qop = "auth" if "auth" in challenge.qop else "auth-int" if challenge.qop else None
    nc = f"{count:08x}"
    secret = hashed(user, challenge.realm, password)
    if challenge.algorithm.upper().endswith("-SESS"):
        secret = hashed(secret, challenge.nonce, cnonce)
    what = [request.method, request.target]
    if qop == "auth-int":
        what.append(digest(request.body))
    middle = (nc, cnonce, qop) if qop else ()
    response = hashed(secret, challenge.nonce, *middle, hashed(*what))
    fields = {
        "username": _quoted(hashed(user, challenge.realm) if challenge.userhash else user),
        "realm": _quoted(challenge.realm),
        "uri": _quoted(request.target),
        "algorithm": challenge.algorithm if challenge.algorithm_named else None,
        "nonce": _quoted(challenge.nonce),
        "nc": nc if qop else None,
        "cnonce": _quoted(cnonce) if qop or challenge.algorithm.upper().endswith("-SESS") else None,
        "qop": qop,
        "response": _quoted(response),
        "opaque": None if challenge.opaque is None else _quoted(challenge.opaque),
        "userhash": "true" if challenge.userhash else None,
    }
    return "Digest " + ", ".join(f"{name}={value}" for name, value in fields.items() if value is not None)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
