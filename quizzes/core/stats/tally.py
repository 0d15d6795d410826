"""Answers counted, and how many of them were right."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many answers, so many of them right: a quality of 3 or more."""

    answers: int = 0
    right: int = 0

    @property
    def percent(self) -> int | None:
        """The share that was right, as a whole percentage; None without answers."""
        return percent(self.right, self.answers)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(answers=self.answers + other.answers, right=self.right + other.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTally:
    """What a learner answered on a study day, and how long it took."""

    day: date
    tally: Tally
    taken_ms: int = 0


def percent(part: int, whole: int) -> int | None:
    """A share as a whole percentage, a half rounded up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None
