"""From the server's file, with the files it names, to one frozen configuration; or every fault at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from audiosocket.config.condominium import RosterEntries
from audiosocket.config.faults import note_all
from audiosocket.config.language import LanguageModels, language_faults
from audiosocket.config.section import Section, tcp_port
from audiosocket.config.server import Configuration
from audiosocket.config.yaml_loader import Fault, PathInFile, Reader, child_of, replace_child, spell_path
from audiosocket.errors import ConfigError

SectionT = TypeVar("SectionT", bound=Section)


Check = Callable[[Configuration], Iterator[tuple[PathInFile, str]]]
"""Finds what is wrong in settings that are right for themselves: where, and what."""


def load(
    path: Path | str, environment: Mapping[str, str] | None = None, also: Check = lambda configuration: iter(())
) -> Configuration:
    """
    Read the server's file and the condominiums and rosters it names, each file once. Blocks on the disk.

    :param environment: where ``${NAME}`` is looked up; the process's own by default.
    :param also: a further check, by a room that knows more of the matter than this one (`prompt_faults`).
    :raises ConfigError: with every fault, one a line, as ``file:line:column: field: what and what instead``.
    """

    def check(configuration: Configuration) -> Iterator[tuple[PathInFile, str]]:
        yield from _across(configuration)
        yield from also(configuration)

    return _load(Path(path), environment, Configuration, _include_files, check, _parts_alone)


def load_roster(path: Path | str, environment: Mapping[str, str] | None = None) -> RosterEntries:
    """Read a roster's file on its own. Blocks on the disk. Raises as :func:`load` does."""
    return _load(Path(path), environment, RosterEntries, lambda root, reader: None, lambda it: roster_faults(it, ()))


def _load(
    path: Path,
    environment: Mapping[str, str] | None,
    model: type[SectionT],
    include: Callable[[yaml.Node, Reader], None],
    check: Callable[[SectionT], Iterator[tuple[PathInFile, str]]],
    check_parts: Callable[[yaml.Node, Mapping[str, str]], Iterator[tuple[PathInFile, str]]] = lambda root, _: iter(()),
) -> SectionT:
    reader = Reader(os.environ if environment is None else environment)
    root = reader.compose(path)
    settings = None
    if root is not None:
        include(root, reader)
        settings = _validate(root, reader, model)
        for at, message in check(settings) if settings is not None else check_parts(root, reader.environment):
            reader.fault(_deepest(root, at), at, message)
    if settings is None or reader.faults:
        raise ConfigError("\n".join(str(fault) for fault in _ordered(reader.faults)))
    return settings


def _include_files(root: yaml.Node, reader: Reader) -> None:
    """Put the files that ``condominiums`` and each ``roster`` name in the place of their names."""
    condominiums = child_of(root, "condominiums")
    if not isinstance(condominiums, yaml.SequenceNode):
        return
    for index in range(len(condominiums.value)):
        at: PathInFile = ("condominiums", index)
        _include(condominiums, index, at, reader)
        _include(condominiums.value[index], "roster", (*at, "roster"), reader)


def _include(node: yaml.Node, step: str | int, at: PathInFile, reader: Reader) -> None:
    name = child_of(node, step)
    if isinstance(name, yaml.ScalarNode) and name.value:
        included = reader.compose(_beside(name), name, at)
        if included is not None:
            replace_child(node, step, included)


def _beside(name: yaml.ScalarNode) -> Path:
    """The file that a text names, in the folder of the file it stands in; `..` is resolved as one reads it."""
    return Path(os.path.normpath(Path(name.start_mark.name).parent / Path(name.value).expanduser()))


def _validate(root: yaml.Node, reader: Reader, model: type[SectionT]) -> SectionT | None:
    value = reader.value(root)
    already = {fault.path for fault in reader.faults}
    try:
        return model.model_validate(value)
    except ValidationError as error:
        note_all(error, root, model, reader)
        # A value that could not even be read was replaced by nothing: that it is missing is no news.
        first: dict[PathInFile, int] = Counter()
        kept = []
        for fault in reader.faults:
            first[fault.path] += 1
            if fault.path not in already or first[fault.path] == 1:
                kept.append(fault)
        reader.faults[:] = kept
        return None


def _ordered(faults: list[Fault]) -> list[Fault]:
    files = list(dict.fromkeys(fault.file for fault in faults))
    return sorted(faults, key=lambda fault: (files.index(fault.file), fault.line, fault.column))


def _deepest(root: yaml.Node, path: PathInFile) -> yaml.Node:
    node = root
    for step in path:
        node = child_of(node, step) or node
    return node


def _across(configuration: Configuration) -> Iterator[tuple[PathInFile, str]]:
    """What is only wrong when two places are seen together."""
    ids: dict[str, int] = {}
    yield from _shared_ports(configuration)
    if configuration.language is not None:
        yield from language_faults(configuration.language, ("language",))
    for index, each in enumerate(configuration.condominiums):
        at: PathInFile = ("condominiums", index)
        if each.id in ids:
            yield (*at, "id"), f"{each.id} is also the id of condominiums[{ids[each.id]}]; give another"
        ids.setdefault(each.id, index)
        yield from roster_faults(each.roster, (*at, "roster"))


def _parts_alone(root: yaml.Node, environment: Mapping[str, str]) -> Iterator[tuple[PathInFile, str]]:
    """What is wrong in parts that are right for themselves, where something else is not; all faults come at once."""
    language = _alone(root, ("language",), LanguageModels, environment)
    if language is not None:
        yield from language_faults(language, ("language",))
    condominiums = child_of(root, "condominiums")
    for index in range(len(condominiums.value) if isinstance(condominiums, yaml.SequenceNode) else 0):
        at: PathInFile = ("condominiums", index, "roster")
        roster = _alone(root, at, RosterEntries, environment)
        if roster is not None:
            yield from roster_faults(roster, at)


def _alone(root: yaml.Node, at: PathInFile, model: type[SectionT], environment: Mapping[str, str]) -> SectionT | None:
    """A part by itself, if it is there and right."""
    try:
        return model.model_validate(Reader(environment).value(_deepest(root, at)))
    except ValidationError:
        return None


def _shared_ports(configuration: Configuration) -> Iterator[tuple[PathInFile, str]]:
    """Two listeners at one port, whatever their interfaces."""
    local = configuration.speech.local
    listeners: list[tuple[PathInFile, str]] = [
        (("listen", "residents"), configuration.listen.residents),
        (("listen", "api"), configuration.listen.api),
        *([(("speech", "local", "listen"), local.listen)] if local.autostart else []),
        *(
            (("condominiums", index, "listen", "visitors"), each.listen.visitors)
            for index, each in enumerate(configuration.condominiums)
        ),
    ]
    taken: dict[str | int, PathInFile] = {}
    for at, endpoint in listeners:
        port = tcp_port(endpoint)
        first = taken.setdefault(endpoint if port is None else port, at)
        if first != at and port != 0:
            what = endpoint if port is None else f"the port of {endpoint}"
            yield at, f"{what} is also that of {spell_path(first)}; give another"


def roster_faults(roster: RosterEntries, at: PathInFile) -> Iterator[tuple[PathInFile, str]]:
    """Blocks that are not there or there twice, apartments that are there twice or cannot be called."""
    blocks: set[str] = set()
    for index, block in enumerate(roster.blocks):
        if block.id in blocks:
            yield (*at, "blocks", index, "id"), f"block {block.id} is listed twice; keep one"
        blocks.add(block.id)
    seen: dict[tuple[str | None, str], int] = {}
    for index, apartment in enumerate(roster.apartments):
        here = (*at, "apartments", index)
        key = (apartment.block, apartment.number)
        if key in seen:
            yield (*here, "number"), f"apartment {apartment.number} is listed twice in its block; keep one"
        seen.setdefault(key, index)
        if blocks and apartment.block is None:
            yield here, f"apartment {apartment.number} has no block; give one of {', '.join(sorted(blocks))}"
        elif apartment.block is not None and apartment.block not in blocks:
            known = f"one of {', '.join(sorted(blocks))}" if blocks else "a block listed under blocks"
            yield (*here, "block"), f"there is no block {apartment.block}; give {known}"
        if not apartment.called:
            yield here, f"apartment {apartment.number} cannot be called; give an extension or telephones"
