"""RTP packets, and the jitter buffer that the tests listen through."""

from hypothesis import given
from hypothesis import strategies as st
from twisted.trial.unittest import SynchronousTestCase

from tests.asterisk import g711
from tests.asterisk.rtp import PCMU, Arrival, Packet, key_payloads, play

SOUND = g711.encode(b"\x00\x20" * 160)


def arrivals(*seconds: float) -> list[Arrival]:
    """Packets in order, each at its second."""
    return [Arrival(at, Packet(number, 160 * number, PCMU, SOUND, number == 0)) for number, at in enumerate(seconds)]


class PacketTests(SynchronousTestCase):
    @given(st.integers(0, 65535), st.integers(0, 2**32 - 1), st.integers(0, 127), st.binary(), st.booleans())
    def test_round_trip(self, sequence: int, timestamp: int, kind: int, payload: bytes, marker: bool) -> None:
        """Every packet is read as it was written."""
        packet = Packet(sequence, timestamp, kind, payload, marker)
        self.assertEqual(Packet.decode(packet.encode(1)), packet)

    def test_too_short(self) -> None:
        """Eleven bytes are no packet."""
        self.assertRaises(ValueError, Packet.decode, bytes(11))

    def test_key(self) -> None:
        """A key's last three packets carry the end bit and 960 samples (120 ms)."""
        ends = [payload for payload in key_payloads("#") if payload[1] & 0x80]
        self.assertEqual(ends, [bytes((11, 0x8A, 0x03, 0xC0))] * 3)


class PlayTests(SynchronousTestCase):
    def test_in_time(self) -> None:
        """Packets 20 ms apart are all played, 60 ms after the first came."""
        heard = play(arrivals(*(0.02 * n for n in range(10))), begin=0.0)
        self.assertEqual((heard.late, heard.overflowed, len(heard.pcm)), (0, 0, 2 * (480 + 1600)))

    def test_at_once(self) -> None:
        """Of many packets at once, only those that need not wait for more than 200 ms are played."""
        heard = play(arrivals(*([0.0] * 50)), begin=0.0)
        self.assertEqual((heard.late, heard.overflowed), (0, 42))

    def test_late(self) -> None:
        """A packet that comes 100 ms after its time is lost."""
        heard = play(arrivals(0.0, 0.02, 0.2), begin=0.0)
        self.assertEqual((heard.late, heard.overflowed), (1, 0))
