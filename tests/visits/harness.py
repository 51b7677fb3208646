"""A whole visit with a fake clock: fake lines, ears, voices, exchange and gate, and everything else real."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from twisted.internet.defer import Deferred, succeed
from twisted.internet.task import Clock
from zope.interface import implementer

from audiosocket.conversation.case import Patience
from audiosocket.conversation.dialogue import DialogueRules
from audiosocket.conversation.prompts import Prompts
from audiosocket.errors import GateError, SpeechError
from audiosocket.events import CallOutcome, Event, EventStream, Outcome, Role, Speaking, VisitEnded
from audiosocket.gates.interfaces import GateRequest, IGate
from audiosocket.media.line import LineRules
from audiosocket.media.ticker import Ticker
from audiosocket.protocol import LegHandler
from audiosocket.speech.interfaces import IRecognizer, Transcript, Voice
from audiosocket.telephony.interfaces import IOriginator, ResidentCall
from audiosocket.understanding.roster import load_roster
from audiosocket.visits.hearing import HearingRules
from audiosocket.visits.house import House
from audiosocket.visits.leg import LegRules
from audiosocket.visits.manager import SessionManager
from audiosocket.wire import AUDIO, SILENCE_MESSAGE

ROSTER = load_roster(Path(__file__).parent.parent / "data" / "corpus" / "roster.yaml")
VOICE, QUIET = b"vv" * 160, b"\x01\x00" * 160


class Detector:
    """Frames of v are voice."""

    def is_voice(self, frame: bytes) -> bool:
        return frame == VOICE


@implementer(IRecognizer)
class Ear:
    """Hears what the test has put into `texts`; an exception there is a failure. Takes `delay` seconds."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.delay = 0.1
        self.texts: list[str | Exception] = []
        self.asked = 0

    def transcribe(self, audio: bytes, hint: str) -> Deferred[Transcript]:
        self.asked += 1
        done: Deferred[Transcript] = Deferred(lambda _: call.cancel())
        text = self.texts.pop(0) if self.texts else ""
        if isinstance(text, Exception):
            call = self.clock.callLater(self.delay, done.errback, text)
        else:
            call = self.clock.callLater(self.delay, done.callback, Transcript(text))
        return done


class Store:
    """Every text is at hand, 20 ms a character; while `broken`, only what is in `kept` is."""

    def __init__(self) -> None:
        self.broken = False
        self.asked: list[tuple[str, Voice]] = []
        self.kept: set[str] = set()
        self.hangs = False

    def get_now(self, text: str, voice: Voice) -> bytes | None:
        self.asked.append((text, voice))
        return b"s" * 320 * len(text) if not self.broken or text in self.kept else None

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        done: Deferred[None] = Deferred()
        if not self.hangs:
            done.errback(SpeechError("no voice can be reached"))
        return done


@implementer(IOriginator)
class Exchange:
    """Remembers calls; the test decides what becomes of them."""

    def __init__(self) -> None:
        self.calls: list[ResidentCall] = []
        self.pending: dict[UUID, Deferred[CallOutcome]] = {}
        self.cancelled: list[UUID] = []
        self.over: list[UUID] = []
        self.transfers: list[str] = []
        self.takes_over = True
        self.marking: Deferred[None] | None = None
        self.down = False

    def call(self, call: ResidentCall, ringing: Callable[[], None]) -> Deferred[CallOutcome]:
        self.calls.append(call)
        if self.down:
            return succeed(CallOutcome.FAILED)

        def cancel(done: Deferred[CallOutcome]) -> None:
            self.cancelled.append(call.leg)
            done.callback(CallOutcome.CANCELLED)

        self.pending[call.leg] = Deferred(cancel)
        ringing()
        return self.pending[call.leg]

    def answered(self, leg: UUID) -> None:
        self.settle(CallOutcome.ANSWERED)

    def settle(self, outcome: CallOutcome) -> None:
        """The last call comes out like this."""
        done = self.pending.pop(self.calls[-1].leg, None)
        if done is not None and not done.called:
            done.callback(outcome)

    def mark_over(self, visit: UUID) -> Deferred[None]:
        self.over.append(visit)
        return self.marking or succeed(None)

    def hang_up(self, visit: UUID) -> Deferred[None]:
        return succeed(None)

    def transfer(self, visit: UUID, target: str) -> Deferred[bool]:
        self.transfers.append(target)
        return succeed(self.takes_over)


@implementer(IGate)
class Gate:
    """Remembers requests; fails while `broken`."""

    def __init__(self) -> None:
        self.requests: list[GateRequest] = []
        self.broken = False
        self.silent = False

    def open(self, request: GateRequest) -> Deferred[None]:
        self.requests.append(request)
        done: Deferred[None] = Deferred()
        if self.silent:
            return done
        if self.broken:
            done.errback(GateError("the gate's controller does not answer"))
        else:
            done.callback(None)
        return done


class Telephone:
    """One party: what a connection gets, and what it tells its handler."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.frames: list[tuple[float, bytes]] = []
        self.terminated_at: float | None = None
        self.reads = True
        self.handler: LegHandler | None = None

    def send(self, messages: bytes) -> bool:
        if not self.reads:
            return False
        for at in range(0, len(messages), 323):
            self.frames.append((self.clock.seconds(), messages[at : at + 323]))
        return True

    def receive(self) -> None:
        pass

    def handle(self, now: float) -> None:
        pass

    def terminate(self) -> None:
        if self.terminated_at is None:
            self.terminated_at = self.clock.seconds()
            self.clock.callLater(0, self.hang_up)

    def hang_up(self) -> None:
        if self.handler is not None:
            handler, self.handler = self.handler, None
            handler.closed("the caller hung up")

    @property
    def last_voice(self) -> float:
        return max(time for time, frame in self.frames if frame != SILENCE_MESSAGE)


class World:
    """Everything around visits, and the visitor's and the resident's telephones."""

    def __init__(self, **house: object) -> None:
        self.clock = Clock()
        self.events: list[Event] = []
        stream = EventStream()
        stream.subscribe(self.events.append)
        self.ear, self.store, self.exchange, self.gate = Ear(self.clock), Store(), Exchange(), Gate()
        self.next_uuid = 1000
        self.manager = SessionManager(
            clock=self.clock,
            events=stream,
            ticker=Ticker(self.clock),
            originator=self.exchange,
            recognizer=self.ear,
            store=self.store,
            new_detector=Detector,
            max_calls=4,
            new_uuid=self._new_uuid,
        )
        leg = LegRules(LineRules())
        settings: dict[str, object] = {
            "id": "apoena",
            "name": "Condomínio Apoena",
            "roster": ROSTER,
            "prompts": Prompts("Condomínio Apoena"),
            "voice": Voice("auto", "auto"),
            "gate": self.gate,
            "dialogue": DialogueRules(),
            "patience": Patience(),
            "visitor_leg": leg,
            "resident_leg": LegRules(LineRules(), HearingRules(settle_seconds=1.1)),
            "ring_seconds": 20.0,
            "visit_seconds": 600.0,
        }
        self.house = House(**{**settings, **house})  # type: ignore[arg-type]
        self.visit = UUID(int=1)
        self.visitor, self.resident = Telephone(self.clock), Telephone(self.clock)

    def _new_uuid(self) -> UUID:
        self.next_uuid += 1
        return UUID(int=self.next_uuid)

    # ---- what happens

    def arrive(self) -> None:
        """The visitor's call comes, and the greeting is heard."""
        self.visitor.handler = self.manager.admit_visitor(self.house, self.visit, self.visitor)
        self.visitor.handler.opened()
        self.listen(Role.VISITOR)

    def answer(self, listen: bool = True) -> None:
        """The resident takes the call that is ringing, and hears the announcement."""
        self.resident = Telephone(self.clock)
        self.resident.handler = self.manager.admit_resident(self.exchange.calls[-1].leg, self.resident)
        self.resident.handler.opened()
        if listen:
            self.listen(Role.RESIDENT)

    def telephone(self, role: Role) -> Telephone:
        return self.visitor if role is Role.VISITOR else self.resident

    def wait(self, seconds: float) -> None:
        """Time passes, and both parties are silent."""
        for _ in range(round(seconds / 0.02)):
            self.step()

    def step(self, voice: Role | None = None) -> None:
        """20 ms pass; this party speaks in them."""
        self.clock.advance(0.02)
        for role in Role:
            handler = self.telephone(role).handler
            if handler is not None:
                handler.audio(AUDIO, VOICE if role is voice else QUIET, self.clock.seconds())

    def listen(self, role: Role, limit: float = 60.0) -> None:
        """Wait until the doorman has said what there is to say to this party."""
        quiet = 0
        for _ in range(round(limit / 0.02)):
            self.step()
            frames = self.telephone(role).frames
            quiet = quiet + 1 if frames and frames[-1][1] == SILENCE_MESSAGE else 0
            if quiet >= 20 or self.telephone(role).handler is None:
                return

    def speak(self, role: Role, text: str | Exception, seconds: float = 0.6) -> None:
        """This party says something, and it is recognized."""
        self.ear.texts.append(text)
        for _ in range(round(seconds / 0.02)):
            self.step(role)
        self.wait(0.7 + self.ear.delay + 0.06 + (0.4 if role is Role.RESIDENT else 0.0))

    def say(self, role: Role, text: str | Exception) -> None:
        """This party says something, and hears the doorman out."""
        self.speak(role, text)
        self.listen(role)

    def press(self, role: Role, digits: str) -> None:
        """Keys on this party's telephone."""
        for digit in digits:
            handler = self.telephone(role).handler
            assert handler is not None
            handler.digit(digit)
            self.wait(0.2)

    # ---- what came of it

    def prompts(self, role: Role) -> list[str]:
        """The keys of everything that this party was told."""
        return [event.prompt for event in self.events if isinstance(event, Speaking) and event.role is role]

    def texts(self, role: Role) -> list[str]:
        """Everything that this party was told."""
        return [event.text for event in self.events if isinstance(event, Speaking) and event.role is role]

    @property
    def outcome(self) -> Outcome | None:
        """How the visit ended; None while it goes on."""
        return next((event.outcome for event in self.events if isinstance(event, VisitEnded)), None)

    def finish(self) -> None:
        """Wait until the visit is over."""
        for _ in range(30_000):
            if self.outcome is not None:
                return
            self.step()
