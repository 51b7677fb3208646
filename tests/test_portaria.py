"""The whole server over loopback: real sockets, real clock, scripted ear and voice, the stand-in for ARI."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from uuid import UUID, uuid4

import treq
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from twisted.internet import reactor, ssl
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, wrapClientTLS
from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.internet.task import deferLater
from twisted.python.failure import Failure
from twisted.trial.unittest import TestCase

from audiosocket import wire
from audiosocket.cli.caller import Caller, place_call
from audiosocket.config.load import load
from audiosocket.events import Event, Outcome, ResidentCalled, Speaking, VisitEnded
from audiosocket.portaria import Portaria, StartError
from audiosocket.telephony.exchange import Exchange, Plan, PlannedPhone
from audiosocket.telephony.standin import listen
from tests.language.scripted_server import Asked, ScriptedServer, answering, says
from tests.speech.provider import Answer

ROSTER = Path(__file__).parent / "data" / "corpus" / "roster.yaml"
DELIVERY = "entrega do iFood para o 501 bloco A"
SPEECH = b"".join((9000 * (1 if t // 40 % 2 else -1)).to_bytes(2, "little", signed=True) for t in range(8000))


def settings(folder: Path, ari: str | None, text: str = DELIVERY, **changes: object) -> Path:
    """A server on free ports that hears the same delivery in every turn."""
    telephony = {"kind": "ari", "url": ari, "user": "u", "password": "${P}"} if ari else {"kind": "none"}
    server: dict[str, object] = {
        "listen": {"residents": "tcp:0:interface=127.0.0.1", "api": "tcp:0:interface=127.0.0.1"},
        "telephony": telephony,
        "speech": {
            "recognizers": [{"kind": "scripted", "text": text, "delay_ms": 20}],
            "synthesizers": [{"kind": "scripted", "characters_per_second": 60}],
            "cache_dir": str(folder / "prompts"),
        },
        "condominiums": [
            {
                "id": "apoena",
                "name": "Condomínio Apoena",
                "listen": {"visitors": "tcp:0:interface=127.0.0.1"},
                "gate": {"driver": "log"},
                "roster": str(ROSTER),
            }
        ],
        **changes,
    }
    path = folder / "audiosocket.yaml"
    path.write_text(json.dumps(server), encoding="utf-8")
    return path


class Raw(Protocol):
    """A connection that sends what it is told, and remembers what it gets."""

    def __init__(self) -> None:
        self.data = b""
        self.lost: Deferred[None] = Deferred()

    def dataReceived(self, data: bytes) -> None:
        self.data += data

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        self.lost.callback(None)


class PortariaCase(TestCase):
    """One server a test."""

    timeout = 60

    def setUp(self) -> None:
        self.folder = TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.events: list[Event] = []

    async def start(self, ari: str | None = None, text: str = DELIVERY, **changes: object) -> Portaria:
        configuration = load(settings(Path(self.folder.name), ari, text, **changes), {"P": "p"})
        portaria = Portaria(configuration, reactor)
        portaria.events.subscribe(self.events.append)
        portaria.startService()
        self.addCleanup(portaria.stopService)
        await portaria.ready
        return portaria

    async def connect(self, port: int) -> Raw:
        endpoint = TCP4ClientEndpoint(reactor, "127.0.0.1", port)
        raw = await endpoint.connect(Factory.forProtocol(Raw))
        assert isinstance(raw, Raw)
        return raw

    async def until(self, happened: type[Event], seconds: float = 20.0) -> None:
        for _ in range(int(seconds / 0.02)):
            if any(isinstance(event, happened) for event in self.events):
                return
            await deferLater(reactor, 0.02, lambda: None)
        self.fail(f"no {happened.__name__} within {seconds} s; {[type(event).__name__ for event in self.events]}")


class VisitOverLoopbackTests(PortariaCase):
    async def test_whole_visit(self) -> None:
        """A visitor's call, a resident rung over ARI, a key, an open gate, farewells: over real sockets."""
        residents: list[Caller] = []

        def answered(leg: UUID, telephone: str) -> None:
            self.assertEqual(telephone, "4046")
            residents.append(Caller(reactor, leg))
            endpoint = TCP4ClientEndpoint(reactor, "127.0.0.1", portaria.resident_port)
            place_call(endpoint, residents[0])

        phone = PlannedPhone(reactor, lambda telephone: Plan(0.1), answered)
        exchange = Exchange(reactor, phone)
        url, port = await listen(reactor, exchange, "u", "p")
        self.addCleanup(port.stopListening)
        portaria = await self.start(ari=url)
        visitor = Caller(reactor, uuid4())
        exchange.visitor_arrived(visitor.leg)
        await place_call(TCP4ClientEndpoint(reactor, "127.0.0.1", portaria.visitor_ports["apoena"]), visitor)
        await self.until(Speaking)
        await deferLater(reactor, 1.8, lambda: None)
        await visitor.play(SPEECH)
        for _ in range(400):
            if any(isinstance(event, Speaking) and event.prompt == "offer_keys" for event in self.events):
                break
            await deferLater(reactor, 0.05, lambda: None)
        residents[0].press("1")
        await self.until(VisitEnded)
        (ended,) = [event for event in self.events if isinstance(event, VisitEnded)]
        self.assertEqual(ended.outcome, Outcome.AUTHORIZED)
        self.assertTrue(exchange.is_over(visitor.leg))
        for caller in (visitor, residents[0]):
            await caller.ended

    async def test_language_model_beside_the_rules(self) -> None:
        """What the rules leave open is asked of the configured model over HTTP, and the right flat is called."""
        why = {"intent_type": "entrega", "words": "chegou as fubecas"}
        telling = (why, {"visitor_name": None, "company": "Zambelê"})

        def fields(asked: Asked) -> set[str]:
            return set(cast(Mapping[str, object], asked.schema["properties"]))

        def tell(asked: Asked) -> Answer:
            about = fields(asked)
            known = [each for each in telling if set(each) == about]
            return says(json.dumps(known[0] if known else dict.fromkeys(about)))

        model = ScriptedServer(answering(tell))
        self.addCleanup(model.close)
        language = {
            "providers": [{"name": "here", "base_url": model.listen()}],
            "default": {"provider": "here", "model": "m", "deadline_seconds": 5},
        }
        heard = "chegou as fubecas da Zambelê, quinhentos e um do bloco A"
        portaria = await self.start(text=heard, language=language)
        visitor = Caller(reactor, uuid4())
        await place_call(TCP4ClientEndpoint(reactor, "127.0.0.1", portaria.visitor_ports["apoena"]), visitor)
        await self.until(Speaking)
        await deferLater(reactor, 1.8, lambda: None)
        await visitor.play(SPEECH)
        await self.until(ResidentCalled)
        self.assertEqual([event.telephone for event in self.events if isinstance(event, ResidentCalled)], ["4046"])
        self.assertNotIn("apartment_number", [name for asked in model.asked for name in fields(asked)])
        await visitor.ended

    async def test_bad_leg_harms_no_other(self) -> None:
        """While legs send garbage, floods and nothing at all, another's frames go on, 50 a second."""
        portaria = await self.start()
        port = portaria.visitor_ports["apoena"]
        good = await self.connect(port)
        assert good.transport is not None
        good.transport.write(wire.identify(uuid4()))
        bad = [await self.connect(port) for _ in range(4)]
        payloads = (
            b"GET / HTTP/1.1\r\n\r\n",
            b"",
            wire.identify(uuid4()) + wire.SILENCE_MESSAGE * 5000,
            b"\x10\x01\x40",
        )
        for raw, payload in zip(bad, payloads, strict=True):
            assert raw.transport is not None
            raw.transport.write(payload)
        before = len(good.data)
        await deferLater(reactor, 1.0, lambda: None)
        frames = (len(good.data) - before) / 323
        self.assertGreater(frames, 40)
        self.assertTrue(bad[0].data.endswith(wire.TERMINATE_MESSAGE))
        for raw in (good, *bad):
            assert raw.transport is not None
            raw.transport.loseConnection()
            await raw.lost

    async def test_too_many_legs(self) -> None:
        """Beyond max_calls a leg gets 0x00 and nothing else; the next one after a hang-up is served."""
        portaria = await self.start(max_calls=1)
        port = portaria.visitor_ports["apoena"]
        first, second = await self.connect(port), await self.connect(port)
        for raw in (first, second):
            assert raw.transport is not None
            raw.transport.write(wire.identify(uuid4()))
            await deferLater(reactor, 0.1, lambda: None)
        self.assertEqual(second.data, wire.TERMINATE_MESSAGE)
        for raw in (first, second):
            assert raw.transport is not None
            raw.transport.loseConnection()
            await raw.lost
        await deferLater(reactor, 0.1, lambda: None)
        third = await self.connect(port)
        assert third.transport is not None
        third.transport.write(wire.identify(uuid4()))
        await deferLater(reactor, 0.1, lambda: None)
        self.assertGreater(len(third.data), 323)
        third.transport.loseConnection()
        await third.lost

    async def test_unknown_resident_is_refused(self) -> None:
        """A leg on the residents' port that we did not call gets 0x00 before a byte of audio."""
        portaria = await self.start()
        raw = await self.connect(portaria.resident_port)
        assert raw.transport is not None
        raw.transport.write(wire.identify(uuid4()) + wire.SILENCE_MESSAGE)
        await deferLater(reactor, 0.2, lambda: None)
        self.assertEqual(raw.data, wire.TERMINATE_MESSAGE)
        raw.transport.loseConnection()
        await raw.lost

    async def test_tls(self) -> None:
        """Visitors may come over TLS: the endpoint string is all that changes."""
        folder = Path(self.folder.name)
        certificate = self_signed(folder)
        endpoint = f"ssl:0:interface=127.0.0.1:privateKey={folder}/key.pem:certKey={folder}/cert.pem"
        server = json.loads(settings(folder, None).read_text(encoding="utf-8"))
        server["condominiums"][0]["listen"]["visitors"] = endpoint
        portaria = await self.start(condominiums=server["condominiums"])
        tcp = TCP4ClientEndpoint(reactor, "127.0.0.1", portaria.visitor_ports["apoena"])
        authority = ssl.Certificate.loadPEM(certificate)
        tls = wrapClientTLS(ssl.optionsForClientTLS("localhost", authority), tcp)
        raw = await tls.connect(Factory.forProtocol(Raw))
        assert isinstance(raw, Raw)
        assert raw.transport is not None
        raw.transport.write(wire.identify(uuid4()))
        await deferLater(reactor, 0.5, lambda: None)
        self.assertGreater(len(raw.data), 10 * 323)
        self.assertNotEqual(raw.data[:323], wire.SILENCE_MESSAGE)
        raw.transport.loseConnection()
        await raw.lost

    async def test_health(self) -> None:
        """/healthz and /readyz answer once calls are taken."""
        portaria = await self.start()
        for path in ("healthz", "readyz"):
            response = await treq.get(f"http://127.0.0.1:{portaria.api_port}/{path}", persistent=False)
            self.assertEqual(response.code, 200)
            self.assertTrue((await response.json())["ready"])

    async def test_taken_port(self) -> None:
        """A port that is taken is a clear fault of `ready`, not a traceback in the middle of nowhere."""
        portaria = await self.start()
        taken = portaria.visitor_ports["apoena"]
        with self.assertRaisesRegex(StartError, f"cannot listen on tcp:{taken}"):
            await self.start(
                listen={"residents": f"tcp:{taken}:interface=127.0.0.1", "api": "tcp:0:interface=127.0.0.1"}
            )


def self_signed(folder: Path) -> bytes:
    """A key and a certificate for localhost, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "cert.pem").write_bytes(pem)
    private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(*private))
    return pem
