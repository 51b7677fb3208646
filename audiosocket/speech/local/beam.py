"""Beam search: the text that is likeliest as a whole, not word by word."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from audiosocket.speech.local.bias import Liking, Place

Scores = NDArray[np.float32]
Step = Callable[[list[int], list[int]], Scores]
"""Given each beam's last token and the beam of the step before that it goes on from: the next tokens' scores."""

_LEAST_LIKELY = -12.0
_LOOP_TOKENS = 12


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A text so far, its score (log probabilities and bonuses), and where it is among the expected phrases."""

    tokens: tuple[int, ...]
    score: float
    place: Place

    @property
    def mean(self) -> float:
        """The score a token, the end counted."""
        return self.score / (len(self.tokens) + 1)


@dataclass
class BeamSearch:
    """
    One search.

    :param end: the token that ends a text.
    :param liking: which phrases are expected.
    :param abandoned: once it says True the search ends with what it has.
    """

    beams: int
    end: int
    most_tokens: int
    liking: Liking
    abandoned: Callable[[], bool]
    _finished: list[Hypothesis] = field(default_factory=list)

    def run(self, first: Scores, step: Step) -> list[int]:
        """
        The tokens of the best text, without its end.

        :param first: scores of the first token, one row.
        """
        open_ = [Hypothesis((), 0.0, self.liking.start)]
        scores = first
        for _ in range(self.most_tokens):
            origins, open_ = self._extend(open_, _log_softmax(scores))
            if not open_ or self._is_over(open_) or self.abandoned():
                break
            scores = step([hypothesis.tokens[-1] for hypothesis in open_], origins)
        best = max(self._finished or open_, key=lambda hypothesis: hypothesis.mean, default=None)
        return list(best.tokens) if best else []

    def _is_over(self, open_: list[Hypothesis]) -> bool:
        """What goes on can hardly overtake what is finished: it scores less already, and every token costs."""
        if not self._finished:
            return False
        best = max(hypothesis.score for hypothesis in self._finished)
        return len(self._finished) >= self.beams or best > open_[0].score

    def _extend(self, open_: list[Hypothesis], scores: Scores) -> tuple[list[int], list[Hypothesis]]:
        """The best continuations, always as many as there are beams, and the beams they come from."""
        candidates = [
            (origin, candidate)
            for origin, hypothesis in enumerate(open_)
            for candidate in self._continuations(hypothesis, scores[origin])
        ]
        candidates.sort(key=lambda pair: -pair[1].score)
        kept: list[tuple[int, Hypothesis]] = []
        for origin, candidate in candidates:
            if candidate.tokens[-1] == self.end:
                self._finish(candidate)
            elif loops(candidate.tokens):
                self._finished.append(candidate)
            else:
                kept.append((origin, candidate))
            if len(kept) == self.beams:
                break
        while kept and len(kept) < self.beams:
            origin, last = kept[-1]
            kept.append((origin, Hypothesis(last.tokens, -1e9, last.place)))
        return [origin for origin, _ in kept], [candidate for _, candidate in kept]

    def _finish(self, hypothesis: Hypothesis) -> None:
        self._finished.append(Hypothesis(hypothesis.tokens[:-1], hypothesis.score, hypothesis.place))

    def _continuations(self, hypothesis: Hypothesis, scores: Scores) -> list[Hypothesis]:
        count = 2 * self.beams
        tokens = set(np.argpartition(scores, -count)[-count:].tolist())
        tokens.update(token for token in self.liking.expected(hypothesis.place) if scores[token] > _LEAST_LIKELY)
        return [self._continue(hypothesis, token, float(scores[token])) for token in tokens]

    def _continue(self, hypothesis: Hypothesis, token: int, score: float) -> Hypothesis:
        place, bonus = self.liking.step(hypothesis.place, token)
        return Hypothesis((*hypothesis.tokens, token), hypothesis.score + score + bonus, place)


def loops(tokens: tuple[int, ...]) -> bool:
    """The last tokens are said for the third time in a row; one and the same token is no loop before the eighth."""
    for size in range(2, _LOOP_TOKENS + 1):
        last = tokens[-size:]
        if len(tokens) >= 3 * size and tokens[-2 * size : -size] == last == tokens[-3 * size : -2 * size]:
            return len(set(last)) > 1 or len(tokens) >= 8
    return False


def _log_softmax(scores: Scores) -> Scores:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), np.float32)
