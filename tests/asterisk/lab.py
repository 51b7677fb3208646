"""A real Asterisk for one test, out of the tree that tools/asterisk-tree made, with the samples of docs/asterisk."""

import os
import random
import shutil
import socket
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.internet.error import ProcessExitedAlready
from twisted.internet.interfaces import IReactorProcess
from twisted.internet.protocol import ProcessProtocol
from twisted.internet.task import deferLater
from twisted.internet.utils import getProcessOutput
from twisted.python.failure import Failure

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "docs" / "asterisk"
CHROOT = shutil.which("chroot", path="/usr/sbin:/usr/bin:/sbin:/bin") or "chroot"
SAMPLE_FILES = ("extensions.conf", "pjsip.conf", "http.conf", "ari.conf", "rtp.conf")


def asterisk_tree() -> Path | None:
    """The folder of a whole Asterisk, if there is one and this user may enter it."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "audiosocket-portaria"
    tree = Path(os.environ.get("AUDIOSOCKET_CACHE", cache)) / "asterisk"
    return tree if os.geteuid() == 0 and (tree / ".complete").exists() else None


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port that nobody had a moment ago."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Ports:
    """Where this Asterisk and what it speaks to listen, all on loopback."""

    sip: int = field(default_factory=lambda: free_port(socket.SOCK_DGRAM))
    ari: int = field(default_factory=free_port)
    visitors: int = field(default_factory=free_port)
    residents: int = field(default_factory=free_port)
    rtp: int = field(default_factory=lambda: random.randrange(20_000, 40_000, 200))


class _Running(ProcessProtocol):
    """An Asterisk in the foreground; keeps what it prints."""

    def __init__(self) -> None:
        self.printed = bytearray()
        self.ended: Deferred[None] = Deferred()

    def outReceived(self, data: bytes) -> None:
        self.printed += data

    errReceived = outReceived

    def processEnded(self, reason: Failure) -> None:
        self.ended.callback(None)


class AsteriskLab:
    """
    One Asterisk in a runtime folder of its own; several can run side by side.

    :ivar dialplan: what stands in extensions.conf, if not the sample of docs/asterisk; set it before :meth:`start`.
    """

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.dialplan: str | None = None
        self.ports = Ports()
        self.ari_password = "ari-" + _secret()
        self.gate_password = "gate-" + _secret()
        self.flat_password = "flat-" + _secret()
        self._folder = Path(tempfile.mkdtemp(prefix="lab.", dir=tree / "tmp"))
        self._inside = "/" + str(self._folder.relative_to(tree))
        self._process = _Running()

    async def start(self) -> None:
        """
        Boot; done when Asterisk says that it is fully booted, about a second later.

        :raises RuntimeError: with what it printed, when it ends or has not booted after 15 s.
        """
        self._configure()
        self._name_hosts()
        spawner: IReactorProcess = reactor
        arguments = [CHROOT, str(self.tree), "asterisk", "-f", "-C", self._configuration]
        self._transport = spawner.spawnProcess(self._process, CHROOT, arguments, env=dict(os.environ))
        for _ in range(150):
            if "fully booted" in await self.command("core waitfullybooted"):
                return
            if self._process.ended.called:
                break
            await deferLater(reactor, 0.1)
        raise RuntimeError("Asterisk did not boot: " + self._process.printed.decode(errors="replace")[-2000:])

    async def stop(self) -> None:
        """End it, kindly first, and forget its folder."""
        if not self._process.ended.called:
            self._signal("TERM")
            killing = reactor.callLater(5, self._signal, "KILL")
            await self._process.ended
            if killing.active():
                killing.cancel()
        shutil.rmtree(self._folder)

    async def command(self, line: str) -> str:
        """What Asterisk's console answers; empty while nothing listens."""
        return await self._run("-C", self._configuration, "-rx", line)

    async def version(self) -> str:
        """`asterisk -V`."""
        return (await self._run("-V")).strip()

    async def _run(self, *arguments: str) -> str:
        """Another `asterisk` of the same tree; what it prints."""
        inside = [str(self.tree), "asterisk", *arguments]
        output: bytes = await getProcessOutput(CHROOT, inside, env=dict(os.environ), errortoo=True)
        return output.decode(errors="replace")

    def log(self) -> str:
        """Everything it has logged so far."""
        return (self._folder / "full").read_text(errors="replace")

    @property
    def _configuration(self) -> str:
        return f"{self._inside}/etc/asterisk.conf"

    def _signal(self, name: str) -> None:
        with suppress(ProcessExitedAlready):
            self._transport.signalProcess(name)

    def _configure(self) -> None:
        etc = self._folder / "etc"
        self._folder.chmod(0o755)
        etc.mkdir()
        (self._folder / "spool").mkdir()
        modules = next(self.tree.glob("usr/lib/*/asterisk/modules"))
        for source in (HERE / "etc").glob("*.conf"):
            text = (
                source.read_text().replace("@R@", self._inside).replace("@MOD@", f"/{modules.relative_to(self.tree)}")
            )
            (etc / source.name).write_text(text)
        wanted = (HERE / "etc" / "modules.list").read_text().split()
        loads = [f"load={name}.so" for name in wanted if (modules / f"{name}.so").exists()]
        (etc / "modules.conf").write_text("\n".join(["[modules]", "autoload=no", *loads, ""]))
        for name in SAMPLE_FILES:
            (etc / name).write_text(self._adapt(name, (SAMPLES / name).read_text()))
        if self.dialplan is not None:
            (etc / "extensions.conf").write_text(self.dialplan)

    def _adapt(self, name: str, text: str) -> str:
        """The sample with this lab's ports and secrets; a sample that no longer holds them is a fault of ours."""
        ports = self.ports
        changes = {
            "extensions.conf": {
                "DOORMAN=127.0.0.1:8080": f"DOORMAN=127.0.0.1:{ports.visitors}",
                "DOORMAN_RESIDENTS=127.0.0.1:8081": f"DOORMAN_RESIDENTS=127.0.0.1:{ports.residents}",
            },
            "pjsip.conf": {
                "bind=0.0.0.0:5060": f"bind=127.0.0.1:{ports.sip}",
                "SECRET-OF-THE-GATE": self.gate_password,
                "SECRET-OF-4046": self.flat_password,
                "SECRET-OF-4190": self.flat_password,
            },
            "http.conf": {"bindport=8088": f"bindport={ports.ari}"},
            "ari.conf": {"SECRET-OF-ARI": self.ari_password},
            "rtp.conf": {"rtpstart=10000": f"rtpstart={ports.rtp}", "rtpend=20000": f"rtpend={ports.rtp + 198}"},
        }[name]
        for sample, ours in changes.items():
            if sample not in text:
                raise ValueError(f"docs/asterisk/{name} no longer holds {sample}")
            text = text.replace(sample, ours)
        return text

    def _name_hosts(self) -> None:
        """Asterisk looks these names up for every SDP; without an answer from a file, a slow DNS stalls calls."""
        hosts = self.tree / "etc" / "hosts"
        known = hosts.read_text() if hosts.exists() else ""
        for name in (socket.gethostname(), "A.ROOT-SERVERS.NET"):
            if name not in known.split():
                known += f"127.0.0.1 {name}\n"
        hosts.write_text(known)


def _secret() -> str:
    return f"{random.SystemRandom().getrandbits(64):016x}"
