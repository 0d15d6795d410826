"""First exposures: the first answer that each learner gave to a question since its meaning last changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizzes.core.grading.values import Response

LEAST_OTHERS = 3
"""So many other questions tell how well a learner does on the rest of the deck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """A learner's first answer to a question: a score from 0 to 1 and what was given, None where it was not kept.

    `offered`: whether its options were shown. `kept`: whether the next scheduled review passed, None before there was
    one.
    """

    learner_id: int
    question_id: int
    score: float
    response: Response | None = None
    offered: bool = True
    taken_ms: int = 0
    kept: bool | None = None

    @property
    def right(self) -> bool:
        """Whether nothing was amiss."""
        return self.score >= 1.0

    @property
    def unknown(self) -> bool:
        """Whether the learner said "I don't know"."""
        return self.response is not None and self.response.empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Faced:
    """An exposure beside the learner's mean score on all other questions of the deck, and on all of them.

    Both are None for a learner of fewer than three others.
    """

    exposure: Exposure
    rest: float | None
    total: float | None


def by_question(exposures: Iterable[Exposure]) -> Mapping[int, tuple[Faced, ...]]:
    """The exposures of each question, in the order in which they came."""
    listed = tuple(exposures)
    sums: defaultdict[int, float] = defaultdict(float)
    counts: defaultdict[int, int] = defaultdict(int)
    for one in listed:
        sums[one.learner_id] += one.score
        counts[one.learner_id] += 1
    found: defaultdict[int, list[Faced]] = defaultdict(list)
    for one in listed:
        total, count = sums[one.learner_id], counts[one.learner_id]
        known = count > LEAST_OTHERS
        faced = Faced(
            exposure=one,
            rest=(total - one.score) / (count - 1) if known else None,
            total=total / count if known else None,
        )
        found[one.question_id].append(faced)
    return {question_id: tuple(faced) for question_id, faced in found.items()}
