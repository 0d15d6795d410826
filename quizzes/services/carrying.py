"""Keeping a deck's draft in step with one question that was published past it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.authors import BankDraft
from models.decks import Deck, DeckRevision
from models.decks import Question as QuestionRow
from quizzes.core.banks import BROWSER_LIMIT
from quizzes.core.banks.carrying import carried
from quizzes.core.banks.page import CannotEdit
from quizzes.core.questions import Question


def carry(session: Session, deck: Deck, *, before: Question, after: Question, learner_id: int, now: datetime) -> None:
    """Writes into the deck's draft what its latest revision, which must be just published, changed of a question.

    A draft that says something else there stays as it was: it is behind then, which `is_behind` tells.
    """
    found = select(BankDraft).where(BankDraft.deck_id == deck.id).with_for_update()
    draft = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if draft is None or draft.text == session.get_one(DeckRevision, (deck.id, draft.base_revision)).yaml:
        return
    try:
        text = carried(draft.text, before=before, after=after)
    except CannotEdit:
        return
    if len(text.encode()) > BROWSER_LIMIT:
        return
    if draft.base_revision == deck.revision - 1:
        draft.base_revision = deck.revision
    if text != draft.text:
        draft.text, draft.edition = text, draft.edition + 1
        draft.changed_by, draft.changed_at = learner_id, now
    session.flush()


def is_behind(session: Session, *, question_id: int) -> bool:
    """Whether the draft of a question's deck has a text of its own that does not know the latest revision."""
    base = select(DeckRevision.yaml).where(
        DeckRevision.deck_id == Deck.id, DeckRevision.number == BankDraft.base_revision
    )
    behind = (
        select(BankDraft.id)
        .join(Deck, Deck.id == BankDraft.deck_id)
        .join(QuestionRow, QuestionRow.deck_id == Deck.id)
        .where(QuestionRow.id == question_id, BankDraft.base_revision < Deck.revision)
        .where(BankDraft.text != base.scalar_subquery())
    )
    return session.scalar(behind) is not None
