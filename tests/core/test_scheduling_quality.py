"""From an answer to its quality, and the grades it may still get."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizzes.core.questions import KINDS
from quizzes.core.scheduling.card import CardState
from quizzes.core.scheduling.quality import Rating, Result, quality, regrades, relearns
from quizzes.core.scheduling.state import State

TODAY = date(2026, 3, 1)
TOMORROW = TODAY + timedelta(days=1)
AGAIN, NEARLY, HARD, GOOD, EASY = Rating
NEW = CardState()
ONCE = CardState(memory=State(repetitions=1, interval_days=1, due_day=TODAY))
TWICE = CardState(memory=State(repetitions=2, interval_days=6, due_day=TODAY))
FAILED = CardState(memory=State(repetitions=0, interval_days=1, due_day=TODAY))
RAISED = CardState(memory=State(repetitions=0, interval_days=0, due_day=TODAY))
DRILL = CardState(memory=State(repetitions=0, interval_days=1, due_day=TOMORROW), drill_day=TODAY)
EARLY = CardState(memory=State(repetitions=0, interval_days=1, due_day=TOMORROW))


@pytest.mark.parametrize(
    ("result", "helped", "expected"),
    [
        (Result.WRONG, False, AGAIN),
        (Result.UNKNOWN, False, AGAIN),
        (Result.NEARLY, False, NEARLY),
        (Result.NEARLY, True, NEARLY),
        (Result.RIGHT, True, HARD),
        (Result.RIGHT, False, GOOD),
    ],
)
def test_an_answer_has_the_quality_of_the_table(result, helped, expected):
    assert quality(result, helped=helped, card=TWICE, today=TODAY) is expected


@pytest.mark.parametrize(
    ("card", "expected"),
    [(NEW, GOOD), (ONCE, GOOD), (FAILED, HARD), (RAISED, GOOD), (DRILL, GOOD), (EARLY, GOOD)],
    ids=["new", "once right", "failed last time", "raised rev", "drill", "early"],
)
def test_right_after_a_failed_scheduled_answer_is_hard(card, expected):
    assert quality(Result.RIGHT, helped=False, card=card, today=TODAY) is expected
    assert relearns(card, today=TODAY) is (expected is HARD)


def offered(kind: str, result: Result, given: Rating, *, card: CardState = TWICE, helped: bool = False):
    return regrades(kind, result, given=given, helped=helped, card=card, today=TODAY)


@pytest.mark.parametrize(
    ("card", "kinds_with_easy"),
    [
        (NEW, {"typed", "cloze", "order"}),
        (ONCE, {"typed", "cloze", "order"}),
        (TWICE, {"choice", "truefalse", "multi", "match", "decision", "typed", "cloze", "order"}),
        (FAILED, set()),
        (DRILL, set()),
        (EARLY, set()),
    ],
    ids=["new", "once right", "twice right", "failed last time", "drill", "early"],
)
def test_easy_is_offered_where_it_says_something(card, kinds_with_easy):
    judged = set(KINDS) - {"flashcard", "task"}
    assert {kind for kind in judged if EASY in offered(kind, Result.RIGHT, GOOD, card=card)} == kinds_with_easy


@pytest.mark.parametrize(("given", "others"), [(HARD, (GOOD, EASY)), (GOOD, (HARD, EASY)), (EASY, (HARD, GOOD))])
def test_a_right_answer_can_get_every_other_passing_grade(given, others):
    assert offered("choice", Result.RIGHT, given) == others


def test_the_learner_may_make_an_answer_good_after_a_fail():
    assert offered("choice", Result.RIGHT, HARD, card=FAILED) == (GOOD,)


def test_a_right_answer_with_help_stays_hard():
    assert offered("typed", Result.RIGHT, HARD, helped=True) == ()


@pytest.mark.parametrize("kind", ["choice", "truefalse", "multi", "match", "decision", "order"])
@pytest.mark.parametrize("result", [Result.NEARLY, Result.WRONG, Result.UNKNOWN])
def test_a_wrong_choice_never_passes(kind, result):
    assert offered(kind, result, AGAIN) == ()


@pytest.mark.parametrize("kind", ["typed", "cloze"])
@pytest.mark.parametrize(("result", "first"), [(Result.WRONG, AGAIN), (Result.NEARLY, NEARLY)])
def test_a_typed_answer_can_be_overruled_and_back(kind, result, first):
    assert offered(kind, result, first) == (GOOD,)
    assert offered(kind, result, GOOD) == (first,)


def test_overruling_makes_an_answer_good_after_a_fail_too():
    assert offered("typed", Result.WRONG, AGAIN, card=FAILED) == (GOOD,)


def test_overruling_an_answer_with_help_makes_it_hard():
    assert offered("typed", Result.WRONG, AGAIN, helped=True) == (HARD,)


def test_not_knowing_cannot_be_overruled():
    assert offered("typed", Result.UNKNOWN, AGAIN) == ()


def test_an_overruled_early_answer_needs_no_schedule():
    early = replace(TWICE, memory=replace(TWICE.memory, due_day=TOMORROW))
    assert offered("typed", Result.WRONG, AGAIN, card=early) == (GOOD,)
