"""
YAML files into plain values, by the core schema of YAML 1.2, with the place of every value kept.

Only ``true`` and ``false`` are booleans; ``no``, ``22:00`` and ``0123`` stay text; two equal keys are a fault. Numbers
and texts remember how and where they were written, so that an apartment ``101`` is text again if a setting wants text,
and a path is relative to the file it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.reader import ReaderError

PathInFile: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"

_ENVIRONMENT = re.compile(r"\$(\$?)\{([A-Za-z_][A-Za-z0-9_]*)\}")
_TAG = "tag:yaml.org,2002:"


class WholeNumber(int):
    """An integer that remembers its spelling."""

    spelling: str


class Decimal(float):
    """A float that remembers its spelling (``12.10`` is a number, and also the text ``12.10``)."""

    spelling: str


class Text(str):
    """A text that remembers the folder of its file, and whether the environment supplied a part of it."""

    folder: Path
    from_environment: bool


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where; lines and columns count from 1."""

    file: str
    line: int
    column: int
    path: PathInFile
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}: "
        return where + (f"{spell_path(self.path)}: " if self.path else "") + self.message


def spell_path(path: PathInFile) -> str:
    """``('gate', 'headers', 0)`` as ``gate.headers[0]``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


class _CoreLoader(yaml.SafeLoader):
    """PyYAML's composer with YAML 1.2's core schema in place of YAML 1.1's rules."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _name, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|false", list("tf")),
    # Not in the core schema, but in the interest of apartment 0123: a leading zero makes it text.
    ("int", r"[-+]?(?:0|[1-9][0-9]*)|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?)", list("-+.0123456789")),
):
    _CoreLoader.add_implicit_resolver(_TAG + _name, re.compile(rf"^(?:{_pattern})$"), _first)


@dataclass
class Reader:
    """
    Reads files, each at most once, and gathers every fault instead of stopping at the first.

    :param environment: where ``${NAME}`` is looked up; ``$${NAME}`` stands for the text ``${NAME}``.
    :param read: gives a file's text.
    """

    environment: Mapping[str, str]
    read: Callable[[Path], str] = field(default=lambda path: path.read_text(encoding="utf-8"))
    faults: list[Fault] = field(default_factory=list)
    _roots: dict[Path, yaml.Node | None] = field(default_factory=dict)

    def compose(self, path: Path, asked_by: yaml.Node | None = None, at: PathInFile = ()) -> yaml.Node | None:
        """The root node of a file; ``None`` if it cannot be read, with the fault noted where the file was asked for."""
        key = path.resolve()
        if key not in self._roots:
            self._roots[key] = self._compose(path, asked_by, at)
        return self._roots[key]

    def _compose(self, path: Path, asked_by: yaml.Node | None, at: PathInFile) -> yaml.Node | None:
        try:
            text = self.read(path)
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            self._fault_in(asked_by, str(path), at, f"cannot read {path}: {reason}")
            return None
        try:
            root = _root_of(text, str(path))
        except yaml.YAMLError as error:
            self.faults.append(_not_yaml(error, text, str(path)))
            return None
        if root is None:
            self.faults.append(Fault(str(path), 1, 1, (), "the file is empty"))
        return root

    def value(self, node: yaml.Node, path: PathInFile = (), _above: tuple[int, ...] = ()) -> Value:
        """A node's plain value; whatever has a fault is noted and left out."""
        if id(node) in _above:
            self.fault(node, path, "an alias contains itself")
            return None
        above = (*_above, id(node))
        if isinstance(node, yaml.MappingNode):
            return {key: self.value(child, (*path, key), above) for key, child in self._items(node, path)}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, index), above) for index, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _items(self, node: yaml.MappingNode, path: PathInFile) -> Iterator[tuple[str, yaml.Node]]:
        seen: dict[str, int] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(key, path, "a name of a setting must be plain text")
            elif key.value in seen:
                first = seen[key.value]
                self.fault(key, (*path, key.value), f"is given twice (first in line {first}); keep one of them")
            else:
                seen[key.value] = key.start_mark.line + 1
                yield key.value, child

    def _scalar(self, node: yaml.Node, path: PathInFile) -> Value:
        spelling = str(node.value)
        kind = node.tag.removeprefix(_TAG)
        try:
            if kind == "null":
                return None
            if kind == "bool":
                return {"true": True, "false": False}[spelling]
            if kind == "int":
                whole = WholeNumber(int(spelling, 0) if spelling[:2] in ("0x", "0o") else int(spelling))
                whole.spelling = spelling
                return whole
            if kind == "float":
                decimal = Decimal(spelling)
                decimal.spelling = spelling
                return decimal
        except (KeyError, ValueError):
            self.fault(node, path, f"{spelling!r} is no {kind}; leave the tag out")
            return None
        if kind != "str":
            self.fault(node, path, f"the tag {node.tag} is not known here; write the value without it")
            return None
        return self._text(node, path, spelling)

    def _text(self, node: yaml.Node, path: PathInFile, spelling: str) -> Text:
        def look_up(found: re.Match[str]) -> str:
            doubled, name = found.groups()
            if doubled:
                return found[0][1:]
            if name not in self.environment:
                self.fault(node, path, f"the environment variable {name} is not set; set it before the start")
            return self.environment.get(name, "")

        text = Text(_ENVIRONMENT.sub(look_up, spelling))
        text.folder = Path(node.start_mark.name).parent
        text.from_environment = any(not found[1] for found in _ENVIRONMENT.finditer(spelling))
        return text

    def fault(self, node: yaml.Node, path: PathInFile, message: str) -> None:
        """Note a fault at a node's place."""
        self._fault_in(node, "", path, message)

    def _fault_in(self, node: yaml.Node | None, file: str, path: PathInFile, message: str) -> None:
        if node is None:
            self.faults.append(Fault(file, 1, 1, path, message))
        else:
            mark = node.start_mark
            self.faults.append(Fault(mark.name, mark.line + 1, mark.column + 1, path, message))


def _root_of(text: str, name: str) -> yaml.Node | None:
    loader = _CoreLoader(text)
    loader.name = name
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _not_yaml(error: yaml.YAMLError, text: str, file: str) -> Fault:
    line, column, sentence = 1, 1, str(error)
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        sentence = ": ".join(part for part in (error.context, error.problem) if part)
    elif isinstance(error, ReaderError):
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        sentence = f"the character U+{ord(text[error.position]):04X} may not stand in it"
    return Fault(file, line, column, (), f"this is not YAML: {sentence}")


def child_of(node: yaml.Node, step: str | int) -> yaml.Node | None:
    """The node below a mapping's key or a sequence's index, if it is there."""
    if isinstance(node, yaml.MappingNode):
        return next((child for key, child in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def key_of(node: yaml.Node, step: str | int) -> yaml.Node | None:
    """The node of a mapping's key itself (where a wrong name stands)."""
    if isinstance(node, yaml.MappingNode):
        return next((key for key, _ in node.value if key.value == step), None)
    return None


def replace_child(node: yaml.Node, step: str | int, child: yaml.Node) -> None:
    """Put another node (an included file's root) below a key or an index."""
    if isinstance(node, yaml.MappingNode):
        node.value = [(key, child if key.value == step else old) for key, old in node.value]
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        node.value = [child if index == step else old for index, old in enumerate(node.value)]
