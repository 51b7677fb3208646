"""Is what was heard our own voice, come back from the party's loudspeaker?"""

from rapidfuzz import fuzz

from audiosocket.understanding.fold import fold

_ALIKE = 82.0
_FEWEST_LETTERS = 4


def is_echo(heard: str, said: str) -> bool:
    """
    Whether these words are a piece of what we were saying meanwhile.

    Short words ("sim", "não") are never taken for an echo; that our prompts hold no short word of consent is tested.

    :param heard: a turn that began while our voice was in the air.
    :param said: what we were saying.
    """
    words = fold(heard)
    if len(words) < _FEWEST_LETTERS:
        return False
    return bool(fuzz.partial_ratio(words, fold(said), score_cutoff=_ALIKE))
