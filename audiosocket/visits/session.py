"""One visit wired together: the flow decides, the legs speak and hear, the exchange rings, the gate opens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from twisted.internet.defer import Deferred, maybeDeferred, succeed
from twisted.internet.interfaces import IReactorTime
from twisted.logger import Logger
from twisted.python.failure import Failure

from audiosocket.config.wordings import Language
from audiosocket.conversation.case import Case
from audiosocket.conversation.endings import BROKEN
from audiosocket.conversation.flow import machine
from audiosocket.conversation.phrasing import Phrasing, phrased
from audiosocket.conversation.stage import Evidence, Prompt, Timer
from audiosocket.events import (
    Alarm,
    CallOutcome,
    Event,
    EventStream,
    GateFailed,
    GateOpened,
    GateOpening,
    ResidentCalled,
    ResidentCallEnded,
    ResidentRinging,
    Role,
    VisitEnded,
    VisitStarted,
)
from audiosocket.extraction.extractor import NOTHING, Extraction
from audiosocket.gates.interfaces import GateRequest
from audiosocket.speech.interfaces import Voice
from audiosocket.telephony.interfaces import IOriginator, ResidentCall
from audiosocket.understanding.roster import Apartment
from audiosocket.visits.house import House
from audiosocket.visits.leg import Leg, LegListener, Words
from audiosocket.visits.parties import Resident, Visitor
from audiosocket.visits.tongue import Tongue

LONGEST_GATE_SECONDS = 20.0
"""For a gate's controller; its driver should give up sooner."""
_PHRASING_SECONDS = 10.0
"""For other words than ours; a telephone rings longer than that, and nobody waits for them."""
LATE_LEG_SECONDS = 5.0
"""From "answered" until the resident's audio is there."""


@dataclass(frozen=True)
class Wiring:
    """What every visit of the server shares."""

    clock: IReactorTime
    events: EventStream
    originator: IOriginator
    new_uuid: Callable[[], UUID]
    expect_resident: Callable[[UUID, Session], None]
    forget_resident: Callable[[UUID], None]
    ended: Callable[[Session], None]


class Session:
    """One visit. It is the flow's `Stage`; its legs tell the flow what happens through `Visitor` and `Resident`."""

    _log = Logger()

    def __init__(self, uuid: UUID, house: House, wiring: Wiring) -> None:
        self.uuid = uuid
        self.house = house
        self._wiring = wiring
        self._clock = wiring.clock
        self._began = wiring.clock.seconds()
        self._legs: dict[Role, Leg] = {}
        self._case = Case(
            self,
            house.roster,
            house.dialogue,
            house.patience,
            human=house.human,
            offer_keys=house.offer_keys,
            languages=tuple(house.foreign),
            mode=house.mode if house.extractor is not None else "rules",
        )
        self._flow = machine(self._case)
        self._tongue = Tongue(house)
        self._phrasing: list[Deferred[None]] = []
        self._expected: UUID | None = None
        self._ringing: Deferred[None] | None = None
        self._late: Timer | None = None
        self._gate_asked = False
        self._handover: Deferred[bool] | None = None
        self._over = False
        self.ended_by_us = False
        """Whether the visitor heard a farewell: such a call is not to come back."""
        self._timers: list[Timer] = []
        self.later(house.visit_seconds, self._flow.took_too_long)

    # ---- the legs

    def visitor_connected(self, leg: Leg) -> None:
        """The visitor's call is here."""
        self._legs[Role.VISITOR] = leg
        self.publish(VisitStarted, condominium=self.house.id)

    def resident_connected(self, leg: Leg) -> None:
        """The resident's audio is here."""
        self._legs[Role.RESIDENT] = leg
        self._answered(leg.uuid)

    def listener(self, role: Role, leg: UUID) -> LegListener:
        """Who is to be told what happens on a leg."""
        lost = partial(self.lost, leg)
        if role is Role.VISITOR:
            return Visitor(self._flow, self.hush, lost, self.broke)
        return Resident(self._flow, lost, self.broke)

    def extract(self, role: Role, text: str) -> Deferred[Extraction]:
        """What language models make of a turn, if the rules leave something open."""
        extractor = self.house.extractor
        tasks = self._case.tasks(role, text) if extractor is not None else None
        if extractor is None or not tasks:
            return succeed(NOTHING)
        leg = self._legs.get(role)
        return extractor.extract(tasks, leg.saying if leg is not None else "", text)

    def hush(self) -> None:
        """Whoever types does not want to hear the rest of the sentence."""
        if Role.VISITOR in self._legs:
            self._legs[Role.VISITOR].hush()

    def lost(self, leg: UUID, role: Role, by_us: bool) -> None:
        """A leg is gone; another of that role may have taken its place."""
        present = self._legs.get(role)
        if present is None or present.uuid != leg:
            return
        del self._legs[role]
        if role is Role.RESIDENT and self._expected == leg:
            self._expected = None
        if not by_us and role is Role.VISITOR:
            self._flow.visitor_left()
        elif not by_us:
            self._flow.resident_left()
        self._end_if_over()

    def broke(self) -> None:
        """Something in us failed: whoever is there is told so and let go, whatever state the flow is in."""
        self._alarm("visit", "the visit failed and was ended; the log has the fault")
        self._case.ending = self._case.ending or BROKEN
        self.stop_calling()
        with suppress(Exception):
            self._flow.conclude(BROKEN)  # calls its timers off
        self.farewell(Role.VISITOR, Prompt(BROKEN.visitor))
        self.farewell(Role.RESIDENT, Prompt(BROKEN.resident))
        self._end_if_over()

    def _safely(self, what: Callable[[], None]) -> None:
        """Do what a timer brings; a fault in it must not leave a caller in silence."""
        try:
            what()
        except Exception:
            self._log.failure("A visit failed; its parties are told so")
            self.broke()

    def _fault(self, why: Failure) -> None:
        """As `_safely`, for what comes of a Deferred."""
        self._log.failure("A visit failed; its parties are told so", why)
        self.broke()

    def hang_up(self) -> None:
        """The server stops: farewell to whoever is there."""
        self._flow.took_too_long()

    def _end_if_over(self) -> None:
        if self._over or self._legs or self._case.ending is None:
            return
        self._over = True
        self.stop_calling()
        for timer in self._timers:
            if timer.active():
                timer.cancel()
        for phrasing in self._phrasing:
            phrasing.cancel()
        outcome = self._case.ending.outcome
        self.publish(VisitEnded, outcome=outcome, seconds=self._clock.seconds() - self._began)
        self._wiring.ended(self)

    # ---- Stage: what the flow does

    def say(self, role: Role, *prompts: Prompt) -> None:
        """Say this instead of whatever is being said."""
        words = [self._words(role, prompt) for prompt in prompts]
        if role in self._legs:
            self._legs[role].say(words)

    def wording(self, prompt: Prompt) -> str:
        """The words that `say` will find for a prompt to the resident."""
        return self._tongue.words(Role.RESIDENT, prompt, self._case, spoken=False).text

    def use_language(self, language: Language) -> None:
        """From now on the visitor is spoken to in this language, fillers included."""
        self._tongue.language = language
        if Role.VISITOR in self._legs:
            self._legs[Role.VISITOR].use_fillers(self._tongue.fillers())

    def voice(self, role: Role) -> Voice:
        """Who speaks to a party now."""
        return self._tongue.voice(role)

    def repeat(self, role: Role) -> None:
        """Say again what was said last; in the language that is spoken now, if it was another."""
        again = self._tongue.said_otherwise() if role is Role.VISITOR else ()
        if again:
            self.say(role, *again)
        elif role in self._legs:
            self._legs[role].repeat()

    def farewell(self, role: Role, *prompts: Prompt) -> None:
        """Say this to the end, then end the leg; the exchange learns in time that the visit is over."""
        if self.connected(role):
            self.ended_by_us = self.ended_by_us or role is Role.VISITOR
            before = self._release_visitor if role is Role.VISITOR else lambda: succeed([])
            self._legs[role].farewell([self._words(role, prompt) for prompt in prompts], before)

    def patience(self, role: Role, seconds: float) -> None:
        """How long a silence may last."""
        if role in self._legs:
            self._legs[role].patience = seconds

    def connected(self, role: Role) -> bool:
        """Whether that leg is there and was not said farewell to."""
        return role in self._legs and self._legs[role].open

    def call(self, apartment: Apartment, telephone: str, attempt: int) -> None:
        """Ring a telephone; its audio will come under a UUID of our own, that is good for this leg alone."""
        leg = self._wiring.new_uuid()
        self._expected = leg
        self._wiring.expect_resident(leg, self)
        self.publish(
            ResidentCalled,
            leg=leg,
            apartment=apartment.number,
            block=apartment.block,
            telephone=telephone,
            attempt=attempt,
        )
        call = ResidentCall(leg, telephone, self.house.id, self.house.ring_seconds)
        ringing = self._wiring.originator.call(call, lambda: self.publish(ResidentRinging, leg=leg))
        self._ringing = ringing.addCallback(lambda outcome: self._call_ended(leg, outcome)).addErrback(self._fault)

    def stop_calling(self) -> None:
        """End the ringing, if there is any: what comes of it is no news any more."""
        leg, self._expected = self._expected, None
        if leg is not None:
            self._wiring.forget_resident(leg)
        if self._late is not None and self._late.active():
            self._late.cancel()
        ringing, self._ringing = self._ringing, None
        if ringing is not None:
            ringing.cancel()

    def prepare(self, *prompts: Prompt) -> None:
        """Make these words, which a resident will hear, ready on the leg that is there."""
        for prompt in prompts:
            words = self.wording(prompt)
            self._make_ready(words)
            if self.house.phraser is not None:
                asked = Phrasing(prompt.key, words, prompt.facts, resident=True)
                phrasing = phrased(self.house.phraser, asked, self._clock, _PHRASING_SECONDS)
                self._phrasing.append(phrasing.addCallback(partial(self._rephrase, words)))

    def _make_ready(self, words: str) -> None:
        for leg in self._legs.values():
            leg.prepare(words, self.voice(Role.RESIDENT))

    def _rephrase(self, ours: str, text: str) -> None:
        """Fresh words for a prompt that nobody has heard yet."""
        if not self._over and text != ours and Role.RESIDENT not in self._legs:
            self._tongue.rephrase(ours, text)
            self._make_ready(text)

    def open_gate(self, evidence: Evidence) -> None:
        """Open the gate, once."""
        leg = self._legs.get(Role.RESIDENT)
        found = self._case.called
        unfit = leg is None or found is None or self._case.ending is not None or Role.VISITOR not in self._legs
        if self._gate_asked or unfit or leg is None or found is None:
            self._log.critical("The gate of visit {visit} was to be opened out of turn: refused", visit=str(self.uuid))
            return
        self._gate_asked = True
        self.publish(GateOpening, leg=leg.uuid, by=evidence.by, question=evidence.question, answer=evidence.answer)
        flat = found.apartment
        request = GateRequest(str(self.uuid), self.house.id, flat.block, flat.number)
        opening = maybeDeferred(self.house.gate.open, request).addTimeout(LONGEST_GATE_SECONDS, self._clock)
        opening.addCallbacks(self._gate_opened, self._gate_failed).addErrback(self._fault)

    def transfer(self, target: str) -> None:
        """The dialplan goes on to a person once we have said 0x00."""
        self._handover = self._wiring.originator.transfer(self.uuid, target)

    def now(self) -> float:
        """The clock, in seconds."""
        return self._clock.seconds()

    def later(self, seconds: float, what: Callable[[], None]) -> Timer:
        """Call this after so many seconds, unless the visit is over by then."""
        timer = self._clock.callLater(seconds, self._safely, what)
        self._timers = [each for each in self._timers if each.active()] + [timer]
        return timer

    def publish(self, kind: type[Event], /, **fields: object) -> None:
        """Tell the event stream."""
        self._wiring.events.publish(kind(visit=self.uuid, time=self._clock.seconds(), **fields))

    # ---- what comes of it

    def _call_ended(self, leg: UUID, outcome: CallOutcome) -> None:
        if leg != self._expected:
            return
        self._ringing = None
        self.publish(ResidentCallEnded, leg=leg, outcome=outcome.value)
        if outcome is CallOutcome.FAILED:
            self._alarm("telephony", "the resident cannot be called: the exchange does not answer")
        if outcome is not CallOutcome.ANSWERED:
            self._wiring.forget_resident(leg)
            self._expected = None
            self._flow.call_failed(outcome)
        elif not self._has_arrived(leg):
            self._late = self.later(LATE_LEG_SECONDS, lambda: self._never_came(leg))

    def _never_came(self, leg: UUID) -> None:
        if leg == self._expected and not self._has_arrived(leg):
            self._alarm("telephony", "a resident answered, but no audio came: is the residents' dialplan right?")
            self._wiring.forget_resident(leg)
            self._expected = None
            self._flow.call_failed(CallOutcome.UNREACHABLE)

    def _has_arrived(self, leg: UUID) -> bool:
        present = self._legs.get(Role.RESIDENT)
        return present is not None and present.uuid == leg

    def _answered(self, leg: UUID) -> None:
        self._wiring.originator.answered(leg)
        if self._late is not None and self._late.active():
            self._late.cancel()

    def _gate_opened(self, _: None) -> None:
        self.publish(GateOpened)
        self._flow.gate_opened()
        self._end_if_over()

    def _gate_failed(self, why: Failure) -> None:
        self.publish(GateFailed, message=why.getErrorMessage())
        self._alarm("gate", why.getErrorMessage())
        self._flow.gate_failed()
        self._end_if_over()

    def _release_visitor(self) -> Deferred[list[Words]]:
        """Have the exchange know what to do with the visitor after our 0x00; tells what is still to be said to them."""
        if self._handover is not None:
            return self._handover.addCallback(self._handed_over)
        return self._wiring.originator.mark_over(self.uuid).addCallback(lambda _: [])

    def _handed_over(self, agreed: bool) -> list[Words] | Deferred[list[Words]]:
        if agreed:
            return []
        self._alarm("transfer", "the exchange did not take the visitor over")
        over = self._wiring.originator.mark_over(self.uuid)
        return over.addCallback(lambda _: [self._words(Role.VISITOR, Prompt("transfer_failed"))])

    def _alarm(self, kind: str, message: str) -> None:
        self._log.critical(
            "Alarm in visit {visit}: {kind}: {message}", visit=str(self.uuid), kind=kind, message=message
        )
        self.publish(Alarm, kind=kind, message=message)

    def _words(self, role: Role, prompt: Prompt) -> Words:
        return self._tongue.words(role, prompt, self._case)
