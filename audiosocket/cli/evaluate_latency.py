"""
What the server itself adds between the end of a turn and the first sound of the answer.

Recognizer and synthesizer are scripted: their known delays are taken off, so that what is left is ours: endpointing's
last decision, the flow, the rules, the prompt, and the wait for the next 20 ms tick. Heard from outside: callers run
in the same process, so that both times stand on one clock, and their own load counts against us.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from twisted.internet.defer import Deferred, gatherResults, maybeDeferred
from twisted.internet.endpoints import TCP4ClientEndpoint
from twisted.internet.posixbase import PosixReactorBase
from twisted.internet.task import deferLater

from audiosocket.cli.caller import Caller, place_call
from audiosocket.cli.line_activity import Activity
from audiosocket.cli.recording import read_audio
from audiosocket.cli.rehearsal_settings import CONDOMINIUM, scripted_settings
from audiosocket.events import Event, Role, TurnEnded
from audiosocket.portaria import Portaria

RECOGNIZER_MS = 150
_RAMP_SECONDS = 0.13
"""Calls begin this long after each other, so that their turns do not all end in the same tick."""
_MOST_SECONDS = 60.0


@dataclass
class Stopwatch:
    """The turns' ends by visit, and the waits that came of them."""

    ended: dict[UUID, float] = field(default_factory=dict)
    waits: dict[UUID, list[float]] = field(default_factory=lambda: defaultdict(list))

    def tell(self, event: Event) -> None:
        """Note the end of a visitor's turn."""
        if isinstance(event, TurnEnded) and event.role is Role.VISITOR:
            self.ended[event.visit] = event.time

    def sound(self, visit: UUID, now: float) -> None:
        """The doorman's answer begins."""
        ended = self.ended.pop(visit, None)
        if ended is not None:
            self.waits[visit].append(now - ended)

    def added_ms(self) -> list[float]:
        """What is left of each wait without the recognizer, in order."""
        return sorted(1000 * wait - RECOGNIZER_MS for waits in self.waits.values() for wait in waits)


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of the sorted values lies."""
    return values[min(len(values) - 1, int(share * len(values)))]


class _Talker:
    """A visitor who says the same sentence each time the doorman has finished, a few times."""

    def __init__(self, reactor: PosixReactorBase, visit: UUID, sentence: bytes, turns: int, watch: Stopwatch) -> None:
        self._reactor = reactor
        self._visit = visit
        self._sentence = sentence
        self._left = turns
        self._watch = watch
        self.caller = Caller(reactor, visit, self._activity)

    async def talk(self, port: int) -> None:
        """Call, and stay until everything is said, or the doorman ends the call."""
        await place_call(TCP4ClientEndpoint(self._reactor, "127.0.0.1", port), self.caller)
        self.caller.ended.addTimeout(_MOST_SECONDS, self._reactor, lambda result, seconds: None)
        await self.caller.ended
        self.caller.hang_up()

    def _activity(self, activity: Activity) -> None:
        if activity is Activity.STARTED:
            self._watch.sound(self._visit, self._reactor.seconds())
        elif self._left:
            self._left -= 1
            self.caller.play(self._sentence)
        else:
            self.caller.hang_up()


async def evaluate(reactor: PosixReactorBase, options: argparse.Namespace) -> int:
    """``evaluate latency``: many calls at once, one line of percentiles, and a row of all of them."""
    sentence = read_audio(options.speech)
    with TemporaryDirectory() as folder:
        settings = scripted_settings(Path(folder), options.roster, RECOGNIZER_MS)
    portaria = Portaria(settings, reactor)
    portaria.startService()
    watch = Stopwatch()
    try:
        await portaria.ready
        portaria.events.subscribe(watch.tell)
        port = portaria.visitor_ports[CONDOMINIUM]
        await gatherResults([_later(reactor, n, port, sentence, options.turns, watch) for n in range(options.calls)])
    finally:
        await maybeDeferred(portaria.stopService)
    values = watch.added_ms()
    if not values:
        print("no turn was answered: is there speech in the recording?")
        return 1
    result = {
        "turns": len(values),
        **{f"p{share}": round(percentile(values, share / 100), 1) for share in (50, 95, 99)},
    }
    if options.out is not None:
        options.out.write_text(json.dumps(result) + "\n", encoding="utf-8")
    print(
        f"{result['turns']} turns of {options.calls} calls: the server adds "
        f"p50 {result['p50']} ms, p95 {result['p95']} ms, p99 {result['p99']} ms"
    )
    return 0


def _later(
    reactor: PosixReactorBase, place: int, port: int, sentence: bytes, turns: int, watch: Stopwatch
) -> Deferred[None]:
    talker = _Talker(reactor, uuid4(), sentence, turns, watch)
    begun = deferLater(reactor, place * _RAMP_SECONDS, lambda: None)
    return begun.addCallback(lambda _: Deferred.fromCoroutine(talker.talk(port)))
