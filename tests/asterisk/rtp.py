"""RTP packets (RFC 3550), telephone keys in them (RFC 4733), what a telephone plays of them. No socket, no clock."""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.asterisk import g711

PCMU = 0
TELEPHONE_EVENT = 101
SAMPLES_A_SECOND = 8000
FRAME_SAMPLES = 160
KEYS = "0123456789*#ABCD"


@dataclass(frozen=True, slots=True)
class Packet:
    """One RTP packet without extensions; `timestamp` counts samples."""

    sequence: int
    timestamp: int
    payload_type: int
    payload: bytes
    marker: bool = False

    def encode(self, source: int) -> bytes:
        second = self.payload_type | (0x80 if self.marker else 0)
        return (
            struct.pack("!BBHII", 0x80, second, self.sequence & 0xFFFF, self.timestamp & 0xFFFFFFFF, source)
            + self.payload
        )

    @classmethod
    def decode(cls, data: bytes) -> "Packet":
        """:raises ValueError: when the data is too short for RTP."""
        if len(data) < 12:
            raise ValueError("shorter than an RTP header")
        second, sequence, timestamp = struct.unpack_from("!xBHI", data)
        return cls(sequence, timestamp, second & 0x7F, data[12:], bool(second & 0x80))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A packet and the second at which it came."""

    seconds: float
    packet: Packet


@dataclass(frozen=True, slots=True)
class Heard:
    """What a telephone played (8 kHz, 16-bit), and the packets that it could not."""

    pcm: bytes
    late: int
    overflowed: int


def key_payloads(key: str) -> Iterator[bytes]:
    """The packets of one pressed key, 20 ms apart, 120 ms long: six updates, then the end three times."""
    event = KEYS.index(key)
    for update in range(1, 10):
        end = 0x80 if update > 6 else 0
        yield bytes((event, end | 10)) + struct.pack("!H", FRAME_SAMPLES * min(update, 6))


def play(arrivals: Iterable[Arrival], begin: float, buffer_seconds: float = 0.06, most_seconds: float = 0.2) -> Heard:
    """
    Play packets as a telephone with a jitter buffer does; `begin` is the second that sample 0 stands for.

    A talkspurt starts `buffer_seconds` after its first (marked) packet came. A packet that comes after its time is
    lost, and so is one that would have to wait for more than `most_seconds`.
    """
    placed: dict[int, bytes] = {}
    late = overflowed = 0
    origin: tuple[float, int] | None = None
    for arrival in arrivals:
        packet = arrival.packet
        if packet.payload_type != PCMU:
            continue
        if origin is None or packet.marker:
            origin = (arrival.seconds + buffer_seconds, packet.timestamp)
        ahead = (packet.timestamp - origin[1] + (1 << 31)) % (1 << 32) - (1 << 31)
        due = origin[0] + ahead / SAMPLES_A_SECOND
        if due < arrival.seconds - 0.005:
            late += 1
        elif due > arrival.seconds + most_seconds:
            overflowed += 1
        else:
            placed[max(0, round((due - begin) * SAMPLES_A_SECOND))] = g711.decode(packet.payload)
    return Heard(_join(placed), late, overflowed)


def _join(placed: dict[int, bytes]) -> bytes:
    """Pieces of audio at their sample positions, silence between them."""
    joined = bytearray()
    for sample in sorted(placed):
        joined.extend(bytes(max(0, 2 * sample - len(joined))))
        joined[2 * sample : 2 * sample + len(placed[sample])] = placed[sample]
    return bytes(joined)
