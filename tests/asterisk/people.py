"""How the people of a recorded visit behave on the telephone: they speak when the doorman has finished."""

from pathlib import Path
from typing import Any

from twisted.internet.defer import Deferred, DeferredList

from audiosocket.cli.recording import read_audio
from tests.asterisk.sip_call import Moment, SipCall

QUIET_SECONDS = 2.0
"""After this much silence it is our turn; a filler and the answer behind it lie closer together."""


def recordings(*paths: Path) -> list[bytes]:
    """What one person has to say, in order."""
    return [read_audio(path) for path in paths]


async def converse(call: SipCall, said: list[bytes], enough: Moment[SipCall] | None = None) -> None:
    """
    Say each recording when the other side has spoken and is quiet.

    It ends when the call is over or `enough` has happened: from then on nothing more is to be said.
    """
    for turn in said:
        if not await _is_my_turn(call, enough):
            return
        await call.line.say(turn)


async def _is_my_turn(call: SipCall, enough: Moment[SipCall] | None) -> bool:
    """Wait for the end of what the other side says; False if there is nothing more to say."""
    waiting: list[Deferred[Any]] = [call.line.spoken_and_quiet(QUIET_SECONDS), call.over.wait()]
    if enough is not None:
        waiting.append(enough.wait())
    _, first = await DeferredList(waiting, fireOnOneCallback=True, consumeErrors=True)
    for each in waiting:
        each.cancel()
    return bool(first == 0)
