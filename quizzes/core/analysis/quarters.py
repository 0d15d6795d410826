"""A question by quarters: how the weakest, the next and the strongest learners of the deck did on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from quizzes.core.analysis.exposures import Faced

QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A quarter of the learners by their score on the rest; `mean` is theirs on this question, None of nobody."""

    learners: int
    mean: float | None


def quarters(faced: Sequence[Faced]) -> tuple[Quarter, ...]:
    """The four quarters, weakest first."""
    groups: list[list[float]] = [[] for _ in range(QUARTERS)]
    for one, place in placed(faced):
        groups[place].append(one.exposure.score)
    return tuple(Quarter(learners=len(scores), mean=sum(scores) / len(scores) if scores else None) for scores in groups)


def placed(faced: Sequence[Faced]) -> list[tuple[Faced, int]]:
    """Those of whom the rest is known, weakest first, each with a quarter from 0 to 3.

    Who does equally well on the rest stays together: the middle of them decides.
    """
    ranked = sorted((one for one in faced if one.rest is not None), key=_rest)
    found: list[tuple[Faced, int]] = []
    for _, group in groupby(ranked, key=_rest):
        same = list(group)
        middle = len(found) + (len(same) - 1) / 2
        found += [(one, int(QUARTERS * middle / len(ranked))) for one in same]
    return found


def _rest(faced: Faced) -> float:
    return faced.rest or 0.0
