"""The year as a heat map: answers per study day, in weeks from Monday to Sunday."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quizzes.core.stats.tally import DayTally, Tally

WEEKS = 53
_LABEL_WEEKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatDay:
    """A study day; its level, 0 to 4, tells how much it was beside the learner's other days."""

    day: date
    tally: Tally
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatWeek:
    """The days of a week from Monday on; this week ends today."""

    days: tuple[HeatDay, ...]

    @property
    def tally(self) -> Tally:
        """The week in all."""
        return sum((day.tally for day in self.days), Tally())


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatYear:
    """Fifty-three weeks, this one last; `months` says at which week the name of a month stands."""

    weeks: tuple[HeatWeek, ...]
    months: Mapping[int, date]

    @property
    def tally(self) -> Tally:
        """The year in all."""
        return sum((week.tally for week in self.weeks), Tally())

    @property
    def days_studied(self) -> int:
        """On how many days there was an answer."""
        return sum(day.tally.answers > 0 for week in self.weeks for day in week.days)


def heat_year(days: Iterable[DayTally], *, today: date) -> HeatYear:
    """The last 53 weeks up to today.

    Levels are quarters of the learner's own days with answers: 1 is the lightest quarter, 4 the fullest, 0 is none.
    """
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    tallies = {day.day: day.tally for day in days if monday <= day.day <= today}
    steps = _quarters([tally.answers for tally in tallies.values() if tally.answers])
    weeks = tuple(
        HeatWeek(days=tuple(_day(day, tallies, steps) for day in _week(monday + timedelta(weeks=week), today)))
        for week in range(WEEKS)
    )
    return HeatYear(weeks=weeks, months=_months([week.days[0].day for week in weeks]))


def _week(monday: date, today: date) -> list[date]:
    week = [monday + timedelta(days=offset) for offset in range(7)]
    return [day for day in week if day <= today]


def _day(day: date, tallies: Mapping[date, Tally], steps: Sequence[int]) -> HeatDay:
    tally = tallies.get(day, Tally())
    return HeatDay(day=day, tally=tally, level=1 + bisect_right(steps, tally.answers) if tally.answers else 0)


def _quarters(answers: list[int]) -> list[int]:
    """The numbers at which the second, third and fourth quarter of the days begin."""
    ordered = sorted(answers)
    return [ordered[len(ordered) * quarter // 4] for quarter in (1, 2, 3)] if ordered else []


def _months(mondays: Sequence[date]) -> dict[int, date]:
    """A month is named at its first Monday; the first one only where its name has room."""
    starts = [week for week, monday in enumerate(mondays) if week == 0 or monday.month != mondays[week - 1].month]
    if len(starts) > 1 and starts[1] < _LABEL_WEEKS:
        starts.pop(0)
    return {week: mondays[week].replace(day=1) for week in starts}
