"""The package in docs/plugins.md, laid out in a folder and installed."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import cast

from twisted.logger import ILogObserver, LogEvent, formatEvent, globalLogPublisher
from twisted.trial.unittest import TestCase

import twisted.plugins
from audiosocket.config import Configuration, load
from audiosocket.errors import ConfigError

ROOT = Path(__file__).parents[1]
_FILE = re.compile(r"^`(?P<name>[\w/]+\.py)`.*?^```python\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def documented_files() -> dict[str, str]:
    """The files of the package in docs/plugins.md, and its settings as `server.yaml`."""
    page = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    settings = re.search(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert settings is not None
    return {found["name"]: found["text"] for found in _FILE.finditer(page)} | {"server.yaml": settings[1]}


class Package:
    """The documented package in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write(documented_files())
        (folder / "outgoing").mkdir()

    def write(self, files: dict[str, str]) -> None:
        """Write files below the folder."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def settings(self, *changes: tuple[str, str]) -> Path:
        """The documented settings, changed by what stands in them and what is to stand there."""
        text = documented_files()["server.yaml"]
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        self.write({"server.yaml": text})
        return self.folder / "server.yaml"

    def run(self, *command: str, seconds: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run a Python module in a process that has the package on its path."""
        path = os.pathsep.join((str(self.folder), str(ROOT)))
        environment = {**os.environ, "PYTHONPATH": path, "RELAY_PASSWORD": "hush"}
        command = (sys.executable, "-m", *command)
        return subprocess.run(
            command, env=environment, cwd=self.folder, capture_output=True, text=True, timeout=seconds, check=False
        )


class ForeignCase(TestCase):
    """The documented package, installed in this process."""

    def setUp(self) -> None:
        self.package = Package(Path(self.mktemp()).absolute())
        self.plugins = self.package.folder / "twisted" / "plugins"
        self.patch(sys, "path", [str(self.package.folder), *sys.path])
        self.patch(twisted.plugins, "__path__", [*twisted.plugins.__path__, str(self.plugins)])
        self.addCleanup(self.forget_modules)
        self.logged: list[str] = []
        observer = cast(ILogObserver, self.log)
        globalLogPublisher.addObserver(observer)
        self.addCleanup(globalLogPublisher.removeObserver, observer)

    def forget_modules(self) -> None:
        """Let what was imported from the package be imported anew."""
        for name, module in list(sys.modules.items()):
            if (getattr(module, "__file__", None) or "").startswith(str(self.package.folder)):
                del sys.modules[name]

    def log(self, event: LogEvent) -> None:
        """Keep our own log lines."""
        if event.get("log_namespace") == "audiosocket.drivers":
            self.logged.append(formatEvent(event))

    def load(self, *changes: tuple[str, str]) -> Configuration:
        """The documented settings, read."""
        return load(self.package.settings(*changes), {"RELAY_PASSWORD": "hush"})

    def faults(self, *changes: tuple[str, str]) -> list[str]:
        """The faults of the changed settings, without the folder."""
        error = self.assertRaises(ConfigError, self.load, *changes)
        return str(error).replace(f"{self.package.folder}/", "").splitlines()
