"""The numbers of item analysis as Moodle's quiz statistics define them, over scores from 0 to 1.

All of them are shares, not percentages. None stands where the scores do not differ, so that nothing can be said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""Of the normal distribution 95 % lie within so many standard deviations of the mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """The mean score, with the 95 % interval after Wilson (1927) that so few learners leave it."""

    mean: float
    low: float
    high: float


def facility(scores: Sequence[float]) -> Facility:
    """How easy a question is: 1 if everybody was right. At least one score."""
    count = len(scores)
    mean = sum(scores) / count
    spread = 1 + _Z**2 / count
    middle = (mean + _Z**2 / (2 * count)) / spread
    half = _Z / spread * sqrt(mean * (1 - mean) / count + _Z**2 / (4 * count**2))
    return Facility(mean=mean, low=max(0.0, middle - half), high=min(1.0, middle + half))


def discrimination(scores: Sequence[float], rests: Sequence[float]) -> float | None:
    """The correlation of the scores on a question with the same learners' scores on the rest, from -1 to 1."""
    spread = sqrt(_covariance(scores, scores) * _covariance(rests, rests))
    return _covariance(scores, rests) / spread if spread > _NOTHING else None


def efficiency(scores: Sequence[float], rests: Sequence[float]) -> float | None:
    """The covariance with the rest as a share of the most that these scores allow: both sorted, best with best."""
    most = _covariance(sorted(scores), sorted(rests))
    return _covariance(scores, rests) / most if most > _NOTHING else None


def effective_weights(questions: Sequence[tuple[Sequence[float], Sequence[float]]]) -> list[float | None]:
    """How much each question, given as its scores and the learners' totals, decides of the total.

    The weights add up to 1; a question that runs against the total has none.
    """
    covariances = [_covariance(scores, totals) for scores, totals in questions]
    roots = [sqrt(value) if value > _NOTHING else None for value in covariances]
    whole = sum(root or 0.0 for root in roots)
    return [None if root is None else root / whole for root in roots]


_NOTHING = 1e-12
"""Below this a covariance of scores is what rounding left over."""


def _covariance(left: Sequence[float], right: Sequence[float]) -> float:
    """Of the population: the divisor cancels out wherever it is used here."""
    count = len(left)
    if not count:
        return 0.0
    mean_left, mean_right = sum(left) / count, sum(right) / count
    return sum((a - mean_left) * (b - mean_right) for a, b in zip(left, right, strict=True)) / count
