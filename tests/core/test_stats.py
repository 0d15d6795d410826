"""What answers and cards say in numbers, each figure counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from quizzes.core.options import Rest
from quizzes.core.scheduling.sm2 import SM2
from quizzes.core.scheduling.state import State
from quizzes.core.stats.distribution import eases, intervals
from quizzes.core.stats.forecast import DeckAhead, forecast
from quizzes.core.stats.heat import heat_year
from quizzes.core.stats.hours import QUARTER_SECONDS, Quarter, by_hour
from quizzes.core.stats.mastery import contents
from quizzes.core.stats.outcomes import Outcome, by_kind, with_total
from quizzes.core.stats.retention import Reviewed, by_month, first_month
from quizzes.core.stats.streak import Streak, streak
from quizzes.core.stats.tally import DayTally, Tally, percent
from quizzes.core.study import SectionProgress
from quizzes.core.study_day import zone

MONDAY = date(2026, 3, 30)


def back(days: int) -> date:
    return MONDAY - timedelta(days=days)


def day(days: int, answers: int) -> DayTally:
    return DayTally(day=back(days), tally=Tally(answers=answers, right=answers))


def ahead(cards: dict[State, int], *, unseen: int = 0, new_today: int = 0, new_per_day: int = 0) -> DeckAhead:
    return DeckAhead(cards=cards, unseen=unseen, new_today=new_today, new_per_day=new_per_day, scheduler=SM2())


@pytest.mark.parametrize(("part", "whole", "share"), [(1, 3, 33), (1, 8, 13), (2, 3, 67), (0, 5, 0), (0, 0, None)])
def test_a_share_is_a_whole_percentage_with_halves_rounded_up(part: int, whole: int, share: int | None) -> None:
    assert percent(part, whole) == share


def test_the_year_is_53_weeks_from_a_monday_to_today() -> None:
    year = heat_year([day(0, 3), day(1, 5), day(364, 7), day(365, 9)], today=MONDAY)

    assert len(year.weeks) == 53
    assert [len(week.days) for week in year.weeks[-2:]] == [7, 1]
    # 364 days before a Monday is the Monday 52 weeks earlier: the first day shown; the Sunday before it is not.
    assert year.weeks[0].days[0].day == back(364)
    assert (year.tally.answers, year.days_studied) == (3 + 5 + 7, 3)
    assert year.weeks[-2].tally.answers == 5


def test_levels_are_quarters_of_the_days_with_answers() -> None:
    year = heat_year([day(number, number) for number in range(1, 9)], today=MONDAY)
    levels = {one.tally.answers: one.level for week in year.weeks for one in week.days if one.tally.answers}

    assert levels == {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 7: 4, 8: 4}
    assert year.weeks[0].days[0].level == 0


def test_months_are_named_at_their_first_monday_and_do_not_touch() -> None:
    year = heat_year([], today=MONDAY)
    named = {week: f"{first:%b}" for week, first in year.months.items()}

    # The year begins on Monday 31 March 2025; 7 April is one week on, so March has no room.
    assert named[1] == "Apr"
    assert 0 not in named
    assert named[48] == "Mar"
    assert len(named) == 12


@pytest.mark.parametrize(
    ("days", "rest", "expected"),
    [
        ([], Rest(), Streak(days=0, today=False)),
        ([0, 1, 2, 4], Rest(), Streak(days=3, today=True)),
        ([1, 2], Rest(), Streak(days=2, today=False)),
        ([2, 3], Rest(), Streak(days=0, today=False)),
        # Yesterday was a Sunday; Saturday and Sunday may rest.
        ([0, 3, 4], Rest(weekdays=(6, 7)), Streak(days=3, today=True)),
        ([0, 2, 3], Rest(weekdays=(6, 7)), Streak(days=3, today=True)),
        ([0, 3], Rest(weekdays=(7,)), Streak(days=1, today=True)),
        ([0, 6], Rest(paused_from=back(5), paused_until=back(1)), Streak(days=2, today=True)),
        ([0, 7], Rest(paused_from=back(5), paused_until=back(1)), Streak(days=1, today=True)),
        ([3], Rest(weekdays=(1, 2, 3, 4, 5, 6, 7)), Streak(days=1, today=False)),
    ],
)
def test_a_row_of_days_is_broken_by_days_that_are_not_off(days: list[int], rest: Rest, expected: Streak) -> None:
    assert streak([back(number) for number in days], today=MONDAY, rest=rest) == expected


def test_a_card_comes_again_as_if_it_were_answered_good() -> None:
    overdue = State(repetitions=1, interval_days=1, due_day=back(9))
    mature = State(repetitions=3, interval_days=38, due_day=MONDAY + timedelta(days=2))
    coming = forecast([ahead({overdue: 2, mature: 3})], today=MONDAY)

    # Two overdue cards come today, 6 days on and 15 days after that; the mature ones once, then after 95 days.
    assert {after: one.known for after, one in enumerate(coming) if one.known} == {0: 2, 2: 3, 6: 2, 21: 2}
    assert len(coming) == 30
    assert sum(one.added for one in coming) == 0


def test_new_cards_lead_to_reviews_from_the_next_day_on() -> None:
    coming = forecast([ahead({}, unseen=5, new_today=1, new_per_day=3)], today=MONDAY)

    # 1 + 3 + 1 begin on days 0, 1 and 2; each comes 1, 1 + 6 and 1 + 6 + 15 days later.
    expected = {1: 1, 2: 3, 3: 1, 7: 1, 8: 3, 9: 1, 22: 1, 23: 3, 24: 1}
    assert {after: one.added for after, one in enumerate(coming) if one.added} == expected
    assert [one.together for one in coming] == [one.added for one in coming]


def test_retention_keeps_young_and_mature_and_months_apart() -> None:
    reviews = [
        Reviewed(day=date(2026, 1, 31), mature=False, tally=Tally(answers=4, right=3)),
        Reviewed(day=date(2026, 1, 2), mature=False, tally=Tally(answers=1, right=1)),
        Reviewed(day=date(2026, 3, 1), mature=True, tally=Tally(answers=2, right=1)),
    ]
    months = by_month(reviews, today=MONDAY)

    assert [(month.first.month, month.young.percent, month.mature.percent) for month in months] == [
        (1, 80, None),
        (2, None, None),
        (3, None, 50),
    ]


def test_twelve_months_end_with_this_one() -> None:
    assert first_month(MONDAY) == date(2025, 4, 1)
    assert first_month(date(2026, 12, 31)) == date(2026, 1, 1)
    old = Reviewed(day=date(2025, 3, 31), mature=True, tally=Tally(answers=1))
    assert by_month([old], today=MONDAY) == ()


def test_again_is_every_quality_below_three() -> None:
    found = by_kind(
        Outcome(kind=kind, quality=quality, answers=answers)
        for kind, quality, answers in (
            ("typed", 2, 1),
            ("typed", 1, 2),
            ("typed", 4, 3),
            ("choice", 5, 4),
            ("typed", 3, 2),
        )
    )

    assert [(one.kind, one.counts) for one in found] == [("choice", (0, 0, 0, 4)), ("typed", (3, 2, 3, 0))]
    assert found[1].percents == (38, 25, 38, 0)
    assert (found[1].answers, found[1].right_percent) == (8, 63)
    assert with_total(found)[-1].counts == (3, 2, 3, 4)
    assert with_total(found[:1]) == found[:1]


@pytest.mark.parametrize(
    ("instant", "name", "hour"),
    [
        # Berlin's clocks went from 2 to 3 at 01:00 UTC on 29 March 2026, and back from 3 to 2 on 25 October.
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "Europe/Berlin", 1),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "Europe/Berlin", 3),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin", 2),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin", 2),
        (datetime(2026, 3, 29, 0, 20, tzinfo=UTC), "Asia/Kathmandu", 6),
        (datetime(2026, 3, 29, 0, 10, tzinfo=UTC), "Asia/Kathmandu", 5),
    ],
)
def test_an_hour_is_what_the_clocks_of_the_zone_show(instant: datetime, name: str, hour: int) -> None:
    quarter = Quarter(number=int(instant.timestamp()) // QUARTER_SECONDS, tally=Tally(answers=1))

    assert [place for place, tally in enumerate(by_hour([quarter], zone=zone(name))) if tally.answers] == [hour]


def test_every_card_lies_in_one_bucket() -> None:
    cards = {
        State(interval_days=days, ease_hundredths=ease): 1
        for days, ease in ((0, 130), (1, 149), (6, 150), (20, 250), (21, 269), (364, 270), (365, 400))
    }

    assert [one.cards for one in intervals(cards)] == [2, 1, 1, 1, 0, 1, 1]
    assert [one.cards for one in eases(cards)] == [2, 1, 0, 0, 0, 0, 2, 2]


def section(title: str, questions: int, known: int) -> SectionProgress:
    return SectionProgress(anchor=title, title=title, questions=questions, known=known, mature=0, due=0)


def test_a_heading_counts_what_lies_below_it() -> None:
    sections = [
        section("A path", 0, 0),
        section("1 First", 0, 0),
        section("1.1 One", 3, 1),
        section("1.1.1 Deep", 2, 2),
        section("1.2 Two", 0, 0),
        section("2. Second", 4, 0),
        section("Afterword", 1, 1),
    ]
    found = [
        (one.progress.title, one.depth, one.own, one.progress.known, one.progress.questions)
        for one in contents(sections)
    ]

    assert found == [
        ("1 First", 1, False, 3, 5),
        ("1.1 One", 2, True, 3, 5),
        ("1.1.1 Deep", 3, True, 2, 2),
        ("2. Second", 1, True, 0, 4),
        ("Afterword", 1, True, 1, 1),
    ]
