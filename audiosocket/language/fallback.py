"""When one language model fails, the next one is asked, within the same deadline."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IReactorTime
from zope.interface import implementer

from audiosocket.errors import (
    LanguageBusyError,
    LanguageError,
    LanguageLateError,
    LanguageRefusedError,
    LanguageTruncatedError,
    LanguageWithheldError,
)
from audiosocket.language.dialect import CONTEXT
from audiosocket.language.interfaces import ChatRequest, Completion, ILanguageModel
from audiosocket.providers.chain import COOL_DOWN_SECONDS, Chain, Provider, told_together

_SHARE = 0.5
"""Of the time that is left, for a model that has others behind it."""


@implementer(ILanguageModel)
class FallbackLanguageModel:
    """
    Models in the order of asking.

    One that has others behind it, which work as far as is known, has half of the time that is left. Once one of them
    has given a piece of text, the pieces of others are kept back: what counts is the completion.
    """

    def __init__(
        self,
        clock: IReactorTime,
        providers: Sequence[Provider[ILanguageModel]],
        cool_down_seconds: float = COOL_DOWN_SECONDS,
    ) -> None:
        self._clock = clock
        self._chain = Chain(clock, providers, cool_down_seconds)

    def complete(self, request: ChatRequest, receive: Callable[[str], None]) -> Deferred[Completion]:
        """The first completion that one of them gives; see `ILanguageModel`."""
        return Deferred.fromCoroutine(self._complete(request, receive))

    async def _complete(self, request: ChatRequest, receive: Callable[[str], None]) -> Completion:
        began = self._clock.seconds()
        preview = _Preview(receive)
        faults: list[LanguageError] = []
        asked = self._chain.in_turn()
        for place, provider in enumerate(asked):
            left = began + request.deadline_seconds - self._clock.seconds()
            if left <= 0:
                faults.append(LanguageLateError("No time was left for the others."))
                break
            others = any(not self._chain.is_cold(other) for other in asked[place + 1 :])
            mine = replace(request, deadline_seconds=left * _SHARE if others else left)
            try:
                completion = await provider.what.complete(mine, preview.of(provider))
            except LanguageError as fault:
                faults.append(fault)
                if _is_the_models(fault):
                    self._chain.failed(provider, fault, _retry_after(fault))
            else:
                self._chain.worked(provider)
                return replace(completion, seconds=self._clock.seconds() - began)
        raise faults[0] if len(faults) == 1 else LanguageError(told_together(faults))


class _Preview:
    """Pieces of the first model that gives any."""

    def __init__(self, receive: Callable[[str], None]) -> None:
        self._receive = receive
        self._first: Provider[ILanguageModel] | None = None

    def of(self, provider: Provider[ILanguageModel]) -> Callable[[str], None]:
        """What takes the pieces of one model."""

        def take(piece: str) -> None:
            self._first = self._first or provider
            if self._first is provider:
                self._receive(piece)

        return take


def _is_the_models(fault: LanguageError) -> bool:
    """The model would fail others too; false if it is this one request that it cannot answer."""
    if isinstance(fault, LanguageTruncatedError | LanguageWithheldError):
        return False
    return not (isinstance(fault, LanguageRefusedError) and fault.setting == CONTEXT)


def _retry_after(fault: LanguageError) -> float | None:
    return fault.retry_after if isinstance(fault, LanguageBusyError) else None
