"""The week's table, computed by hand."""

from datetime import date

import pytest

from quizzes.core.league import Entrant, Week, monday, percent, table


def entrant(number: int, name: str, *, days: int, reviews: int = 0, passed: int = 0) -> Entrant:
    return Entrant(learner_id=number, name=name, week=Week(days=days, answers=reviews, reviews=reviews, passed=passed))


def places(*entrants: Entrant) -> list[tuple[int, bool, str]]:
    return [(rank.place, rank.shared, rank.entrant.name) for rank in table(entrants)]


def test_days_count_first_and_retention_decides_between_equal_days() -> None:
    assert places(
        entrant(1, "Ana", days=3, reviews=20, passed=20),
        entrant(2, "Ben", days=5, reviews=20, passed=10),
        entrant(3, "Cem", days=5, reviews=40, passed=36),
    ) == [(1, False, "Cem"), (2, False, "Ben"), (3, False, "Ana")]


def test_equals_share_a_place_and_the_next_one_is_left_out() -> None:
    # 18 of 20 and 9 of 10 are both 90 percent; 91 of 100 is more.
    assert places(
        entrant(4, "dora", days=2, reviews=100, passed=91),
        entrant(3, "Cem", days=2, reviews=20, passed=18),
        entrant(2, "Ben", days=2, reviews=10, passed=9),
        entrant(1, "Ana", days=1, reviews=10, passed=10),
    ) == [(1, False, "dora"), (2, True, "Ben"), (2, True, "Cem"), (4, False, "Ana")]


def test_a_retention_of_too_few_reviews_comes_after_every_known_one() -> None:
    assert places(
        entrant(1, "Ana", days=2, reviews=9, passed=9),
        entrant(2, "Ben", days=2, reviews=10, passed=0),
        entrant(3, "Cem", days=2),
    ) == [(1, False, "Ben"), (2, True, "Ana"), (2, True, "Cem")]


def test_who_has_not_studied_this_week_has_no_place() -> None:
    assert places(entrant(1, "Ana", days=0, reviews=0)) == []
    assert table([]) == ()


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 3, 2), date(2026, 3, 2)),
        (date(2026, 3, 8), date(2026, 3, 2)),
        (date(2026, 3, 9), date(2026, 3, 9)),
        (date(2027, 1, 2), date(2026, 12, 28)),
    ],
)
def test_a_week_begins_on_monday(day: date, first: date) -> None:
    assert monday(day) == first


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (199, 200, 100)]
)
def test_a_share_is_rounded_to_whole_percent(part: int, whole: int, said: int) -> None:
    assert percent(part, whole) == said
