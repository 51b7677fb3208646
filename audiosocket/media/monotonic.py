"""A reactor whose clock never steps."""

import time

from twisted.internet.interfaces import IReactorTime


def use_monotonic_clock(reactor: IReactorTime) -> None:
    """
    Make a reactor's timers run by the monotonic clock.

    Twisted's own `seconds` is the wall clock: when that is set back an hour, every timer waits an hour longer, and the
    20 ms clock falls silent with it. To be called before the reactor runs and before anything is scheduled.
    """
    reactor.seconds = time.monotonic  # type: ignore[method-assign]
