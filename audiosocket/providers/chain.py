"""Providers in the order of asking; one that failed is passed over for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from twisted.internet.interfaces import IReactorTime
from twisted.logger import Logger

from audiosocket.errors import DoormanError

P = TypeVar("P")
COOL_DOWN_SECONDS = 15.0
_log = Logger()


@dataclass
class Provider(Generic[P]):
    """One of a chain: its name for logs and errors, and until when it is better not asked."""

    name: str
    what: P
    cold_until: float = 0.0


class Chain(Generic[P]):
    """Providers in the order of asking; one that failed is passed over for a while, unless all have."""

    def __init__(
        self, clock: IReactorTime, providers: Sequence[Provider[P]], cool_down_seconds: float = COOL_DOWN_SECONDS
    ) -> None:
        self._clock = clock
        self.providers = list(providers)
        self._cool_down_seconds = cool_down_seconds

    def in_turn(self) -> list[Provider[P]]:
        """Those to be asked now; those that failed lately come last."""
        return sorted(self.providers, key=self.is_cold)

    def is_cold(self, provider: Provider[P]) -> bool:
        """It failed lately."""
        return provider.cold_until > self._clock.seconds()

    def failed(self, provider: Provider[P], fault: DoormanError, retry_after: float | None = None) -> None:
        """Pass it over for the cool-down, or for as long as it asked."""
        seconds = self._cool_down_seconds if retry_after is None else retry_after
        provider.cold_until = self._clock.seconds() + seconds
        _log.warn("{provider} failed: {reason}", provider=provider.name, reason=str(fault))

    def worked(self, provider: Provider[P]) -> None:
        """It may be asked first again."""
        provider.cold_until = 0.0


def told_together(faults: Sequence[DoormanError]) -> str:
    """The sentence for a chain of which every provider failed."""
    if len(faults) == 1:
        return str(faults[0])
    return "All providers failed. " + " ".join(str(fault) for fault in faults)
