"""The study day through clock changes, flights, a missing day and a clock that goes backwards."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from quizzes.core.study_day import UnknownZone, study_day, zone

HALF_HOUR = timedelta(minutes=30)
ZONES = (
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "Asia/Beirut",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Auckland",
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def instants(first: datetime, days: int) -> list[datetime]:
    return [first + count * HALF_HOUR for count in range(48 * days)]


def clock_changes(name: str) -> list[datetime]:
    year = instants(datetime(2024, 1, 1, tzinfo=UTC), 366)
    offsets = [instant.astimezone(zone(name)).utcoffset() for instant in year]
    return [year[place + 1] for place, (one, other) in enumerate(pairwise(offsets)) if one != other]


def lived(around: list[datetime], name: str, rollover: int) -> list[date]:
    """The study days of a learner who answers at each instant."""
    days: list[date] = []
    for instant in around:
        days.append(study_day(instant, zone(name), rollover, last=days[-1] if days else None))
    return days


def latest_by_wall(around: list[datetime], name: str, rollover: int) -> list[date]:
    """The furthest day that the clock on the wall, set back by the rollover, has shown so far."""
    furthest = date.min
    days = []
    for instant in around:
        wall = instant.astimezone(zone(name)).replace(tzinfo=None)
        furthest = max(furthest, (wall - timedelta(hours=rollover)).date())
        days.append(furthest)
    return days


@pytest.mark.parametrize("name", ZONES)
def test_no_day_is_lost_or_repeated_at_either_clock_change(name):
    changes = clock_changes(name)
    assert len(changes) == 2
    for change in changes:
        around = instants(change - timedelta(days=2), 4)
        for rollover in range(24):
            days = lived(around, name, rollover)
            assert latest_by_wall(around, name, rollover) == days
            assert {0, 1} == {(later - earlier).days for earlier, later in pairwise(days)}


def test_the_day_starts_at_the_rollover_hour():
    berlin = zone("Europe/Berlin")
    assert date(2026, 6, 9) == study_day(at("2026-06-10T03:59:59.999+02:00"), berlin, 4)
    assert date(2026, 6, 10) == study_day(at("2026-06-10T04:00+02:00"), berlin, 4)


@pytest.mark.parametrize("rollover", range(24))
def test_every_rollover_hour_starts_the_day_on_the_hour(rollover):
    start = datetime(2026, 6, 10, rollover, tzinfo=timezone(timedelta(hours=2)))
    assert date(2026, 6, 10) == study_day(start, zone("Europe/Berlin"), rollover)
    assert date(2026, 6, 9) == study_day(start - timedelta(microseconds=1), zone("Europe/Berlin"), rollover)


def test_trolls_clock_going_back_two_hours_does_not_bring_yesterday_back():
    troll = zone("Antarctica/Troll")
    before, after = at("2024-10-27T00:30Z"), at("2024-10-27T01:00Z")
    assert date(2024, 10, 27) == study_day(before, troll, 2)
    assert date(2024, 10, 26) == study_day(after, troll, 2)
    assert date(2024, 10, 27) == study_day(after, troll, 2, last=date(2024, 10, 27))


def test_lord_howes_half_hour_change_leaves_the_rollover_on_the_hour():
    lord_howe = zone("Australia/Lord_Howe")
    assert date(2024, 4, 6) == study_day(at("2024-04-06T17:29Z"), lord_howe, 4)
    assert date(2024, 4, 7) == study_day(at("2024-04-06T17:30Z"), lord_howe, 4)


@pytest.mark.parametrize("rollover", range(24))
def test_a_card_due_on_apias_missing_day_comes_on_the_next_day_there_is(rollover):
    around = instants(at("2011-12-28T00:00Z"), 5)
    days = lived(around, "Pacific/Apia", rollover)
    assert latest_by_wall(around, "Pacific/Apia", rollover) == days
    first_asked = min(day for day in days if date(2011, 12, 30) <= day)
    assert (date(2011, 12, 30) if rollover else date(2011, 12, 31)) == first_asked


def test_a_flight_west_over_the_date_line_does_not_repeat_a_day():
    landing = at("2026-05-02T00:00Z")
    auckland_day = study_day(landing, zone("Pacific/Auckland"), 4)
    assert date(2026, 5, 2) == auckland_day
    assert date(2026, 5, 1) == study_day(landing, zone("America/Los_Angeles"), 4)
    assert auckland_day == study_day(landing, zone("America/Los_Angeles"), 4, last=auckland_day)


def test_a_flight_east_over_the_date_line_starts_the_next_day_at_once():
    landing = at("2026-05-02T00:00Z")
    assert date(2026, 5, 2) == study_day(landing, zone("Pacific/Auckland"), 4, last=date(2026, 5, 1))


def test_a_clock_going_backwards_stays_on_the_last_logged_day():
    assert date(2026, 5, 2) == study_day(at("2026-04-30T12:00Z"), zone("UTC"), 4, last=date(2026, 5, 2))


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="pass an aware datetime"):
        study_day(datetime(2026, 5, 2), zone("UTC"), 4)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Atlantis", "../etc/passwd", "/etc/passwd", "a\0b", "x" * 300])
def test_an_unknown_zone_is_refused_by_its_name(name):
    with pytest.raises(UnknownZone, match=r"no time zone is called .*; write it like"):
        zone(name)
