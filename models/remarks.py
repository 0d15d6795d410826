"""What a learner says of a question: a note to self, a flag, a better wording; and what its authors looked into."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import CLUSTERED, Base, Id


class Note(Base):
    """A learner's own words on a question, shown to nobody else."""

    __tablename__ = "note"
    __table_args__ = CLUSTERED

    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"), primary_key=True)
    text: Mapped[str]
    changed_at: Mapped[datetime]


class Flag(Base):
    """A learner's word to the author of a question, with the version that was shown and the answer that was given."""

    __tablename__ = "flag"
    __table_args__ = (Index(None, "learner_id", "question_id"), Index(None, "question_id"), Index(None, "deck_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"))
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"))
    version_id: Mapped[int] = mapped_column(Id, ForeignKey("question_version.id"))
    reason: Mapped[str]
    words: Mapped[str]
    response: Mapped[str | None]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    reply: Mapped[str | None]
    told_at: Mapped[datetime | None]


class Suggestion(Base):
    """What a learner would write instead: `fields` as JSON of the proposed texts, against the version that was shown.

    `source` is a link that proves it. `taken` holds, as JSON, the fields that an author accepted and the question that
    stood in the draft before; the learner is told once, at `told_at`.
    """

    __tablename__ = "suggestion"
    __table_args__ = (Index(None, "learner_id", "question_id"), Index(None, "question_id"), Index(None, "deck_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    learner_id: Mapped[int] = mapped_column(Id, ForeignKey("learner.id"))
    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"))
    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"))
    version_id: Mapped[int] = mapped_column(Id, ForeignKey("question_version.id"))
    kind: Mapped[str]
    words: Mapped[str]
    source: Mapped[str | None]
    fields: Mapped[str]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(Id)
    taken: Mapped[str | None]
    reply: Mapped[str | None]
    told_at: Mapped[datetime | None]


class Settlement(Base):
    """What an author looked into without anybody having said it; `mark` is how it stood, and another one asks again."""

    __tablename__ = "settlement"
    __table_args__ = CLUSTERED

    question_id: Mapped[int] = mapped_column(Id, ForeignKey("question.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str]
    settled_by: Mapped[int | None] = mapped_column(Id)
    settled_at: Mapped[datetime]
