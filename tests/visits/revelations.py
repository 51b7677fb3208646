"""What a visitor hears of the roster that they did not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from twisted.trial.unittest import SynchronousTestCase

from audiosocket.conversation.prompts import Prompts
from audiosocket.events import Heard, Role, SlotsUnderstood, Speaking
from audiosocket.understanding.fold import fold, words
from audiosocket.understanding.spoken import say_apartment
from tests.visits.harness import ROSTER, World

VISITOR = Role.VISITOR

BLOCK_CHOICES = frozenset({"ask_block", "again_block", "keypad_block"})
"""Prompts that offer blocks to choose from: the visitor may hear them again after that."""

_PRESENCE = re.compile(r"\b(?:em casa|viajando|viajou|saiu|ausente|mora|moram|fora de casa|chega as)\b")
_BLOCK = re.compile(r"\b(?:bloco|bloque|block|torre|tower) ([a-c])\b")
_DIGITS = {
    word: str(digit)
    for digit, words_ in enumerate(
        (
            "zero cero oh",
            "um uno one",
            "dois dos two",
            "tres three",
            "quatro cuatro four",
            "cinco five",
            "seis six meia",
            "sete siete seven",
            "oito ocho eight",
            "nove nueve nine",
        )
    )
    for word in words_.split()
}
"""Digit by digit, in any of the visitors' languages."""
_PARTICLES = frozenset({"da", "de", "do", "das", "dos", "e", "dona", "seu", "vo"})


class Revelations:
    """Whether a visitor hears anything of the roster that they did not say."""

    def __init__(self, case: SynchronousTestCase, world: World, forbidden: Iterable[str]) -> None:
        self.case = case
        self.world = world
        self.forbidden = frozenset(word for text in forbidden for word in words(text))
        self.said: set[str] = set()
        self.flats: set[str] = set()
        self.blocks: set[str] = set()

    def check(self) -> None:
        """Go through the visit in the order in which it happened."""
        for event in self.world.events:
            if isinstance(event, Heard) and event.role is VISITOR:
                self.said.update(words(event.text))
            elif isinstance(event, SlotsUnderstood):
                self.flats.add(event.apartment_number or "")
                self.blocks.add(event.block or "")
            elif isinstance(event, Speaking) and event.role is VISITOR:
                if event.prompt in BLOCK_CHOICES:
                    self.blocks |= {found.upper() for found in _BLOCK.findall(" ".join(words(event.text)))}
                self._check_text(event.text)

    def _check_text(self, text: str) -> None:
        spoken = words(text)
        names = set(spoken) & (_ROSTER.names | self.forbidden) - self.said
        self.case.assertEqual(names, set(), f"reveals a name: {text!r}")
        self.case.assertIsNone(_PRESENCE.search(fold(text)), f"reveals who is there: {text!r}")
        self.case.assertEqual(self._numbers(" ".join(spoken)), [], f"reveals a number: {text!r}")
        blocks = {found.upper() for found in _BLOCK.findall(" ".join(spoken))}
        self.case.assertLessEqual(blocks, self.blocks, f"reveals a block: {text!r}")

    def _numbers(self, text: str) -> list[str]:
        """Flats and telephones in a text, in figures or words, that the visitor did not give."""
        for own in sorted(self.flats, key=len, reverse=True):
            digits = r"\W+".join(rf"(?:{_digit_words(digit)})" for digit in own if digit.isdigit()) or own
            text = re.sub(rf"\b(?:{own}|{_spoken(own)}|{digits})\b", " ", text) if own else text
        digits = "".join(_DIGITS.get(word, f" {word} ") for word in text.split())
        return [
            number
            for number in _ROSTER.numbers
            if re.search(rf"\b(?:{number}|{_spoken(number)})\b", text) or number in digits.split()
        ]


def _digit_words(digit: str) -> str:
    return "|".join(word for word, value in _DIGITS.items() if value == digit)


def _spoken(number: str) -> str:
    return " ".join(words(say_apartment(number)))


class RosterWords:
    """What a doorman must keep to himself."""

    @cached_property
    def names(self) -> frozenset[str]:
        """Every word of a resident's name or nickname that is no word of our own fixed prompts."""
        ours = {word for text in Prompts(ROSTER.condominium).fixed() for word in words(text)}
        everybody = [resident for flat in ROSTER.apartments for resident in flat.residents]
        texts = [text for resident in everybody for text in (resident.name, *resident.nicknames)]
        return frozenset(word for text in texts for word in words(text)) - _PARTICLES - ours

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Flats and telephones."""
        flats = [flat.number.lower() for flat in ROSTER.apartments]
        telephones = [flat.extension for flat in ROSTER.apartments if flat.extension]
        return tuple(dict.fromkeys((*flats, *telephones)))


_ROSTER = RosterWords()
