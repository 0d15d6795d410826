"""Decks that their owners took away: nothing of them is shown or asked, and nothing is lost."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id
from models.decks import Deck
from models.paths import Path


class Removal(Base):
    """A deck that was taken away with its path; without this row both are there again."""

    __tablename__ = "removal"

    deck_id: Mapped[int] = mapped_column(Id, ForeignKey("deck.id"), primary_key=True)
    removed_at: Mapped[datetime]


REMOVED = select(Removal.deck_id)
"""What every statement about decks leaves out."""

PATH_STANDS = ~select(Deck.id).where(Deck.path_id == Path.id, Deck.id.in_(REMOVED)).correlate(Path).exists()
"""Whether a path is there: it goes and comes with its deck."""
