"""G.711 mu-law by table, as ITU-T G.711 has it: 8-bit codes <-> 16-bit little-endian samples."""

import numpy as np
from numpy.typing import NDArray

_BIAS = 132


def _decoding_table() -> NDArray[np.int16]:
    """The linear value of each of the 256 codes."""
    code = ~np.arange(256) & 0xFF
    magnitude = ((((code & 0x0F) << 3) + _BIAS) << (code >> 4 & 7)) - _BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _encoding_table() -> NDArray[np.uint8]:
    """The code nearest to each of the 65,536 samples, indexed by the sample as an unsigned number; 0 is 0xff."""
    codes = np.lexsort((-np.arange(256), _DECODED))
    values = _DECODED[codes].astype(np.int32)
    samples = np.arange(65536).astype(np.uint16).view(np.int16).astype(np.int32)
    above = np.clip(np.searchsorted(values, samples), 1, len(values) - 1)
    nearer_below = samples - values[above - 1] <= values[above] - samples
    return codes[np.where(nearer_below, above - 1, above)].astype(np.uint8)


_DECODED = _decoding_table()
_ENCODED = _encoding_table()


def encode(pcm: bytes) -> bytes:
    """16-bit samples to mu-law."""
    codes: NDArray[np.uint8] = _ENCODED[np.frombuffer(pcm, "<u2")]
    return codes.tobytes()


def decode(codes: bytes) -> bytes:
    """Mu-law to 16-bit samples."""
    return _DECODED[np.frombuffer(codes, np.uint8)].astype("<i2").tobytes()
