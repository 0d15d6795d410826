"""Numbers of several people that tell nobody's own, computed by hand."""

import pytest

from quizzes.core.gathering import Recalled, forgotten, quarters, tells_nobody


def recalled(learner_id: int, section: str, *, reviews: int, failed: int) -> Recalled:
    return Recalled(
        learner_id=learner_id, deck_id=1, section=section, title=section.title(), reviews=reviews, failed=failed
    )


@pytest.mark.parametrize(
    ("people", "known", "shown"),
    [
        ([], [], False),
        ([1, 2], [1, 2], False),
        ([1, 1, 2], [], False),
        ([1, 2, 3], [], True),
        ([1, 2, 3], [1], True),
        ([1, 2, 3], [1, 2], False),
        ([1, 2, 3], [1, 2, 3], True),
        ([1, 2, 3, 4], [1, 2, 9], True),
        ([1, 2, 3, 4], [1, 2, 3], False),
    ],
)
def test_three_people_at_least_and_nobody_alone_in_hiding(people: list[int], known: list[int], shown: bool) -> None:
    assert tells_nobody(people, open_to_reader=known) is shown


def test_sections_come_by_the_share_that_failed() -> None:
    rows = [recalled(person, "nets", reviews=4, failed=1) for person in (1, 2, 3)]
    rows += [recalled(person, "dns", reviews=5, failed=failed) for person, failed in ((1, 5), (2, 1), (3, 0))]

    found = [(one.title, one.failed, one.reviews, one.people, one.share) for one in forgotten(rows, open_to_reader=[1])]

    assert found == [("Dns", 6, 15, 3, 40), ("Nets", 3, 12, 3, 25)]


@pytest.mark.parametrize(
    "rows",
    [
        [recalled(person, "a", reviews=50, failed=50) for person in (1, 2)],
        [recalled(person, "a", reviews=3, failed=3) for person in (1, 2, 3)],
        [recalled(person, "a", reviews=9, failed=0) for person in (1, 2, 3)],
        [recalled(person, "a", reviews=9 * (person != 3), failed=person) for person in (1, 2, 3)],
    ],
    ids=["two people", "nine reviews", "nothing failed", "the third did nothing"],
)
def test_what_says_too_little_or_tells_of_somebody_is_left_out(rows: list[Recalled]) -> None:
    assert forgotten(rows, open_to_reader=[]) == ()


def test_five_sections_are_enough_to_talk_about() -> None:
    rows = [recalled(person, f"s{place}", reviews=10, failed=place) for person in (1, 2, 3) for place in range(1, 9)]

    assert [one.section for one in forgotten(rows, open_to_reader=[])] == ["s8", "s7", "s6", "s5", "s4"]


def test_people_are_counted_by_quarters() -> None:
    assert quarters([0, 24, 25, 49, 50, 74, 75, 100], of=100) == (2, 2, 2, 2)
    assert quarters([3], of=3) == (0, 0, 0, 1)
    assert quarters([0, 0], of=0) == (2, 0, 0, 0)
