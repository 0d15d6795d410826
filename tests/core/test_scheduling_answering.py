"""What answers and the other actions do to a card."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizzes.core.scheduling import actions
from quizzes.core.scheduling.answering import Answered, answer, contribution, is_scheduled, kind_of, outcomes
from quizzes.core.scheduling.card import CardState, DayCount, EntryKind
from quizzes.core.scheduling.sm2 import SM2
from quizzes.core.scheduling.state import State

TODAY = date(2026, 3, 1)
TOMORROW = TODAY + timedelta(days=1)
NEW = CardState()
DUE = CardState(
    memory=State(repetitions=3, interval_days=15, ease_hundredths=250, due_day=TODAY), answers=3, last_day=TODAY
)
EARLY = replace(DUE, memory=replace(DUE.memory, due_day=TODAY + timedelta(days=9)))
DRILL = replace(EARLY, drill_day=TODAY, drill_turn=12)


def give(card: CardState, quality: int, *, today: date = TODAY, deck_answers: int = 0) -> Answered:
    return answer(card, quality=quality, today=today, deck_answers=deck_answers, scheduler=SM2())


@pytest.mark.parametrize(
    ("card", "when_failed", "when_passed"),
    [
        (NEW, EntryKind.NEW, EntryKind.NEW),
        (DUE, EntryKind.REVIEW, EntryKind.REVIEW),
        (EARLY, EntryKind.REVIEW, EntryKind.CRAM),
        (DRILL, EntryKind.DRILL, EntryKind.DRILL),
        (replace(DUE, drill_day=TODAY - timedelta(days=1)), EntryKind.REVIEW, EntryKind.REVIEW),
    ],
    ids=["new", "due", "early", "drill", "yesterday's drill"],
)
def test_the_kind_follows_from_the_card_the_day_and_whether_it_passed(card, when_failed, when_passed):
    kinds = [kind_of(card, quality=quality, today=TODAY) for quality in range(6)]
    assert kinds == [when_failed] * 3 + [when_passed] * 3


@pytest.mark.parametrize(("card", "expected"), [(NEW, True), (DUE, True), (EARLY, False), (DRILL, False)])
def test_only_new_and_due_cards_are_scheduled_today(card, expected):
    assert is_scheduled(card, today=TODAY) is expected


def test_an_overdue_card_is_a_review():
    assert give(DUE, 4, today=TODAY + timedelta(days=30)).kind is EntryKind.REVIEW


@pytest.mark.parametrize("quality", [3, 4, 5])
def test_an_early_pass_moves_no_schedule(quality):
    assert give(EARLY, quality).card.memory == EARLY.memory


def test_three_early_passes_leave_the_interval_at_fifteen_days():
    card = EARLY
    for days in range(3):
        card = give(card, 5, today=TODAY + timedelta(days=days)).card
    assert card.memory == EARLY.memory


def test_an_early_fail_counts_as_usual():
    failed = give(EARLY, 1)
    assert failed.card.memory == State(repetitions=0, interval_days=1, ease_hundredths=250, due_day=TOMORROW)
    assert failed.lapsed


@pytest.mark.parametrize("quality", range(6))
def test_a_drill_answer_moves_neither_schedule_nor_lapses(quality):
    drilled = give(DRILL, quality)
    assert (drilled.card.memory, drilled.card.lapses) == (DRILL.memory, DRILL.lapses)


@pytest.mark.parametrize("card", [NEW, DUE, EARLY, DRILL], ids=["new", "due", "early", "drill"])
@pytest.mark.parametrize("quality", range(4))
def test_below_four_the_card_comes_back_after_eight_other_answers(card, quality):
    answered = give(card, quality, deck_answers=5)
    assert answered.again_today
    assert (answered.card.drill_day, answered.card.drill_turn) == (TODAY, 5 + 1 + 8)


@pytest.mark.parametrize("quality", [4, 5])
def test_good_or_easy_ends_the_drill(quality):
    answered = give(DRILL, quality)
    assert not answered.again_today
    assert (answered.card.drill_day, answered.card.drill_turn) == (None, 0)


@pytest.mark.parametrize("card", [NEW, DUE, EARLY, DRILL], ids=["new", "due", "early", "drill"])
def test_the_buttons_promise_what_the_answer_does(card):
    promised = outcomes(card, today=TODAY, scheduler=SM2())
    for quality in range(6):
        answered = give(card, quality)
        assert (promised[quality].state, promised[quality].again_today) == (
            answered.card.memory,
            answered.again_today,
        )


@pytest.mark.parametrize("card", [NEW, DUE, EARLY, DRILL], ids=["new", "due", "early", "drill"])
def test_every_answer_is_counted_and_dated(card):
    answered = give(card, 4, today=TOMORROW).card
    assert (answered.answers, answered.last_day) == (card.answers + 1, TOMORROW)


@pytest.mark.parametrize(
    ("card", "quality", "lapses"),
    [(DUE, 2, 1), (DUE, 3, 0), (NEW, 0, 0), (DRILL, 0, 0), (replace(DUE, memory=State(due_day=TODAY)), 2, 1)],
    ids=["failed review", "passed review", "failed new", "failed drill", "failed with no repetitions"],
)
def test_only_a_failed_review_is_a_lapse(card, quality, lapses):
    answered = give(card, quality)
    assert (answered.card.lapses, answered.lapsed) == (lapses, lapses == 1)


def test_a_leech_is_named_at_eight_lapses_and_then_every_four():
    named = [lapses + 1 for lapses in range(24) if give(replace(DUE, lapses=lapses), 1).leech]
    assert named == [8, 12, 16, 20, 24]


def test_a_leech_is_not_named_again_by_a_right_answer():
    assert not give(replace(DUE, lapses=8), 4).leech


def test_a_leech_is_not_suspended():
    assert not give(replace(DUE, lapses=7), 1).card.suspended


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (EntryKind.NEW, DayCount(new_done=1, right=1, taken_ms=900)),
        (EntryKind.REVIEW, DayCount(reviews_done=1, right=1, taken_ms=900)),
        (EntryKind.DRILL, DayCount(drills_done=1, right=1, taken_ms=900)),
        (EntryKind.CRAM, DayCount(drills_done=1, right=1, taken_ms=900)),
    ],
)
def test_each_answer_adds_one_to_the_counter_of_its_kind(kind, expected):
    counted = contribution(kind, quality=3, taken_ms=900)
    assert (counted, counted.answers) == (expected, 1)


def test_a_failed_answer_is_not_counted_right():
    assert contribution(EntryKind.REVIEW, quality=2, taken_ms=0).right == 0


def test_counters_add_up_and_take_away():
    one = DayCount(new_done=1, reviews_done=2, drills_done=3, right=4, taken_ms=5)
    two = DayCount(new_done=2, reviews_done=4, drills_done=6, right=8, taken_ms=10)
    assert (one + one, two + -one, two.answers) == (two, one, 12)


def test_a_skipped_drill_waits_for_its_due_day():
    assert actions.skip(DRILL) == EARLY


def test_a_suspended_card_comes_back_as_it_was():
    assert actions.suspend(DUE).suspended
    assert actions.unsuspend(actions.suspend(DRILL)) == DRILL


def test_a_buried_card_comes_back_tomorrow_without_its_drill():
    assert actions.bury(DRILL, today=TODAY) == replace(EARLY, not_before=TOMORROW)


def test_a_reset_card_is_new_but_still_counts_its_answers():
    worn = replace(DRILL, lapses=5, rev=3, not_before=TOMORROW, suspended=True)
    assert actions.reset(worn) == CardState(answers=3, rev=3, last_day=TODAY, suspended=True)


def test_a_raised_rev_is_due_today_with_its_ease_and_no_lapse():
    hard = replace(DRILL, memory=replace(DRILL.memory, ease_hundredths=180), lapses=2)
    raised = actions.raise_rev(hard, rev=2, today=TODAY)
    assert raised.memory == State(repetitions=0, interval_days=0, ease_hundredths=180, due_day=TODAY)
    assert (raised.rev, raised.lapses, raised.drill_day) == (2, 2, None)


def test_a_new_card_stays_new_when_its_rev_is_raised():
    assert actions.raise_rev(NEW, rev=2, today=TODAY) == CardState(rev=2)
