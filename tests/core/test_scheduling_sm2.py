"""SM-2 against the vectors, and against exact fractions over every short history."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest

from quizzes.core.scheduling.due_order import due_order
from quizzes.core.scheduling.registry import SCHEDULERS, UnknownScheduler, scheduler
from quizzes.core.scheduling.sm2 import SM2
from quizzes.core.scheduling.state import Outcome, State

TODAY = date(2026, 3, 1)
CASES = json.loads((Path(__file__).parent / "data" / "sm2.json").read_text())["cases"]
SM_2 = SM2()


def step(state: State, quality: int, *, late_days: int = 0) -> State:
    day = (state.due_day or TODAY) + timedelta(days=late_days)
    return SM_2.next_states(state, today=day)[quality].state


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_published_vector_holds(case):
    state = State()
    for expected in case["steps"]:
        state = step(state, expected["quality"])
        shown = {
            "quality": expected["quality"],
            "interval_days": state.interval_days,
            "ease": state.ease_hundredths,
            "repetitions": state.repetitions,
        }
        assert expected == shown


def exactly(memory: tuple[int, int, Fraction], quality: int) -> tuple[int, int, Fraction]:
    """The text of 1990 in exact fractions, its formula for the ease included."""
    repetitions, interval, ease = memory
    if quality < 3:
        return 0, 1, ease
    interval = 1 if repetitions == 0 else 6 if repetitions == 1 else min(36_500, ceil(interval * ease))
    distance = 5 - quality
    ease += Fraction("0.1") - distance * (Fraction("0.08") + distance * Fraction("0.02"))
    return repetitions + 1, interval, max(ease, Fraction("1.3"))


def histories(
    state: State, memory: tuple[int, int, Fraction], left: int
) -> Iterator[tuple[Mapping[int, Outcome], ...]]:
    """Each node of the tree of histories once: what SM-2 says there, and what the fractions say."""
    if not left:
        return
    said = SM_2.next_states(state, today=state.due_day or TODAY)
    expected = {quality: exactly(memory, quality) for quality in range(6)}
    yield said, expected
    # The three fails lead to one state, so one of them is followed.
    for quality in (2, 3, 4, 5):
        yield from histories(said[quality].state, expected[quality], left - 1)


def test_every_history_of_eight_grades_agrees_with_exact_fractions():
    nodes = 0
    for said, expected in histories(State(), (0, 0, Fraction("2.5")), 8):
        nodes += 1
        for quality in range(6):
            state = said[quality].state
            assert expected[quality] == (state.repetitions, state.interval_days, Fraction(state.ease_hundredths, 100))
    assert nodes == (4**8 - 1) // 3


def test_the_due_day_lies_the_interval_after_the_answer_however_late_it_came():
    state = step(step(State(), 4), 4)
    late = step(state, 4, late_days=40)
    assert late.interval_days == 15
    assert state.due_day + timedelta(days=40 + 15) == late.due_day


def test_hard_good_and_easy_lead_to_the_same_day():
    state = step(step(State(), 4), 4)
    assert len({outcome.state.due_day for quality, outcome in _outcomes(state).items() if quality >= 3}) == 1


def test_everything_below_four_comes_back_the_same_day():
    assert [outcome.again_today for outcome in _outcomes(State()).values()] == [True, True, True, True, False, False]


def _outcomes(state: State) -> Mapping[int, Outcome]:
    return SM_2.next_states(state, today=state.due_day or TODAY)


class Tomorrow:
    """A scheduler that knows one interval."""

    name = "tomorrow"
    version = 7

    def next_states(self, state: State, *, today: date) -> Mapping[int, Outcome]:
        next_state = State(repetitions=state.repetitions + 1, interval_days=1, due_day=today + timedelta(days=1))
        return {quality: Outcome(state=next_state, again_today=False) for quality in range(6)}


def test_a_second_scheduler_plugs_in_by_name(monkeypatch):
    monkeypatch.setitem(SCHEDULERS, Tomorrow.name, Tomorrow())
    assert scheduler("tomorrow").version == 7
    assert TODAY + timedelta(days=1) == scheduler("tomorrow").next_states(State(), today=TODAY)[0].state.due_day


def test_sm2_is_found_by_name():
    assert isinstance(scheduler("sm2"), SM2)


def test_an_unknown_scheduler_is_refused_with_the_names_there_are():
    with pytest.raises(UnknownScheduler, match='no scheduler is called "sm3"; choose one of: sm2'):
        scheduler("sm3")


def test_the_due_order_is_the_same_on_every_machine():
    assert due_order(learner_id=1, question_id=2, due_day=date(2026, 3, 1)) == 0x0C5E1468


@pytest.mark.parametrize("changed", [{"learner_id": 2}, {"question_id": 3}, {"due_day": date(2026, 3, 2)}])
def test_the_due_order_differs_by_learner_question_and_day(changed):
    same = {"learner_id": 1, "question_id": 2, "due_day": date(2026, 3, 1)}
    assert due_order(**same) != due_order(**(same | changed))


def test_the_due_order_fits_in_32_bits_and_fills_them():
    orders = [due_order(learner_id=1, question_id=question, due_day=TODAY) for question in range(1000)]
    assert 0 <= min(orders) < 2**26
    assert 2**32 - 2**26 < max(orders) < 2**32
