"""The tree is the map: a room imports only from rooms before it."""

import ast
from pathlib import Path

from twisted.trial.unittest import SynchronousTestCase

import audiosocket

ROOMS = (
    ("drivers",),
    ("errors", "config"),
    ("events",),
    ("wire",),
    ("direct_socket",),
    ("protocol",),
    ("media",),
    ("providers",),
    ("speech",),
    ("language",),
    ("understanding",),
    ("extraction",),
    ("conversation",),
    ("telephony", "gates"),
    ("visits",),
    ("web",),
    ("portaria",),
    ("tap",),
    ("cli",),
)
"""
In the order in which a call passes through them; those of one row do not know each other, but for errors. The commands
come last, because the demonstration and the evaluations run the whole server in their own process.
"""

ORDER = {room: place for place, rooms in enumerate(ROOMS) for room in rooms}


def imports(source: Path) -> list[str]:
    """The rooms of ours that a file imports from."""
    names = []
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return [name.split(".")[1] for name in names if name.startswith("audiosocket.")]


class LayerTests(SynchronousTestCase):
    def test_imports_go_only_upward(self) -> None:
        """No file imports from a room that a call reaches later, or from a neighbour."""
        package = Path(audiosocket.__file__).parent
        faults = []
        for source in sorted(package.rglob("*.py")):
            room = source.relative_to(package).parts[0].removesuffix(".py")
            if room == "__init__":
                continue
            self.assertIn(room, ORDER, f"{source} is in no room: put it into the map")
            for other in set(imports(source)) - {room}:
                if ORDER[other] > ORDER[room] or (ORDER[other] == ORDER[room] and other != "errors"):
                    faults.append(f"{source.relative_to(package)} imports {other}")
        self.assertEqual(faults, [])
