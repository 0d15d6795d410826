"""How cards are spread over intervals and over ease factors."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizzes.core.scheduling.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """The cards from a number on, up to where the next bucket begins."""

    label: str
    cards: int


_INTERVALS = (
    (0, "1 day"),
    (2, "2 to 6 days"),
    (7, "7 to 20 days"),
    (21, "21 to 59 days"),
    (60, "60 to 179 days"),
    (180, "180 to 364 days"),
    (365, "a year or more"),
)
"""The first three are young cards, the rest are mature."""
_EASES = (
    (130, "1.30 to 1.49"),
    (150, "1.50 to 1.69"),
    (170, "1.70 to 1.89"),
    (190, "1.90 to 2.09"),
    (210, "2.10 to 2.29"),
    (230, "2.30 to 2.49"),
    (250, "2.50 to 2.69"),
    (270, "2.70 or more"),
)


def intervals(cards: Mapping[State, int]) -> tuple[Bucket, ...]:
    """Cards by the days between their last answer and the next."""
    return _buckets(_INTERVALS, {state: state.interval_days for state in cards}, cards)


def eases(cards: Mapping[State, int]) -> tuple[Bucket, ...]:
    """Cards by their ease factor."""
    return _buckets(_EASES, {state: state.ease_hundredths for state in cards}, cards)


def _buckets(
    steps: Sequence[tuple[int, str]], measures: Mapping[State, int], cards: Mapping[State, int]
) -> tuple[Bucket, ...]:
    counts: Counter[int] = Counter()
    for state, number in cards.items():
        counts[max(low for low, _ in steps if low <= measures[state])] += number
    return tuple(Bucket(label=label, cards=counts[low]) for low, label in steps)
