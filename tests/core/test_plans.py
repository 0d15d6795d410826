"""Plans over several days: an exam, a backlog, a pause."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.core.options import Rest, read_weekdays, write_weekdays
from quizzes.core.plans import Exam, Fit, exam_share, fit_new, is_backlog, per_day

MONDAY = date(2026, 3, 2)
EXAM = Exam(day=MONDAY + timedelta(days=10), since=MONDAY)


def in_days(number):
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("due", "last", "missed"),
    [
        (9, -3, False),
        (10, -3, True),
        (40, -3, True),
        (40, None, True),
        (40, 0, False),
        (40, 4, False),
        (None, None, False),
    ],
    ids=["due before", "due on the day", "due after", "never answered", "seen when it was set", "seen since", "new"],
)
def test_an_exam_misses_what_is_neither_due_before_it_nor_seen_since_it_was_set(due, last, missed):
    due_day = None if due is None else in_days(due)
    last_day = None if last is None else in_days(last)
    assert EXAM.misses(due_day=due_day, last_day=last_day) is missed


def test_the_days_before_an_exam_include_today_and_not_its_own():
    assert [EXAM.days_left(in_days(number)) for number in (0, 9, 10, 11)] == [10, 1, 0, 0]


@pytest.mark.parametrize(
    ("left", "seen", "days", "share"),
    [(20, 0, 10, 2), (19, 1, 10, 1), (18, 2, 10, 0), (17, 4, 10, 0), (7, 0, 3, 3), (1, 0, 9, 1), (0, 0, 5, 0)],
)
def test_a_day_asks_its_share_of_what_was_left_when_it_began(left, seen, days, share):
    assert exam_share(left, seen_today=seen, days=days) == share


@given(left=st.integers(0, 500), days=st.integers(1, 60))
def test_a_share_a_day_shows_every_card_before_the_exam(left, days):
    shares = []
    for remaining in range(days, 0, -1):
        shares.append(exam_share(left, seen_today=0, days=remaining))
        left -= shares[-1]
    assert left == 0
    assert max(shares) - min(shares) <= 1


def test_on_the_day_of_an_exam_nothing_comes_early():
    assert exam_share(5, seen_today=0, days=0) == 0


@pytest.mark.parametrize(
    ("unseen", "done", "fit"),
    [
        (100, 0, Fit(missed=40, needed=20)),
        (60, 0, Fit(missed=0, needed=12)),
        (50, 12, Fit(missed=2, needed=13)),
        (0, 0, Fit(missed=0, needed=0)),
    ],
)
def test_new_cards_that_do_not_fit_before_an_exam_are_counted(unseen, done, fit):
    assert fit_new(unseen, new_per_day=12, done_today=done, days=5) == fit


def test_a_spread_asks_an_even_share_rounded_up():
    assert [per_day(cards, days=7) for cards in (0, 7, 8, 50)] == [0, 1, 2, 8]


@pytest.mark.parametrize(
    ("numbers", "backlog"),
    [
        ({"due": 210, "overdue": 150, "usual": 200}, True),
        ({"due": 210, "overdue": 100, "usual": 200}, False),
        ({"due": 60, "overdue": 60, "usual": 20}, True),
        ({"due": 40, "overdue": 40, "usual": 20}, False),
        ({"due": 20, "overdue": 20, "usual": 1}, False),
        ({"due": 21, "overdue": 21, "usual": 1}, True),
        ({"due": 0, "overdue": 0, "usual": 0}, False),
    ],
    ids=["limit", "mostly today's", "thrice the usual", "twice the usual", "few", "more than few", "nothing"],
)
def test_a_backlog_is_mostly_overdue_and_beyond_the_limit_or_twice_the_usual_day(numbers, backlog):
    assert is_backlog(**numbers, limit=200) is backlog


def test_a_pause_holds_on_both_of_its_days_and_between():
    rest = Rest(paused_from=in_days(1), paused_until=in_days(3))
    assert [rest.pause_on(in_days(number)) for number in range(5)] == [None, *[in_days(3)] * 3, None]
    assert Rest().pause_on(MONDAY) is None


def test_weekdays_are_stored_as_their_numbers():
    assert [write_weekdays(days) for days in ((), (7, 6, 6))] == [None, "67"]
    assert [read_weekdays(text) for text in (None, "67")] == [(), (6, 7)]
    with pytest.raises(ValueError, match="numbers from 1 to 7"):
        write_weekdays((0, 8))
