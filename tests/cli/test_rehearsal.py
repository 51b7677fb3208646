"""A visit on this machine alone: the server, the stand-in exchange, callers over TCP; only the speech is scripted."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from twisted.internet.posixbase import PosixReactorBase
from twisted.trial.unittest import TestCase

from audiosocket.cli.actor import Actor
from audiosocket.cli.performer import Performer
from audiosocket.cli.person import Person
from audiosocket.cli.recording import read_audio
from audiosocket.cli.rehearsal import Lines, Stage
from audiosocket.cli.rehearsal_settings import Rehearsal, new_password, rehearsal_settings
from audiosocket.config import Configuration
from audiosocket.config.speech import ScriptedRecognizer, ScriptedSynthesizer, Speech
from audiosocket.events import AnswerUnderstood, Event, Heard, Outcome, Role, Spoken
from audiosocket.portaria import Portaria

VISITS = Path(__file__).parents[2] / "recordings" / "visits"
TEXT = "Entrega do iFood para o apartamento 501 do bloco A"


class KeyPresser(Person):
    """A resident who presses a key once the question was asked."""

    def __init__(self, keys: str) -> None:
        super().__init__(Role.RESIDENT)
        self._keys = keys

    def tell(self, event: Event) -> None:
        if isinstance(event, Spoken) and event.prompt == "ask_decision" and self.caller is not None:
            self.caller.press(self._keys)


def with_scripted_speech(settings: Configuration, cache: Path) -> Configuration:
    speech = Speech(
        recognizers=(ScriptedRecognizer(kind="scripted", text=TEXT, delay_ms=20),),
        synthesizers=(ScriptedSynthesizer(kind="scripted", characters_per_second=100),),
        cache_dir=cache,
    )
    return settings.model_copy(update={"speech": speech})


class RehearsalTests(TestCase):
    timeout = 60

    async def stage(self) -> Stage:
        from twisted.internet import reactor as installed

        reactor = cast(PosixReactorBase, installed)
        self.reactor = reactor
        lines, password = Lines(reactor), new_password()
        await lines.open(password)
        self.addCleanup(lines.close)
        with TemporaryDirectory() as folder:
            rehearsal = Rehearsal(VISITS / "roster.yaml", lines.url, password, "http://127.0.0.1:1/v1")
            settings = rehearsal_settings(Path(folder), rehearsal)
        portaria = Portaria(with_scripted_speech(settings, Path(self.mktemp())), reactor)
        portaria.startService()
        self.addCleanup(portaria.stopService)
        await portaria.ready
        return Stage(reactor, portaria, lines, "http://127.0.0.1:1/v1")

    async def test_authorized_by_key(self) -> None:
        """A visitor speaks, the right flat is rung, its resident presses 1, and the gate opens."""
        stage = await self.stage()
        sentence = read_audio(VISITS / "09-delivery-slot-by-slot-desk" / "visitor-1.wav")
        visitor = Performer(self.reactor, Actor(Role.VISITOR, 1), [sentence])
        rehearsed = await stage.attend(visitor, KeyPresser("1"), 40.0)
        self.assertEqual([(call.block, call.apartment) for call in rehearsed.calls], [("A", "501")])
        self.assertTrue(rehearsed.gate_opened)
        self.assertIsNotNone(rehearsed.ended)
        assert rehearsed.ended is not None
        self.assertEqual(rehearsed.ended.outcome, Outcome.AUTHORIZED)
        self.assertIn("key", [event.by for event in rehearsed.happened if isinstance(event, AnswerUnderstood)])
        self.assertIn(TEXT, [event.text for event in rehearsed.happened if isinstance(event, Heard)])
        seconds = rehearsed.ended.seconds
        for heard in (rehearsed.heard_visitor, rehearsed.heard_resident):
            self.assertGreater(len(heard), 16000)
            self.assertLess(len(heard) / 16000, seconds + 1.0)

    async def test_a_visit_that_never_ends(self) -> None:
        """A visit that takes too long is ended by the visitor's hang-up, and is told as such."""
        stage = await self.stage()
        rehearsed = await stage.attend(Person(Role.VISITOR), Person(Role.RESIDENT), 1.0)
        self.assertTrue(rehearsed.timed_out)
        assert rehearsed.ended is not None
        self.assertEqual(rehearsed.ended.outcome, Outcome.GAVE_UP)
