"""Algorithm SM-2 as published: P. A. Wozniak, "Optimization of learning" (1990), chapter 3.2; in integers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from quizzes.core.scheduling.state import DONE_TODAY, PASS, QUALITIES, Outcome, State

LONGEST_INTERVAL_DAYS = 36_500
LOWEST_EASE = 130
EASE_CHANGE = {3: -14, 4: 0, 5: 10}


class SM2:
    """The default scheduler; see `next_states`."""

    name = "sm2"
    version = 1

    def next_states(self, state: State, *, today: date) -> Mapping[int, Outcome]:
        """Every outcome by quality 0–5; the scheduled interval counts, however late the answer comes."""
        return {
            quality: Outcome(state=_next_state(state, quality, today), again_today=quality < DONE_TODAY)
            for quality in QUALITIES
        }


def _next_state(state: State, quality: int, today: date) -> State:
    if quality < PASS:
        # Step 6 of the text: repetitions start anew without changing the ease factor.
        return replace(state, repetitions=0, interval_days=1, due_day=today + timedelta(days=1))
    interval_days = _interval_days(state)
    return State(
        repetitions=state.repetitions + 1,
        interval_days=interval_days,
        ease_hundredths=max(LOWEST_EASE, state.ease_hundredths + EASE_CHANGE[quality]),
        due_day=today + timedelta(days=interval_days),
    )


def _interval_days(state: State) -> int:
    """Days after a pass: 1, 6, then the last interval times the ease held before the answer, rounded up."""
    if state.repetitions < 2:
        return (1, 6)[state.repetitions]
    hundredths = state.interval_days * state.ease_hundredths
    return min(LONGEST_INTERVAL_DAYS, -(-hundredths // 100))
