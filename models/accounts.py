"""People and the sessions they are signed in with."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Learner(Base):
    """A person who studies; a guest has no name. `zone` and `rollover` (an hour) say when a study day begins."""

    __tablename__ = "learner"
    __table_args__ = (
        CheckConstraint("rollover BETWEEN 0 AND 23", name="rollover"),
        CheckConstraint("theme IN ('system', 'light', 'dark')", name="theme"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str | None]
    zone: Mapped[str]
    rollover: Mapped[int]
    theme: Mapped[str]
    created_at: Mapped[datetime]


class SignIn(Base):
    """A server-side session: the browser holds the token, the table only its SHA-256."""

    __tablename__ = "session"
    __table_args__ = (Index(None, "learner_id"),)

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
