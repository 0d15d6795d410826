"""Live rounds as rules: drawing, going on, worth, keys."""

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.core.access import Role
from quizzes.core.grading import Mark, Response
from quizzes.core.questions import TrueFalse, Typed
from quizzes.core.rounds import (
    HOST_SILENT,
    IDLE,
    Drawable,
    Stage,
    draw,
    free_name,
    heard_key,
    key_of,
    may_lead,
    moved,
    shares,
    stage_now,
    standings,
)

NOW = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


def drawable(number: int, *, section: str = "", fact: str | None = None) -> Drawable:
    return Drawable(
        question_id=number, deck_id=1, key=f"q{number}", section=section, position=number, version_id=number, fact=fact
    )


def test_a_round_asks_in_path_order() -> None:
    drawn = draw([drawable(number) for number in range(1, 30)], count=10, seed=7)

    assert len(drawn) == 10
    assert [one.position for one in drawn] == sorted(one.position for one in drawn)


def test_every_section_is_asked_before_one_is_asked_twice() -> None:
    questions = [drawable(number, section=f"s{number // 10}") for number in range(40)]

    assert {one.section for one in draw(questions, count=4, seed=1)} == {"s0", "s1", "s2", "s3"}


def test_fewer_questions_than_sections_come_from_all_over_the_path() -> None:
    questions = [drawable(number, section=f"s{number}") for number in range(9)]

    assert [one.section for one in draw(questions, count=3, seed=1)] == ["s0", "s3", "s6"]


def test_siblings_are_never_drawn_together() -> None:
    questions = [drawable(number, fact=f"f{number // 3}") for number in range(9)]

    assert [one.fact for one in draw(questions, count=9, seed=3)] == ["f0", "f1", "f2"]


def test_another_seed_draws_others() -> None:
    questions = [drawable(number) for number in range(100)]

    assert draw(questions, count=5, seed=1) == draw(questions, count=5, seed=1) != draw(questions, count=5, seed=2)


@pytest.mark.parametrize(
    ("stage", "at", "after"),
    [
        (Stage.LOBBY, 0, (Stage.ASKED, 1)),
        (Stage.ASKED, 1, (Stage.REVEALED, 1)),
        (Stage.REVEALED, 1, (Stage.ASKED, 2)),
        (Stage.REVEALED, 2, (Stage.OVER, 2)),
        (Stage.OVER, 1, (Stage.OVER, 1)),
    ],
)
def test_a_round_goes_from_the_lobby_to_its_end(stage: Stage, at: int, after: tuple[Stage, int]) -> None:
    assert moved(stage, at, questions=2) == after


@pytest.mark.parametrize(
    ("is_host", "role", "silent", "leads"),
    [
        (True, None, timedelta(0), True),
        (False, None, timedelta(0), False),
        (False, Role.EDITOR, timedelta(0), False),
        (False, Role.MAINTAINER, timedelta(0), True),
        (False, None, HOST_SILENT, True),
        (False, None, HOST_SILENT - timedelta(seconds=1), False),
    ],
)
def test_the_host_leads_then_a_maintainer_then_anybody(
    is_host: bool, role: Role | None, silent: timedelta, leads: bool
) -> None:
    assert may_lead(is_host=is_host, role=role, host_seen=NOW - silent, now=NOW) is leads


def test_a_round_that_everybody_left_is_over() -> None:
    assert stage_now(Stage.ASKED, last_seen=NOW - IDLE, now=NOW) is Stage.OVER
    assert stage_now(Stage.ASKED, last_seen=NOW - IDLE + timedelta(seconds=1), now=NOW) is Stage.ASKED


def test_each_option_stands_with_those_who_chose_it() -> None:
    question = TrueFalse(id="t", ask="So?", answer=True)
    given = [Response(keys=("true",)), Response(keys=("true",)), Response(keys=("false",)), Response(unknown=True)]

    found = shares(question, given)

    assert [(one.key, one.people, one.mark) for one in found] == [("true", 2, Mark.RIGHT), ("false", 1, Mark.WRONG)]


def test_what_was_written_is_grouped_as_it_is_compared() -> None:
    question = Typed(id="t", ask="What?", answer="harbour")

    found = shares(question, [Response(texts=(text,)) for text in ("quay", "Harbour", "harbour ", "")])

    assert [(one.text, one.people, one.mark) for one in found] == [("Harbour", 2, Mark.RIGHT), ("quay", 1, Mark.WRONG)]


def test_equal_points_share_a_place() -> None:
    found = standings([(1, "Ana", 2.0), (2, "Ben", 3.0), (3, "Cy", 2.0)])

    assert [(one.name, one.place) for one in found] == [("Ben", 1), ("Ana", 2), ("Cy", 2)]


def test_a_second_ana_gets_a_number() -> None:
    assert free_name("Ana", taken=["ana", "Ana 2", "Ben"]) == "Ana 3"
    assert len(free_name("x" * 60, taken=["x" * 60])) <= 60


def test_a_key_is_three_words_however_it_is_typed() -> None:
    key = key_of("secret", host_id=1, opened_at=NOW)

    assert len(key.split()) == 3
    assert heard_key(f" {key.upper().replace(' ', '-')}, ") == key
    assert key != key_of("other", host_id=1, opened_at=NOW)
