"""The server as one service. With `tap.py`, the only place that knows every room."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, cast

from twisted.application.service import IService, MultiService, Service
from twisted.internet.defer import CancelledError, Deferred, maybeDeferred
from twisted.internet.endpoints import serverFromString
from twisted.internet.interfaces import IAddress, IListeningPort, IProtocolFactory
from twisted.internet.task import deferLater
from twisted.logger import Logger
from twisted.python.failure import Failure

from audiosocket.config.server import Configuration
from audiosocket.conversation.model_phraser import ModelPhraser
from audiosocket.errors import DoormanError
from audiosocket.events import EventStream
from audiosocket.extraction.extractor import Extractor
from audiosocket.extraction.tasks import Task
from audiosocket.gates.make import make_gate
from audiosocket.language.build import make_task_models
from audiosocket.media.ticker import Ticker
from audiosocket.media.voice import make_detector
from audiosocket.protocol import Admit, AudioSocketFactory
from audiosocket.providers.exchange import PoolService, make_client, make_pool
from audiosocket.speech.build import make_engine, make_recognizer, make_store
from audiosocket.speech.cache import render_all
from audiosocket.speech.interfaces import Voice
from audiosocket.speech.openai_compatible import warm_up
from audiosocket.telephony.connect import connect
from audiosocket.visits.house import House
from audiosocket.visits.houses import house_from
from audiosocket.visits.manager import SessionManager
from audiosocket.visits.visit_log import VisitLog
from audiosocket.web.health import Health, HealthApi, QuietSite

Progress = Callable[[int, int], None]

_QUIET_SECONDS = 1.0
"""Between two looks at whether nobody is on the line."""


class StartError(DoormanError):
    """The server cannot take calls; the message says what to do."""


class Portaria(MultiService):
    """
    The server: all condominiums of one configuration.

    :ivar events: everything that happens in every visit.
    :ivar ready: fires once the speech engine is up, the fixed prompts are made and all ports listen; fails with the
        first fault that prevents it.
    :ivar visitor_ports: the port number of each condominium's visitors, once ready (0: not TCP).
    """

    _log = Logger()

    def __init__(self, configuration: Configuration, reactor: Any, progress: Progress = lambda done, of: None) -> None:
        """:param progress: told how many of the fixed sentences are made, and of how many."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.events = EventStream()
        self.events.subscribe(VisitLog(configuration.logging.transcripts))
        self.ready: Deferred[None] = Deferred()
        self.visitor_ports: dict[str, int] = {}
        self.resident_port = 0
        self.api_port = 0
        self._configuration = configuration
        self._reactor = reactor
        self._progress = progress
        self._listening: list[IListeningPort] = []
        self._is_ready = False
        self._making: Deferred[None] | None = None
        speech = configuration.speech
        pool = make_pool(reactor)
        client = make_client(reactor, pool)
        PoolService(pool).setServiceParent(self)  # type: ignore[no-untyped-call]
        self._engine = make_engine(reactor, speech, client)
        self._store = make_store(reactor, speech, client)
        models = dict(make_task_models(reactor, configuration.language, client))
        phrasing = models.pop("phrasing", None)
        phraser = ModelPhraser(phrasing) if phrasing is not None else None
        extractor = Extractor(reactor, {Task(name): model for name, model in models.items()}) if models else None
        self.houses = [
            replace(house_from(each, configuration, make_gate(reactor, each)), extractor=extractor, phraser=phraser)
            for each in configuration.condominiums
        ]
        originator = connect(reactor, configuration.telephony)
        if IService.providedBy(originator):
            cast(Service, originator).setServiceParent(self)
        self.manager = SessionManager(
            clock=reactor,
            events=self.events,
            ticker=Ticker(reactor, self._dropped),
            originator=originator,
            recognizer=make_recognizer(reactor, speech, client),
            store=self._store,
            new_detector=partial(make_detector, configuration.media),
            max_calls=configuration.max_calls,
        )

    def startService(self) -> None:
        """Begin; `ready` tells when calls are taken."""
        super().startService()  # type: ignore[no-untyped-call]
        Deferred.fromCoroutine(self._begin()).chainDeferred(self.ready)

    def stopService(self) -> Deferred[None]:
        """Take no more calls, end the ones that go on, end the engine."""
        self._is_ready = False
        return Deferred.fromCoroutine(self._end())

    async def _begin(self) -> None:
        if self._engine is not None:
            self._engine.startService()
            await self._engine.ready()
        await self._make_prompts(self._portuguese(), self._progress)
        for house in self.houses:
            self.visitor_ports[house.id] = await self._listen_for_visitors(house)
        residents = self._factory(self.manager.admit_resident)
        self.resident_port = await self._listen(self._configuration.listen.residents, residents)
        api = QuietSite(HealthApi(self._health).app.resource())  # type: ignore[no-untyped-call]
        self.api_port = await self._listen(self._configuration.listen.api, api)
        warm_up()
        gc.collect()
        gc.freeze()  # what is here now stays: looking through it again and again would hold up the audio
        self._is_ready = True
        self._log.info("Ready for calls: {condominiums}", condominiums=", ".join(self.visitor_ports))
        self._making = Deferred.fromCoroutine(self._make_foreign())
        self._making.addErrback(self._not_made)

    async def _end(self) -> None:
        if self._making is not None:
            self._making.cancel()
        for port in self._listening:
            await maybeDeferred(port.stopListening)
        await self.manager.stop()
        await maybeDeferred(super().stopService)
        if self._engine is not None:
            await self._engine.stopService()
        await self._store.written()

    def _portuguese(self) -> list[tuple[Voice, list[str]]]:
        """What must be at hand before the first call: every fixed sentence, in every condominium's voice."""
        return [(house.voice, house.prompts.fixed()) for house in self.houses]

    def _foreign(self) -> list[tuple[Voice, list[str]]]:
        """The same for visitors of other languages: few come, so that calls are taken while it is made."""
        return [
            (house.voice_in(language), prompts.fixed())
            for house in self.houses
            for language, prompts in house.foreign.items()
        ]

    async def _make_prompts(self, sentences: list[tuple[Voice, list[str]]], progress: Progress) -> None:
        if not self._configuration.speech.render_at_start:
            return
        wanted: dict[Voice, dict[str, None]] = {}
        for voice, texts in sentences:
            wanted.setdefault(voice, {}).update(dict.fromkeys(texts))
        all_, made, failed = sum(map(len, wanted.values())), 0, 0
        for voice, texts_of_voice in wanted.items():
            told = partial(_tell_progress, progress, made, all_)
            failed += len(await render_all(self._store, list(texts_of_voice), voice, told))
            made += len(texts_of_voice)
        if failed:
            self._log.critical("{failed} of {all} fixed sentences have no voice yet", failed=failed, all=all_)

    async def _make_foreign(self) -> None:
        """One sentence after the other, and none while somebody is on the line who needs the voice now."""
        if not self._configuration.speech.render_at_start:
            return
        for voice, texts in self._foreign():
            for text in texts:
                while self.manager.visits:
                    await deferLater(self._reactor, _QUIET_SECONDS)
                await render_all(self._store, [text], voice)

    def _not_made(self, why: Failure) -> None:
        if not why.check(CancelledError):
            self._log.failure("Sentences of other languages were not made; they will be when they are said", why)

    async def _listen_for_visitors(self, house: House) -> int:
        settings = next(each for each in self._configuration.condominiums if each.id == house.id)
        factory = self._factory(partial(self.manager.admit_visitor, house))
        return await self._listen(settings.listen.visitors, factory)

    def _factory(self, admit: Admit) -> AudioSocketFactory:
        return AudioSocketFactory(self._reactor, admit, self._configuration.timeouts.handshake_seconds)

    async def _listen(self, endpoint: str, factory: IProtocolFactory) -> int:
        try:
            port = await serverFromString(self._reactor, endpoint).listen(factory)
        except (ValueError, OSError) as fault:
            raise StartError(f"cannot listen on {endpoint}: {fault}") from fault
        except Exception as fault:
            raise StartError(f"cannot listen on {endpoint}: {fault}; is the port taken?") from fault
        self._listening.append(port)
        return _number(port.getHost())

    def _health(self) -> Health:
        return Health(self._is_ready, self.manager.legs, self.manager.visits)

    def _dropped(self, frames: int) -> None:
        self._log.warn("The server stood still for {ms} ms longer than audio can bear", ms=frames * 20)


def _number(address: IAddress) -> int:
    return int(getattr(address, "port", 0))


def _tell_progress(progress: Progress, before: int, of: int, done: int, of_voice: int) -> None:
    """Progress over all voices, from that of one of them."""
    progress(before + done, of)
