"""What somebody heard on the telephone, as text: cut at its silences, recognized piece by piece."""

import re
from collections.abc import Iterator

import numpy as np
from rapidfuzz.fuzz import partial_ratio_alignment
from treq.client import HTTPClient
from twisted.internet.interfaces import IReactorTime
from twisted.web.client import Agent, HTTPConnectionPool

from audiosocket.speech.exchange import Exchange
from audiosocket.speech.openai_compatible import OpenAiRecognizer
from audiosocket.understanding.fold import fold

_FRAME = 160
_LOUD = 200
_GAP_FRAMES = 20
_LONGEST_FRAMES = 350
"""Seven seconds: what the recognizers take at once."""
LIKE_ENOUGH = 80
"""Of 100, as rapidfuzz counts."""
_EDGE = bytes(2 * 1600)


def talkspurts(pcm: bytes) -> Iterator[bytes]:
    """The pieces between silences of 400 ms and more, cut after 7 s at the latest, with 200 ms of silence around."""
    samples = np.frombuffer(pcm[: len(pcm) // (2 * _FRAME) * 2 * _FRAME], "<i2").reshape(-1, _FRAME)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)).max(axis=1) > _LOUD).tolist()
    start = last = None
    for frame in loud:
        if start is None or last is None:
            start = frame
        elif frame - last > _GAP_FRAMES or frame - start >= _LONGEST_FRAMES:
            yield _EDGE + samples[start : last + 1].tobytes() + _EDGE
            start = frame
        last = frame
    if start is not None and last is not None:
        yield _EDGE + samples[start : last + 1].tobytes() + _EDGE


def longest_silence(pcm: bytes, after: float) -> float:
    """Seconds of the longest stretch without a sound, from `after` seconds to the last sound."""
    samples = np.frombuffer(pcm, "<i2")[int(8000 * after) :].astype(np.int32)
    loud = np.concatenate(([0], np.flatnonzero(np.abs(samples) > _LOUD)))
    return float(np.diff(loud).max(initial=0)) / 8000


async def recognize(reactor: IReactorTime, engine_url: str, pcm: bytes) -> str:
    """Everything that was said in a recording."""
    client = HTTPClient(Agent(reactor, pool=HTTPConnectionPool(reactor, persistent=False)))
    exchange = Exchange(client, reactor, engine_url)
    recognizer = OpenAiRecognizer(exchange, "auto", total_seconds=60.0)
    return " ".join([(await recognizer.transcribe(piece, "")).text for piece in talkspurts(pcm)])


def holds(heard: str, sentence: str) -> bool:
    """Whether a sentence was said, with room for the recognizer's slips in a word or two, but none for a "não"."""
    wanted, all_heard = fold(sentence), fold(heard)
    found = partial_ratio_alignment(wanted, all_heard)
    if found is None or found.score < LIKE_ENOUGH:
        return False
    window = all_heard if len(wanted) > len(all_heard) else all_heard[found.dest_start : found.dest_end]
    return _denials(wanted) == _denials(window)


def _denials(text: str) -> int:
    return re.findall(r"\w+", text).count("nao")
