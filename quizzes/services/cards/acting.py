"""Doing something with many cards at once, as one step that undo takes back."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from quizzes.core.scheduling.deeds import Deed
from quizzes.core.search import Query
from quizzes.services.cards.browsing import find
from quizzes.services.study.acting import act


def act_on(session: Session, *, learner_id: int, chosen: Collection[int] | Query, deed: Deed, now: datetime) -> int:
    """Does this to the chosen questions' cards, or to all that a query finds; returns how many it changed.

    Raises NotFound for a question of somebody else, ValueError with words for the learner where a card cannot have
    the due day.
    """
    questions = find(session, learner_id=learner_id, query=chosen, now=now) if isinstance(chosen, Query) else chosen
    return act(session, learner_id=learner_id, questions=questions, deed=deed, now=now)
