"""How an apartment's number is said in Portuguese, for our own prompts."""

from __future__ import annotations


def say_apartment(number: str) -> str:
    """The apartment as a doorman says it: "501" -> "quinhentos e um", "COB" -> "cobertura", "43A" -> "quarenta e três A"."""
    raise NotImplementedError


def say_number(value: int) -> str:
    """A number from 0 to 999,999 in words, masculine: 1203 -> "mil duzentos e três"."""
    raise NotImplementedError
