"""When one provider fails, the next one is asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from twisted.internet.defer import Deferred, DeferredList, succeed
from twisted.internet.interfaces import IReactorTime
from zope.interface import implementer

from audiosocket.errors import SpeechBusyError, SpeechError
from audiosocket.providers.chain import COOL_DOWN_SECONDS, Chain, Provider, told_together
from audiosocket.speech.interfaces import IPromptCache, IRecognizer, ISynthesizer, Transcript, Voice

AUTO = "auto"


def _all_failed(faults: Sequence[SpeechError]) -> SpeechError:
    return faults[0] if len(faults) == 1 else SpeechError(told_together(faults))


def _retry_after(fault: SpeechError) -> float | None:
    return fault.retry_after if isinstance(fault, SpeechBusyError) else None


@implementer(IRecognizer)
class FallbackRecognizer:
    """Recognizers in the order of asking."""

    def __init__(
        self,
        clock: IReactorTime,
        providers: Sequence[Provider[IRecognizer]],
        cool_down_seconds: float = COOL_DOWN_SECONDS,
    ) -> None:
        self._chain = Chain(clock, providers, cool_down_seconds)

    def transcribe(self, audio: bytes, hint: str) -> Deferred[Transcript]:
        """The first transcript that one of them gives; see `IRecognizer`."""
        return Deferred.fromCoroutine(self._transcribe(audio, hint))

    async def _transcribe(self, audio: bytes, hint: str) -> Transcript:
        faults = []
        for provider in self._chain.in_turn():
            try:
                transcript = await provider.what.transcribe(audio, hint)
            except SpeechError as fault:
                self._chain.failed(provider, fault, _retry_after(fault))
                faults.append(fault)
            else:
                self._chain.worked(provider)
                return transcript
        raise _all_failed(faults)


@implementer(ISynthesizer, IPromptCache)
class FallbackSynthesizer:
    """
    Synthesizers in the order of asking.

    The wanted voice is the first one's; the others speak with their own. One that fails after it began to speak
    fails the whole, since nobody wants to hear the beginning twice.
    """

    def __init__(
        self,
        clock: IReactorTime,
        providers: Sequence[Provider[ISynthesizer]],
        cool_down_seconds: float = COOL_DOWN_SECONDS,
    ) -> None:
        self._chain = Chain(clock, providers, cool_down_seconds)

    def get_now(self, text: str, voice: Voice) -> bytes | None:
        """What any of them has ready, the first asked first; see `IPromptCache`."""
        for provider in self._chain.in_turn():
            cache = IPromptCache(provider.what, None)
            sound = cache.get_now(text, self._voice(provider, voice)) if cache is not None else None
            if sound is not None:
                return sound
        return None

    def written(self) -> Deferred[None]:
        """Fires once all of them have kept what they made; see `IPromptCache`."""
        caches = [IPromptCache(provider.what, None) for provider in self._chain.in_turn()]
        return DeferredList([cache.written() for cache in caches if cache is not None]).addCallback(lambda _: None)

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        """Let the first that can speak; see `ISynthesizer`."""
        return Deferred.fromCoroutine(self._synthesize(text, voice, receive))

    async def _synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> None:
        began = False

        def give(samples: bytes) -> None:
            nonlocal began
            began = True
            receive(samples)

        faults = []
        for provider in self._chain.in_turn():
            try:
                await provider.what.synthesize(text, self._voice(provider, voice), give)
            except SpeechError as fault:
                self._chain.failed(provider, fault, _retry_after(fault))
                faults.append(fault)
                if began:
                    break
            else:
                self._chain.worked(provider)
                return
        raise _all_failed(faults)

    def _voice(self, provider: Provider[ISynthesizer], voice: Voice) -> Voice:
        return voice if provider is self._chain.providers[0] else replace(voice, model=AUTO, name=AUTO)


@implementer(ISynthesizer, IPromptCache)
class DefaultVoice:
    """A synthesizer with a model and a voice for those who leave the choice to it ("auto")."""

    def __init__(self, behind: ISynthesizer, model: str, name: str) -> None:
        self._behind = behind
        self._model = model
        self._name = name

    def get_now(self, text: str, voice: Voice) -> bytes | None:
        """What the synthesizer behind has ready, if it keeps anything; see `IPromptCache`."""
        cache = IPromptCache(self._behind, None)
        return None if cache is None else cache.get_now(text, self._chosen(voice))

    def written(self) -> Deferred[None]:
        """Fires once the synthesizer behind has kept what it made; see `IPromptCache`."""
        cache = IPromptCache(self._behind, None)
        return succeed(None) if cache is None else cache.written()

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        """Speak with the chosen voice; see `ISynthesizer`."""
        return self._behind.synthesize(text, self._chosen(voice), receive)

    def _chosen(self, voice: Voice) -> Voice:
        model = self._model if voice.model == AUTO else voice.model
        name = self._name if voice.name == AUTO else voice.name
        return replace(voice, model=model, name=name)
