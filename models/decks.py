"""Decks: the published bank, its questions and every version of them."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    and_,
    column,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.base import CLUSTERED, Base, Id, Words

_UNOWNED = column("owner_id").is_(None)
TASK: ColumnElement[str] = literal_column("'task'", Text)
"""Spelled out in every statement: a partial index is not matched by a parameter."""
_ASKED = and_(column("retired").is_(False), column("kind") != TASK)


class Deck(Base):
    """What learners study; `key` is the bank's id, no owner means the server. `size` counts the positions in use.

    `visibility` is a word of `core.access`; who knows the `link` finds an unlisted deck. A fork remembers its origin.
    `file_revision` is the last revision that was published from a file, or is known to stand in one.
    """

    __tablename__ = "deck"
    __table_args__ = (
        UniqueConstraint("owner_id", "key"),
        # Databases hold two NULL owners for different, so the server's keys need an index of their own.
        Index("uq_deck_key", "key", unique=True, sqlite_where=_UNOWNED, postgresql_where=_UNOWNED),
        Index("uq_deck_link", "link", unique=True),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(Id, ForeignKey("learner.id"))
    key: Mapped[str]
    title: Mapped[str]
    path_id: Mapped[int | None] = mapped_column(Id, ForeignKey("path.id"))
    revision: Mapped[int]
    size: Mapped[int]
    created_at: Mapped[datetime]
    visibility: Mapped[str] = mapped_column(server_default="private")
    link: Mapped[str | None]
    origin_deck_id: Mapped[int | None] = mapped_column(Id)
    origin_revision: Mapped[int | None]
    file_revision: Mapped[int | None]


class DeckRevision(Base):
    """One published state of a deck: the bank as it was written, and the path's text beside it; never changed.

    `via` says how it came: from a "file", or from the "browser"; `counts` is what its plan came to, as JSON.
    """

    __tablename__ = "deck_revision"
    __table_args__ = (
        ForeignKeyConstraint(["path_id", "path_revision"], ["path_revision.path_id", "path_revision.number"]),
    )

    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    yaml: Mapped[str]
    sha256: Mapped[str]
    path_id: Mapped[int | None] = mapped_column(Id)
    path_revision: Mapped[int | None]
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(Id)
    note: Mapped[str | None]
    via: Mapped[str | None]
    counts: Mapped[str | None]


class Question(Base):
    """A question of a deck and its version of today; `position` is its place among the new cards.

    `fact`, `facts` and `avoid` say what it tests and gives away, so that the queue need not read its content.
    `changed` is the revision that last moved it, raised its `rev`, retired or revived it: what learners catch up with.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("deck_id", "key"),
        Index(None, "deck_id", "position", "id", sqlite_where=_ASKED, postgresql_where=_ASKED),
        Index(None, "deck_id", "section"),
        Index(None, "deck_id", "fact"),
        Index(None, "deck_id", "changed"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"))
    key: Mapped[str]
    kind: Mapped[str]
    position: Mapped[int]
    section: Mapped[str]
    rev: Mapped[int]
    version: Mapped[int]
    retired: Mapped[bool]
    changed: Mapped[int]
    fact: Mapped[str | None]
    facts: Mapped[tuple[str, ...]] = mapped_column(Words)
    avoid: Mapped[tuple[str, ...]] = mapped_column(Words)


class QuestionVersion(Base):
    """A question's content as canonical JSON; never changed, so it may be kept in memory for good."""

    __tablename__ = "question_version"
    __table_args__ = (UniqueConstraint("question_id", "number"), CheckConstraint("rev >= 1", name="rev"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"))
    number: Mapped[int]
    rev: Mapped[int]
    content: Mapped[str]
    sha256: Mapped[str]
    published_at: Mapped[datetime]


IS_CURRENT = and_(QuestionVersion.question_id == Question.id, QuestionVersion.number == Question.version)
"""Joins a question with the version it has now."""


class QuestionAlias(Base):
    """A former id of a question."""

    __tablename__ = "question_alias"
    __table_args__ = (Index(None, "question_id"), CLUSTERED)

    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"))
