"""Which models are evaluated: those of a server's file, or of one address."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from audiosocket.config.language import DefaultModel, LanguageModels
from audiosocket.config.load import load
from audiosocket.errors import DoormanError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NONE = ("", "~", "null", "Null", "NULL")


class ChosenModelsError(DoormanError):
    """The models that are to be evaluated cannot be found; the message says what to write."""


@dataclass(frozen=True, slots=True)
class ChosenModel:
    """
    One model.

    :ivar name: as it was given.
    :ivar provider: by which the settings name its server.
    :ivar model: the server's name for it.
    """

    name: str
    provider: str
    model: str
    base_url: str
    api_key: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """
    All that are evaluated.

    :ivar providers: as they stand in the server's file, secrets by their names.
    :ivar settings: of that file.
    """

    models: tuple[ChosenModel, ...]
    providers: tuple[Mapping[str, str], ...]
    settings: LanguageModels | None = None

    def asked(self, task: str) -> DefaultModel:
        """With which temperature, deadline and most tokens a task is asked."""
        if self.settings is None:
            return DefaultModel(provider="", model="-")
        return self.settings.of_tasks().get(task, self.settings.default)


def chosen(options: argparse.Namespace) -> Choice:
    """
    What ``--models`` with ``--config`` or ``--base-url`` means.

    :raises ChosenModelsError: if it means nothing.
    :raises ConfigError: if the server's file is wrong.
    """
    names = list(dict.fromkeys(name for each in options.models.split(",") if (name := each.strip())))
    if not names:
        raise ChosenModelsError("--models names no model: write --models a,b,c")
    if (options.base_url is None) == (options.config is None):
        raise ChosenModelsError(
            "say where the models are: -c FILE for provider/model, or --base-url URL for plain names"
        )
    if options.base_url is not None:
        return _at_address(names, options.base_url, options.api_key_env)
    return _of_file(names, options.config)


def _at_address(names: Sequence[str], base_url: str, key_name: str | None) -> Choice:
    host = urlsplit(base_url).hostname
    if not base_url.startswith(("http://", "https://")) or not host:
        raise ChosenModelsError(f"--base-url {base_url!r} is no address: write http(s)://HOST/v1")
    key = os.environ.get(key_name) if key_name is not None else None
    if key_name is not None and not key:
        raise ChosenModelsError(f"--api-key-env: there is no environment variable {key_name}, or it is empty")
    provider = "local" if host in _LOOPBACK else host
    described = {"name": provider, "base_url": base_url}
    if key_name is not None:
        described["api_key"] = f"${{{key_name}}}"
    return Choice(tuple(ChosenModel(name, provider, name, base_url, key) for name in names), (described,))


def _of_file(names: Sequence[str], path: Path) -> Choice:
    settings = load(path).language
    if settings is None:
        raise ChosenModelsError(f"{path} has no section `language` with providers; write one, or give --base-url")
    return Choice(tuple(_found(names, settings)), _as_written(path), settings)


def _found(names: Sequence[str], settings: LanguageModels) -> Iterator[ChosenModel]:
    known = {each.name: each for each in settings.providers}
    for name in names:
        provider, slash, model = name.partition("/")
        if not slash or not model or provider not in known:
            raise ChosenModelsError(f"--models {name}: write PROVIDER/MODEL; providers are {', '.join(known)}")
        key = known[provider].api_key
        secret = key.get_secret_value() if key is not None else None
        yield ChosenModel(name, provider, model, known[provider].base_url, secret)


def _as_written(path: Path) -> tuple[Mapping[str, str], ...]:
    """The providers of a file that was found right, with the names of their secrets in place of these."""
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    providers = written["language"]["providers"]
    return tuple({str(key): str(value) for key, value in each.items() if value not in _NONE} for each in providers)
