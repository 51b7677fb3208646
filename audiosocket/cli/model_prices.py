"""What models cost and how large they are, and which of several is the smallest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from audiosocket.errors import DoormanError

HOW_SMALL = (
    "the smallest is the cheapest, by the tokens that it took and --prices, where the price of every model is known; "
    "else the one with the fewest parameters, by --prices or its name (0.5b, 8b, 8x7b), where those of every model are "
    "known; else the first in the list. Equal ones are told apart by what comes next"
)
"""For --help and the results."""

Order = Literal["price", "size", "list"]

_SIZE = re.compile(r"(?<![a-z0-9.])(?:(\d+)x|e)?(\d+(?:\.\d+)?)([bm])(?![a-z0-9])", re.IGNORECASE)


class PricesError(DoormanError):
    """The file of prices cannot be used; the message says what is wrong and how it should look."""


class Price(BaseModel):
    """Of one model: per million tokens, in any currency, and its parameters in billions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    input: float | None = Field(default=None, ge=0)
    output: float | None = Field(default=None, ge=0)
    size: float | None = Field(default=None, gt=0)

    def of(self, tokens_in: float | None, tokens_out: float | None) -> float | None:
        """What so many tokens cost; None where the price or the tokens are not known."""
        if self.input is None or self.output is None or tokens_in is None or tokens_out is None:
            return None
        return (tokens_in * self.input + tokens_out * self.output) / 1_000_000


_PRICES = TypeAdapter(dict[str, Price])
_SHAPE = "MODEL: {input: 0.05, output: 0.08, size: 8}"


def read_prices(path: Path | None) -> Mapping[str, Price]:
    """
    The prices by the models' names as `--models` has them; none without a file.

    :raises PricesError: if the file cannot be read or is not such a file.
    """
    if path is None:
        return {}
    try:
        return _PRICES.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (OSError, UnicodeDecodeError) as error:
        raise PricesError(f"cannot read the prices {path}: {getattr(error, 'strerror', 'not UTF-8')}") from error
    except yaml.YAMLError as error:
        raise PricesError(f"{path} is not YAML: write a line {_SHAPE} for each model") from error
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise PricesError(f"{path}: {where}: {error.errors()[0]['msg']}; write {_SHAPE}") from error


def size_in(name: str) -> float | None:
    """Billions of parameters as a model's name tells them: 0.5 of "qwen2.5-coder-0.5b", 56 of "mixtral-8x7b"."""
    found = _SIZE.search(name)
    if found is None:
        return None
    return int(found[1] or 1) * float(found[2]) * (1.0 if found[3] in "bB" else 0.001)


@dataclass(frozen=True, slots=True)
class Smallness:
    """What is known of how small a model is."""

    cost: float | None
    size: float | None
    place: int


def smallest_first(models: Sequence[Smallness]) -> tuple[Order, list[Smallness]]:
    """These models in order, and what decided; see `HOW_SMALL`."""
    costs, sizes = [each.cost for each in models], [each.size for each in models]
    by_cost, by_size = None not in costs, None not in sizes
    order: Order = "list"
    if by_size and len(set(sizes)) > 1:
        order = "size"
    if by_cost and len(set(costs)) > 1:
        order = "price"

    def key(each: Smallness) -> tuple[float, float, int]:
        cost, size = each.cost if by_cost else None, each.size if by_size else None
        return cost or 0.0, size or 0.0, each.place

    return order, sorted(models, key=key)
