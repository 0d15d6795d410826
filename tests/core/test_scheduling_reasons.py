"""The sentence that tells why a card got its interval."""

from dataclasses import replace
from datetime import date

import pytest

from quizzes.core.scheduling.card import CardState, EntryKind
from quizzes.core.scheduling.reasons import reason
from quizzes.core.scheduling.sm2 import SM2
from quizzes.core.scheduling.state import State

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("interval", "ease", "quality", "said"),
    [
        (6, 250, 4, "Right after 6 days: 6 × 2.5 = 15 days."),
        (38, 236, 4, "Right after 38 days: 38 × 2.36 = 89.68, rounded up to 90 days."),
        (30_000, 250, 4, "30000 × 2.5 = 75,000, held at the longest interval of 36,500 days."),
        (6, 250, 5, "so the ease goes from 2.5 to 2.6."),
        (6, 250, 3, "so the ease goes from 2.5 to 2.36; it comes back the same day."),
        (6, 236, 1, "Not right: back to 1 day, while the ease stays 2.36; it comes back the same day."),
    ],
)
def test_an_interval_is_told_as_it_is_computed(interval: int, ease: int, quality: int, said: str) -> None:
    before = CardState(memory=State(repetitions=4, interval_days=interval, ease_hundredths=ease, due_day=TODAY))
    after = replace(before, memory=SM2().next_states(before.memory, today=TODAY)[quality].state)

    assert reason(EntryKind.REVIEW, quality=quality, before=before, after=after, scheduler="sm2").endswith(said)


@pytest.mark.parametrize("kind", EntryKind)
def test_every_row_of_the_log_has_a_sentence(kind: EntryKind) -> None:
    card = CardState()
    assert reason(kind, quality=4, before=card, after=card, scheduler="other").endswith(".")
