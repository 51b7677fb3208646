"""How good, how fast and how dear a model is at a task; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from audiosocket.cli.model_answers import LATE, MALFORMED, ModelAnswer
from audiosocket.cli.model_cases import Found, ModelCase, found_in
from audiosocket.cli.model_prices import Price
from audiosocket.errors import LanguageMalformedError
from audiosocket.extraction.tasks import REPLIES, Task
from audiosocket.language.read_object import read_object
from audiosocket.understanding.consent import Label
from audiosocket.understanding.roster import Roster

NOT_ASKED = "not asked"
RULES = "the rules alone"
NOTHING = "nothing understood"


@dataclass(frozen=True, slots=True)
class Reading:
    """
    One case as a model read it.

    :ivar found: None if it failed.
    :ivar fault: the kind of failure.
    """

    case: ModelCase
    found: Found | None
    fault: str | None = None
    answer: ModelAnswer | None = None


@dataclass(frozen=True, slots=True)
class TaskScore:
    """
    A model, or the rules alone, at one task; shares are of `cases`, failures counting as wrong.

    :ivar right: as the model says it.
    :ivar grounded: what of it was really said; of labels the same as `right`.
    :ivar open_cases: those about which a visit in hybrid mode would ask a model.
    :ivar open_right: how many of them rules and model get right together; a failure leaves the rules' reading.
    :ivar false_permissions: answers that are none, read as one.
    :ivar failed: how many by kind.
    :ivar tokens_in: of one request, on average; None where the server does not say.
    :ivar cost: of 1,000 visits in which each open task is asked at every turn; `cost_hybrid` of those in hybrid mode.
    """

    task: Task
    model: str
    cases: int
    right: float
    grounded: float
    open_cases: int
    open_right: int
    false_permissions: int | None = None
    failed: Mapping[str, int] | None = None
    p50: float | None = None
    p95: float | None = None
    tokens_in: float | None = None
    tokens_out: float | None = None
    cost: float | None = None
    cost_hybrid: float | None = None

    @property
    def answered(self) -> bool:
        """Whether it answered at all, and was asked everything."""
        failed = self.failed or {}
        return NOT_ASKED not in failed and sum(failed.values()) < self.cases


def read(case: ModelCase, answer: ModelAnswer | None) -> Reading:
    """What an answer says, or why it says nothing."""
    if answer is None:
        return Reading(case, None, NOT_ASKED)
    if answer.text is None:
        return Reading(case, None, answer.fault, answer)
    try:
        reply = read_object(answer.text, REPLIES[case.task])
    except LanguageMalformedError:
        return Reading(case, None, MALFORMED, answer)
    return Reading(case, found_in(case.task, reply), None, answer)


def score(
    model: str, readings: Sequence[Reading], visits: int, roster: Roster | None = None, price: Price | None = None
) -> TaskScore:
    """
    All readings of one task by one model.

    :param visits: the dialogues that the cases are of.
    """
    answers = [each.answer for each in readings if each.answer is not None]
    told = sorted(each.seconds for each in answers if each.text is not None or each.fault == LATE)
    tokens_in = _mean([each.prompt_tokens for each in answers])
    tokens_out = _mean([each.completion_tokens for each in answers])
    each_costs = price.of(tokens_in, tokens_out) if price is not None else None
    total, opened = len(readings), sum(each.case.is_open for each in readings)
    task = readings[0].case.task
    return TaskScore(
        task,
        model,
        total,
        _share(readings, lambda each: each.found is not None and each.case.is_right(each.found)),
        _share(
            readings,
            lambda each: each.found is not None and each.case.is_right(each.case.grounded(each.found, roster)),
        ),
        opened,
        sum(each.case.is_open and each.case.is_right(each.case.together(each.found, roster)) for each in readings),
        _false_permissions(task, [(each.case, each.found or {}) for each in readings]),
        dict(Counter(each.fault for each in readings if each.fault is not None)),
        percentile(told, 0.5),
        percentile(told, 0.95),
        tokens_in,
        tokens_out,
        None if each_costs is None else 1000 * each_costs * total / visits,
        None if each_costs is None else 1000 * each_costs * opened / visits,
    )


def score_rules(cases: Sequence[ModelCase]) -> TaskScore:
    """The rules alone at the same cases of one task."""
    return _unasked(RULES, [(case, case.rules) for case in cases])


def score_nothing(cases: Sequence[ModelCase]) -> TaskScore:
    """Whoever finds nothing in any turn and doubts every answer: a model that is not better has understood nothing."""
    found: Found = {"label": Label.UNCLEAR.value} if cases[0].task is Task.ANSWER else {}
    return _unasked(NOTHING, [(case, found) for case in cases])


def _unasked(name: str, found: Sequence[tuple[ModelCase, Found]]) -> TaskScore:
    right = [case.is_right(each) for case, each in found]
    share = sum(right) / len(right)
    opened = [good for (case, _), good in zip(found, right, strict=True) if case.is_open]
    task = found[0][0].task
    return TaskScore(task, name, len(right), share, share, len(opened), sum(opened), _false_permissions(task, found))


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which that share of the sorted values lies; None of no values."""
    return values[min(len(values) - 1, int(share * len(values)))] if values else None


def _share(readings: Sequence[Reading], is_so: Callable[[Reading], bool]) -> float:
    return sum(map(is_so, readings)) / len(readings)


def _mean(values: Sequence[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _false_permissions(task: Task, found: Sequence[tuple[ModelCase, Found]]) -> int | None:
    return sum(case.permits_wrongly(each) for case, each in found) if task is Task.ANSWER else None
