"""
Who lives where: blocks, apartments and their residents, as frozen data.

The configuration's own loader builds these objects for the server; `load_roster` reads the corpus' YAML for evaluation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from audiosocket.errors import DoormanError


class RosterError(DoormanError):
    """The roster file cannot be used; the message names the place and what to write instead."""


@dataclass(frozen=True, slots=True)
class Block:
    """A tower or building: `id` as the roster writes it ("B"), `aliases` as people say it ("bloco do meio")."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resident:
    """A person of a flat: the full name, and the nicknames by which visitors ask for that person."""

    name: str
    nicknames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Apartment:
    """
    One flat.

    `number` is text: "501", "43A", "COB" (cobertura), "T1" (térreo 1). `telephones` are tried in order.
    """

    block: str
    number: str
    extension: str | None = None
    telephones: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    residents: tuple[Resident, ...] = ()


@dataclass(frozen=True)
class Roster:
    """Everything known about one condominium's residents; hashable at no cost, so that indexes of it are cached."""

    condominium: str
    blocks: tuple[Block, ...]
    apartments: tuple[Apartment, ...]

    @cached_property
    def _hash(self) -> int:
        return hash((self.condominium, self.blocks, self.apartments))

    def __hash__(self) -> int:
        return self._hash


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise RosterError(f'{where}: {value!r} is not text; put it in quotes, for example "0123"')
    return value


def _items(value: object, where: str) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise RosterError(f"{where}: a list is needed here")
    return value


def _fields(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise RosterError(f"{where}: fields such as `name: ...` are needed here")
    return {str(key): item for key, item in value.items()}


def _texts(value: object, where: str) -> tuple[str, ...]:
    return tuple(_text(item, where) for item in _items(value, where))


def _block(value: object, where: str) -> Block:
    fields = _fields(value, where)
    block_id = _text(fields.get("id"), f"{where}.id")
    name = _text(fields.get("name", block_id), f"{where}.name")
    return Block(block_id, name, _texts(fields.get("aliases"), f"{where}.aliases"))


def _resident(value: object, where: str) -> Resident:
    fields = _fields(value, where)
    return Resident(_text(fields.get("name"), f"{where}.name"), _texts(fields.get("nicknames"), f"{where}.nicknames"))


def _apartment(value: object, where: str) -> Apartment:
    fields = _fields(value, where)
    extension = fields.get("extension")
    residents = enumerate(_items(fields.get("residents"), f"{where}.residents"))
    return Apartment(
        block=_text(fields.get("block"), f"{where}.block"),
        number=_text(fields.get("number"), f"{where}.number"),
        extension=None if extension is None else _text(extension, f"{where}.extension"),
        telephones=_texts(fields.get("telephones"), f"{where}.telephones"),
        aliases=_texts(fields.get("aliases"), f"{where}.aliases"),
        residents=tuple(_resident(item, f"{where}.residents[{i}]") for i, item in residents),
    )


def load_roster(path: Path) -> Roster:
    """
    Read a roster's YAML for evaluation.

    :raises RosterError: on a value that YAML did not read as text (an unquoted number), or a wrong shape.
    """
    try:
        fields = _fields(yaml.safe_load(path.read_text(encoding="utf-8")), str(path))
    except yaml.YAMLError as error:
        raise RosterError(f"{path}: not YAML: {error}") from error
    blocks = enumerate(_items(fields.get("blocks"), f"{path}: blocks"))
    apartments = enumerate(_items(fields.get("apartments"), f"{path}: apartments"))
    return Roster(
        condominium=_text(fields.get("condominium", ""), f"{path}: condominium"),
        blocks=tuple(_block(item, f"{path}: blocks[{i}]") for i, item in blocks),
        apartments=tuple(_apartment(item, f"{path}: apartments[{i}]") for i, item in apartments),
    )
