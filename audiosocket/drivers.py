"""
What other packages may add, found among Twisted's plugins: gates, telephony, recognizers and synthesizers.

This module and the interfaces below `IDriver` import little, because Twisted reads them whenever any of its programs
looks for any plugin.
"""

from functools import lru_cache

from twisted.logger import Logger
from twisted.plugin import IPlugin, getCache, getPlugins
from twisted.python.modules import getModule
from zope.interface import Attribute, providedBy
from zope.interface.verify import verifyObject

import twisted.plugins

_log = Logger()


class IDriver(IPlugin):
    """Something that the settings choose by its name; each room has an interface below this one that says the rest."""

    name: str = Attribute("what the settings call it; an installed name cannot be taken by another driver")
    settings: type = Attribute(
        "the pydantic model of its options, a class below that of its kind: `GateSettings`, `TelephonySettings`, "
        "`RecognizerSettings` or `SynthesizerSettings` of `audiosocket.config`"
    )


def installed_drivers() -> tuple[IDriver, ...]:
    """
    Every driver that is whole, our own first; Twisted logs what cannot be imported, and we log what is not whole.

    They are looked for once: a package installed later is found at the next start.
    """
    return _drivers_in(tuple(twisted.plugins.__path__))


@lru_cache(maxsize=1)
def _drivers_in(path: tuple[str, ...]) -> tuple[IDriver, ...]:
    """:param path: where plugins are now looked for, so that another path is another search."""
    found = sorted(getPlugins(IDriver), key=_is_foreign)
    whole = set(getCache(twisted.plugins))
    for module in getModule("twisted.plugins").iterModules():
        if module.name.rpartition(".")[2] not in whole:
            _log.critical("{file} cannot be imported; its plugins are left out", file=module.filePath.path)
    drivers: dict[object, IDriver] = {}
    for driver in found:
        fault = _fault_of(driver)
        if fault is None and drivers.setdefault((driver.name, *providedBy(driver)), driver) is not driver:
            fault = f"there is one called {driver.name} already"
        if fault is not None:
            where = f"{type(driver).__module__}.{type(driver).__qualname__}"
            _log.critical("The driver {where} is left out: {fault}", where=where, fault=fault)
    return tuple(drivers.values())


def _is_foreign(driver: IDriver) -> bool:
    return not type(driver).__module__.startswith("audiosocket.")


def _fault_of(driver: IDriver) -> str | None:
    """What keeps a driver from being used."""
    try:
        for interface in providedBy(driver):
            verifyObject(interface, driver)
    except Exception as fault:  # an attribute may be computed, by code that is not ours
        return " ".join(str(fault).split())
    if not isinstance(driver.settings, type) or not hasattr(driver.settings, "chosen_by"):
        return "its settings are no class below GateSettings, or below one of the other kinds"
    return None
