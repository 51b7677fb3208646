"""A process of ours that a test starts, waits for, and kills."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path


class Child:
    """
    `python -m twisted ARGUMENTS...`'s sibling: `twistd -n ARGUMENTS...` in a session of its own; keeps what it prints.

    Its methods block: call them from a thread where the reactor must go on.
    """

    def __init__(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> None:
        twistd = Path(sys.executable).with_name("twistd")
        self.printed: list[str] = []
        self._changed = threading.Condition()
        self._process = subprocess.Popen(
            [str(twistd), "-n", "--pidfile=", *arguments],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def wait_for(self, words: str, seconds: float) -> None:
        """
        Block until it has printed these words.

        :raises RuntimeError: when it ends before that, or takes longer; with the end of what it printed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._has_printed(words) or not self._reading.is_alive(), seconds)
            if not self._has_printed(words):
                raise RuntimeError(f"never printed {words!r}: {self.tail()}")

    def tail(self) -> str:
        """The end of what it printed."""
        return "".join(self.printed[-30:])

    def stop(self) -> None:
        """End it kindly, and after ten seconds unkindly."""
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
        self._close()

    def kill(self) -> None:
        """kill -9, to it and all that it started."""
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._close()

    def _signal(self, number: signal.Signals) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)

    def _close(self) -> None:
        self._reading.join(5)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._changed:
                self.printed.append(line)
                self._changed.notify_all()
        with self._changed:
            self._changed.notify_all()

    def _has_printed(self, words: str) -> bool:
        return any(words in line for line in self.printed)
