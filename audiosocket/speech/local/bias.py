"""A liking for expected words while a recognizer searches: names that sound alike are heard as those of the house."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

_BREAKS = re.compile(r"[,.;:!?\n]+")
_MOST_PHRASES = 4000


@dataclass
class Node:
    """A place in the tree of phrases, token by token."""

    children: "dict[int, Node]" = field(default_factory=dict)
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hypothesis is in the tree; `pending` is what it owes if it leaves before a phrase's end."""

    node: Node
    pending: float = 0.0


class Liking:
    """
    A bonus for each token that goes on with an expected phrase, taken back if the phrase is not finished.

    :param phrases: expected words and names.
    :param encode: a text's tokens.
    :param bonus: added to a token's log probability.
    """

    def __init__(self, phrases: Iterable[str], encode: Callable[[str], list[int]], bonus: float) -> None:
        self._bonus = bonus
        self._root = Node()
        for phrase in phrases:
            self._add(encode(f" {phrase}"))
            self._add(encode(phrase))
        self.start = Place(self._root)

    def expected(self, place: Place) -> Iterator[int]:
        """Tokens that get a bonus there."""
        yield from place.node.children
        if place.node is not self._root:
            yield from self._root.children

    def step(self, place: Place, token: int) -> tuple[Place, float]:
        """Where a token leads, and what it adds to the score."""
        child = place.node.children.get(token)
        if child is not None:
            return self._at(child, place.pending + self._bonus), self._bonus
        child = self._root.children.get(token)
        if child is not None:
            return self._at(child, self._bonus), self._bonus - place.pending
        return self.start, -place.pending

    def _at(self, node: Node, pending: float) -> Place:
        return Place(node, 0.0 if node.ends else pending)

    def _add(self, tokens: list[int]) -> None:
        node = self._root
        for token in tokens:
            node = node.children.setdefault(token, Node())
        node.ends = node is not self._root


def phrases_of(hint: str) -> list[str]:
    """The phrases of a hint: what stands between its punctuation marks, each once."""
    phrases = (phrase.strip() for phrase in _BREAKS.split(hint))
    return list(dict.fromkeys(phrase for phrase in phrases if len(phrase) > 1))[:_MOST_PHRASES]
