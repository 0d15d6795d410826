"""The time of day at which answers were given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from quizzes.core.stats.tally import Tally

QUARTER_SECONDS = 900
"""Every zone lies a whole number of quarter hours from UTC, so a quarter lies within one hour of any of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """The answers of one quarter of an hour; `number` counts quarters since 1970 in UTC."""

    number: int
    tally: Tally


def by_hour(quarters: Iterable[Quarter], *, zone: ZoneInfo) -> tuple[Tally, ...]:
    """The answers of each hour from 0 to 23, as clocks in the zone showed it."""
    hours = [Tally()] * 24
    for quarter in quarters:
        local = datetime.fromtimestamp(quarter.number * QUARTER_SECONDS, UTC).astimezone(zone)
        hours[local.hour] += quarter.tally
    return tuple(hours)
