"""
Asterisk over its REST interface: originate the resident's leg, hear what becomes of it, end it.

The resident's channel gets an id of ours, `res-<leg UUID>`, so that no retry can ring twice, and the leg's UUID in a
channel variable; answered, it goes on in the dialplan, which runs `AudioSocket(${CALLUUID},host:8081)`. Measured on
Asterisk 22: the only event that always comes is `ChannelDestroyed`; its cause tells why, the `Dial` status does not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from treq.client import HTTPClient
from twisted.application.service import MultiService
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IDelayedCall, IReactorTime, IStreamClientEndpoint
from twisted.logger import Logger
from twisted.python.failure import Failure
from zope.interface import implementer

from audiosocket.config.server import AriTelephony
from audiosocket.errors import OriginateError
from audiosocket.events import CallOutcome
from audiosocket.telephony.ari_channels import ChannelBook
from audiosocket.telephony.ari_client import AriClient, AriReply
from audiosocket.telephony.ari_events import AriAddress, AriEvent, EventStreamService
from audiosocket.telephony.interfaces import IOriginator, ResidentCall

SAFETY_SECONDS = 5.0
"""How long after the ring time an outcome may still come; Asterisk itself needs 5 ms."""

BEFORE_FAREWELL_SECONDS = 0.3
"""How long the end of a visit may wait for Asterisk."""

_CAUSES = {
    16: CallOutcome.NO_ANSWER,  # normal clearing, though not by us: another party's hang-up of the ringing
    17: CallOutcome.BUSY,
    18: CallOutcome.NO_ANSWER,
    19: CallOutcome.NO_ANSWER,
    21: CallOutcome.REFUSED,
    26: CallOutcome.NO_ANSWER,
}


def outcome_of(cause: int) -> CallOutcome:
    """What a Q.850 cause means for us: 1, 20, 27, 34 and all others are telephones that cannot be reached."""
    return _CAUSES.get(cause, CallOutcome.UNREACHABLE)


@dataclass(slots=True)
class _Ringing:
    """A call that has no outcome yet."""

    call: ResidentCall
    ringing: Callable[[], None]
    done: Deferred[CallOutcome]
    safety: IDelayedCall
    originated: bool = False
    told: bool = False


@implementer(IOriginator)
class AriOriginator(MultiService):
    """
    Calls residents through one Asterisk.

    :param endpoint: where the event stream connects.
    :param alarm: is told in a sentence when Asterisk is lost or refuses us, for whoever watches.
    """

    _log = Logger()

    def __init__(
        self,
        clock: IReactorTime,
        http: HTTPClient,
        endpoint: IStreamClientEndpoint,
        settings: AriTelephony,
        alarm: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._clock = clock
        self._settings = settings
        self._alarm = alarm
        self._ringing: dict[str, _Ringing] = {}
        self._unwanted: set[str] = set()
        address = AriAddress(settings.url, settings.user, settings.password.get_secret_value(), settings.app)
        self._client = AriClient(clock, http, address, settings.timeout_seconds)
        self._book = ChannelBook(self._client)
        self._events = EventStreamService(clock, endpoint, address, self.receive, self._up, self._down)
        self._events.setServiceParent(self)  # type: ignore[no-untyped-call]

    @property
    def is_up(self) -> bool:
        """Whether Asterisk's events reach us."""
        return self._events.is_up is True

    # Calling

    def call(self, call: ResidentCall, ringing: Callable[[], None]) -> Deferred[CallOutcome]:
        channel = _channel_of(call.leg)
        done: Deferred[CallOutcome] = Deferred(lambda _: self._cancel(channel))
        safety = self._clock.callLater(call.ring_seconds + SAFETY_SECONDS, self._overdue, channel)
        self._ringing[channel] = _Ringing(call, ringing, done, safety)
        self._originate(call, channel).addCallbacks(
            self._originated, self._unreachable, callbackArgs=(channel,), errbackArgs=(channel,)
        ).addErrback(self._log_failure)
        return done

    def _originate(self, call: ResidentCall, channel: str) -> Deferred[AriReply]:
        settings = self._settings
        query = {
            "endpoint": self._endpoint_of(call),
            "context": settings.context,
            "extension": settings.extension,
            "priority": str(settings.priority),
            "timeout": str(math.ceil(call.ring_seconds)),
            "callerId": settings.caller_id,
            "channelId": channel,
        }
        return self._client.request("POST", "channels", query, {"variables": {settings.uuid_variable: str(call.leg)}})

    def _endpoint_of(self, call: ResidentCall) -> str:
        filled = self._settings.endpoint.replace("{telephone}", call.telephone)
        return filled.replace("{condominium}", call.condominium)

    def _originated(self, reply: AriReply, channel: str) -> None:
        ringing = self._ringing.get(channel)
        if ringing is None:
            self._end_if_unwanted(channel)  # else it was answered or failed before the reply: nothing to do
        elif reply.good:
            ringing.originated = True
        elif reply.status == 409:
            ringing.originated = True
            self._look_after(channel)
        elif reply.status == 500 and "allocation failed" in reply.message.lower():
            self._log.error(
                "Asterisk knows no endpoint for leg {leg}: is telephony.endpoint right?", leg=str(ringing.call.leg)
            )
            self._settle(channel, CallOutcome.UNREACHABLE)
        else:
            self._raise_alarm(
                f"Asterisk refused to call a resident (HTTP {reply.status} {reply.message}); check ari.conf"
            )
            self._settle(channel, CallOutcome.FAILED)

    def _unreachable(self, failure: Failure, channel: str) -> None:
        failure.trap(OriginateError)
        self._raise_alarm(f"No resident can be called: {failure.getErrorMessage()}")
        if channel in self._ringing:
            self._unwanted.add(channel)
            self._settle(channel, CallOutcome.FAILED)
        self._end_if_unwanted(channel)

    def _cancel(self, channel: str) -> None:
        self._end(channel, CallOutcome.CANCELLED)

    def _overdue(self, channel: str) -> None:
        self._log.warn("Asterisk told no outcome of the call {channel} in time; it is ended", channel=channel)
        self._end(channel, CallOutcome.NO_ANSWER)

    def _end(self, channel: str, outcome: CallOutcome) -> None:
        """Stop the ringing; while Asterisk has not yet confirmed the call, only the confirmation can be waited for."""
        originated = self._ringing[channel].originated
        self._settle(channel, outcome)
        if originated:
            self._stop(channel)
        else:
            self._unwanted.add(channel)

    def _end_if_unwanted(self, channel: str) -> None:
        if channel in self._unwanted:
            self._unwanted.discard(channel)
            self._stop(channel)

    def _stop(self, channel: str) -> None:
        """End a channel; that it is gone already (404) is no fault."""
        self._client.request("DELETE", f"channels/{channel}").addErrback(self._log_trouble, "end a call")

    def _settle(self, channel: str, outcome: CallOutcome) -> None:
        ringing = self._ringing.pop(channel, None)
        if ringing is None:
            return
        if ringing.safety.active():
            ringing.safety.cancel()
        self._log.info("The call {channel} to a resident: {outcome}", channel=channel, outcome=outcome.value)
        ringing.done.callback(outcome)

    def answered(self, leg: UUID) -> None:
        self._settle(_channel_of(leg), CallOutcome.ANSWERED)

    # What Asterisk tells

    def receive(self, event: AriEvent) -> None:
        """Take in one event of Asterisk."""
        self._book.receive(event)
        kind, channel = event.get("type"), _channel_in(event)
        if channel is None or channel not in self._ringing:
            return
        if kind == "ChannelDestroyed":
            cause = event.get("cause")
            self._settle(channel, outcome_of(cause if isinstance(cause, int) else 0))
        elif kind == "Dial":
            self._progress(channel, str(event.get("dialstatus")))
        elif kind == "ChannelStateChange":
            self._progress(channel, _state_in(event.get("channel")))

    def _progress(self, channel: str, state: str) -> None:
        ringing = self._ringing[channel]
        if state.lower() == "ringing" and not ringing.told:
            ringing.told = True
            ringing.ringing()
        elif state.lower() in ("up", "answer"):
            self._settle(channel, CallOutcome.ANSWERED)

    def _look_after(self, channel: str) -> None:
        """Ask what became of a call whose events were missed."""
        self._client.request("GET", f"channels/{channel}").addCallback(self._found, channel).addErrback(
            self._log_trouble, "ask for a call"
        )

    def _found(self, reply: AriReply, channel: str) -> None:
        if channel not in self._ringing:
            return
        if reply.good:
            self._progress(channel, _state_in(reply.body))
        elif reply.status == 404:
            self._settle(channel, CallOutcome.NO_ANSWER)

    def _up(self) -> None:
        self._log.info("Asterisk's events arrive")
        self._book.forget()
        for channel, ringing in tuple(self._ringing.items()):
            if ringing.originated:
                self._look_after(channel)

    def _down(self, reason: str) -> None:
        self._raise_alarm(f"Asterisk's event stream is down, it is tried again until it is back: {reason}")

    def _raise_alarm(self, sentence: str) -> None:
        self._log.critical("{sentence}", sentence=sentence)
        self._alarm(sentence)

    # The visitor's own call

    def mark_over(self, visit: UUID) -> Deferred[None]:
        marking = self._set(visit, {self._settings.visit_variable: "over"})
        return marking.addErrback(self._log_trouble, "mark a visit as over; its call may come back once more")

    def transfer(self, visit: UUID, target: str) -> Deferred[bool]:
        """
        Set TRANSFER_TO, then VISIT=over: only channels in Stasis can be sent elsewhere over ARI, and ours are in the
        dialplan, which reads the two after our 0x00 and dials (`audiosocket dialplan` prints it).
        """

        def refused(failure: Failure) -> bool:
            self._log_trouble(failure, "hand a visitor over")
            return False

        variables = {self._settings.transfer_variable: target, self._settings.visit_variable: "over"}
        return self._set(visit, variables).addCallbacks(lambda _: True, refused)

    def hang_up(self, visit: UUID) -> Deferred[None]:
        ending = self._book.hang_up(visit).addTimeout(BEFORE_FAREWELL_SECONDS, self._clock, _too_late)
        return ending.addErrback(self._log_trouble, "end a visitor's call")

    def _set(self, visit: UUID, variables: dict[str, str]) -> Deferred[None]:
        return self._book.set_variables(visit, variables).addTimeout(BEFORE_FAREWELL_SECONDS, self._clock, _too_late)

    def _log_trouble(self, failure: Failure, what: str) -> None:
        failure.trap(OriginateError)
        self._log.warn("Asterisk could not {what}: {why}", what=what, why=failure.getErrorMessage())

    def _log_failure(self, failure: Failure) -> None:
        self._log.failure("A call to a resident could not be handled", failure)


def _too_late(_: object, seconds: float) -> None:
    raise OriginateError(f"no answer within {seconds:g} s")


def _channel_of(leg: UUID) -> str:
    return f"res-{leg}"


def _channel_in(event: AriEvent) -> str | None:
    """The channel an event is about; a Dial names it as the peer."""
    channel = event.get("peer" if event.get("type") == "Dial" else "channel")
    return str(channel.get("id")) if isinstance(channel, dict) else None


def _state_in(channel: object) -> str:
    return str(channel.get("state", "")) if isinstance(channel, dict) else ""
