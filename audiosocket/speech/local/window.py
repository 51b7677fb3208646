"""How much of Whisper's 30-second window a turn is given."""

import numpy as np

from audiosocket.speech.local.interfaces import EAR_RATE, Samples

LONGEST_SECONDS = 30
_SHORTEST_SECONDS = 8
_TAIL_SECONDS = 0.5
_STEP_SECONDS = 2
_FAINTEST = 10 ** (-50 / 20)


def in_window(samples: Samples) -> Samples:
    """
    The turn with silence after it, 8, 10, 12 … 30 seconds in all.

    The encoder's work grows with the window: 8 seconds cost a fifth of 30. In a shorter one Whisper, which was trained
    on 30 seconds, says the same words over and over (measured: at the turn's length + 1 s, one turn in five).
    """
    wanted = len(samples) / EAR_RATE + _TAIL_SECONDS
    seconds = min(LONGEST_SECONDS, max(_SHORTEST_SECONDS, _STEP_SECONDS * -(-wanted // _STEP_SECONDS)))
    length = int(seconds * EAR_RATE)
    return np.pad(samples[:length], (0, max(0, length - len(samples))))


def is_silent(samples: Samples) -> bool:
    """No 20 ms of it are louder than -50 dB of full scale: nothing that a recognizer should guess at."""
    frame = EAR_RATE // 50
    whole = samples[: len(samples) // frame * frame].reshape(-1, frame)
    return not len(whole) or bool(np.sqrt(np.mean(whole**2, axis=1)).max() < _FAINTEST)
