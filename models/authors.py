"""What authors are writing: a bank before it is published, one's own text put aside, keys for programs."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import CLUSTERED, Base, Id


class BankDraft(Base):
    """A bank's text between two revisions: one for each deck, shared by its authors, or a learner's for a new deck.

    `base_revision` is the revision it was begun from (0: none); `edition` grows with every change, and whoever saves
    names the one that was read. `discarded` is the text that was last thrown away, until it is brought back.
    """

    __tablename__ = "bank_draft"
    __table_args__ = (
        UniqueConstraint("deck_id"),
        Index(None, "owner_id"),
        CheckConstraint("(deck_id IS NULL) <> (owner_id IS NULL)", name="belongs"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    deck_id: Mapped[int | None] = mapped_column(Id, ForeignKey("deck.id"))
    owner_id: Mapped[int | None] = mapped_column(Id, ForeignKey("learner.id"))
    text: Mapped[str]
    base_revision: Mapped[int]
    edition: Mapped[int]
    changed_by: Mapped[int | None] = mapped_column(Id)
    changed_at: Mapped[datetime]
    discarded: Mapped[str | None]


class PutAside(Base):
    """An author's own text of a draft that somebody else saved first: kept until its author has joined the two."""

    __tablename__ = "put_aside"
    __table_args__ = CLUSTERED

    draft_id: Mapped[int] = mapped_column(Id, ForeignKey("bank_draft.id"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    text: Mapped[str]
    saved_at: Mapped[datetime]


class PublishToken(Base):
    """A key with which a program publishes in its learner's name; stored hashed, removed when it is revoked."""

    __tablename__ = "publish_token"
    __table_args__ = (Index(None, "learner_id"), UniqueConstraint("token_sha256"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    name: Mapped[str]
    token_sha256: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
