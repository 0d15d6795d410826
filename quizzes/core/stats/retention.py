"""True retention: how many scheduled reviews passed at the first try, month by month, young and mature apart."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quizzes.core.stats.tally import Tally

MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The scheduled reviews of a study day whose cards were mature before the answer, or were not."""

    day: date
    mature: bool
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The scheduled reviews of a calendar month, named by its first day."""

    first: date
    young: Tally
    mature: Tally

    @property
    def tally(self) -> Tally:
        """Young and mature together."""
        return self.young + self.mature


def first_month(today: date) -> date:
    """The first day of the twelve months that end with this one."""
    return _month(today.year * 12 + today.month - MONTHS)


def by_month(reviews: Iterable[Reviewed], *, today: date) -> tuple[Month, ...]:
    """Every month from the first one with a review to this one, twelve at most; none without reviews."""
    tallies: defaultdict[tuple[date, bool], Tally] = defaultdict(Tally)
    for one in reviews:
        tallies[one.day.replace(day=1), one.mature] += one.tally
    begun = [first for first, _ in tallies if first >= first_month(today)]
    if not begun:
        return ()
    firsts = [_month(number) for number in range(_number(min(begun)), _number(today) + 1)]
    return tuple(Month(first=first, young=tallies[first, False], mature=tallies[first, True]) for first in firsts)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
