"""The laboratory itself: telephone -> real Asterisk -> AudioSocket -> back, on the very samples of docs/asterisk."""

from pathlib import Path
from uuid import uuid4

import numpy as np

from audiosocket.cli.recording import read_audio
from audiosocket.wire import AUDIO, TERMINATE
from tests.asterisk.case import AsteriskCase, needs_asterisk
from tests.asterisk.listener import Listener, echo
from tests.asterisk.sip_phone import answering, keep_ringing, refusing

RECORDING = Path(__file__).parent.parent.parent / "recordings/visits/01-delivery-authorized/visitor-1.wav"


def likeness(heard: bytes, said: bytes) -> float:
    """
    How well what was heard holds what was said: 1.0 is the same sound.

    The median over blocks of 400 ms of the largest normalized correlation, each at a delay of its own: a moment in
    which this machine had other things to do shifts what comes after it, and is no fault of the line.
    """
    where = np.frombuffer(heard, "<i2").astype(np.float64)
    blocks = np.frombuffer(said[: len(said) // 6400 * 6400], "<i2").astype(np.float64).reshape(-1, 3200)
    loud = [block for block in blocks if np.abs(block).max() > 1000]
    return float(np.median([np.correlate(where, block, "valid").max() / np.dot(block, block) for block in loud]))


@needs_asterisk
class LabTests(AsteriskCase):
    async def test_echo(self) -> None:
        """What the gate's telephone says comes back, next to nothing of it too late; keys arrive as keys."""
        print(await self.lab.version())
        listener = Listener(echo)
        self.listen(self.lab.ports.visitors, listener)
        call = self.gate().call("apoena")
        await call.up.wait()
        said = read_audio(RECORDING)
        await call.line.say(said)
        call.line.press("12#")
        await self.pause(1.2)
        heard = call.line.heard()
        self.assertLessEqual(heard.late + heard.overflowed, 5)
        self.assertGreater(likeness(heard.pcm, said), 0.99)
        self.assertEqual(listener.keys, "12#")

    async def test_burst_is_lost(self) -> None:
        """Three seconds sent at once are lost on the telephone: the jitter buffer is as strict as a real one."""
        listener = Listener()
        self.listen(self.lab.ports.visitors, listener)
        connected = listener.next_leg()
        call = self.gate().call("apoena")
        leg = await connected
        for _ in range(150):
            leg.send(AUDIO, b"\x00\x20" * 160)
        await self.pause(4)
        self.assertGreater(call.line.heard().overflowed, 100)

    async def test_same_call_comes_back(self) -> None:
        """A call whose connection ends without VISIT=over calls again with the same UUID, within two seconds."""
        listener = Listener(echo)
        self.listen(self.lab.ports.visitors, listener)
        first = listener.next_leg()
        call = self.gate().call("apoena")
        leg = await first
        again = listener.next_leg()
        leg.abort()
        await again
        self.assertEqual(len(set(listener.uuids)), 1)
        self.assertFalse(call.over.happened)

    async def test_transfer(self) -> None:
        """A visit that ends with TRANSFER_TO rings the person's telephone, and the two then hear each other."""
        listener = Listener()
        self.listen(self.lab.ports.visitors, listener)
        connected = listener.next_leg()
        person = await self.flat("4046", answering(0.2))
        visitor = self.gate().call("apoena")
        leg = await connected
        shared = "SHARED(TRANSFER_TO,PJSIP/gate-00000000)"
        self.assertEqual(await self.ari("POST", "asterisk/variable", variable=shared, value="4046"), 204)
        leg.send(TERMINATE)
        call = await person.called.wait()
        await call.up.wait()
        said = read_audio(RECORDING)
        await visitor.line.say(said)
        await self.pause(0.5)
        self.assertGreater(likeness(call.line.heard().pcm, said), 0.98)

    async def test_over(self) -> None:
        """A visit that ends with VISIT=over ends the call at once."""
        listener = Listener()
        self.listen(self.lab.ports.visitors, listener)
        connected = listener.next_leg()
        visitor = self.gate().call("apoena")
        leg = await connected
        shared = "SHARED(VISIT,PJSIP/gate-00000000)"
        self.assertEqual(await self.ari("POST", "asterisk/variable", variable=shared, value="over"), 204)
        leg.send(TERMINATE)
        self.assertEqual(await visitor.over.wait(), "bye")
        self.assertEqual(len(listener.legs), 1)

    async def test_nobody_listens(self) -> None:
        """While no server listens the caller hears a beep every second, and the line stays up."""
        call = self.gate().call("apoena")
        await call.up.wait()
        await call.line.spoken_and_quiet(0.5)
        await call.line.spoken_and_quiet(0.5)
        self.assertFalse(call.over.happened)


@needs_asterisk
class ResidentTests(AsteriskCase):
    async def originate(self, channel: str, uuid: str) -> None:
        status = await self.ari(
            "POST",
            "channels",
            variables={"CALLUUID": uuid},
            endpoint="PJSIP/4046",
            context="audiosocket-resident",
            extension="s",
            priority="1",
            timeout="20",
            channelId=channel,
        )
        self.assertEqual(status, 200)

    async def test_answers(self) -> None:
        """A resident's registered telephone rings, is answered, and its sound goes to the residents' port and back."""
        listener = Listener(echo)
        self.listen(self.lab.ports.residents, listener)
        phone = await self.flat("4046", answering(0.2))
        connected = listener.next_leg()
        uuid = str(uuid4())
        await self.originate("resident-1", uuid)
        call = await phone.called.wait()
        await call.up.wait()
        await connected
        said = read_audio(RECORDING)
        await call.line.say(said)
        await self.pause(0.5)
        self.assertGreater(likeness(call.line.heard().pcm, said), 0.99)
        self.assertEqual([str(known) for known in listener.uuids], [uuid])
        listener.legs[0].send(TERMINATE)
        self.assertEqual(await call.over.wait(), "bye")

    async def test_cancelled(self) -> None:
        """Deleting the channel while it rings sends the telephone a CANCEL."""
        phone = await self.flat("4046", keep_ringing)
        await self.originate("resident-2", str(uuid4()))
        call = await phone.called.wait()
        await self.ari("DELETE", "channels/resident-2")
        self.assertEqual(await call.over.wait(), "cancel")

    async def test_busy(self) -> None:
        """A telephone can say that it is busy."""
        phone = await self.flat("4046", refusing(486))
        await self.originate("resident-3", str(uuid4()))
        self.assertEqual(await (await phone.called.wait()).over.wait(), "486")
