"""A card as a value: one learner's schedule of one question, and the entry that each action leaves in the log."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from quizzes.core.scheduling.state import State

MATURE_DAYS = 21
"""A card that waits at least so many days is mature."""


class EntryKind(StrEnum):
    """The kinds of log rows; the first five are answers that count. `practice` and an early `cram` move no schedule."""

    NEW = "new"
    REVIEW = "review"
    DRILL = "drill"
    CRAM = "cram"
    PRACTICE = "practice"
    LATE = "late"
    REV = "rev"
    REGRADE = "regrade"
    UNDO = "undo"
    SKIP = "skip"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"
    RESET = "reset"
    DUE = "due"
    TASK = "task"


ANSWERS = frozenset({EntryKind.NEW, EntryKind.REVIEW, EntryKind.DRILL, EntryKind.CRAM, EntryKind.PRACTICE})
"""The kinds that count as an answer of the card and of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """Everything a card row holds besides its keys.

    `answers` counts answers ever given, undone ones too (it only grows, so it tells a stale page), `last_day` is the
    study day of the last answer, `drill_day`/`drill_turn` say that the card comes back on that day once the deck has
    seen that many answers, `not_before` buries it until a day.
    """

    memory: State = field(default_factory=State)
    lapses: int = 0
    answers: int = 0
    rev: int = 1
    last_day: date | None = None
    drill_day: date | None = None
    drill_turn: int = 0
    not_before: date | None = None
    suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the append-only log, as far as replay needs it.

    `deck_answers` is how many answers (new, review, cram, drill) this deck had seen on that study day before this one;
    `rev` is the card's once the row is written. `refers_to` is the seq of the answer a regrade speaks of or of the row
    an undo takes back. `batch` groups rows that one undo takes back; in an undo without `refers_to` it names the batch.
    `due_day` is the day that was set by hand. `merged` rows come from the log of another browser.
    """

    seq: int
    kind: EntryKind
    deck_id: int
    question_id: int
    rev: int
    study_day: date
    answered_at: datetime
    quality: int | None = None
    deck_answers: int = 0
    taken_ms: int = 0
    refers_to: int | None = None
    batch: int | None = None
    due_day: date | None = None
    scheduler: str = "sm2"
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """One learner's counters of one deck on one study day; also the difference that one entry makes.

    `drills_done` counts every answer that moves no schedule (drill, cram, practice), so the three add up to the
    day's answers; `right` counts the passed ones among them all.
    """

    new_done: int = 0
    reviews_done: int = 0
    drills_done: int = 0
    right: int = 0
    taken_ms: int = 0

    @property
    def answers(self) -> int:
        """How many answers of any kind the deck has seen that day."""
        return self.new_done + self.reviews_done + self.drills_done

    def __add__(self, other: "DayCount") -> "DayCount":
        return DayCount(
            new_done=self.new_done + other.new_done,
            reviews_done=self.reviews_done + other.reviews_done,
            drills_done=self.drills_done + other.drills_done,
            right=self.right + other.right,
            taken_ms=self.taken_ms + other.taken_ms,
        )

    def __neg__(self) -> "DayCount":
        return DayCount(
            new_done=-self.new_done,
            reviews_done=-self.reviews_done,
            drills_done=-self.drills_done,
            right=-self.right,
            taken_ms=-self.taken_ms,
        )
