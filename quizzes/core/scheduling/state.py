"""What a scheduler remembers of one card, and the plug it fits into."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

QUALITIES = range(6)
PASS = 3
"""The lowest quality that passes."""
DONE_TODAY = 4
"""The lowest quality that lets a card rest for the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One learner's memory of one question; no `due_day` means New. Ease is an integer in hundredths."""

    repetitions: int = 0
    interval_days: int = 0
    ease_hundredths: int = 250
    due_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one quality would lead to; `again_today` sends the card to the same day's drill."""

    state: State
    again_today: bool


class Scheduler(Protocol):
    """A scheduling algorithm that plugs in by name; the version is logged with every answer."""

    name: str
    version: int

    def next_states(self, state: State, *, today: date) -> Mapping[int, Outcome]:
        """Every outcome at once, by quality 0–5."""
