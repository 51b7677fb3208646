"""
A telephone exchange in memory that behaves as Asterisk's ARI does, for the demonstration and for tests.

It rings telephones that a program answers, tells events with Asterisk's names, causes and order, and keeps the
visitors' channels with their variables. `standin.py` puts HTTP and a WebSocket before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

from twisted.internet.interfaces import IDelayedCall, IReactorTime
from zope.interface import Interface, implementer

NORMAL, BUSY, NO_ANSWER, DECLINED, CONGESTION = 16, 17, 19, 21, 34
"""Q.850 causes as Asterisk gives them."""

Json: TypeAlias = dict[str, object]


class IResidentPhone(Interface):
    """A resident's telephone."""

    def ring(ringing: RingingTelephone) -> None:  # noqa: N805
        """Begin to ring; the phone answers or refuses through `ringing`, now, later or never."""


class RingingTelephone:
    """What a telephone can do with a call; after the call's end all of it does nothing."""

    def __init__(self, exchange: Exchange, channel: str, leg: UUID, telephone: str) -> None:
        self.leg = leg
        self.telephone = telephone
        self._exchange = exchange
        self._channel = channel

    @property
    def is_over(self) -> bool:
        """Whether the caller has given up, or the ring time is over."""
        return self._exchange.state(self._channel) is None

    def ringing(self) -> None:
        """Say that it rings."""
        self._exchange.move(self._channel, "Ringing", "RINGING")

    def answer(self) -> None:
        """Take the call; the caller's audio is the telephone's own business."""
        self._exchange.move(self._channel, "Up", "ANSWER")

    def refuse(self, cause: int) -> None:
        """End the call with a cause, such as `BUSY`."""
        self._exchange.destroy(self._channel, cause)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a resident does: after so many seconds answer (no cause), or refuse; None is never."""

    after_seconds: float | None
    cause: int | None = None


@implementer(IResidentPhone)
class PlannedPhone:
    """
    Telephones whose residents do as planned.

    :param plan: a telephone's plan.
    :param answered: told of the leg and the telephone once a call is answered; it brings the resident's audio.
    """

    def __init__(self, clock: IReactorTime, plan: Callable[[str], Plan], answered: Callable[[UUID, str], None]) -> None:
        self._clock = clock
        self._plan = plan
        self._answered = answered

    def ring(self, ringing: RingingTelephone) -> None:
        plan = self._plan(ringing.telephone)
        if plan.cause is None:
            ringing.ringing()
        if plan.after_seconds is not None:
            self._clock.callLater(plan.after_seconds, self._act, ringing, plan.cause)

    def _act(self, ringing: RingingTelephone, cause: int | None) -> None:
        if ringing.is_over:
            return
        if cause is not None:
            ringing.refuse(cause)
            return
        ringing.answer()
        self._answered(ringing.leg, ringing.telephone)


@dataclass(slots=True)
class _Channel:
    id: str
    name: str
    state: str
    app_data: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    ring_timer: IDelayedCall | None = None

    def as_json(self) -> Json:
        app = "AudioSocket" if self.app_data else ""
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "dialplan": {"context": "", "exten": "s", "priority": 1, "app_name": app, "app_data": self.app_data},
        }


class Exchange:
    """
    The exchange's channels, telephones and events.

    :param known: whether there is a telephone of that number; a call to any other is refused as Asterisk does.
    """

    def __init__(
        self, clock: IReactorTime, phone: IResidentPhone, known: Callable[[str], bool] = lambda telephone: True
    ) -> None:
        self._clock = clock
        self._phone = phone
        self._known = known
        self._channels: dict[str, _Channel] = {}
        self._listeners: list[Callable[[Json], None]] = []
        self._gone: dict[str, _Channel] = {}

    def subscribe(self, listener: Callable[[Json], None]) -> Callable[[], None]:
        """Hear every event from now on; what comes back ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # What ARI asks

    def originate(self, channel_id: str, endpoint: str, ring_seconds: float, variables: dict[str, str]) -> int:
        """
        Ring a telephone.

        :param variables: the one that holds a UUID names the leg.
        :returns: the HTTP status: 200, 409 if the channel is there already, 500 if there is no such telephone.
        """
        telephone = endpoint.rpartition("/")[2].partition("@")[0]
        if channel_id in self._channels:
            return 409
        if not self._known(telephone):
            return 500
        leg = next((UUID(value) for value in variables.values() if _is_uuid(value)), None)
        channel = _Channel(channel_id, f"{endpoint}-0001", "Down", variables=variables)
        self._channels[channel_id] = channel
        channel.ring_timer = self._clock.callLater(ring_seconds, self.destroy, channel_id, NO_ANSWER)
        self._tell("ChannelCreated", channel)
        if leg is not None:
            # Later, as with a real telephone: the reply to the request goes out first.
            self._clock.callLater(0, self._phone.ring, RingingTelephone(self, channel_id, leg, telephone))
        return 200

    def channels(self) -> list[Json]:
        """All channels."""
        return [channel.as_json() for channel in self._channels.values()]

    def channel(self, channel_id: str) -> Json | None:
        """One channel, if it is there."""
        found = self._channels.get(channel_id)
        return None if found is None else found.as_json()

    def set_shared(self, channel_name: str, variable: str, value: str) -> bool:
        """Set what a channel's dialplan reads as `${SHARED(variable)}`; False if there is no channel of that name."""
        found = next((each for each in self._channels.values() if each.name == channel_name), None)
        if found is not None:
            found.variables[variable] = value
        return found is not None

    def variable(self, channel_id: str, name: str) -> str | None:
        """A channel's variable, shared or not; also of one that has ended."""
        found = self._channels.get(channel_id) or self._gone.get(channel_id)
        return None if found is None else found.variables.get(name)

    def destroy(self, channel_id: str, cause: int) -> bool:
        """End a channel; False if there is no such channel."""
        found = self._channels.pop(channel_id, None)
        if found is None:
            return False
        self._gone[channel_id] = found
        if found.ring_timer is not None and found.ring_timer.active():
            found.ring_timer.cancel()
        self._tell("ChannelDestroyed", found, cause=cause, cause_txt="")
        return True

    # What telephones do

    def state(self, channel_id: str) -> str | None:
        """A channel's state, or None when it is gone."""
        found = self._channels.get(channel_id)
        return None if found is None else found.state

    def move(self, channel_id: str, state: str, dialstatus: str) -> None:
        """Bring a channel into a state, with the events that Asterisk tells then."""
        found = self._channels.get(channel_id)
        if found is None or found.state == state:
            return
        found.state = state
        if state == "Up" and found.ring_timer is not None and found.ring_timer.active():
            found.ring_timer.cancel()
        self._emit({"type": "Dial", "dialstatus": dialstatus, "peer": found.as_json()})
        self._tell("ChannelStateChange", found)

    # What visitors do

    def visitor_arrived(self, visit: UUID) -> str:
        """
        Have a visitor's call run AudioSocket with this UUID.

        :returns: its channel, for `variable` and `destroy`.
        """
        channel = _Channel(f"vis-{visit}", f"PJSIP/gate-{visit}", "Up", app_data=f"{visit},127.0.0.1:8080")
        self._channels[channel.id] = channel
        self._tell("ChannelDialplan", channel, dialplan_app="AudioSocket", dialplan_app_data=channel.app_data)
        return channel.id

    def visitor_left(self, visit: UUID) -> None:
        """End the visitor's channel."""
        self.destroy(f"vis-{visit}", NORMAL)

    def resident_left(self, leg: UUID) -> None:
        """End an answered resident's channel."""
        self.destroy(f"res-{leg}", NORMAL)

    def is_over(self, visit: UUID) -> bool:
        """Whether the server has said that the visit is over."""
        return self.variable(f"vis-{visit}", "VISIT") == "over"

    def _tell(self, kind: str, channel: _Channel, **further: object) -> None:
        self._emit({"type": kind, "channel": channel.as_json(), **further})

    def _emit(self, event: Json) -> None:
        for listener in tuple(self._listeners):
            listener(event)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
