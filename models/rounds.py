"""Live rounds: one question at a time on everybody's screen."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import CLUSTERED, Base, Id


class Round(Base):
    """A round on a deck or a section; `at` is the place of the question at hand, 0 before the first.

    `changed` counts every change, so that a screen can tell whether it is behind.
    """

    __tablename__ = "round"
    __table_args__ = (
        Index(None, "group_id"),
        UniqueConstraint("key_sha256"),
        CheckConstraint("stage IN ('lobby', 'asked', 'revealed', 'over')", name="stage"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"))
    section: Mapped[str | None]
    group_id: Mapped[int | None] = mapped_column(Id, ForeignKey("study_group.id"))
    host_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    key_sha256: Mapped[str]
    stage: Mapped[str]
    at: Mapped[int]
    changed: Mapped[int]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RoundQuestion(Base):
    """One question of a round, with the version everybody sees and what its options are shuffled by."""

    __tablename__ = "round_question"
    __table_args__ = CLUSTERED

    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(Id, ForeignKey("question_version.id"))
    seed: Mapped[int] = mapped_column(Id)
    asked_at: Mapped[datetime | None]


class Player(Base):
    """Somebody in a round, under a name for the evening; `reviews` says whether answers count as reviews."""

    __tablename__ = "player"
    __table_args__ = CLUSTERED

    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    name: Mapped[str]
    reviews: Mapped[bool] = mapped_column(server_default=false())
    joined_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class RoundAnswer(Base):
    """What a player answered, once."""

    __tablename__ = "round_answer"
    __table_args__ = CLUSTERED

    round_id: Mapped[int] = mapped_column(Id, ForeignKey("round.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    response: Mapped[str]
    score: Mapped[float]
    answered_at: Mapped[datetime]
    taken_ms: Mapped[int]
