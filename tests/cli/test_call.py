"""A caller who says one thing after the other."""

import argparse
from pathlib import Path
from uuid import UUID

from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase

from audiosocket import wire
from audiosocket.cli.call import Conversation, Item, add_arguments, read_item
from audiosocket.cli.caller import Caller
from audiosocket.cli.display import Line
from audiosocket.cli.recording import RecordingError, write_wav
from tests.cli.test_caller import LineTransport

SOUND = b"\x10\x01" * 160


class ItemTests(SynchronousTestCase):
    def test_a_file_or_keys(self) -> None:
        """A word of --wav is a file to be said, or keys to be pressed."""
        path = Path(self.mktemp())
        write_wav(path, SOUND)
        self.assertEqual(read_item(str(path)), Item(path.name, audio=SOUND))
        self.assertEqual(read_item("keys:501#"), Item("keys:501#", keys="501#"))

    def test_neither(self) -> None:
        """A file that is not there, and keys that no telephone has, are refused by name."""
        self.assertIn("nowhere.wav", str(self.assertRaises(RecordingError, read_item, "nowhere.wav")))
        self.assertIn("keys:x", str(self.assertRaises(RecordingError, read_item, "keys:x")))

    def test_arguments(self) -> None:
        """Without arguments a new call goes to a server on this machine."""
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        options = parser.parse_args([])
        self.assertEqual((options.host, options.port, options.uuid, options.wav), ("127.0.0.1", 8080, None, []))


class ConversationTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.lines: list[str] = []
        items = [Item("a.wav", audio=SOUND * 10), Item("keys:1", keys="1")]
        self.talk = Conversation(self.clock, items, self.show)
        self.caller = self.talk.caller = Caller(self.clock, UUID(int=1), self.talk.activity)
        self.transport = LineTransport()
        self.caller.makeConnection(self.transport)
        self.transport.clear()

    def tearDown(self) -> None:
        self.caller.hang_up()
        self.caller.connectionLost()
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def show(self, seconds: float, line: Line) -> None:
        self.lines.append(f"{seconds:.1f} {line.who}: {line.what}")

    def pass_time(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.02)):
            self.clock.advance(0.02)

    def test_one_thing_after_each_sentence(self) -> None:
        """Each time the doorman has finished, the next thing is said or pressed; nothing is said before."""
        self.pass_time(2.0)
        for _ in range(3):
            self.caller.dataReceived(wire.audio(SOUND))
            self.pass_time(2.0)
        sent = list(wire.MessageParser().receive(self.transport.value()))
        said = b"".join(message.payload for message in sent if message.kind == wire.AUDIO)
        self.assertEqual(said.count(SOUND), 10)
        self.assertEqual([message.digit() for message in sent if message.kind == wire.DTMF], ["1"])
        self.assertEqual(
            self.lines,
            [
                "2.0 doorman: starts to speak",
                "2.7 doorman: has finished, after 0.0 s",
                "2.7 caller: says a.wav (0.2 s)",
                "4.0 doorman: starts to speak",
                "4.7 doorman: has finished, after 0.0 s",
                "4.7 caller: presses 1",
                "6.0 doorman: starts to speak",
                "6.7 doorman: has finished, after 0.0 s",
            ],
        )
