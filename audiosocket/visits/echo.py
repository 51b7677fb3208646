"""Is what was heard our own voice, come back from the party's loudspeaker?"""

from rapidfuzz import fuzz

from audiosocket.understanding.fold import fold

_ALIKE = 82.0
_FEWEST_WORDS = 2


def is_echo(heard: str, said: str) -> bool:
    """
    Whether these words are a piece of what we were saying meanwhile.

    A single word is never taken for an echo: "sim" is too short to tell.

    :param heard: a turn that began while our voice was in the air.
    :param said: what we were saying.
    """
    words = fold(heard)
    if len(words.split()) < _FEWEST_WORDS:
        return False
    return bool(fuzz.partial_ratio(words, fold(said), score_cutoff=_ALIKE))
