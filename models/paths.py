"""Learning paths and their published texts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, column
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Path(Base):
    """A learning path; `key` is the id its author gave it, no owner means that it belongs to the server."""

    __tablename__ = "path"
    __table_args__ = (
        UniqueConstraint("owner_id", "key"),
        # Databases hold two NULL owners for different, so the server's keys need an index of their own.
        Index(
            "uq_path_key",
            "key",
            unique=True,
            sqlite_where=column("owner_id").is_(None),
            postgresql_where=column("owner_id").is_(None),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(Id, ForeignKey("learner.id"))
    key: Mapped[str]
    title: Mapped[str]
    revision: Mapped[int]
    created_at: Mapped[datetime]


class PathRevision(Base):
    """One published text of a path; never changed."""

    __tablename__ = "path_revision"

    path_id: Mapped[int] = mapped_column(Id, ForeignKey("path.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str]
    sha256: Mapped[str]
    text: Mapped[str]
    published_at: Mapped[datetime]


class Section(Base):
    """A heading of the path's latest text: what a deck's questions are grouped by."""

    __tablename__ = "section"

    path_id: Mapped[int] = mapped_column(Id, ForeignKey("path.id"), primary_key=True)
    anchor: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
