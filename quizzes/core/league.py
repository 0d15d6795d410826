"""A week among friends: who studied on how many days and kept how much, from Monday on, ties sharing a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LEAST_REVIEWS = 10
"""Fewer reviews say nothing about what stays in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What somebody did since Monday: days with an answer, answers, and the reviews with those that passed."""

    days: int = 0
    answers: int = 0
    reviews: int = 0
    passed: int = 0

    @property
    def retention(self) -> int | None:
        """The share of reviews that passed, in whole percent; None below `LEAST_REVIEWS`."""
        return percent(self.passed, self.reviews) if self.reviews >= LEAST_REVIEWS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """Somebody who wants to be ranked."""

    learner_id: int
    name: str
    week: Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place in the table; `shared` with somebody who did the same."""

    place: int
    shared: bool
    entrant: Entrant


def monday(day: date) -> date:
    """The first day of the week that a study day lies in; the table starts anew with it."""
    return day - timedelta(days=day.weekday())


def table(entrants: Iterable[Entrant]) -> tuple[Rank, ...]:
    """The entrants by days studied, then by retention; equals share a place, and the next one is left out.

    A retention that is not known yet comes after every known one. Who has not studied this week has no place.
    """
    studied = [one for one in entrants if one.week.days]
    scores = [_score(one.week) for one in studied]
    ranks = [
        Rank(place=1 + sum(other > score for other in scores), shared=scores.count(score) > 1, entrant=one)
        for one, score in zip(studied, scores, strict=True)
    ]
    return tuple(sorted(ranks, key=lambda rank: (rank.place, rank.entrant.name.casefold(), rank.entrant.learner_id)))


def percent(part: int, whole: int) -> int:
    """A share in whole percent, halves rounded up; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def _score(week: Week) -> tuple[int, int]:
    return week.days, -1 if week.retention is None else week.retention
