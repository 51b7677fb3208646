"""`twistd audiosocket start`, as a process."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

ROOT = Path(__file__).parents[1]


class StartTests(SynchronousTestCase):
    """Starts that cannot succeed."""

    def setUp(self) -> None:
        self.folder = Path(self.mktemp()).absolute()
        self.folder.mkdir()

    def start(self, configuration: Path | str, **environment: str) -> tuple[int, str, str]:
        """Exit status, standard output and standard error of the server."""
        command = [sys.executable, "-c", "from twisted.scripts.twistd import run; run()", "-n"]
        ended = subprocess.run(
            [*command, f"--pidfile={self.folder / 'pid'}", "audiosocket", "start", "-c", str(configuration)],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name != "ARI_PASSWORD"} | environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return ended.returncode, ended.stdout, ended.stderr

    def write(self, visitors: int, prompts: str = "{}") -> Path:
        """A configuration without engine and Asterisk."""
        path = self.folder / "server.yaml"
        path.write_text(
            "telephony: {kind: none}\n"
            "listen: {residents: 'tcp:0:interface=127.0.0.1', api: 'tcp:0:interface=127.0.0.1'}\n"
            "speech: {recognizers: [], synthesizers: [{kind: scripted}], render_at_start: false}\n"
            "condominiums:\n"
            f"  - {{id: h, name: H, listen: {{visitors: 'tcp:{visitors}:interface=127.0.0.1'}},\n"
            f"     gate: {{driver: log}}, prompts: {prompts}, roster: {{apartments: [{{number: 1, extension: 1}}]}}}}\n"
        )
        return path

    def test_a_taken_port(self) -> None:
        """A server that cannot listen says so and ends with status 1; its pid file is gone."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            status, out, err = self.start(self.write(port))
        self.assertEqual(status, 1)
        self.assertIn(f"audiosocket: cannot start: cannot listen on tcp:{port}:interface=127.0.0.1", out + err)
        self.assertFalse((self.folder / "pid").exists())

    def test_a_missing_password(self) -> None:
        """Faults of the configuration are all that is printed."""
        status, out, err = self.start("etc/audiosocket.yaml")
        self.assertEqual((status, out), (1, ""))
        self.assertRegex(err, r"^etc/audiosocket.yaml:\d+:\d+: telephony.password: [^\n]*ARI_PASSWORD[^\n]*\n$")

    def test_no_file(self) -> None:
        """Nor is a file that is not there a traceback."""
        status, out, err = self.start("nofile.yaml")
        self.assertEqual((status, out), (1, ""))
        self.assertRegex(err, r"^[^\n]*cannot read nofile.yaml[^\n]*\n$")

    def test_a_prompt_that_does_not_exist(self) -> None:
        """Nor is a prompt that cannot be said."""
        path = self.write(0, "{greting: [Oi]}")
        status, out, err = self.start(path)
        self.assertEqual((status, out), (1, ""))
        self.assertRegex(err, rf"^{path}:\d+:\d+: condominiums\[0\].prompts.greting: is not a prompt[^\n]*\n$")
