"""How people prove who they are: identities of a provider, one-time links, what slows down guessing."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import CLUSTERED, Base, Id


class Identity(Base):
    """Who somebody is for an OpenID Connect provider."""

    __tablename__ = "identity"
    __table_args__ = (Index(None, "learner_id"), CLUSTERED)

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    created_at: Mapped[datetime]


class OneTimeLink(Base):
    """A link that works once until it expires: a password reset, the server's first owner, the end of reminders."""

    __tablename__ = "one_time_link"
    __table_args__ = (Index(None, "learner_id"),)

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    learner_id: Mapped[int | None] = mapped_column(Id, ForeignKey("learner.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class Attempt(Base):
    """Failed tries under one key (a name, an address) within a window."""

    __tablename__ = "attempt"
    __table_args__ = CLUSTERED

    key: Mapped[str] = mapped_column(primary_key=True)
    window_start: Mapped[datetime]
    count: Mapped[int]


class ServerSetting(Base):
    """What the server's owner has set, by name."""

    __tablename__ = "server_setting"
    __table_args__ = CLUSTERED

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
