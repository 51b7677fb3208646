"""All live visits: who may connect, and to which visit a leg belongs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IReactorTime
from twisted.logger import Logger

from audiosocket.events import EventStream, Role
from audiosocket.media.line import Line
from audiosocket.media.ticker import Ticker
from audiosocket.media.voice import VoiceDetector
from audiosocket.protocol import Connection, LegHandler, RefusedError
from audiosocket.speech.interfaces import IRecognizer, Voice
from audiosocket.telephony.interfaces import IOriginator
from audiosocket.visits.hearing import Ear
from audiosocket.visits.house import House
from audiosocket.visits.leg import Leg
from audiosocket.visits.session import Session, Wiring
from audiosocket.visits.speaker import Speaker, SpeechStore

LONGEST_STOP_SECONDS = 15.0
"""For the farewells of a server that stops."""
MOST_REMEMBERED = 1000
"""Visits that are over, and whose calls are not to begin anew."""


class SessionManager:
    """Admits legs, and knows every visit that is going on."""

    _log = Logger()

    def __init__(
        self,
        *,
        clock: IReactorTime,
        events: EventStream,
        ticker: Ticker,
        originator: IOriginator,
        recognizer: IRecognizer | None,
        store: SpeechStore,
        new_detector: Callable[[], VoiceDetector],
        max_calls: int,
        new_uuid: Callable[[], UUID] = uuid4,
    ) -> None:
        """
        :param recognizer: None: there is none, and everything goes by keypad.
        :param new_detector: a detector of voices for one leg.
        :param max_calls: legs at once; more are refused.
        """
        self._clock = clock
        self._events = events
        self._ticker = ticker
        self._recognizer = recognizer
        self._store = store
        self._new_detector = new_detector
        self._max_calls = max_calls
        self._sessions: dict[UUID, Session] = {}
        self._expected: dict[UUID, Session] = {}
        self._over: OrderedDict[UUID, None] = OrderedDict()
        self._originator = originator
        self._legs = 0
        self._gone: Deferred[None] | None = None
        self._wiring = Wiring(
            clock=clock,
            events=events,
            originator=originator,
            new_uuid=new_uuid,
            expect_resident=self._expected.__setitem__,
            forget_resident=self._forget_resident,
            ended=self._ended,
        )

    @property
    def visits(self) -> int:
        """How many visits are going on."""
        return len(self._sessions)

    @property
    def legs(self) -> int:
        """How many legs are connected."""
        return self._legs

    def admit_visitor(self, house: House, uuid: UUID, connection: Connection) -> LegHandler:
        """
        A visitor's leg begins a visit.

        :raises RefusedError: when there are too many legs, or a visit of that UUID is going on, or over.
        """
        self._check_room(len(self._expected))
        if uuid in self._over:
            self._originator.hang_up(uuid)
            raise RefusedError(f"the visit {uuid} is over: its call came back, and is ended by the exchange")
        if uuid in self._sessions:
            raise RefusedError(f"a visit of the UUID {uuid} is going on already")
        session = self._sessions[uuid] = Session(uuid, house, self._wiring)
        leg = self._leg(Role.VISITOR, uuid, session, connection, house.visitor_hint())
        session.visitor_connected(leg)
        return leg

    def admit_resident(self, uuid: UUID, connection: Connection) -> LegHandler:
        """
        A resident's leg belongs to the visit that called it.

        :raises RefusedError: when no visit of ours did, or it was here before, or there are too many legs.
        """
        session = self._expected.pop(uuid, None)
        if session is None:
            raise RefusedError(f"no resident is expected under the UUID {uuid}")
        self._check_room(0)
        leg = self._leg(Role.RESIDENT, uuid, session, connection, session.house.resident_hint())
        session.resident_connected(leg)
        return leg

    def stop(self) -> Deferred[None]:
        """
        Say farewell to everybody, and take nobody else.

        :returns: fires when all legs are gone, or after `LONGEST_STOP_SECONDS` in any case.
        """
        self._max_calls = 0
        gone: Deferred[None] = Deferred(lambda _: None)
        self._gone = gone
        for session in tuple(self._sessions.values()):
            session.hang_up()
        if not self._legs:
            gone.callback(None)
        return gone.addTimeout(LONGEST_STOP_SECONDS, self._clock, lambda *_: None)

    def _check_room(self, kept_free: int) -> None:
        """Room for one more; for residents who are being called room is kept free."""
        if self._legs + kept_free >= self._max_calls:
            raise RefusedError(f"all {self._max_calls} legs are taken: raise max_calls if the machine can bear more")

    def _leg(self, role: Role, uuid: UUID, session: Session, connection: Connection, hint: str) -> Leg:
        house = session.house
        self._legs += 1
        return Leg(
            role=role,
            uuid=uuid,
            connection=connection,
            rules=house.visitor_leg if role is Role.VISITOR else house.resident_leg,
            ear=Ear(self._recognizer, hint, self._new_detector(), partial(session.extract, role)),
            speaker=partial(self._speaker, partial(session.voice, role)),
            fillers=list(house.prompts.wordings("filler")),
            ticker=self._ticker,
            clock=self._clock,
            listener=session.listener(role, uuid),
            publish=session.publish,
            closed=self._closed,
        )

    def _speaker(self, voice: Callable[[], Voice], line: Line) -> Speaker:
        return Speaker(self._store, voice, line.playout)

    def _forget_resident(self, leg: UUID) -> None:
        self._expected.pop(leg, None)

    def _closed(self) -> None:
        self._legs -= 1
        if not self._legs and self._gone is not None and not self._gone.called:
            self._gone.callback(None)

    def _ended(self, session: Session) -> None:
        self._sessions.pop(session.uuid, None)
        if session.ended_by_us:
            self._over[session.uuid] = None
        if len(self._over) > MOST_REMEMBERED:
            self._over.popitem(last=False)
