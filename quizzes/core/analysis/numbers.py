"""A question in numbers, and a deck's questions in the order in which they want to be looked at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from quizzes.core.analysis.choices import Chosen, chosen
from quizzes.core.analysis.exposures import Exposure, Faced, by_question
from quizzes.core.analysis.formulas import Facility, discrimination, effective_weights, efficiency, facility
from quizzes.core.analysis.quarters import Quarter, quarters
from quizzes.core.questions import Question

LEAST_LEARNERS = 8
"""Of fewer learners a 95 % interval for the facility is wider than 57 points: nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it stands, with what is counted beside its first answers.

    `answers` are all that were ever given, `lapses` all that its cards had, `flags` all that were raised.
    """

    question_id: int
    question: Question
    answers: int = 0
    lapses: int = 0
    flags: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What the first answers say of a question; shares run from 0 to 1, and None says that they do not tell.

    `unknown` is the share of "I don't know"; `lucky` that of right ones who failed their next review; `confident_wrong`
    that of all who were wrong and quicker than most who were right. `flagged` counts flags per hundred answers.
    """

    asked: Asked
    learners: int
    facility: Facility | None = None
    quarters: tuple[Quarter, ...] = ()
    discrimination: float | None = None
    efficiency: float | None = None
    weight: float | None = None
    chosen: tuple[Chosen, ...] = ()
    unknown: float = 0.0
    lucky: float | None = None
    confident_wrong: float | None = None
    taken_ms: int | None = None
    lapses: float = 0.0
    flagged: float = 0.0

    @property
    def enough(self) -> bool:
        """Whether so many learners answered that the numbers mean something."""
        return self.facility is not None


def analyse(exposures: Iterable[Exposure], asked: Sequence[Asked]) -> tuple[Numbers, ...]:
    """The numbers of every question, in the order given."""
    faced = by_question(exposures)
    found = [_numbers(one, faced.get(one.question_id, ())) for one in asked]
    return _weighed(found, faced)


def _numbers(asked: Asked, faced: Sequence[Faced]) -> Numbers:
    answered = [one.exposure for one in faced]
    if len(answered) < LEAST_LEARNERS:
        return Numbers(asked=asked, learners=len(answered), flagged=_per_hundred(asked))
    scores, rests = _with_rest(faced)
    return Numbers(
        asked=asked,
        learners=len(answered),
        facility=facility([one.score for one in answered]),
        quarters=quarters(faced),
        discrimination=discrimination(scores, rests),
        efficiency=efficiency(scores, rests),
        chosen=chosen(asked.question, faced),
        unknown=sum(one.unknown for one in answered) / len(answered),
        lucky=_lucky(answered),
        confident_wrong=_confident_wrong(answered),
        taken_ms=int(median(one.taken_ms for one in answered)),
        lapses=asked.lapses / len(answered),
        flagged=_per_hundred(asked),
    )


def _with_rest(faced: Sequence[Faced]) -> tuple[list[float], list[float]]:
    known = [(one.exposure.score, one.rest) for one in faced if one.rest is not None]
    return [score for score, _ in known], [rest for _, rest in known]


def _weighed(found: Sequence[Numbers], faced: Mapping[int, Sequence[Faced]]) -> tuple[Numbers, ...]:
    """With the weights, which only all questions together have."""
    telling = [one for one in found if one.enough]
    known = [
        [(each.exposure.score, each.total) for each in faced[one.asked.question_id] if each.total is not None]
        for one in telling
    ]
    weights = effective_weights([([score for score, _ in rows], [total for _, total in rows]) for rows in known])
    heavy = {one.asked.question_id: weight for one, weight in zip(telling, weights, strict=True)}
    return tuple(replace(one, weight=heavy.get(one.asked.question_id)) for one in found)


def _lucky(answered: Sequence[Exposure]) -> float | None:
    tested = [one.kept for one in answered if one.right and one.kept is not None]
    return tested.count(False) / len(tested) if tested else None


def _confident_wrong(answered: Sequence[Exposure]) -> float | None:
    right = [one.taken_ms for one in answered if one.right and one.taken_ms]
    if not right:
        return None
    usual = median(right)
    quick = [one for one in answered if not one.right and not one.unknown and 0 < one.taken_ms < usual]
    return len(quick) / len(answered)


def _per_hundred(asked: Asked) -> float:
    return 100 * asked.flags / asked.answers if asked.answers else 0.0
