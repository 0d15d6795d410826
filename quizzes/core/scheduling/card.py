"""A card as a value: one learner's schedule of one question, and the entry that each action leaves in the log."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from quizzes.core.scheduling.state import State


class EntryKind(StrEnum):
    """The kinds of log rows; the first four are answers that count."""

    NEW = "new"
    REVIEW = "review"
    DRILL = "drill"
    CRAM = "cram"
    LATE = "late"
    REV = "rev"
    REGRADE = "regrade"
    UNDO = "undo"
    SKIP = "skip"
    SUSPEND = "suspend"
    BURY = "bury"
    RESET = "reset"
    TASK = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """Everything a card row holds besides its keys.

    `answers` counts answers ever given (it only grows, so it tells a stale page), `last_day` is the study day of the
    last answer, `drill_day`/`drill_turn` say that the card comes back on that day once the deck has seen that many
    answers, `not_before` buries it until a day.
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
    `refers_to` is the seq (regrade, undo of one row) this row speaks of; `batch` groups rows that one undo takes back.
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
    scheduler: str = "sm2"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """One learner's counters of one deck on one study day; also the difference that one entry makes."""

    new_done: int = 0
    reviews_done: int = 0
    drills_done: int = 0
    right: int = 0
    taken_ms: int = 0
