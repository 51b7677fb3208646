"""Visitor and resident at one keyboard."""

from collections.abc import Callable
from uuid import UUID

from twisted.internet.defer import Deferred, fail, succeed
from twisted.internet.task import Clock
from twisted.trial.unittest import SynchronousTestCase
from zope.interface import implementer
from zope.interface.verify import verifyObject

from audiosocket import wire
from audiosocket.cli.caller import Caller
from audiosocket.cli.person import Keyboard, Person
from audiosocket.errors import SpeechError
from audiosocket.events import Role
from audiosocket.speech.interfaces import ISynthesizer, Voice
from tests.cli.test_caller import LineTransport

SOUND = b"\x10\x01" * 160
VOICE = Voice("auto", "auto")


@implementer(ISynthesizer)
class OneSound:
    """Says everything with one frame of sound, or fails."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.broken = False

    def synthesize(self, text: str, voice: Voice, receive: Callable[[bytes], None]) -> Deferred[None]:
        self.texts.append(text)
        if self.broken:
            return fail(SpeechError("no voice"))
        receive(SOUND)
        return succeed(None)


class KeyboardTests(SynchronousTestCase):
    def setUp(self) -> None:
        self.clock = Clock()
        self.callers: list[Caller] = []
        self.complaints: list[str] = []
        self.synthesizer = OneSound()
        self.visitor, self.resident = Person(Role.VISITOR), Person(Role.RESIDENT)
        self.keyboard = Keyboard(self.visitor, self.resident, self.synthesizer, VOICE, self.complaints.append)

    def tearDown(self) -> None:
        for caller in self.callers:
            caller.hang_up()
            caller.connectionLost()
        self.assertEqual(self.clock.getDelayedCalls(), [])

    def connect(self, person: Person) -> LineTransport:
        caller, transport = Caller(self.clock, UUID(int=1)), LineTransport()
        self.callers.append(caller)
        caller.makeConnection(transport)
        person.begin(caller)
        return transport

    def keys(self, transport: LineTransport) -> str:
        messages = wire.MessageParser().receive(transport.value())
        return "".join(message.digit() for message in messages if message.kind == wire.DTMF)

    def said(self, transport: LineTransport) -> int:
        for _ in range(200):
            self.clock.advance(0.02)
        messages = wire.MessageParser().receive(transport.value())
        return b"".join(message.payload for message in messages if message.kind == wire.AUDIO).count(SOUND)

    def test_the_synthesizer_is_one(self) -> None:
        """The fake is a synthesizer."""
        self.assertTrue(verifyObject(ISynthesizer, self.synthesizer))

    def test_words_are_said_by_the_visitor(self) -> None:
        """Before the resident is on the line, typed words become the visitor's audio."""
        transport = self.connect(self.visitor)
        self.keyboard.take("Sou o Beto\n")
        self.assertEqual(self.synthesizer.texts, ["Sou o Beto"])
        self.assertEqual(self.said(transport), 1)

    def test_the_resident_comes_first_once_on_the_line(self) -> None:
        """While the resident is on the line, lines without a prefix are the resident's."""
        visitor, resident = self.connect(self.visitor), self.connect(self.resident)
        self.keyboard.take("1")
        self.keyboard.take("v: 2")
        self.assertEqual((self.keys(visitor), self.keys(resident)), ("2", "1"))

    def test_the_visitor_again_after_the_residents_call(self) -> None:
        """After the resident's call has ended, lines are the visitor's again."""
        visitor, resident = self.connect(self.visitor), self.connect(self.resident)
        self.keyboard.take("r: /q")
        self.keyboard.take("/3")
        self.assertEqual((self.keys(visitor), self.keys(resident)), ("3", ""))
        self.assertTrue(resident.half_closed)

    def test_nobody_on_the_line(self) -> None:
        """A line for somebody who is not on the line is refused in a sentence."""
        self.keyboard.take("r: oi")
        self.assertEqual(self.complaints, ["the resident is not on the line"])

    def test_what_cannot_be_said(self) -> None:
        """A voice that fails is told; the call goes on."""
        self.connect(self.visitor)
        self.synthesizer.broken = True
        self.keyboard.take("oi")
        self.assertEqual(self.complaints, ["this could not be said: no voice"])
        self.assertTrue(self.visitor.on_the_line)

    def test_the_microphone(self) -> None:
        """What the microphone hears is said by whoever is spoken with; nothing when nobody is."""
        self.keyboard.say_live(SOUND)
        transport = self.connect(self.visitor)
        self.keyboard.say_live(SOUND)
        self.assertEqual(self.said(transport), 1)
