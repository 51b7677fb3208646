"""
A real server of language models, llama.cpp's own, in a process of its own on a free port of loopback.

Started at first use (about a second) and ended with the process that uses it. By hand, until its input ends::

    python -m tests.language.llama
"""

import argparse
import atexit
import importlib.util
import subprocess
import sys
from functools import cache
from pathlib import Path

from audiosocket.speech.local.weights import language_model, weights_folder
from tests.real import T, require

PRESENT = bool(importlib.util.find_spec("xllamacpp") and language_model(weights_folder()))
CONTEXT_TOKENS = 2048
"""What it reads at most in one request."""

SLOTS = 4
"""Requests that it answers at the same time; more wait."""

_ROOT = Path(__file__).parents[2]
_STOP_SECONDS = 10


def require_llama(test: T) -> T:
    """Decorate a test that needs the server: skipped, or failing where it is required, if it is not on this machine."""
    return require("llama.cpp", PRESENT)(test)


@cache
def base_url() -> str:
    """The address, up to and with /v1, of a server that is loaded and stays until this process ends."""
    model = language_model(weights_folder())
    assert model is not None
    command = [sys.executable, "-m", "tests.language.llama", "--model", str(model.absolute())]
    process = subprocess.Popen(
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    atexit.register(_stop, process)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(b"listening "):
            return line.split()[1].decode()
    raise RuntimeError("llama.cpp's server did not start: run python -m tests.language.llama to see why")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """The server ends when its input does."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def serve(model: Path, port: int, threads: int) -> None:
    """Load the model, say where, and serve until the input ends."""
    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = str(model)
    settings.hostnames = ["127.0.0.1"]
    settings.port = port
    settings.n_parallel = SLOTS
    settings.n_ctx = SLOTS * CONTEXT_TOKENS
    settings.cpuparams.n_threads = threads
    settings.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(settings)
    print(f"listening {server.listening_address}/v1", flush=True)
    sys.stdin.read()
    del server


def main() -> None:
    """The server's own process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, default=language_model(weights_folder()))
    parser.add_argument("--port", type=int, default=0, help="default: any free one")
    parser.add_argument("--threads", type=int, default=1, help="more stall each other on a busy machine")
    options = parser.parse_args()
    if options.model is None:
        parser.exit(1, "There is no model: audiosocket models fetch --language brings one.\n")
    serve(options.model, options.port, options.threads)


if __name__ == "__main__":
    main()
