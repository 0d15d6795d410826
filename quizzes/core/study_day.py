"""The study day: the date a learner is studying on, which starts at the rollover hour of the learner's zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ROLLOVER = 4


class UnknownZone(ValueError):
    """No IANA time zone has this name."""


def zone(name: str) -> ZoneInfo:
    """The IANA zone called `name`, such as "Europe/Berlin"."""
    try:
        return ZoneInfo(name)
    # A zone's folder ("Europe") and a malformed name ("../x") fail in their own ways.
    except (ZoneInfoNotFoundError, ValueError, OSError) as cause:
        raise UnknownZone(f'no time zone is called "{name}"; write it like "Europe/Berlin" or "UTC"') from cause


def study_day(instant: datetime, zone: ZoneInfo, rollover: int, *, last: date | None = None) -> date:
    """The study day at an aware `instant`; never before `last`, the learner's last logged study day."""
    if instant.tzinfo is None:
        raise ValueError("the instant has no time zone; pass an aware datetime such as datetime.now(UTC)")
    local = instant.astimezone(zone)
    day = local.date() - timedelta(days=local.hour < rollover)
    return day if last is None else max(day, last)
