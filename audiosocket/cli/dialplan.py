"""``audiosocket dialplan``: the lines that Asterisk needs for a configuration."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Mapping

from audiosocket.cli.config_argument import add_config_argument
from audiosocket.config import AriTelephony, Configuration, load

_TOP = """\
; extensions.conf: the doorman's part of the dialplan, as `audiosocket dialplan` prints it for its configuration.
; Modules: app_audiosocket, res_audiosocket, app_exec (TryExec), app_playtones, func_uuid, func_global (SHARED).

[globals]
; Where the doorman's server listens for the residents it has called.
DOORMAN_RESIDENTS={host}:{residents}
; Who takes the visitor when the server stays away, as Dial() takes it (PJSIP/9000, say). Empty: the call is ended.
DOORMAN_FALLBACK=

; ---- the gates' intercoms
; AudioSocket() comes back when the server ends the visit, when it dies, and when it cannot be reached. Before it ends a
; visit it says so over ARI, in variables shared with this channel (Asterisk 22 sets plain variables over ARI only on
; channels in Stasis): {visit} is "over", and {transfer} is the telephone of the person for a visitor who wants
; one. Whatever else comes back is a fault: the same UUID calls again; after 20 tries in a row the fallback takes over.
[audiosocket-visitor]
"""

_CONDOMINIUM = """\
; {name}: send its gates' calls to {id}@audiosocket-visitor
exten => {id},1,Set(DOORMAN={host}:{port})
 same => n,Goto(visit,1)

"""

_VISIT = """\
exten => visit,1,Answer()
 same => n,Set(TIMEOUT(absolute)=1200)
 same => n,Set(VISIT_UUID=${{UUID()}})
 same => n,Set(TRIES=0)
 same => n(talk),Set(BEGAN=${{EPOCH}})
 same => n,TryExec(AudioSocket(${{VISIT_UUID}},${{DOORMAN}}))
 same => n,GotoIf($["${{SHARED({transfer})}}" != ""]?transfer)
 same => n,GotoIf($["${{SHARED({visit})}}" = "over"]?over)
 ; a visit that had gone on for a while starts counting anew
 same => n,ExecIf($[${{EPOCH}} - ${{BEGAN}} > 5]?Set(TRIES=0))
 same => n,Set(TRIES=$[${{TRIES}} + 1])
 same => n,GotoIf($[${{TRIES}} > 20]?fallback)
 ; a soft beep a second, so that nobody is left in silence
 same => n,Playtones(!425/80,!0/920)
 same => n,Wait(1)
 same => n,StopPlaytones()
 same => n,Goto(talk)
 same => n(transfer),Dial({endpoint},40)
 same => n,Goto(over)
 same => n(fallback),GotoIf($["${{DOORMAN_FALLBACK}}" = ""]?over)
 same => n,Dial(${{DOORMAN_FALLBACK}},40)
 same => n(over),Hangup()

"""

_RESIDENT = """\
; ---- a resident who answered
; The server originates this call over ARI with {uuid} set, and listens for that UUID alone.
[{context}]
exten => {extension},{priority},Set(TIMEOUT(absolute)=600)
 same => n,AudioSocket(${{{uuid}}},${{DOORMAN_RESIDENTS}})
 same => n,Hangup()
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser what this command takes."""
    add_config_argument(parser)
    parser.add_argument("--host", default="127.0.0.1", help="where Asterisk reaches this server (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Print the lines."""
    print(dialplan(load(options.config, _AnyName()), options.host), end="")
    return 0


class _AnyName(Mapping[str, str]):
    """The environment, with a value for every name: the dialplan holds no secret, and so needs none."""

    def __getitem__(self, name: str) -> str:
        return os.environ.get(name, "http://not.set")

    def __iter__(self) -> Iterator[str]:
        return iter(os.environ)

    def __len__(self) -> int:
        return len(os.environ)


def dialplan(configuration: Configuration, host: str) -> str:
    """
    The dialplan for a configuration.

    :param host: where Asterisk reaches the server: a name, an IPv4 address, or `[IPv6]`.
    """
    telephony = configuration.telephony
    ari = telephony if isinstance(telephony, AriTelephony) else AriTelephony.model_construct(kind="ari")
    target = "${SHARED(" + ari.transfer_variable + ")}"
    facts = {
        "host": host,
        "residents": port_of(configuration.listen.residents),
        "visit": ari.visit_variable,
        "transfer": ari.transfer_variable,
        "endpoint": ari.endpoint.replace("{telephone}", target).replace("{condominium}", "any"),
        "uuid": ari.uuid_variable,
        "context": ari.context,
        "extension": ari.extension,
        "priority": str(ari.priority),
    }
    condominiums = [
        _CONDOMINIUM.format(name=each.name, id=each.id, host=host, port=port_of(each.listen.visitors))
        for each in configuration.condominiums
    ]
    return "".join((_TOP.format(**facts), *condominiums, _VISIT.format(**facts), _RESIDENT.format(**facts)))


def port_of(endpoint: str) -> str:
    """The TCP port of an endpoint string, or PORT where it has none. Asterisk speaks no TLS: put stunnel before it."""
    found = re.match(r"(?:tcp|tcp6|ssl|tls):(?:port=)?([0-9]+)", endpoint)
    return found[1] if found else "PORT"
