"""One way to say a prompt, when it is the right one, and how it is chosen among others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter

from audiosocket.config.wordings import Doubt, TimeOfDay, When, WordingEntry


@dataclass(frozen=True)
class Situation:
    """
    What is known when something is to be said.

    :ivar facts: what may be filled in, as it is spoken.
    :ivar tries: how often this is said or asked now: 1 for the first time.
    :ivar understood: the slots that the last turn newly told.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    time: TimeOfDay | None = None
    intent: str | None = None
    tries: int = 1
    understood: frozenset[str] = frozenset()
    doubt: Doubt | None = None

    def allows(self, when: When) -> bool:
        """Whether all of the circumstances hold."""
        return (
            (when.time is None or self.time in when.time)
            and (when.intent is None or self.intent in when.intent)
            and (when.tries is None or self.tries >= when.tries)
            and (when.understood is None or self.understood.issuperset(when.understood))
            and (when.doubt is None or self.doubt in when.doubt)
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """
    A template, such as ``"Olá! Aqui é o {condominium}."``, and when it is said.

    :ivar facts: the facts that it needs.
    """

    text: str
    facts: frozenset[str]
    when: When

    @classmethod
    def of(cls, entry: str | WordingEntry) -> Wording:
        """
        A wording from the text or the entry of a file.

        :raises ValueError: on a brace that is not closed.
        """
        entry = WordingEntry(text=entry) if isinstance(entry, str) else entry
        return cls(entry.text, fields_of(entry.text), entry.when)

    @property
    def strictness(self) -> tuple[int, int, int]:
        """Which of several that fit is said: the most circumstances, the latest try, then the most facts."""
        when = self.when
        circumstances = sum(each is not None for each in (when.time, when.intent, when.tries, when.doubt))
        return circumstances + len(when.understood or ()), when.tries or 0, len(self.facts)

    @property
    def unconditional(self) -> bool:
        """Whether it is right in all circumstances."""
        return self.when == When()


def fields_of(template: str) -> frozenset[str]:
    """
    The names in a template's braces.

    :raises ValueError: on a brace that is not closed.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def choose(
    wordings: Sequence[Wording], situation: Situation, turn: int, last: str | None = None, opening: str | None = None
) -> Wording | None:
    """
    The wording for a situation; None if none fits.

    The strictest is said; equally strict ones take turns. What was said the last time is not said again as long as
    another wording fits that tells the same facts; one that begins otherwise than what was said just before is
    preferred among equals, so that not every sentence begins with "Certo".

    :param turn: how often the prompt was said before.
    :param last: the template that was said then.
    :param opening: the first sentence of what was said just before, whatever the prompt.
    """
    known = situation.facts.keys()
    able = [each for each in wordings if each.facts <= known and situation.allows(each.when)]
    if not able:
        return None
    strictest = max(each.strictness for each in able)
    best = [each for each in able if each.strictness == strictest]
    if all(each.text == last for each in best):
        others = [each for each in able if each.text != last and each.facts >= best[0].facts]
        best = [each for each in others if each.strictness == max(other.strictness for other in others)] or best
    start = turn % len(best)
    in_turn = [each for each in (*best[start:], *best[:start]) if each.text != last or len(best) == 1]
    return next((each for each in in_turn if opening is None or not each.text.startswith(opening)), in_turn[0])
