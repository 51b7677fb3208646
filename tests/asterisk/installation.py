"""A doorman's server and speech engine as an integrator runs them: two processes, one configuration file."""

import atexit
import json
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audiosocket.speech.local.weights import kokoro, weights_folder, whisper_base, whisper_small
from tests.asterisk.child import Child
from tests.asterisk.lab import AsteriskLab, free_port

ROOT = Path(__file__).parent.parent.parent
VISITS = ROOT / "recordings" / "visits"
ENGINE_SECONDS = 120
PROMPTS_SECONDS = 900
"""The first start on a machine makes every fixed sentence; later ones find them in the cache."""


def has_weights() -> bool:
    """Whether this machine can hear and speak with the real models."""
    folder = weights_folder()
    return (whisper_small(folder) or whisper_base(folder)) is not None and kokoro(folder) is not None


class SpeechEngine:
    """`twistd audiosocket speech` on a free port of loopback."""

    def __init__(self) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/v1"
        self._folder = Path(tempfile.mkdtemp(prefix="engine."))
        listen = f"tcp:{port}:interface=127.0.0.1"
        self._child = Child(["audiosocket", "speech", "--until-stdin-closes", "--listen", listen], self._folder)

    def wait(self) -> None:
        """Block until it takes requests."""
        self._child.wait_for("Speech engine listens", ENGINE_SECONDS)

    def stop(self) -> None:
        self._child.stop()
        shutil.rmtree(self._folder)


@cache
def shared_engine() -> SpeechEngine:
    """One engine for all tests of this process, since its models take seconds to load; ended with the process."""
    engine = SpeechEngine()
    atexit.register(engine.stop)
    engine.wait()
    return engine


@dataclass(frozen=True, slots=True)
class Site:
    """What the server has to know of its surroundings."""

    engine_url: str
    gate_url: str
    ring_seconds: float = 20
    attempts: int = 1
    keypad_only: bool = False


class Server:
    """`twistd audiosocket start` with a configuration of its own; it can be started again after a kill."""

    def __init__(self, lab: AsteriskLab, site: Site) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="server."))
        self._password = lab.ari_password
        settings = json.dumps(_settings(lab, site), ensure_ascii=False, indent=1)
        (self._folder / "audiosocket.yaml").write_text(settings, encoding="utf-8")
        self.start()

    def start(self) -> None:
        """Begin (again)."""
        arguments = ["audiosocket", "start", "-c", "audiosocket.yaml"]
        self._child = Child(arguments, self._folder, {"ARI_PASSWORD": self._password})

    def wait(self) -> None:
        """Block until it takes calls."""
        self._child.wait_for("Ready for calls", PROMPTS_SECONDS)

    def kill(self) -> None:
        """kill -9."""
        self._child.kill()

    def tail(self) -> str:
        """The end of what it logged."""
        return self._child.tail()

    def stop(self) -> None:
        self._child.stop()
        shutil.rmtree(self._folder)


def _settings(lab: AsteriskLab, site: Site) -> dict[str, object]:
    local = ":interface=127.0.0.1"
    return {
        "listen": {"residents": f"tcp:{lab.ports.residents}{local}", "api": f"tcp:0{local}"},
        "telephony": {
            "kind": "ari",
            "url": f"http://127.0.0.1:{lab.ports.ari}/ari",
            "password": "${ARI_PASSWORD}",
        },
        "speech": {"local": {"url": site.engine_url}} | ({"recognizers": []} if site.keypad_only else {}),
        "logging": {"transcripts": True},
        "condominiums": [
            {
                "id": "apoena",
                "name": "Condomínio Apoena",
                "listen": {"visitors": f"tcp:{lab.ports.visitors}{local}"},
                "calling": {"ring_seconds": site.ring_seconds, "attempts": site.attempts},
                "gate": {"driver": "http", "url": site.gate_url, "retries": 0},
                "roster": str(VISITS / "roster.yaml"),
            }
        ],
    }
