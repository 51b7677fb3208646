"""A gate's request, filled in for one visit: each value escaped for the place it stands in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from hyperlink import EncodedURL

from audiosocket.config.condominium import HttpGate
from audiosocket.gates.interfaces import GateRequest

_PLACES = re.compile(r"\{(visit_id|condominium|block|apartment)\}")


@dataclass(frozen=True, slots=True)
class FilledRequest:
    """What goes over the network, authentication excepted. The address is ASCII, as it stands in the first line."""

    method: str
    url: str
    headers: tuple[tuple[str, list[str]], ...]
    body: bytes | None


def fill(settings: HttpGate, request: GateRequest) -> FilledRequest:
    """Put a visit's values into the address and the body; other braces stay as they are."""
    url = _put(settings.url.get_secret_value(), request, lambda value: quote(value, safe=""))
    headers = {name: [value.get_secret_value()] for name, value in settings.headers.items()}
    headers.setdefault("Idempotency-Key", [request.visit_id])
    body = None if settings.body is None else _put(settings.body, request, _escape_for(settings)).encode()
    return FilledRequest(
        method=settings.method,
        url=EncodedURL.from_text(url).to_uri().to_text(),
        headers=tuple(headers.items()),
        body=body,
    )


def _put(template: str, request: GateRequest, escape: Callable[[str], str]) -> str:
    return _PLACES.sub(lambda place: escape(str(getattr(request, place[1]))), template)


def _escape_for(settings: HttpGate) -> Callable[[str], str]:
    """How a value is written in this body: by its content type, or by its look."""
    types = [value.get_secret_value() for name, value in settings.headers.items() if name.lower() == "content-type"]
    kind = types[0] if types else "json" if (settings.body or "").lstrip().startswith(("{", "[")) else ""
    if "json" in kind:
        return lambda value: json.dumps(value, ensure_ascii=False)[1:-1]
    if "urlencoded" in kind:
        return lambda value: quote(value, safe="")
    if "xml" in kind:
        return lambda value: value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return lambda value: value
