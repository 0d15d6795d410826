"""Decks for somebody who wants to do something with them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.decks import Deck
from models.removals import REMOVED
from quizzes.core.access import Action, NotFound, require


def deck_for(session: Session, action: Action, *, deck_id: int, learner_id: int | None) -> Deck:
    """The deck; raises NotFound where there is none, where it was removed, or where this learner may not."""
    deck = session.scalars(select(Deck).where(Deck.id == deck_id, Deck.id.not_in(REMOVED))).one_or_none()
    if deck is None:
        raise NotFound("there is no such deck")
    require(action, owner_id=deck.owner_id, learner_id=learner_id)
    return deck
