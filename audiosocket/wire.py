"""
AudioSocket bytes in, messages out, and back; no I/O.

One message is a kind (1 byte), a length (2 bytes, big-endian) and that many bytes of payload. Source of every kind:
Asterisk 22's res_audiosocket.

- ``TERMINATE`` 0x00: we may send it to end the call politely; Asterisk never does.
- ``UUID`` 0x01: 16 bytes, always the first message of a leg.
- ``DTMF`` 0x03: one ASCII character, at the end of each digit.
- ``AUDIO`` 0x10 to 0x18: signed 16-bit little-endian linear, mono, at 8 to 192 kHz.
- ``ERROR`` 0xff: a code of any length.

We send nothing but 0x00 and 0x10: any other kind makes Asterisk hang up at once.
"""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from audiosocket.errors import WireError

TERMINATE = 0x00
IDENTIFY = 0x01
DTMF = 0x03
AUDIO = 0x10
ERROR = 0xFF

AUDIO_RATES = {
    0x10: 8000,
    0x11: 12000,
    0x12: 16000,
    0x13: 24000,
    0x14: 32000,
    0x15: 44100,
    0x16: 48000,
    0x17: 96000,
    0x18: 192000,
}
"""Samples a second of each audio kind."""

KINDS = frozenset({TERMINATE, IDENTIFY, DTMF, ERROR, *AUDIO_RATES})

HEADER_BYTES = 3
UUID_BYTES = 16
FRAME_BYTES = 320
"""20 ms of 8 kHz audio: the only size that we send."""

FRAME_HEADER = bytes((AUDIO, FRAME_BYTES >> 8, FRAME_BYTES & 0xFF))
TERMINATE_MESSAGE = bytes((TERMINATE, 0, 0))
SILENCE_MESSAGE = FRAME_HEADER + bytes(FRAME_BYTES)

DTMF_DIGITS = frozenset("0123456789*#ABCD")

_FRAME_MESSAGE_BYTES = HEADER_BYTES + FRAME_BYTES


class Message(NamedTuple):
    """One whole AudioSocket message."""

    kind: int
    payload: bytes

    def uuid(self) -> UUID:
        """
        The visit or leg that this connection belongs to.

        :raises WireError: if the payload is not 16 bytes.
        """
        if len(self.payload) != UUID_BYTES:
            raise WireError(f"a UUID message carried {len(self.payload)} bytes instead of {UUID_BYTES}")
        return UUID(bytes=self.payload)

    def digit(self) -> str:
        """
        The key that was pressed.

        :raises WireError: if the payload is not one DTMF character.
        """
        digit = self.payload.decode("latin-1")
        if digit not in DTMF_DIGITS:
            raise WireError(f"a DTMF message carried {len(self.payload)} bytes that are not one of 0-9, *, #, A-D")
        return digit


class MessageParser:
    """Bytes from Asterisk in, AudioSocket messages out; any segmentation gives the same messages."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def pending_bytes(self) -> int:
        """Bytes of a message that is not whole yet; not zero at EOF means that it was cut."""
        return len(self._buffer)

    def receive(self, data: bytes) -> Iterator[Message]:
        """
        Add bytes and yield every message that is now whole.

        :raises WireError: on a kind that AudioSocket does not have; messages before it were already yielded.
        """
        buffer = self._buffer
        buffer += data
        start = 0
        try:
            while len(buffer) - start >= HEADER_BYTES:
                kind = buffer[start]
                if kind not in KINDS:
                    raise WireError(
                        f"message kind 0x{kind:02x} is not an AudioSocket kind: is this port really for Asterisk?"
                    )
                end = start + HEADER_BYTES + (buffer[start + 1] << 8 | buffer[start + 2])
                if len(buffer) < end:
                    return
                payload = bytes(buffer[start + HEADER_BYTES : end])
                start = end
                yield Message(kind, payload)
        finally:
            del buffer[:start]


def is_frame(data: bytes) -> bool:
    """Whether these bytes are just one message of 20 ms at 8 kHz, as nearly every read brings."""
    return len(data) == _FRAME_MESSAGE_BYTES and data.startswith(FRAME_HEADER)


def identify(uuid: UUID) -> bytes:
    """The first message of a leg, as Asterisk (or a caller of ours) sends it."""
    return bytes((IDENTIFY, 0, UUID_BYTES)) + uuid.bytes


def audio(samples: bytes) -> bytes:
    """
    A message of 8 kHz audio.

    :param samples: at most 16,192 bytes; Asterisk drops longer frames without a word.
    """
    return bytes((AUDIO, len(samples) >> 8, len(samples) & 0xFF)) + samples


def dtmf(digit: str) -> bytes:
    """A pressed key, as Asterisk sends it."""
    return bytes((DTMF, 0, 1)) + digit.encode("ascii")
