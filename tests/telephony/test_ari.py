"""Calling residents over ARI: the adapter against the stand-in, in memory, with a clock in hand."""

from collections.abc import Callable
from typing import TypeVar, cast
from uuid import UUID, uuid4

from pydantic import SecretStr
from treq.client import HTTPClient
from treq.testing import StubTreq
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import ConnectionRefusedError
from twisted.internet.interfaces import IProtocol, IProtocolFactory, IStreamClientEndpoint
from twisted.internet.task import Clock
from twisted.logger import ILogObserver, LogEvent, LogLevel, globalLogPublisher
from twisted.trial.unittest import SynchronousTestCase
from twisted.web.resource import IResource, Resource
from zope.interface import implementer
from zope.interface.verify import verifyObject

from audiosocket.config import AriTelephony
from audiosocket.events import CallOutcome
from audiosocket.telephony.ari import AriOriginator, outcome_of
from audiosocket.telephony.exchange import (
    BUSY,
    CONGESTION,
    DECLINED,
    NO_ANSWER,
    Exchange,
    IResidentPhone,
    Plan,
    PlannedPhone,
    RingingTelephone,
)
from audiosocket.telephony.interfaces import IOriginator, ResidentCall
from audiosocket.telephony.nobody import NobodyOriginator
from audiosocket.telephony.standin import ari_root

T = TypeVar("T")


@implementer(IStreamClientEndpoint)
class NoEndpoint:
    """An endpoint where nobody is."""

    def connect(self, factory: IProtocolFactory) -> "Deferred[IProtocol]":
        return fail(ConnectionRefusedError())


@implementer(IResidentPhone)
class Phone:
    """A telephone in the test's hand."""

    def __init__(self) -> None:
        self.calls: list[RingingTelephone] = []

    def ring(self, ringing: RingingTelephone) -> None:
        self.calls.append(ringing)


class Silent(Resource):
    """A server that never answers."""

    isLeaf = True

    def render(self, request: object) -> int:
        return 1  # NOT_DONE_YET


class AriCase(SynchronousTestCase):
    """An originator before the stand-in's HTTP; events are handed over directly."""

    def setUp(self) -> None:
        self.clock = Clock()
        self.phone = Phone()
        self.exchange = Exchange(self.clock, self.phone, known=lambda telephone: telephone != "9999")
        self.alarms: list[str] = []
        self.rings: list[str] = []
        self.leg = uuid4()
        self.connect(ari_root(self.exchange, "doorman", "hush"))
        self.exchange.subscribe(lambda event: self.originator.receive(event))

    def connect(self, root: IResource, password: str = "hush") -> None:
        """Put the originator before a web site."""
        self.stub = StubTreq(root)
        settings = AriTelephony(kind="ari", user="doorman", password=SecretStr(password), url="http://ari.test/ari")
        self.originator = AriOriginator(
            self.clock, cast(HTTPClient, self.stub), NoEndpoint(), settings, self.alarms.append
        )

    def flush(self) -> None:
        """Carry requests and replies, and what is due now."""
        for _ in range(4):
            self.stub.flush()
            self.clock.advance(0)

    def call(self, telephone: str = "4010", leg: UUID | None = None) -> "Deferred[CallOutcome]":
        """Ring a telephone for 20 s."""
        asked = ResidentCall(leg or self.leg, telephone, "apoena", 20)
        done = self.originator.call(asked, lambda: self.rings.append("ringing"))
        self.flush()
        return done

    def critical(self) -> list[str]:
        """What was logged as critical from now on."""
        sentences: list[str] = []

        @implementer(ILogObserver)
        def observe(event: LogEvent) -> None:
            if event["log_level"] is LogLevel.critical:
                sentences.append(str(event.get("sentence")))

        globalLogPublisher.addObserver(observe)
        self.addCleanup(globalLogPublisher.removeObserver, observe)
        return sentences


class CallTests(AriCase):
    """One call to one telephone."""

    def test_the_originators_keep_the_interface(self) -> None:
        """Both originators are what the doorman expects."""
        verifyObject(IOriginator, self.originator)
        verifyObject(IOriginator, NobodyOriginator())

    def test_the_telephone_is_rung_with_our_ids(self) -> None:
        """The channel has an id of ours, the telephone's endpoint, and the leg's UUID in its variable."""
        self.call()
        self.assertEqual([(each.leg, each.telephone) for each in self.phone.calls], [(self.leg, "4010")])
        self.assertEqual(self.exchange.variable(f"res-{self.leg}", "CALLUUID"), str(self.leg))

    def test_ringing_is_told_once(self) -> None:
        """Asterisk tells it twice, as Dial and as state; we hear it once."""
        self.call()
        self.phone.calls[0].ringing()
        self.assertEqual(self.rings, ["ringing"])

    def test_answered(self) -> None:
        """An answer fires the outcome, and no timer is left."""
        done = self.call()
        self.phone.calls[0].ringing()
        self.assertNoResult(done)
        self.phone.calls[0].answer()
        self.assertIs(self.successResultOf(done), CallOutcome.ANSWERED)
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def test_refusals_are_told_by_their_cause(self) -> None:
        """Busy, declined and congested telephones have outcomes of their own."""
        for cause, outcome in (
            (BUSY, CallOutcome.BUSY),
            (DECLINED, CallOutcome.REFUSED),
            (CONGESTION, CallOutcome.UNREACHABLE),
            (NO_ANSWER, CallOutcome.NO_ANSWER),
        ):
            done = self.call(leg=uuid4())
            self.phone.calls[-1].refuse(cause)
            self.assertIs(self.successResultOf(done), outcome)

    def test_causes_by_number(self) -> None:
        """Unallocated, subscriber absent, out of order: all cannot be reached; an unasked-for 16 is no answer."""
        self.assertEqual({outcome_of(cause) for cause in (0, 1, 3, 20, 27, 34, 38, 127)}, {CallOutcome.UNREACHABLE})
        self.assertEqual({outcome_of(cause) for cause in (16, 18, 19)}, {CallOutcome.NO_ANSWER})

    def test_nobody_answers(self) -> None:
        """Asterisk ends the ringing after the ring time."""
        done = self.call()
        self.clock.advance(20)
        self.assertIs(self.successResultOf(done), CallOutcome.NO_ANSWER)

    def test_no_endpoint(self) -> None:
        """A telephone that Asterisk does not know cannot be reached; that is no alarm for the whole exchange."""
        self.assertIs(self.successResultOf(self.call("9999")), CallOutcome.UNREACHABLE)
        self.assertEqual(self.alarms, [])

    def test_a_repeated_request_rings_once(self) -> None:
        """If the channel is there already, the call is taken over: its state is asked for."""
        self.exchange.originate(f"res-{self.leg}", "PJSIP/4010", 20, {"CALLUUID": str(self.leg)})
        self.clock.advance(0)
        done = self.call()
        self.assertEqual(len(self.phone.calls), 1)
        self.phone.calls[0].answer()
        self.assertIs(self.successResultOf(done), CallOutcome.ANSWERED)

    def test_the_legs_own_audio_counts_as_an_answer(self) -> None:
        """If the audio is here before the event, or the events are down, the call is answered and is not ended."""
        done = self.call()
        self.originator.answered(self.leg)
        self.assertIs(self.successResultOf(done), CallOutcome.ANSWERED)
        self.flush()
        self.assertEqual(self.exchange.state(f"res-{self.leg}"), "Down")


class CancelTests(AriCase):
    """The visitor gives up while the resident is called."""

    def test_cancelling_ends_the_ringing(self) -> None:
        """The outcome comes at once, and the telephone stops."""
        done = self.call()
        done.cancel()
        self.assertIs(self.successResultOf(done), CallOutcome.CANCELLED)
        self.flush()
        self.assertTrue(self.phone.calls[0].is_over)
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def test_cancelling_before_asterisk_replied(self) -> None:
        """A call that Asterisk has not confirmed yet is ended as soon as it does."""
        done = self.originator.call(ResidentCall(self.leg, "4010", "apoena", 20), lambda: None)
        done.cancel()
        self.assertIs(self.successResultOf(done), CallOutcome.CANCELLED)
        self.flush()
        self.assertIsNone(self.exchange.state(f"res-{self.leg}"))

    def test_an_answer_before_asterisks_reply_is_kept(self) -> None:
        """A telephone that answers faster than the reply to our request is not hung up by that reply."""
        done = self.originator.call(ResidentCall(self.leg, "4010", "apoena", 20), lambda: None)
        self.originator.answered(self.leg)
        self.flush()
        self.assertIs(self.successResultOf(done), CallOutcome.ANSWERED)
        self.assertIsNotNone(self.exchange.state(f"res-{self.leg}"))


class TroubleTests(AriCase):
    """Asterisk is down, refuses, or is silent."""

    def test_no_outcome_in_time(self) -> None:
        """If no event ever comes, the call is ended five seconds after the ring time."""
        self.originator.receive = lambda event: None  # type: ignore[method-assign]
        done = self.call()
        self.exchange.subscribe(lambda event: None)
        self.clock.advance(24.9)
        self.assertNoResult(done)
        self.clock.advance(0.2)
        self.assertIs(self.successResultOf(done), CallOutcome.NO_ANSWER)

    def test_asterisk_does_not_answer(self) -> None:
        """A silent Asterisk is a failure after the request's time limit, with an alarm at critical level."""
        critical = self.critical()
        self.connect(Silent())
        done = self.call()
        self.clock.advance(5)
        self.assertIs(self.successResultOf(done), CallOutcome.FAILED)
        self.assertIn("did not answer within 5 s", self.alarms[0])
        self.assertEqual(critical, self.alarms)

    def test_wrong_password(self) -> None:
        """A refusal of ours fails the call, and says where to look, without the password."""
        self.connect(ari_root(self.exchange, "doorman", "hush"), password="wrong")
        self.assertIs(self.successResultOf(self.call()), CallOutcome.FAILED)
        self.assertIn("HTTP 401", self.alarms[0])
        self.assertNotIn("wrong", self.alarms[0])

    def test_the_event_stream_is_down(self) -> None:
        """That the events cannot be had is told once, at critical level, and tried again and again."""
        critical = self.critical()
        self.originator.startService()
        self.clock.pump([1.0] * 30)
        self.assertEqual(len(self.alarms), 1)
        self.assertIn("event stream is down", self.alarms[0])
        self.assertEqual(critical, self.alarms)
        self.assertFalse(self.originator.is_up)
        self.originator.stopService()
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def test_events_that_are_strange_do_no_harm(self) -> None:
        """Events without a channel, or with one that is none, are passed over."""
        strange: list[dict[str, object]] = [
            {},
            {"type": "Dial"},
            {"type": "ChannelDestroyed", "channel": 3},
            {
                "type": "ChannelDialplan",
                "channel": {"id": "x"},
                "dialplan_app": "AudioSocket",
                "dialplan_app_data": "nonsense",
            },
        ]
        for event in strange:
            self.originator.receive(event)


class VisitorChannelTests(AriCase):
    """The visitor's own call."""

    def finish(self, act: "Callable[[UUID], Deferred[T]]", visit: UUID) -> T:
        """Ask, carry, and give the result."""
        done = act(visit)
        self.flush()
        return self.successResultOf(done)

    def test_a_visit_is_marked_as_over(self) -> None:
        """VISIT=over is shared with the channel that an event told us of; a plain variable is refused by Asterisk."""
        visit = uuid4()
        self.exchange.visitor_arrived(visit)
        self.finish(self.originator.mark_over, visit)
        self.assertTrue(self.exchange.is_over(visit))

    def test_the_channel_is_looked_up_if_no_event_told_it(self) -> None:
        """After a restart the channel is found by its application's arguments."""
        visit = uuid4()
        self.originator.receive = lambda event: None  # type: ignore[method-assign]
        self.exchange.visitor_arrived(visit)
        self.finish(self.originator.mark_over, visit)
        self.assertTrue(self.exchange.is_over(visit))

    def test_a_visitor_who_is_gone(self) -> None:
        """No channel is no failure."""
        visit = uuid4()
        self.exchange.visitor_arrived(visit)
        self.exchange.visitor_left(visit)
        self.assertIsNone(self.finish(self.originator.mark_over, visit))

    def test_a_silent_asterisk_delays_no_farewell(self) -> None:
        """After 300 ms the visit goes on without Asterisk's word."""
        self.connect(Silent())
        done = self.originator.mark_over(uuid4())
        self.stub.flush()
        self.clock.advance(0.29)
        self.assertNoResult(done)
        self.clock.advance(0.02)
        self.assertIsNone(self.successResultOf(done))

    def test_transfer(self) -> None:
        """The person's telephone and the end of the visit are set on the visitor's channel."""
        visit = uuid4()
        channel = self.exchange.visitor_arrived(visit)
        self.assertIs(self.finish(lambda visit: self.originator.transfer(visit, "4000"), visit), True)
        self.assertEqual(self.exchange.variable(channel, "TRANSFER_TO"), "4000")
        self.assertTrue(self.exchange.is_over(visit))

    def test_a_call_that_came_back_is_ended(self) -> None:
        """The visitor's own channel can be ended; one that is gone is no failure."""
        visit = uuid4()
        channel = self.exchange.visitor_arrived(visit)
        self.finish(self.originator.hang_up, visit)
        self.assertIsNone(self.exchange.state(channel))
        self.assertIsNone(self.finish(self.originator.hang_up, visit))

    def test_transfer_of_a_visitor_who_is_gone(self) -> None:
        """It is told that nobody was handed over."""
        self.assertIs(self.finish(lambda visit: self.originator.transfer(visit, "4000"), uuid4()), False)

    def test_tryexec_is_understood(self) -> None:
        """The dialplan that brings calls back shows AudioSocket inside TryExec's arguments."""
        visit = uuid4()
        channel = self.exchange.visitor_arrived(visit)
        other = uuid4()
        self.originator.receive(
            {
                "type": "ChannelDialplan",
                "channel": self.exchange.channel(channel),
                "dialplan_app": "TryExec",
                "dialplan_app_data": f"AudioSocket({other},127.0.0.1:8080)",
            }
        )
        self.finish(self.originator.mark_over, other)
        self.assertTrue(self.exchange.is_over(visit))


class PlannedPhoneTests(AriCase):
    """Residents of the stand-in."""

    def test_plans(self) -> None:
        """A resident answers when planned, and the leg is told to whoever brings the audio."""
        answered: list[tuple[UUID, str]] = []
        phone = PlannedPhone(
            self.clock,
            lambda telephone: Plan(2) if telephone == "4010" else Plan(1, BUSY),
            lambda leg, telephone: answered.append((leg, telephone)),
        )
        verifyObject(IResidentPhone, phone)
        self.exchange._phone = phone
        first, second = self.call(), self.call("4013", uuid4())
        self.assertEqual(self.rings, ["ringing"])
        self.clock.advance(1)
        self.assertIs(self.successResultOf(second), CallOutcome.BUSY)
        self.clock.advance(1)
        self.assertIs(self.successResultOf(first), CallOutcome.ANSWERED)
        self.assertEqual(answered, [(self.leg, "4010")])
