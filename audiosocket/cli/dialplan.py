"""``audiosocket dialplan``: the lines that Asterisk needs for a configuration."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from audiosocket.config import AriTelephony, Condominium, Configuration, load

TRIES = 40
"""How often a call comes back to a server that is away; half a second lies between two tries."""

_TOP = """\
; extensions.conf: the modules app_audiosocket, app_exec, func_uuid and func_global are needed.
; Asterisk 22 sets plain variables over ARI only on channels in Stasis; these are not, hence SHARED().
"""

_VISITOR = """\
; {name}: send the gate's calls to {id}@audiosocket-visitor.
; A call outlives the server: it comes back with the same UUID until {visit} is "over".
exten => {id},1,Answer()
 same => n,Set(U=${{UUID()}})
 same => n,Set(N=0)
 same => n(again),TryExec(AudioSocket(${{U}},{host}:{port}))
 same => n,GotoIf($["${{SHARED({visit})}}"="over"]?over)
 same => n,Set(N=$[${{N}}+1])
 same => n,GotoIf($[${{N}}>{tries}]?over)
 same => n,Wait(0.5)
 same => n,Goto(again)
 same => n(over),GotoIf($["${{SHARED({transfer})}}"=""]?end)
 same => n,Dial({endpoint},30)
 same => n(end),Hangup()
"""

_RESIDENT = """\
[{context}]
exten => {extension},{priority},AudioSocket(${{{uuid}}},{host}:{port})
 same => n,Hangup()
"""

_ARI = """\
; ari.conf (and `enabled = yes` in http.conf):
; [{user}]
; type = user
; password = (what telephony.password holds)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser what this command takes."""
    parser.add_argument(
        "-c",
        "--config",
        type=Path,
        default=Path("etc/audiosocket.yaml"),
        help="the server's file (default: %(default)s)",
    )
    parser.add_argument("--host", default="127.0.0.1", help="where Asterisk reaches this server (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Print the lines."""
    print(dialplan(load(options.config), options.host))
    return 0


def dialplan(configuration: Configuration, host: str) -> str:
    """
    The dialplan for a configuration.

    :param host: where Asterisk reaches the server: a name, an IPv4 address, or `[IPv6]`.
    """
    telephony = configuration.telephony
    ari = telephony if isinstance(telephony, AriTelephony) else AriTelephony.model_construct(kind="ari")
    parts = [
        _TOP,
        "[audiosocket-visitor]\n" + "".join(_visitor(each, ari, host) for each in configuration.condominiums),
    ]
    parts.append(
        _RESIDENT.format(
            context=ari.context,
            extension=ari.extension,
            priority=ari.priority,
            uuid=ari.uuid_variable,
            host=host,
            port=port_of(configuration.listen.residents),
        )
    )
    parts.append(_ARI.format(user=ari.user))
    return "\n".join(parts)


def _visitor(condominium: Condominium, ari: AriTelephony, host: str) -> str:
    shared = "${SHARED(" + ari.transfer_variable + ")}"
    return _VISITOR.format(
        name=condominium.name,
        id=condominium.id,
        host=host,
        port=port_of(condominium.listen.visitors),
        visit=ari.visit_variable,
        transfer=ari.transfer_variable,
        tries=TRIES,
        endpoint=ari.endpoint.replace("{telephone}", shared).replace("{condominium}", condominium.id),
    )


def port_of(endpoint: str) -> str:
    """The TCP port of an endpoint string, or PORT where it has none. Asterisk speaks no TLS: put stunnel before it."""
    found = re.match(r"(?:tcp|tcp6|ssl|tls):(?:port=)?([0-9]+)", endpoint)
    return found[1] if found else "PORT"
