"""Is what was heard our own voice, come back from the party's loudspeaker?"""

from rapidfuzz import fuzz

from audiosocket.understanding.fold import words

_ALIKE = 80.0
_FEWEST_LETTERS = 4
_REFUSALS = frozenset({"recusar", "recuse", "dois"})


def is_echo(heard: str, said: str) -> bool:
    """
    Whether these words are a piece of what we were saying: the same words, one after the other.

    Short words ("sim", "não") are never taken for an echo, nor is a refusal by one word; that our prompts hold no short
    word of consent is tested.

    :param heard: a turn that began while our voice was in the air, or shortly after.
    :param said: what we were saying.
    """
    spoken, ours = words(heard), words(said)
    if len("".join(spoken)) < _FEWEST_LETTERS or (len(spoken) == 1 and spoken[0] in _REFUSALS):
        return False
    places = range(len(ours) - len(spoken) + 1)
    return any(all(map(_alike, spoken, ours[place : place + len(spoken)])) for place in places)


def _alike(heard: str, said: str) -> bool:
    return heard == said or bool(fuzz.ratio(heard, said) >= _ALIKE)
