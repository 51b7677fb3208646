"""The engine as a child: started, watched, started again, ended; a real process, a small stand-in for the engine."""

import os
import socket
import sys
from pathlib import Path
from typing import cast

from treq.client import HTTPClient
from twisted.internet.interfaces import IReactorTime
from twisted.internet.task import deferLater
from twisted.trial.unittest import TestCase
from twisted.web.client import Agent, HTTPConnectionPool

from audiosocket.errors import SpeechError
from audiosocket.speech.autostart import EngineInfo, LocalEngine, engine_command

STAND_IN = """
import os, sys, threading, json
from http.server import BaseHTTPRequestHandler, HTTPServer
port, folder, end = int(sys.argv[1]), sys.argv[2], sys.argv[3]
os.setsid()
open(os.path.join(folder, str(os.getpid())), "w").close()
if end == "fails":
    print("2026-11-23T00:00:00+0000 [engine#critical] There are no weights.", file=sys.stderr, flush=True)
    sys.exit(1)
class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"recognizer": "ear", "voice": "mouth", "voices": ["dora"]}).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers()
        self.wfile.write(body)
    def log_message(self, *a): pass
threading.Thread(target=HTTPServer(("127.0.0.1", port), Health).serve_forever, daemon=True).start()
if end == "stubborn":
    import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stdin.buffer.read()
"""


class LocalEngineTests(TestCase):
    timeout = 30

    def engine(self, how: str = "serves") -> LocalEngine:
        """The service under test over the stand-in."""
        from twisted.internet import reactor

        self.folder = Path(self.mktemp())
        self.folder.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        client = HTTPClient(Agent(reactor, pool=HTTPConnectionPool(reactor, persistent=False)))
        command = [sys.executable, "-c", STAND_IN, str(port), str(self.folder), how]
        engine = LocalEngine(cast(IReactorTime, reactor), client, command, f"http://127.0.0.1:{port}/v1")
        engine.startService()
        self.addCleanup(lambda: engine.stopService() if engine.running else None)
        return engine

    def children(self) -> list[int]:
        """All processes that were ever started."""
        return sorted(int(path.name) for path in self.folder.iterdir())

    async def pause(self, seconds: float = 0.05) -> None:
        """Let real time pass: the child is a real process."""
        from twisted.internet import reactor

        await deferLater(cast(IReactorTime, reactor), seconds)

    async def test_ready(self) -> None:
        """It is ready when the child answers, and says what the child has; asked again, at once."""
        engine = self.engine()
        self.assertEqual(await engine.ready(), EngineInfo("ear", "mouth", ("dora",)))
        self.assertEqual(self.successResultOf(engine.ready()).voice, "mouth")

    async def test_ended_with_us(self) -> None:
        """When it is stopped the child is gone before the stop is done."""
        engine = self.engine()
        await engine.ready()
        await engine.stopService()
        (child,) = self.children()
        self.assertRaises(ProcessLookupError, os.kill, child, 0)

    async def test_started_again(self) -> None:
        """A child that dies is followed by another."""
        engine = self.engine()
        await engine.ready()
        (first,) = self.children()
        os.kill(first, 9)
        while len(self.children()) < 2:
            await self.pause()
        self.assertEqual((await engine.ready()).recognizer, "ear")

    async def test_fails(self) -> None:
        """A child that ends at once is told with its own words; it is tried again after a pause that grows."""
        engine = self.engine("fails")
        fault = await self.assertFailure(engine.ready(), SpeechError)
        self.assertIn("There are no weights.", str(fault))
        fault = await self.assertFailure(engine.ready(), SpeechError)
        self.assertEqual(len(self.children()), 2)

    async def test_stopped_while_it_waits(self) -> None:
        """Stopping between two tries leaves nothing behind, and tells those who wait."""
        engine = self.engine("fails")
        await self.assertFailure(engine.ready(), SpeechError)
        waiting = engine.ready()
        await engine.stopService()
        await self.assertFailure(waiting, SpeechError)

    async def test_parent_killed(self) -> None:
        """The child's standard input is ours: when we are gone, however we died, it ends."""
        engine = self.engine()
        await engine.ready()
        (child,) = self.children()
        assert engine._child is not None
        assert engine._child.transport is not None
        engine._child.transport.closeStdin()
        while _alive(child):
            await self.pause()
        self.assertFalse(_alive(child))

    def test_command(self) -> None:
        """The command runs this Python's Twisted, and ends with its standard input."""
        command = engine_command("tcp:1", "--threads", "1")
        self.assertEqual((command[0], command[-2:]), (sys.executable, ["--threads", "1"]))
        self.assertIn("--until-stdin-closes", command)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
