"""Whole visits on this machine: the real server in this process, the stand-in exchange, callers for both parties."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import UUID, uuid4

from rich.console import Console
from twisted.internet.defer import Deferred, maybeDeferred
from twisted.internet.defer import TimeoutError as TooLate
from twisted.internet.endpoints import TCP4ClientEndpoint
from twisted.internet.interfaces import IListeningPort
from twisted.internet.posixbase import PosixReactorBase

from audiosocket import events
from audiosocket.cli.actor import Actor
from audiosocket.cli.caller import Caller, place_call
from audiosocket.cli.engine import speech_engine
from audiosocket.cli.performer import Performer
from audiosocket.cli.progress import counting
from audiosocket.cli.rehearsal_settings import ARI_USER, CONDOMINIUM, Rehearsal, new_password, rehearsal_settings
from audiosocket.cli.visit_script import VisitScript
from audiosocket.config import Configuration
from audiosocket.events import Event, Role
from audiosocket.portaria import Portaria
from audiosocket.telephony.exchange import Exchange, Plan, PlannedPhone
from audiosocket.telephony.standin import listen

ANSWER_SECONDS = 1.5
"""How long the resident's telephone rings."""
CLOSING_SECONDS = 10.0
"""From the visitor's hang-up until the visit must be over."""


@dataclass(frozen=True)
class Rehearsed:
    """A visit that was played: all that happened, and what both parties heard (8 kHz s16le)."""

    visit: UUID
    happened: tuple[Event, ...]
    heard_visitor: bytes
    heard_resident: bytes
    timed_out: bool = False

    @property
    def ended(self) -> events.VisitEnded | None:
        """The visit's last event, if it came."""
        return next((event for event in self.happened if isinstance(event, events.VisitEnded)), None)

    @property
    def calls(self) -> list[events.ResidentCalled]:
        """The telephones that were rung."""
        return [event for event in self.happened if isinstance(event, events.ResidentCalled)]

    @property
    def gate_opened(self) -> bool:
        """Whether the gate was told to open; that is what must not happen by mistake."""
        return any(isinstance(event, events.GateOpening) for event in self.happened)

    @property
    def slots(self) -> events.SlotsUnderstood | None:
        """What was known of the visitor at the end."""
        known = [event for event in self.happened if isinstance(event, events.SlotsUnderstood)]
        return known[-1] if known else None


@dataclass
class Lines:
    """The stand-in exchange, and who takes the residents' calls."""

    reactor: PosixReactorBase
    exchange: Exchange = field(init=False)
    url: str = ""
    take: Callable[[UUID], None] = field(default=lambda leg: None)
    _port: IListeningPort | None = None

    def __post_init__(self) -> None:
        phone = PlannedPhone(
            self.reactor, lambda telephone: Plan(ANSWER_SECONDS), lambda leg, telephone: self.take(leg)
        )
        self.exchange = Exchange(self.reactor, phone)

    async def open(self, password: str) -> None:
        """Serve the exchange on loopback; `url` says where."""
        self.url, self._port = await listen(self.reactor, self.exchange, ARI_USER, password)

    async def close(self) -> None:
        """Serve it no more."""
        if self._port is not None:
            await maybeDeferred(self._port.stopListening)


class Party(Protocol):
    """Who takes part in a visit: a list of recordings, or a person at the keyboard."""

    def tell(self, event: Event) -> None:
        """Hear an event of the visit."""

    def begin(self, caller: Caller) -> None:
        """The call stands."""

    def stop(self) -> None:
        """The visit is over: hang up."""

    def heard(self) -> bytes:
        """What was heard (8 kHz s16le)."""


class Stage:
    """A running server with its exchange; plays visits, also several at once."""

    def __init__(self, reactor: PosixReactorBase, portaria: Portaria, lines: Lines, engine_url: str) -> None:
        self.portaria = portaria
        self.engine_url = engine_url
        self._reactor = reactor
        self._lines = lines
        self._residents: dict[UUID, Party] = {}
        lines.take = self._take

    async def play(self, script: VisitScript, most_seconds: float) -> Rehearsed:
        """Play a recorded visit to its end, or for so many seconds at most."""
        parties = [self._performer(script, role) for role in (Role.VISITOR, Role.RESIDENT)]
        return await self.attend(parties[0], parties[1], most_seconds)

    async def attend(self, visitor: Party, resident: Party, most_seconds: float) -> Rehearsed:
        """Have a visitor and a resident go through a visit."""
        visit, over = uuid4(), Deferred[None]()
        happened: list[Event] = []

        def tell(event: Event) -> None:
            if event.visit != visit:
                return
            happened.append(event)
            if isinstance(event, events.ResidentCalled):
                self._residents[event.leg] = resident
            visitor.tell(event)
            resident.tell(event)
            if isinstance(event, events.VisitEnded) and not over.called:
                over.callback(None)

        forget = self.portaria.events.subscribe(tell)
        try:
            timed_out = await self._call(visit, visitor, over, most_seconds)
        finally:
            visitor.stop()
            resident.stop()
            forget()
            self._lines.exchange.visitor_left(visit)
        return Rehearsed(visit, tuple(happened), visitor.heard(), resident.heard(), timed_out)

    async def _call(self, visit: UUID, visitor: Party, over: Deferred[None], most_seconds: float) -> bool:
        """Bring the visitor's call, and wait for the visit's end. Returns whether it had to be ended from here."""
        self._lines.exchange.visitor_arrived(visit)
        endpoint = TCP4ClientEndpoint(self._reactor, "127.0.0.1", self.portaria.visitor_ports[CONDOMINIUM])
        visitor.begin(await place_call(endpoint, Caller(self._reactor, visit)))
        over.addTimeout(most_seconds, self._reactor)
        try:
            await over
        except TooLate:
            visitor.stop()
            await self._until_ended(visit)
            return True
        return False

    async def _until_ended(self, visit: UUID) -> None:
        """The end of a visit whose visitor has hung up, or ten seconds."""
        ended = Deferred[None](lambda _: None)

        def tell(event: Event) -> None:
            if event.visit == visit and isinstance(event, events.VisitEnded) and not ended.called:
                ended.callback(None)

        forget = self.portaria.events.subscribe(tell)
        ended.addTimeout(CLOSING_SECONDS, self._reactor, lambda result, seconds: None)
        try:
            await ended
        finally:
            forget()

    def _take(self, leg: UUID) -> None:
        """The resident picks up: their audio comes to the residents' port."""
        resident = self._residents.pop(leg, None)
        if resident is not None:
            endpoint = TCP4ClientEndpoint(self._reactor, "127.0.0.1", self.portaria.resident_port)
            place_call(endpoint, Caller(self._reactor, leg)).addCallback(resident.begin)

    def _performer(self, script: VisitScript, role: Role) -> Performer:
        recordings = [each.audio for each in script.utterances(role)]
        return Performer(self._reactor, Actor(role, len(recordings)), recordings)


@asynccontextmanager
async def rehearsal_stage(
    reactor: PosixReactorBase, roster: Path, speech_url: str | None, console: Console
) -> AsyncIterator[Stage]:
    """
    The whole installation while the context lasts: speech engine (unless one runs already), exchange, server.

    :raises DoormanError: when a part of it cannot be started.
    """
    lines, password = Lines(reactor), new_password()
    async with speech_engine(reactor, speech_url, console) as engine_url:
        await lines.open(password)
        try:
            with TemporaryDirectory() as folder:
                settings = rehearsal_settings(Path(folder), Rehearsal(roster, lines.url, password, engine_url))
            async with _running(reactor, settings, console) as portaria:
                yield Stage(reactor, portaria, lines, engine_url)
        finally:
            await lines.close()


@asynccontextmanager
async def _running(reactor: PosixReactorBase, settings: Configuration, console: Console) -> AsyncIterator[Portaria]:
    with counting(console, "making the doorman's fixed sentences, once") as progress:
        portaria = Portaria(settings, reactor, progress)
        portaria.startService()
        try:
            await portaria.ready
        except BaseException:
            await maybeDeferred(portaria.stopService)
            raise
    try:
        yield portaria
    finally:
        await maybeDeferred(portaria.stopService)
