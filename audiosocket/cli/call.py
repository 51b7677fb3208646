"""``audiosocket call``: a caller without Asterisk, who speaks recordings, typed words or into a microphone."""

from __future__ import annotations

import argparse
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.interfaces import IReactorTime
from twisted.internet.posixbase import PosixReactorBase

from audiosocket.cli.caller import CallEnded, Caller, place_call
from audiosocket.cli.display import ConversationDisplay, Line
from audiosocket.cli.line_activity import FINISHED_AFTER_SECONDS, Activity, LineActivity
from audiosocket.cli.microphone import Microphone
from audiosocket.cli.recording import SAMPLE_BYTES, SAMPLE_RATE, RecordingError, read_audio, write_wav
from audiosocket.cli.running import run_command
from audiosocket.cli.spoken import speak
from audiosocket.cli.typed import HELP, HangUp, Keys, Words, parse_typed, read_lines
from audiosocket.errors import DoormanError
from audiosocket.providers.exchange import make_client
from audiosocket.speech.exchange import Exchange
from audiosocket.speech.interfaces import ISynthesizer, Voice
from audiosocket.speech.openai_compatible import OpenAiSynthesizer
from audiosocket.wire import DTMF_DIGITS

KEYS = "keys:"


class CallError(DoormanError):
    """The doorman cannot be called; the message says where we tried."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do when the doorman has finished: say `audio`, or press `keys`."""

    name: str
    audio: bytes = b""
    keys: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser what this command takes."""
    parser.add_argument("--host", default="127.0.0.1", help="where the server is (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="a condominium's visitors' port (default: %(default)s)")
    parser.add_argument("--uuid", type=uuid.UUID, help="the call's UUID (default: a new one)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--wav",
        nargs="+",
        default=[],
        metavar="FILE",
        help="say the next of these each time the doorman has finished; keys:501# presses keys instead",
    )
    how.add_argument(
        "--type", action="store_true", help="type what to say (needs --speech-url) and which keys to press"
    )
    how.add_argument("--microphone", action="store_true", help="speak yourself (needs the package sounddevice)")
    parser.add_argument("--speech-url", help="an OpenAI-compatible server that speaks typed words, up to and with /v1")
    parser.add_argument("--speech-model", default="auto", help="its model (default: %(default)s)")
    parser.add_argument("--speech-voice", default="auto", help="its voice (default: %(default)s)")
    parser.add_argument("--record", type=Path, metavar="FILE", help="write what was heard into this WAV file")
    parser.add_argument(
        "--quiet-seconds",
        type=float,
        default=FINISHED_AFTER_SECONDS,
        help="quiet after which the doorman has finished (default: %(default)s)",
    )
    parser.add_argument(
        "--patience-seconds",
        type=float,
        default=45.0,
        help="hang up when the doorman has been quiet for so long (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Call; 0 when the call came to its end, 1 when there was none."""
    items = [read_item(name) for name in options.wav]
    return run_command(lambda reactor: _call(reactor, options, items))


def read_item(name: str) -> Item:
    """
    What one word of ``--wav`` means: a file, or ``keys:501#``.

    :raises RecordingError: when it is neither.
    """
    if not name.startswith(KEYS):
        return Item(Path(name).name, audio=read_audio(Path(name)))
    keys = name.removeprefix(KEYS)
    if not keys or not set(keys) <= DTMF_DIGITS:
        raise RecordingError(f"{name}: keys are 0-9, *, # and A-D, such as keys:501#")
    return Item(name, keys=keys)


class Conversation:
    """A caller with a list of things to say, one after each time the doorman has finished; prints what happens."""

    def __init__(self, clock: IReactorTime, items: list[Item], show: Callable[[float, Line], None]) -> None:
        self._clock = clock
        self._items = deque(items)
        self._show = show
        self._started_speaking = 0.0
        self.caller: Caller | None = None
        self.last_sound = clock.seconds()

    def activity(self, activity: Activity) -> None:
        """The doorman started or finished speaking."""
        self.last_sound = self._clock.seconds()
        if activity is Activity.STARTED:
            self._started_speaking = self.last_sound
            self.tell("doorman", "starts to speak")
        else:
            quiet = self.caller.activity.quiet_for(self.last_sound) if self.caller is not None else None
            seconds = self.last_sound - self._started_speaking - (quiet or 0.0)
            self.tell("doorman", f"has finished, after {seconds:.1f} s")
            self._next()

    def do(self, item: Item) -> None:
        """Say or press something now."""
        caller = self.caller
        if caller is None:
            return
        self.last_sound = self._clock.seconds()
        if item.keys:
            self.tell("caller", f"presses {item.keys}")
            caller.press(item.keys)
            return
        self.tell("caller", f"says {item.name} ({len(item.audio) / SAMPLE_BYTES / SAMPLE_RATE:.1f} s)")
        caller.play(item.audio).addCallback(lambda _: self._said())

    def tell(self, who: str, what: str) -> None:
        """Print a line with the time since the call began."""
        started = self.caller.connected_at if self.caller is not None else self._clock.seconds()
        self._show(self._clock.seconds() - started, Line(who, what))

    def _said(self) -> None:
        self.last_sound = self._clock.seconds()

    def _next(self) -> None:
        if self._items and self.caller is not None and not self.caller.speaking:
            self.do(self._items.popleft())


async def _call(reactor: PosixReactorBase, options: argparse.Namespace, items: list[Item]) -> int:
    console = Console()
    conversation = Conversation(reactor, items, ConversationDisplay(console).show)
    microphone: Microphone | None = None

    def hear(samples: bytes) -> None:
        if microphone is not None:
            microphone.play(samples)

    leg = options.uuid or uuid.uuid4()
    caller = Caller(reactor, leg, conversation.activity, LineActivity(options.quiet_seconds), hear)
    conversation.caller = caller
    try:
        await place_call(HostnameEndpoint(reactor, options.host, options.port), caller)
    except Exception as error:
        raise CallError(f"nobody answers at {options.host}:{options.port} ({error}); is the server running?") from error
    conversation.tell("", f"connected to {options.host}:{options.port} as {leg}")
    try:
        if options.microphone:
            microphone = Microphone(reactor, caller.play)
        elif options.type:
            _take_typing(reactor, options, conversation, caller)
        ended = await _until_end(reactor, conversation, caller, options.patience_seconds)
    finally:
        if microphone is not None:
            microphone.close()
        caller.hang_up()
        if options.record is not None:
            write_wav(options.record, caller.heard_audio())
    conversation.tell("", f"the call has ended after {ended.seconds:.1f} s: {ended.reason}")
    if options.record is not None:
        console.print(f"heard: {options.record}", highlight=False, soft_wrap=True)
    return 0


def _until_end(clock: IReactorTime, talk: Conversation, caller: Caller, patience: float) -> Deferred[CallEnded]:
    """The end of the call; a caller whom nobody speaks to any more hangs up."""

    def look() -> None:
        if caller.over:
            return
        if clock.seconds() - talk.last_sound > patience and not caller.activity.speaking and not caller.speaking:
            talk.tell("caller", f"hears nothing for {patience:.0f} s, and hangs up")
            caller.hang_up()
        else:
            clock.callLater(0.5, look)

    look()
    return caller.ended


def _take_typing(
    reactor: PosixReactorBase, options: argparse.Namespace, conversation: Conversation, caller: Caller
) -> None:
    synthesizer = _synthesizer(reactor, options.speech_url) if options.speech_url else None
    voice = Voice(options.speech_model, options.speech_voice)
    print(HELP)

    def take(line: str) -> None:
        typed = parse_typed(line)
        if typed is None:
            return
        match typed.what:
            case HangUp():
                caller.hang_up()
            case Keys(digits=digits):
                conversation.do(Item(digits, keys=digits))
            case Words(text=text) if synthesizer is not None:
                Deferred.fromCoroutine(_say(conversation, synthesizer, text, voice))
            case Words():
                print("words need a voice: give --speech-url, or press keys with /501#")

    read_lines(reactor, take, lambda: None)


async def _say(conversation: Conversation, synthesizer: ISynthesizer, text: str, voice: Voice) -> None:
    try:
        conversation.do(Item(f"“{text}”", audio=await speak(synthesizer, text, voice)))
    except DoormanError as error:
        print(f"this could not be said: {error}")


def _synthesizer(reactor: PosixReactorBase, url: str) -> ISynthesizer:
    return OpenAiSynthesizer(Exchange(make_client(reactor), reactor, url))
