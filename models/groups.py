"""Study groups: who belongs to one, what is shared with it, how to come in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from models.base import CLUSTERED, Base, Id


class Group(Base):
    """People who study together; the name of the table keeps clear of SQL's own word.

    `leaderboard` says whether the group ranks its members' weeks.
    """

    __tablename__ = "study_group"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str]
    leaderboard: Mapped[bool] = mapped_column(server_default=false())
    created_at: Mapped[datetime]


class Membership(Base):
    """A learner in a group with a role of `core.access`.

    `shows_progress` is the member's word that the others may see personal numbers; `ranked` that they may be ranked.
    """

    __tablename__ = "membership"
    __table_args__ = (
        Index(None, "learner_id"),
        CheckConstraint("role IN ('owner', 'maintainer', 'editor', 'member')", name="role"),
        CLUSTERED,
    )

    group_id: Mapped[int] = mapped_column(Id, ForeignKey("study_group.id"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    role: Mapped[str]
    joined_at: Mapped[datetime]
    shows_progress: Mapped[bool] = mapped_column(server_default=false())
    ranked: Mapped[bool] = mapped_column(server_default=false())


class GroupDeck(Base):
    """A deck that a group studies; members enrol, nothing is copied."""

    __tablename__ = "group_deck"
    __table_args__ = (Index(None, "deck_id"), CLUSTERED)

    group_id: Mapped[int] = mapped_column(Id, ForeignKey("study_group.id"), primary_key=True)
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"), primary_key=True)
    shared_by: Mapped[int | None] = mapped_column(Id, ForeignKey("learner.id"))
    shared_at: Mapped[datetime]


class Invite(Base):
    """A way into a group: by link or by six words, both stored hashed; `uses_left` is None without a limit."""

    __tablename__ = "invite"
    __table_args__ = (
        Index(None, "group_id"),
        UniqueConstraint("token_sha256"),
        UniqueConstraint("key_sha256"),
        CheckConstraint("role IN ('maintainer', 'editor', 'member')", name="role"),
        CheckConstraint("uses_left >= 0", name="uses_left"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    group_id: Mapped[int] = mapped_column(Id, ForeignKey("study_group.id"))
    token_sha256: Mapped[str]
    key_sha256: Mapped[str]
    role: Mapped[str]
    created_by: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    uses_left: Mapped[int | None]
    revoked_at: Mapped[datetime | None]


class Comment(Base):
    """A word under a question, shown to those who have answered it."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "question_id", "id"), Index(None, "learner_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"))
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    group_id: Mapped[int | None] = mapped_column(Id, ForeignKey("study_group.id"))
    text: Mapped[str]
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
