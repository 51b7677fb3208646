"""What all parts of the settings share: frozen, nothing unknown, exact types, secrets that do not show."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, Strict
from twisted.internet.interfaces import IStreamServerEndpointStringParser
from twisted.plugin import getPlugins

from audiosocket.config.yaml_loader import Decimal, Text, WholeNumber

T = TypeVar("T")


class Section(BaseModel):
    """A part of the settings; cannot be changed, refuses names it does not know and values of another type."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, validate_default=True
    )


def _as_written(value: object) -> object:
    return value.spelling if isinstance(value, WholeNumber | Decimal) else value


def _read_secret(value: object) -> object:
    """
    ``${NAME}`` or ``file:PATH``; a secret that stands in the file itself is refused, so that it is never committed.

    Python code hands in a :class:`~pydantic.SecretStr`.
    """
    if not isinstance(value, str):
        return value
    if value.startswith("file:"):
        return SecretStr(_read_secret_file(value))
    if isinstance(value, Text) and value.from_environment:
        return SecretStr(str(value))
    raise ValueError("a secret does not stand in the file: write ${NAME} for an environment variable, or file:PATH")


def _read_any_text_as_secret(value: object) -> object:
    if isinstance(value, str):
        return SecretStr(_read_secret_file(value) if value.startswith("file:") else str(value))
    return value


def _read_secret_file(value: str) -> str:
    path = _beside(value, value.removeprefix("file:"))
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"cannot read the secret's file {path}: {getattr(error, 'strerror', 'not UTF-8')}") from None


def _beside(value: str, name: str) -> Path:
    return (value.folder if isinstance(value, Text) else Path()) / Path(name).expanduser()


def _as_path(value: object) -> object:
    return _beside(value, str(value)) if isinstance(value, str) else value


def _web_address(value: SecretStr) -> SecretStr:
    if not re.match(r"https?://.", value.get_secret_value()):
        raise ValueError("must be an address that begins with http:// or https://")
    return value


_PORT = re.compile(r"^(?:haproxy:)?(?:tcp|tcp6|ssl|tls):(?:(?:.*:)?port=)?([0-9]+)(?::|$)")


def tcp_port(endpoint: str) -> int | None:
    """The number of the TCP port of an endpoint string; None where there is none (a socket file)."""
    found = _PORT.match(endpoint)
    return int(found[1]) if found else None


_USUAL_ENDPOINTS = frozenset({"tcp", "unix", "ssl"})


@cache
def _endpoint_types() -> frozenset[str]:
    """
    All there are. Plugins may import this module, so they must not be looked for while it is imported, by a default
    value: those are of the usual types.
    """
    return frozenset({*_USUAL_ENDPOINTS, *(each.prefix for each in getPlugins(IStreamServerEndpointStringParser))})


def _as_endpoint(value: object) -> object:
    """A bare number is a TCP port; anything else a Twisted endpoint string."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"tcp:{int(value)}"
    if not isinstance(value, str):
        return value
    if not re.match(r"^[a-z][a-z0-9_]*:.", value):
        raise ValueError("write a port (8080) or a Twisted endpoint string (tcp:8080, tcp:8082:interface=127.0.0.1)")
    kind = value.partition(":")[0]
    if kind not in _USUAL_ENDPOINTS and kind not in _endpoint_types():
        raise ValueError(f"there is no endpoint type {kind}; known are {', '.join(sorted(_endpoint_types()))}")
    port = tcp_port(value)
    if port is not None and port > 65535:
        raise ValueError(f"{port} is not a port; ports go from 0 to 65535 (0: any free one)")
    return str(value)


Many = Annotated[tuple[T, ...], Strict(False)]
"""A list in YAML, a tuple in the settings."""

Written = Annotated[str, BeforeValidator(_as_written)]
"""Text that looks like a number (an apartment, a telephone) exactly as it was written."""

Secret = Annotated[SecretStr, BeforeValidator(_read_secret)]
"""``${NAME}`` or ``file:PATH``, nothing else."""

DiscreetText = Annotated[SecretStr, BeforeValidator(_read_any_text_as_secret)]
"""Any text, or ``file:PATH``, that must not show in a log because it may hold a secret."""

WebAddress = Annotated[DiscreetText, AfterValidator(_web_address)]
"""An http or https address that must not show in a log."""

FilePath = Annotated[Path, BeforeValidator(_as_path)]
"""A path; a relative one starts in the folder of the file it is written in."""

EndpointString = Annotated[str, BeforeValidator(_as_endpoint)]
"""A Twisted server endpoint string, or a port."""

Seconds = Annotated[float, Field(gt=0)]
Milliseconds = Annotated[int, Field(ge=0)]
