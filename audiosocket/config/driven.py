"""Sections that choose a driver by its name; the driver, ours or not, brings the model of its options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from audiosocket.config.section import Section
from audiosocket.drivers import IDriver, installed_drivers


class Driven(Section):
    """
    The settings of something that has drivers.

    A class right below this one is a kind (gates, recognizers, ...): validating a mapping by it gives an instance of
    the model of the driver that the mapping names. Classes below a kind are such models.
    """

    chosen_by: ClassVar[str] = "kind"
    """The setting that names the driver; each kind has it as a field."""

    @model_validator(mode="wrap")
    @classmethod
    def _choose(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not cls._is_kind() or not isinstance(value, Mapping):
            return handler(value)
        name = value.get(cls.chosen_by)
        chosen = cls.model_of(name)
        if chosen is None:
            raise ValidationError.from_exception_data(cls.__name__, [cls._unknown(name)])
        return chosen.model_validate(value)

    @classmethod
    def _is_kind(cls) -> bool:
        return Driven in cls.__bases__

    @classmethod
    def drivers(cls) -> dict[str, IDriver]:
        """The installed drivers of this kind by their names; of two with one name, the first (so ours) is taken."""
        installed = reversed(installed_drivers())
        return {driver.name: driver for driver in installed if issubclass(driver.settings, cls)}

    @classmethod
    def model_of(cls, name: object) -> type[Self] | None:
        """The model of the driver of that name, if there is one."""
        return cls.drivers()[name].settings if isinstance(name, str) and name in cls.drivers() else None

    @classmethod
    def _unknown(cls, name: object) -> InitErrorDetails:
        words = {"key": cls.chosen_by, "name": str(name), "known": ", ".join(sorted(cls.drivers()))}
        if name is None:
            fault = PydanticCustomError("driver_missing", "is missing {key}; known are {known}", words)
            return InitErrorDetails(type=fault, loc=(), input=None)
        fault = PydanticCustomError("driver_unknown", "there is no {name}; known are {known}", words)
        return InitErrorDetails(type=fault, loc=(cls.chosen_by,), input=None)


def driver_of(settings: Driven) -> IDriver:
    """The driver whose settings these are."""
    kind = next(each for each in type(settings).__mro__ if issubclass(each, Driven) and each._is_kind())
    return kind.drivers()[getattr(settings, settings.chosen_by)]
