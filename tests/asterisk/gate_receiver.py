"""The gate's controller of a test: an HTTP server that counts how often it was asked to open."""

from typing import cast

from twisted.internet import reactor
from twisted.internet.interfaces import IListeningPort
from twisted.internet.protocol import ServerFactory
from twisted.web.http import Request
from twisted.web.resource import Resource
from twisted.web.server import Site

from tests.asterisk.sip_call import port_number


class _Controller(Resource):
    isLeaf = True

    def __init__(self, gate: "GateReceiver") -> None:
        super().__init__()
        self._gate = gate

    def render_POST(self, request: Request) -> bytes:
        self._gate.opened += 1
        return b"open"


class GateReceiver:
    """`opened` counts; `url` is what the doorman's configuration names."""

    def __init__(self) -> None:
        self.opened = 0
        factory = cast(ServerFactory, Site(_Controller(self)))
        self._port: IListeningPort = reactor.listenTCP(0, factory, interface="127.0.0.1")
        self.url = f"http://127.0.0.1:{port_number(self._port)}/open"

    def stop(self) -> object:
        return self._port.stopListening()
