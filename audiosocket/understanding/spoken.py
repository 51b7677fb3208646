"""How an apartment's number is said in Portuguese, for our own prompts."""

from __future__ import annotations

import re

_UNITS = [
    "zero",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "catorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
]
_TENS = ["-", "-", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"]
_HUNDREDS = [
    "-",
    "cento",
    "duzentos",
    "trezentos",
    "quatrocentos",
    "quinhentos",
    "seiscentos",
    "setecentos",
    "oitocentos",
    "novecentos",
]
_NUMBER = re.compile(r"(\d{1,6})\s*-?\s*([A-Za-z]?)")
_GROUND = re.compile(r"(T|G|LJ)\s*(\d+)", re.IGNORECASE)
_GROUND_NAMES = {"t": "térreo", "g": "garden", "lj": "loja"}


def say_number(value: int) -> str:
    """
    A number in words, masculine: 1203 -> "mil duzentos e três".

    :raises ValueError: outside 0 to 999,999.
    """
    if not 0 <= value <= 999_999:
        raise ValueError(f"{value} has no words here; 0 to 999999 has")
    if value < 1000:
        return _say_hundreds(value)
    thousands, rest = divmod(value, 1000)
    head = "mil" if thousands == 1 else f"{_say_hundreds(thousands)} mil"
    if rest == 0:
        return head
    joint = " e " if rest < 100 or rest % 100 == 0 else " "
    return head + joint + _say_hundreds(rest)


def _say_hundreds(value: int) -> str:
    if value < 20:
        return _UNITS[value]
    if value < 100:
        tens, unit = divmod(value, 10)
        return _TENS[tens] + (f" e {_UNITS[unit]}" if unit else "")
    if value == 100:
        return "cem"
    hundreds, rest = divmod(value, 100)
    return _HUNDREDS[hundreds] + (f" e {_say_hundreds(rest)}" if rest else "")


def say_apartment(number: str) -> str:
    """
    The apartment as a doorman says it.

    "501" -> "quinhentos e um", "COB" -> "cobertura", "T1" -> "térreo um", "43A" -> "quarenta e três A". What is neither
    is returned as it is.
    """
    text = number.strip()
    if text.upper() in ("COB", "COBERTURA"):
        return "cobertura"
    if ground := _GROUND.fullmatch(text):
        return f"{_GROUND_NAMES[ground[1].lower()]} {say_number(int(ground[2]))}"
    if whole := _NUMBER.fullmatch(text):
        digits, letter = whole[1], whole[2].upper()
        zeros = "zero " * (len(digits) - len(digits.lstrip("0"))) if int(digits) else ""
        return f"{zeros}{say_number(int(digits))} {letter}".rstrip()
    return text
