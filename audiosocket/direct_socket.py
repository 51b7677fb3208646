"""
A TCP connection's socket, read and written at once, past the reactor.

A leg reads and writes one frame every 20 ms. The reactor would wake up, dispatch and call back for each of them, which
costs more than the frame itself: here each costs its one system call. What does not fit, and how a connection ends,
stays the transport's business.
"""

import socket

from twisted.internet.tcp import Connection

READ_BYTES = 8192
"""At once: a frame of any rate, or a little backlog. Twisted's own 64 KB would be allocated anew for each frame."""
MOST_READS = 8
"""At one poll, so that a flood on one leg leaves the others their time."""
SEND_BYTES = 8192
"""For the kernel to keep for a reader that is slow (it doubles this): a second of audio, and not minutes."""


class DirectSocket:
    """The socket of one Twisted TCP connection."""

    def __init__(self, transport: Connection) -> None:
        self._transport = transport
        transport.bufferSize = READ_BYTES
        handle: socket.socket = transport.getHandle()
        handle.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BYTES)
        self._receive = handle.recv
        self._send = handle.send

    def take_over_reading(self) -> None:
        """From here on the reactor reads nothing; `receive` does."""
        self._transport.pauseProducing()

    def give_back_reading(self) -> None:
        """The reactor reads again."""
        self._transport.resumeProducing()

    def receive(self) -> bytes | None:
        """
        What has arrived.

        :returns: None when nothing has; empty when the connection ended, or broke.
        """
        try:
            return self._receive(READ_BYTES)
        except (BlockingIOError, InterruptedError):
            return None
        except OSError:
            return b""

    def send(self, data: bytes) -> int:
        """
        Send as much as the kernel takes.

        :returns: how many bytes that were: fewer than all when the reader is slow, none when the connection is lost.
        """
        try:
            return self._send(data)
        except OSError:
            return 0
