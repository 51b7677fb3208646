"""A party of a recorded visit on the line: the actor's decisions, carried out by a caller."""

from __future__ import annotations

from collections.abc import Sequence

from twisted.internet.interfaces import IDelayedCall, IReactorTime

from audiosocket.cli.actor import Actor
from audiosocket.cli.caller import Caller
from audiosocket.events import Event

LOOK_SECONDS = 0.1


class Performer:
    """Looks ten times a second whether its party has something to say, for as long as the call lasts."""

    def __init__(self, clock: IReactorTime, actor: Actor, recordings: Sequence[bytes]) -> None:
        """
        :param recordings: what the party says (8 kHz s16le), in the order in which the actor counts.
        """
        self._actor = actor
        self.caller: Caller | None = None
        self._clock = clock
        self._recordings = recordings
        self._look: IDelayedCall | None = None

    def tell(self, event: Event) -> None:
        """Hear an event of the visit."""
        self._actor.tell(event)

    def begin(self, caller: Caller) -> None:
        """The call stands: speak from now on."""
        self.caller = caller
        self._look = self._clock.callLater(LOOK_SECONDS, self._act)

    def stop(self) -> None:
        """Say no more, and hang up if the call still lasts."""
        if self._look is not None and self._look.active():
            self._look.cancel()
        if self.caller is not None:
            self.caller.hang_up()

    def heard(self) -> bytes:
        """What this party heard until now; nothing when there was no call."""
        return self.caller.heard_audio() if self.caller is not None else b""

    def _act(self) -> None:
        caller = self.caller
        if caller is None or caller.over:
            return
        self._look = self._clock.callLater(LOOK_SECONDS, self._act)
        if caller.speaking or caller.activity.speaking:
            return
        place = self._actor.next(self._clock.seconds())
        if place is not None:
            caller.play(self._recordings[place]).addCallback(lambda _: self._actor.said(self._clock.seconds()))
