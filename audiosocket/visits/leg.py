"""One party on the line: their turns become words, the flow's prompts become our voice, and nobody hears dead air."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from twisted.internet.defer import Deferred, maybeDeferred
from twisted.internet.interfaces import IDelayedCall, IReactorTime
from twisted.logger import Logger

from audiosocket.conversation.inputs import Said
from audiosocket.events import Event, KeyPressed, LegConnected, LegEnded, Role, Speaking, Spoken
from audiosocket.media.line import Line, LineRules
from audiosocket.media.ticker import Ticker
from audiosocket.protocol import Connection
from audiosocket.speech.interfaces import Voice
from audiosocket.visits.hearing import Ear, Hearing, HearingRules, Publish
from audiosocket.visits.speaker import Phrase, Speaker

ASKING_FOR_NUMBER = frozenset(
    {"ask_apartment_number", "again_apartment_number", "unknown_apartment", "unknown_block", "not_confirmed"}
)
"""Prompts after which a number is dictated."""

_NOISY_SECONDS = 10.0
_REPLY_SECONDS = 5.0
"""After a turn: what is said within this is the answer to it."""
_LONGEST_FAREWELL_SECONDS = 20.0
_STARVED_FAREWELL_SECONDS = 4.0
"""For a farewell whose voice does not come."""


@dataclass(frozen=True)
class LegRules:
    """
    How a leg behaves.

    :ivar filler_seconds: of nothing heard, while something is owed, until a short phrase keeps the line alive.
    :ivar farewell_tail_seconds: from the last frame of the farewell to 0x00: a telephone's own buffer is still playing.
    """

    line: LineRules
    hearing: HearingRules = field(default_factory=HearingRules)
    filler_seconds: float = 1.4
    farewell_tail_seconds: float = 0.3


@dataclass(frozen=True)
class Words:
    """A prompt in words: what `Leg.say` takes."""

    key: str
    text: str
    spare: str | None = None


class LegListener(Protocol):
    """Who is told what happens on a leg."""

    def leg_opened(self) -> None:
        """The party is there."""

    def leg_said(self, said: Said) -> None:
        """The party's words, never empty."""

    def leg_unheard(self) -> None:
        """No recognizer could be reached for a turn."""

    def leg_pressed(self, digit: str, at: float) -> None:
        """The party pressed a key at this time, by the clock's seconds; it may be told later."""

    def leg_quiet(self) -> None:
        """Nobody spoke for as long as the patience says."""

    def leg_began(self, key: str) -> None:
        """The first sound of a prompt was sent."""

    def leg_finished(self, key: str, text: str) -> None:
        """A prompt was said to its end, in these words."""

    def leg_ended(self, by_us: bool) -> None:
        """The connection is gone."""

    def leg_broke(self) -> None:
        """Something in us failed; whoever is there has to be told, and let go."""


class Leg:
    """One AudioSocket connection of a visit."""

    _log = Logger()

    def __init__(
        self,
        *,
        role: Role,
        uuid: UUID,
        connection: Connection,
        rules: LegRules,
        ear: Ear,
        speaker: Callable[[Line], Speaker],
        fillers: list[str],
        ticker: Ticker,
        clock: IReactorTime,
        listener: LegListener,
        publish: Publish,
        closed: Callable[[], None],
    ) -> None:
        self.role = role
        self.uuid = uuid
        self.patience = math.inf
        self._connection = connection
        self._rules = rules
        self._hearing = Hearing(ear, rules.hearing, clock, self, self._publish)
        self._line = Line(rules.line, ear.detector, self._hearing)
        self._speaker = speaker(self._line)
        self._fillers = fillers
        self._ticker = ticker
        self._clock = clock
        self._listener = listener
        self._publish_event = publish
        self._on_closed = closed
        self.saying = ""
        self._last: list[Words] = []
        self._held_keys: list[tuple[str, float]] = []
        self._ready = b""
        self._quiet_since: float | None = None
        self._owed_since = 0.0
        self._starved_since = 0.0
        self._filled = 0
        self._leaving = False
        self._gone = False
        self._guard: IDelayedCall | None = None

    # ---- what the visit does with a leg

    @property
    def open(self) -> bool:
        """Whether the party is there, and was not said farewell to."""
        return not self._gone and not self._leaving

    def say(self, prompts: list[Words]) -> None:
        """Say this instead of whatever is being said."""
        if self.open:
            self._line.expect_number(any(prompt.key in ASKING_FOR_NUMBER for prompt in prompts))
            self._last = prompts
            self._speak(prompts, interruptible=True)

    def hush(self) -> None:
        """Stop what is being said."""
        if self.open:
            self._speaker.stop()

    def repeat(self) -> None:
        """Say again what was said last."""
        self.say(self._last)

    def prepare(self, text: str, voice: Voice) -> None:
        """Have these words made, because they will be said soon."""
        self._speaker.prepare(text, voice)

    def use_fillers(self, fillers: list[str]) -> None:
        """From now on these short phrases keep the line alive."""
        self._fillers = fillers

    def farewell(self, prompts: list[Words], before_end: Callable[[], Deferred[list[Words]]]) -> None:
        """
        Say this to the end, whatever the party does; then, once `before_end` has been done too, end the leg.

        :param before_end: begun at once, so that it is done by the time the farewell was heard; its result is still to
            be said (nothing, when all went as the farewell said).
        """
        if not self.open:
            return
        self._leaving = True
        self._guard = self._clock.callLater(_LONGEST_FAREWELL_SECONDS, self._hang_up)
        self._hearing.stop()
        done = maybeDeferred(before_end)
        self._speak(prompts, interruptible=False, then=lambda: self._after_farewell(done))

    # ---- LegHandler: what the connection tells

    def opened(self) -> None:
        """Our audio begins with the next frame."""
        self._owed_since = self._clock.seconds()
        self._publish(LegConnected, leg=self.uuid)
        self._tell(self._listener.leg_opened)
        self._ticker.add(self)  # whose first frame, now, is already our voice

    def audio(self, kind: int, samples: bytes, now: float) -> None:
        """Audio of the party came."""
        self._line.hear(kind, samples, now)

    def digit(self, digit: str) -> None:
        """A key: whoever types does not want to hear the rest of the sentence."""
        if not self.open:
            return
        now = self._clock.seconds()
        self._publish(KeyPressed, digit=digit)
        self._quiet_since = None
        if self._hearing.busy or self._line.party_speaks:
            self._held_keys.append((digit, now))  # words that were begun before the key are heard out first
        else:
            self._tell(self._listener.leg_pressed, digit, now)

    def closed(self, reason: str) -> None:
        """The connection is gone."""
        self._gone = True
        self._ticker.remove(self)
        self._hearing.stop()
        self._speaker.stop()
        if self._guard is not None and self._guard.active():
            self._guard.cancel()
        self._publish(LegEnded, by_us=self._leaving, reason=reason)
        self._on_closed()
        self._tell(self._listener.leg_ended, self._leaving)

    # ---- Ticked: 20 ms have passed

    def receive(self) -> None:
        """Take what came."""
        self._connection.receive()

    def tick(self, frames: int, dropped: int, now: float) -> None:
        """Act on what came, make ready what is due, and see whether anybody has waited for too long."""
        self._connection.handle(now)
        if self._gone:
            return
        playout = self._line.playout
        self._ready = self._line.write(frames, dropped, now)
        if not playout.starved:
            self._starved_since = now
        if playout.audible:
            self._owed_since = now
            self._quiet_since = self._quiet_since if playout.interjecting else None
            return
        if self._leaving and playout.starved and now - self._starved_since > _STARVED_FAREWELL_SECONDS:
            self._speaker.stop()  # the voice hangs: better no farewell than a line that is held for it
        if self._hearing.busy or playout.starved:
            self._fill(now, self._rules.filler_seconds * (3 if self._line.party_speaks else 1))
        if not self._leaving and not playout.starved:
            self._wait(now)

    def transmit(self) -> None:
        """Send what is due."""
        ready, self._ready = self._ready, b""
        if ready and not self._connection.send(ready):
            self._line.playout.spoil()

    def failed(self) -> None:
        """A tick raised: no frame will ever be sent again."""
        self._connection.terminate()

    def _wait(self, now: float) -> None:
        """Count the time in which neither side has said a word; a noise, or a long story, has some more of it."""
        noisy = self._line.party_speaks or self._hearing.busy
        if self._quiet_since is None:
            self._quiet_since = now
        elif now - self._quiet_since >= (max(self.patience, _NOISY_SECONDS) if noisy else self.patience):
            self._quiet_since = None
            self._tell(self._listener.leg_quiet)

    def _fill(self, now: float, patience: float) -> None:
        """Something is owed and nothing is heard: a short phrase, at longer intervals up to a limit."""
        since = max(self._owed_since, self._hearing.speech_end)
        if self._fillers and now - since >= patience * (1 + 2 * min(self._filled, 2)):
            text = self._fillers[self._filled % len(self._fillers)]
            if self._speaker.interject(text):
                self._filled += 1
                self._publish(Speaking, prompt="filler", text=text)
            self._owed_since = now

    # ---- HearingListener: what the party says

    @property
    def party_speaks(self) -> bool:
        """Whether the party is in a turn."""
        return self._line.party_speaks

    def heard(self, said: Said) -> None:
        """The party said something; whoever speaks and types at once is taken at their word."""
        self._held_keys = []
        self._quiet_since = None
        self._filled = 0
        self._tell(self._listener.leg_said, said)

    def unheard(self) -> None:
        """No recognizer could be reached for a turn."""
        self._tell(self._listener.leg_unheard)

    def settled(self) -> None:
        """If nobody has given us anything new to say, our sentence goes on from where it was."""
        self._line.playout.resume()
        keys, self._held_keys = self._held_keys, []
        for digit, at in keys:
            self._tell(self._listener.leg_pressed, digit, at)

    # ---- our voice

    def _speak(self, prompts: list[Words], *, interruptible: bool, then: Callable[[], None] | None = None) -> None:
        self.saying = " ".join(prompt.text for prompt in prompts)
        now = self._clock.seconds()
        if now - self._hearing.speech_end > _REPLY_SECONDS:
            self._owed_since = now  # nobody is waiting for an answer
        self._quiet_since = None
        last = len(prompts) - 1
        self._speaker.say(
            [
                self._phrase(prompt, interruptible, then if place == last else None)
                for place, prompt in enumerate(prompts)
            ]
        )

    def _phrase(self, prompt: Words, interruptible: bool, then: Callable[[], None] | None) -> Phrase:
        return Phrase(
            prompt.text,
            prompt.spare,
            interruptible,
            on_start=lambda text: self._began(prompt.key, text),
            on_end=lambda text, complete: self._finished(prompt.key, text, complete, then),
        )

    def _began(self, key: str, text: str) -> None:
        self._filled = 0
        self._publish(Speaking, prompt=key, text=text)
        self._tell(self._listener.leg_began, key)

    def _finished(self, key: str, text: str, complete: bool, then: Callable[[], None] | None) -> None:
        if self._gone:
            return
        self._publish(Spoken, prompt=key, complete=complete)
        if complete:
            self._tell(self._listener.leg_finished, key, text)
        if then is not None:
            then()

    def _after_farewell(self, done: Deferred[list[Words]]) -> None:
        done.addErrback(lambda _: []).addCallback(self._say_last)

    def _say_last(self, words: list[Words]) -> None:
        if words and not self._gone:
            self._speak(words, interruptible=False, then=self._hang_up_soon)
        else:
            self._hang_up_soon()

    def _hang_up_soon(self) -> None:
        self._clock.callLater(self._rules.farewell_tail_seconds, self._hang_up)

    def _hang_up(self) -> None:
        if not self._gone:
            self._connection.terminate()

    def _tell(self, report: Callable[..., None], *what: object) -> None:
        """Tell the visit; a fault in it must not leave a caller in silence."""
        try:
            report(*what)
        except Exception:
            self._log.failure("A visit failed; its parties are told so")
            self._listener.leg_broke()

    def _publish(self, kind: type[Event], **fields: object) -> None:
        self._publish_event(kind, role=self.role, **fields)
