"""The example in docs/plugins.md does what it says: its very lines are installed, configured and run."""

import sys
from pathlib import Path
from uuid import UUID

from twisted.internet import reactor
from twisted.internet.address import IPv4Address
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ServerEndpoint
from twisted.internet.protocol import Factory
from twisted.internet.task import Clock
from twisted.protocols.basic import LineOnlyReceiver
from twisted.trial.unittest import SynchronousTestCase
from zope.interface.verify import verifyObject

from audiosocket.errors import GateError, SpeechError
from audiosocket.events import CallOutcome
from audiosocket.gates.interfaces import GateRequest, IGate
from audiosocket.gates.make import make_gate
from audiosocket.providers.exchange import make_client
from audiosocket.speech.build import make_store
from audiosocket.speech.interfaces import Voice
from audiosocket.telephony.connect import connect
from audiosocket.telephony.interfaces import IOriginator, ResidentCall
from tests.plugin_package import ForeignCase, Package, documented_files

REQUEST = GateRequest("visit", "house", "", "101")
CALL = ResidentCall(UUID(int=7), "4010", "house", 20.0)


class PulseBoard(LineOnlyReceiver):
    """A relay board of the documented kind."""

    delimiter = b"\n"

    def lineReceived(self, line: bytes) -> None:
        """Answer as the factory says."""
        factory = self.factory
        assert isinstance(factory, PulseBoards)
        factory.lines.append(line)
        if factory.answer:
            self.sendLine(factory.answer)


class PulseBoards(Factory):
    """Boards that give one answer, and remember what they were told."""

    protocol = PulseBoard

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.lines: list[bytes] = []


class DocumentedGateTests(ForeignCase):
    """The documented gate, against a real socket."""

    async def open(self, answer: bytes) -> list[bytes]:
        """What a board that answers so was told."""
        boards = PulseBoards(answer)
        listening = await TCP4ServerEndpoint(reactor, 0, interface="127.0.0.1").listen(boards)
        self.addCleanup(listening.stopListening)
        address = listening.getHost()
        assert isinstance(address, IPv4Address)
        host = f"host: 127.0.0.1\n      port: {address.port}\n      timeout_seconds: 0.2"
        gate = make_gate(reactor, self.load(("host: 192.168.0.20", host)).condominiums[0])
        verifyObject(IGate, gate)
        await gate.open(REQUEST)
        return boards.lines

    async def test_it_opens(self) -> None:
        """Its relay is closed, with the password of the settings."""
        self.assertEqual(await self.open(b"OK"), [b"PULSE 2 hush"])

    async def test_refused(self) -> None:
        """A board that refuses, and one that is silent, are faults of the gate."""
        for answer, told in ((b"NO", "refused: check gate.relay"), (b"", "did not open")):
            with self.assertRaisesRegex(GateError, told):
                await self.open(answer)


class DocumentedVoiceTests(ForeignCase):
    """The documented synthesizer, with a real program."""

    async def say(self, program: str) -> bytes:
        """What a program in Python says to the text `Oi`."""
        command = f'[{sys.executable}, -c, "{program}"]\n      timeout_seconds: 20\n  cache_dir: cache\ncondominiums:'
        settings = self.load(
            (documented_files()["server.yaml"].partition("command: ")[2].split("  - id")[0], command + "\n")
        )
        store = make_store(reactor, settings.speech, make_client(reactor))
        chunks: list[bytes] = []
        await store.synthesize("Oi", Voice("auto", "auto"), chunks.append)
        return b"".join(chunks)

    async def test_it_speaks(self) -> None:
        """The program reads the text, and what it writes is the sound, in whole samples."""
        said = await self.say("import sys; sys.stdout.write(sys.stdin.read() * 3 + '!')")
        self.assertEqual(said, b"OiOiOi")

    async def test_it_fails(self) -> None:
        """A program that fails is a fault of speech: the next synthesizer is asked."""
        with self.assertRaises(SpeechError):
            await self.say("raise SystemExit(3)")


class DocumentedOriginatorTests(ForeignCase):
    """The documented originator."""

    def call(self) -> "tuple[Clock, IOriginator, Deferred[CallOutcome]]":
        """A call that rings."""
        clock = Clock()
        originator = connect(clock, self.load().telephony)
        verifyObject(IOriginator, originator)
        return clock, originator, originator.call(CALL, lambda: None)

    def test_it_calls(self) -> None:
        """Asterisk is given one whole call file, with the leg's UUID."""
        _, originator, done = self.call()
        (file,) = (self.package.folder / "outgoing").iterdir()
        self.assertIn(
            "Channel: PJSIP/4010\nWaitTime: 20\nMaxRetries: 0\nContext: audiosocket-resident\n", file.read_text()
        )
        self.assertIn(f"Setvar: CALLUUID={CALL.leg}\n", file.read_text())
        originator.answered(CALL.leg)
        self.assertIs(self.successResultOf(done), CallOutcome.ANSWERED)

    def test_nobody_answers(self) -> None:
        """After the ring time, and no sooner, nobody has answered."""
        clock, _, done = self.call()
        clock.advance(19.9)
        self.assertNoResult(done)
        clock.advance(0.2)
        self.assertIs(self.successResultOf(done), CallOutcome.NO_ANSWER)

    def test_given_up(self) -> None:
        """A call that is given up is cancelled at once, and nothing is left behind."""
        clock, _, done = self.call()
        done.cancel()
        self.assertIs(self.successResultOf(done), CallOutcome.CANCELLED)
        self.assertEqual(clock.getDelayedCalls(), [])


class InstalledTests(SynchronousTestCase):
    """The documented package as an operator has it: commands in processes of their own."""

    def setUp(self) -> None:
        self.package = Package(Path(self.mktemp()).absolute())

    def test_check(self) -> None:
        """`audiosocket check` knows its drivers, and their faults."""
        good = self.package.run("audiosocket.cli.main", "check", "-c", "server.yaml")
        self.assertEqual((good.returncode, good.stderr), (0, ""))
        self.package.settings(("relay: 2", "relay: two"))
        bad = self.package.run("audiosocket.cli.main", "check", "-c", "server.yaml")
        self.assertEqual(bad.returncode, 1)
        self.assertIn("server.yaml:16:14: condominiums[0].gate.relay: must be a whole number\n", bad.stderr)

    def test_start(self) -> None:
        """`twistd audiosocket start` takes calls with them, whatever other plugin is broken beside."""
        self.package.write({"twisted/plugins/broken.py": "import a_package_that_is_not_there\n"})
        free = "tcp:0:interface=127.0.0.1"
        self.package.settings(
            ("visitors: 8080", f"visitors: '{free}'"),
            ("  recognizers: []", "  render_at_start: false\n  recognizers: []"),
            ("telephony:", f"listen: {{residents: '{free}', api: '{free}'}}\ntelephony:"),
        )
        self.package.write({"stop.py": STOP_WHEN_READY})
        done = self.package.run("stop")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Ready for calls: house", done.stdout)
        self.assertIn("broken.py cannot be imported; its plugins are left out", done.stdout)


STOP_WHEN_READY = """\
import sys
from twisted.internet import reactor
from twisted.logger import globalLogPublisher
from twisted.scripts.twistd import run

def watch(event):
    if "Ready for calls" in (event.get("log_format") or ""):
        reactor.callLater(0, reactor.stop)

globalLogPublisher.addObserver(watch)
sys.argv = ["twistd", "-n", "--pidfile=", "audiosocket", "start", "-c", "server.yaml"]
run()
"""
