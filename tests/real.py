"""
What a test needs of the real world: Asterisk, speech weights, a voice.

A test that needs a real component says so with :func:`require`. Where the component is missing, the test is skipped
under a reason that names it, and the counting reporter lists what was missing after the last test. With
``REQUIRE_REAL=1`` in the environment (as in CI) a missing component is a failure instead, unless
``<COMPONENT>_UNAVAILABLE=1`` says that it cannot be had today (``ASTERISK_UNAVAILABLE=1``).
"""

import os
import re
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar

from twisted.trial.unittest import SynchronousTestCase

MISSING = "real component missing: "

T = TypeVar("T", bound=Callable[..., object])


def is_required(component: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a missing `component` is a failure rather than a skip."""
    excused = re.sub(r"\W+", "_", component).upper() + "_UNAVAILABLE"
    return environment.get("REQUIRE_REAL", "") not in ("", "0") and environment.get(excused, "") in ("", "0")


def require(component: str, present: bool, environment: Mapping[str, str] = os.environ) -> Callable[[T], T]:
    """
    Decorate a test case or a test method that cannot run without a real component.

    :param component: its short name, as an operator would call it: "Asterisk", "speech weights".
    :param present: whether it is on this machine; found out by the caller, cheaply, at import.
    """

    def decorate(test: T) -> T:
        if present:
            return test
        if not is_required(component, environment):
            test.skip = MISSING + component  # type: ignore[attr-defined]
            return test
        return _failing(test, f"{MISSING}{component} (and REQUIRE_REAL is set)")

    return decorate


def _failing(test: T, reason: str) -> T:
    """The same test case or method, which does nothing but fail."""

    def fail(self: SynchronousTestCase) -> NoReturn:
        self.fail(reason)

    if isinstance(test, type):
        test.setUp = fail  # type: ignore[attr-defined]
        return test
    fail.__name__, fail.__doc__ = test.__name__, test.__doc__
    return fail  # type: ignore[return-value]
