"""Studying: who studies which deck, each card's schedule, the log of reviews and the counters of the day.

Every key leads with the learner: nothing that one learner does touches another learner's rows.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    column,
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import CLUSTERED, Base, Id

_GRADED = column("quality").is_not(None)
_ACTIVE = and_(column("suspended").is_(False), column("retired").is_(False))


class Enrollment(Base):
    """A learner studying a deck: the revision seen last, the last position behind which no new card waits, limits.

    `new_order` and `mix` are the words of `core.options`. From `exam_from` on, every card is to be seen once more
    before `exam_day`; until `spread_until`, a day asks `spread_reviews` of a backlog at most. `revision_told` is the
    last revision whose changes were read.
    """

    __tablename__ = "enrollment"
    __table_args__ = (
        Index(None, "deck_id"),
        CheckConstraint("new_per_day >= 0 AND reviews_per_day >= 0", name="limits"),
        CLUSTERED,
    )

    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"), primary_key=True)
    revision_seen: Mapped[int]
    new_after: Mapped[int]
    scheduler: Mapped[str]
    new_per_day: Mapped[int]
    reviews_per_day: Mapped[int]
    enrolled_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    new_order: Mapped[str] = mapped_column(server_default="path")
    mix: Mapped[str] = mapped_column(server_default="mixed")
    siblings_apart: Mapped[bool] = mapped_column(server_default=true())
    exam_day: Mapped[date | None]
    exam_from: Mapped[date | None]
    spread_until: Mapped[date | None]
    spread_reviews: Mapped[int | None]
    revision_told: Mapped[int | None]


class Card(Base):
    """A learner's schedule of a question; no row or no `due_day` means New."""

    __tablename__ = "card"
    __table_args__ = (
        Index(None, "learner_id", "deck_id", "due_day", "due_order", sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
        Index(None, "learner_id", "deck_id", "drill_day", "drill_turn", sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
        Index(None, "question_id"),
        CheckConstraint("ease_hundredths >= 130", name="ease_hundredths"),
        CheckConstraint("interval_days BETWEEN 0 AND 36500", name="interval_days"),
        CLUSTERED,
    )

    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"), primary_key=True)
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"))
    due_day: Mapped[date | None]
    due_order: Mapped[int] = mapped_column(BigInteger)
    interval_days: Mapped[int]
    ease_hundredths: Mapped[int]
    repetitions: Mapped[int]
    lapses: Mapped[int]
    answers: Mapped[int]
    rev: Mapped[int]
    last_day: Mapped[date | None]
    drill_day: Mapped[date | None]
    drill_turn: Mapped[int]
    not_before: Mapped[date | None]
    suspended: Mapped[bool]
    retired: Mapped[bool]


class Review(Base):
    """One row of a learner's log, appended and never changed: an answer or what was done to a card.

    `before` and `after` are the card's state as JSON; `seed` is what the options were shuffled by; `due_day` is the day
    that a learner gave a card; `merged` rows were answered by the guest of another browser.
    """

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("learner_id", "nonce"),
        Index(None, "learner_id", "question_id", "seq"),
        Index(None, "question_id", "rev", "learner_id", "seq", sqlite_where=_GRADED, postgresql_where=_GRADED),
        CheckConstraint("quality BETWEEN 0 AND 5", name="quality"),
        CheckConstraint("taken_ms BETWEEN 0 AND 60000", name="taken_ms"),
    )

    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"))
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"))
    version_id: Mapped[int | None] = mapped_column(Id, ForeignKey("question_version.id"))
    rev: Mapped[int]
    batch: Mapped[int | None]
    refers_to: Mapped[int | None]
    answered_at: Mapped[datetime]
    study_day: Mapped[date]
    quality: Mapped[int | None]
    score: Mapped[float | None]
    response: Mapped[str | None]
    hinted: Mapped[bool]
    presented: Mapped[str | None]
    seed: Mapped[int | None] = mapped_column(BigInteger)
    taken_ms: Mapped[int]
    deck_answers: Mapped[int]
    scheduler: Mapped[str]
    scheduler_version: Mapped[int]
    before: Mapped[str | None]
    after: Mapped[str | None]
    nonce: Mapped[str | None]
    due_day: Mapped[date | None]
    merged: Mapped[bool] = mapped_column(server_default=false())


class Day(Base):
    """What a learner did in a deck on a study day, and what "10 more today" allowed on top of the limits."""

    __tablename__ = "day"
    __table_args__ = CLUSTERED

    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"), primary_key=True)
    study_day: Mapped[date] = mapped_column(primary_key=True)
    new_done: Mapped[int] = mapped_column(default=0)
    reviews_done: Mapped[int] = mapped_column(default=0)
    drills_done: Mapped[int] = mapped_column(default=0)
    right: Mapped[int] = mapped_column(default=0)
    taken_ms: Mapped[int] = mapped_column(default=0)
    extra_new: Mapped[int] = mapped_column(default=0)
    extra_reviews: Mapped[int] = mapped_column(default=0)


class TaskState(Base):
    """A learner's tick at a task, with the study day on which it was set; no day means not yet."""

    __tablename__ = "task_state"
    __table_args__ = CLUSTERED

    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"), primary_key=True)
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"))
    done_day: Mapped[date | None]
