"""People and the sessions they are signed in with."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Learner(Base):
    """A person who studies; a guest has no name. `zone` and `rollover` (an hour) say when a study day begins.

    Nothing is asked from `paused_from` to `paused_until`, both included. `rest_weekdays` holds the ISO numbers of the
    days that a streak may skip, 1 for Monday to 7. `name_key` is the name as it is compared, `name_look` what it
    looks like; `reminder_hour` is the hour of a reminder by e-mail, `reminded_day` the last day that had one.
    """

    __tablename__ = "learner"
    __table_args__ = (
        CheckConstraint("rollover BETWEEN 0 AND 23", name="rollover"),
        CheckConstraint("theme IN ('system', 'light', 'dark')", name="theme"),
        Index("uq_learner_name_key", "name_key", unique=True),
        Index("uq_learner_name_look", "name_look", unique=True),
        Index("uq_learner_email", "email", unique=True),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str | None]
    zone: Mapped[str]
    rollover: Mapped[int]
    theme: Mapped[str]
    created_at: Mapped[datetime]
    paused_from: Mapped[date | None]
    paused_until: Mapped[date | None]
    shows_streak: Mapped[bool] = mapped_column(server_default=true())
    rest_weekdays: Mapped[str | None]
    name_key: Mapped[str | None]
    password_hash: Mapped[str | None]
    email: Mapped[str | None]
    owns_server: Mapped[bool] = mapped_column(server_default=false())
    reminder_hour: Mapped[int | None]
    reminded_day: Mapped[date | None]
    name_look: Mapped[str | None]


class Feed(Base):
    """A learner's private calendar; who knows the token may read it, the table holds only its SHA-256."""

    __tablename__ = "feed"
    __table_args__ = (UniqueConstraint("token_sha256"),)

    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    token_sha256: Mapped[str]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class SignIn(Base):
    """A server-side session: the browser holds the token, the table only its SHA-256."""

    __tablename__ = "session"
    __table_args__ = (Index(None, "learner_id"),)

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    agent: Mapped[str | None]
