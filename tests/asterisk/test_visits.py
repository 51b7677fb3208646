"""Whole visits by telephone: real Asterisk, real server, real models; what people heard is recognized again."""

from pathlib import Path

from twisted.internet import reactor
from twisted.internet.threads import deferToThread

from audiosocket.conversation.prompts import Prompts
from tests.asterisk.case import AsteriskCase, needs_asterisk
from tests.asterisk.gate_receiver import GateReceiver
from tests.asterisk.installation import PROMPTS_SECONDS, VISITS, Server, Site, has_weights, shared_engine
from tests.asterisk.people import converse, recordings
from tests.asterisk.sip_call import SipCall
from tests.asterisk.sip_phone import Manner, SipPhone, answering, keep_ringing, refusing
from tests.asterisk.transcript import holds, longest_silence, recognize
from tests.real import require

DELIVERY = VISITS / "01-delivery-authorized"
DOG_WALKER = VISITS / "03-service-denied"
SHORT_ANSWERS = VISITS / "09-delivery-slot-by-slot-desk"
COURIER = recordings(
    DELIVERY / "visitor-1.wav",
    SHORT_ANSWERS / "visitor-1.wav",  # "entrega", where the doorman did not catch it
    SHORT_ANSWERS / "visitor-2.wav",  # the company
    DELIVERY / "visitor-1.wav",
)
DOG_WALKER_SAYS = recordings(*[DOG_WALKER / "visitor-1.wav"] * 3)
SPOKEN = Prompts("Condomínio Apoena")
MOST_LOST_PACKETS = 25
"""Half a second in a visit of thousands of packets: other processes share the machine; bad pacing loses hundreds."""
DEAD_AIR_SECONDS = 2.0
"""From the end of a recording, 600 ms of silence included, to the first sound: quiet that ends a turn and a filler."""


class InstallationCase(AsteriskCase):
    """Asterisk, the server, the engine, and a gate's controller; the engine serves all tests of a class."""

    timeout = PROMPTS_SECONDS + 300

    async def install(self, ring_seconds: float = 20, keypad_only: bool = False) -> None:
        """The server, as `self.server`, ready for calls; its gate is `self.barrier`."""
        self.engine = await deferToThread(shared_engine)
        self.barrier = GateReceiver()
        self.addCleanup(self.barrier.stop)
        self.server = Server(self.lab, Site(self.engine.url, self.barrier.url, ring_seconds, keypad_only=keypad_only))
        self.addCleanup(deferToThread, self.server.stop)
        await deferToThread(self.server.wait)

    async def ring_at_gate(self) -> SipCall:
        """The visitor presses the button, and is answered."""
        call = self.gate().call("apoena")
        await call.up.wait()
        return call

    async def heard(self, call: SipCall) -> str:
        """What that person heard, recognized."""
        return await recognize(reactor, self.engine.url, call.line.heard().pcm)

    async def assert_called(self, flat: SipPhone, visitor: SipCall) -> None:
        """The flat's telephone has rung."""
        if not flat.called.happened:
            self.fail(f"the flat was not called; the visitor heard: {await self.heard(visitor)}\n{self.server.tail()}")

    async def assert_heard(self, call: SipCall, *prompts: str) -> None:
        """Every one of these prompts was heard, and next to nothing of the doorman's voice was lost."""
        sound = call.line.heard()
        text = await self.heard(call)
        for sentence in map(SPOKEN.say, prompts):
            self.assertTrue(holds(text, sentence), f"not heard: {sentence!r} in {text!r}")
        self.assertLessEqual(sound.late + sound.overflowed, MOST_LOST_PACKETS)


@needs_asterisk
@require("speech weights", has_weights())
class VisitTests(InstallationCase):
    async def meet(self, visitor_says: list[bytes], flat: SipPhone, answer: Path) -> tuple[SipCall, SipCall]:
        """Both people of a visit, until the resident has nothing more to say; the answer is given up to three times."""
        visitor = await self.ring_at_gate()
        await converse(visitor, visitor_says, flat.called)
        await self.assert_called(flat, visitor)
        resident = await flat.called.wait()
        await resident.up.wait()
        await converse(resident, recordings(*[answer] * 3))
        self.assertTrue(resident.over.happened, "the resident's call did not end")
        return visitor, resident

    async def test_authorized(self) -> None:
        """A delivery for 501 is announced, allowed and told so; the gate opens once; the doorman ends both calls."""
        await self.install()
        flat = await self.flat("4046", answering(5.0))
        visitor, resident = await self.meet(COURIER, flat, DELIVERY / "resident-1.wav")
        self.assertEqual((await visitor.over.wait(), await resident.over.wait()), ("bye", "bye"))
        self.assertEqual(self.barrier.opened, 1)
        await self.assert_heard(visitor, "greeting", "gate_open")
        await self.assert_heard(resident, "announce_hello", "ask_decision", "resident_authorized")
        self.assertIn("entrega", await self.heard(resident))
        self.assertLess(max(visitor.line.reply_seconds + resident.line.reply_seconds), DEAD_AIR_SECONDS)

    async def test_denied(self) -> None:
        """A dog walker whom the resident of 92 does not want is told so; the gate stays shut."""
        await self.install()
        flat = await self.flat("4190", answering(5.0))
        visitor, resident = await self.meet(DOG_WALKER_SAYS, flat, DOG_WALKER / "resident-1.wav")
        self.assertEqual((await visitor.over.wait(), await resident.over.wait()), ("bye", "bye"))
        self.assertEqual(self.barrier.opened, 0)
        await self.assert_heard(visitor, "greeting", "denied")
        await self.assert_heard(resident, "announce_hello", "ask_decision", "resident_denied")

    async def test_by_keys(self) -> None:
        """Without any recognizer, the flat's number and the resident's 1 are pressed on the telephones."""
        await self.install(keypad_only=True)
        flat = await self.flat("4190", answering(1.0))
        visitor = await self.ring_at_gate()
        await visitor.line.spoken_and_quiet()
        visitor.line.press("92#")
        resident = await flat.called.wait()
        await resident.up.wait()
        await resident.line.spoken_and_quiet()
        resident.line.press("1")
        self.assertEqual((await visitor.over.wait(), await resident.over.wait()), ("bye", "bye"))
        self.assertEqual(self.barrier.opened, 1)
        await self.assert_heard(visitor, "gate_open")


@needs_asterisk
@require("speech weights", has_weights())
class UnansweredTests(InstallationCase):
    async def call_flat(self, manner: Manner) -> tuple[SipCall, SipPhone]:
        """The delivery for 501, whose telephone behaves in that manner, until it has rung."""
        flat = await self.flat("4046", manner)
        visitor = await self.ring_at_gate()
        await converse(visitor, COURIER, flat.called)
        await self.assert_called(flat, visitor)
        return visitor, flat

    async def test_no_answer(self) -> None:
        """Nobody takes the call: the telephone stops ringing, the visitor is told, the gate stays shut."""
        await self.install(ring_seconds=4)
        visitor, flat = await self.call_flat(keep_ringing)
        self.assertEqual(await (await flat.called.wait()).over.wait(), "cancel")
        self.assertEqual(await visitor.over.wait(), "bye")
        self.assertEqual(self.barrier.opened, 0)
        await self.assert_heard(visitor, "greeting", "no_answer")

    async def test_busy(self) -> None:
        """The flat's telephone is busy: the visitor is told so, the gate stays shut."""
        await self.install()
        visitor, _ = await self.call_flat(refusing(486))
        self.assertEqual(await visitor.over.wait(), "bye")
        self.assertEqual(self.barrier.opened, 0)
        await self.assert_heard(visitor, "greeting", "resident_busy")

    async def test_visitor_gives_up(self) -> None:
        """The visitor hangs up while the flat's telephone rings: it stops ringing at once, the gate stays shut."""
        await self.install()
        visitor, flat = await self.call_flat(keep_ringing)
        visitor.hang_up()
        gone = reactor.seconds()
        self.assertEqual(await (await flat.called.wait()).over.wait(), "cancel")
        self.assertLess(reactor.seconds() - gone, 1.0)
        self.assertEqual(self.barrier.opened, 0)


@needs_asterisk
@require("speech weights", has_weights())
class KilledServerTests(InstallationCase):
    async def test_restarted(self) -> None:
        """The server is killed in the middle of a visit and started again: the same call goes on to the flat."""
        await self.install()
        flat = await self.flat("4046", keep_ringing)
        visitor = await self.ring_at_gate()
        await visitor.line.spoken_and_quiet(0.5)
        await deferToThread(self.server.kill)
        killed = visitor.line.seconds()
        self.server.start()
        await deferToThread(self.server.wait)
        back = max(killed, visitor.line.seconds() - 3.0)  # the call may be back before the server says that it is ready
        await visitor.line.spoken_and_quiet(2.5)  # longer than the gap between the last beep and the first word
        greeted = visitor.line.seconds()
        self.assertLess(longest_silence(visitor.line.heard().pcm, after=killed), 4.0)
        await converse(visitor, COURIER, flat.called)
        await self.assert_called(flat, visitor)
        pcm = visitor.line.heard().pcm
        text = await recognize(reactor, self.engine.url, pcm[int(back * 8000) * 2 : int(greeted * 8000) * 2])
        self.assertTrue(holds(text, SPOKEN.say("greeting")), text)

    async def test_gone_for_good(self) -> None:
        """The server is killed and stays away: the visitor hears a sign of life every second, and is let go in time."""
        await self.install()
        visitor = await self.ring_at_gate()
        await visitor.line.spoken_and_quiet(0.5)
        await deferToThread(self.server.kill)
        killed = visitor.line.seconds()
        self.assertEqual(await visitor.over.wait(), "bye")
        self.assertLess(visitor.line.seconds() - killed, 30)
        self.assertLess(longest_silence(visitor.line.heard().pcm, after=killed), 3.0)
