"""How many days in a row, with days off that never break the row."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from quizzes.core.options import Rest

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """The days with an answer that follow one another up to now; `today` says whether today is among them."""

    days: int
    today: bool


def streak(studied: Collection[date], *, today: date, rest: Rest) -> Streak:
    """The row of days that stands today.

    Today breaks nothing while it lasts. A rest weekday or a day of the pause without an answer is passed over; with
    one it counts like any other day.
    """
    days = set(studied)
    first, day, length = min(days, default=today), today, 0
    while day >= first:
        if day in days:
            length += 1
        elif day != today and not _is_off(day, rest):
            break
        day -= _DAY
    return Streak(days=length, today=today in days)


def _is_off(day: date, rest: Rest) -> bool:
    return day.isoweekday() in rest.weekdays or rest.pause_on(day) is not None
