"""Catching up with what authors published: each learner's own cards, in the learner's own transaction."""

from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from models.base import table_of
from models.decks import Deck, Question
from models.study import Card, Enrollment
from quizzes.core.scheduling.actions import raise_rev
from quizzes.core.scheduling.card import EntryKind
from quizzes.services.study.parts import asked
from quizzes.services.study.rows import CARD_COLUMNS, card_of
from quizzes.services.study.turn import Turn, states

MOST_LAG = 20
"""How many answered cards may stand between the cursor and the first new one before the cursor is moved."""
_CARD = table_of(Card)


class CatchUpNeeded(Exception):
    """A deck was published since the learner last came: call `catch_up` in a writing session, then look again."""


def catch_up(session: Session, *, learner_id: int, now: datetime) -> None:
    """Applies to the learner's cards what was published since; content that only reads differently changes nothing."""
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    decks = select(Enrollment.deck_id).where(Enrollment.learner_id == learner_id).order_by(Enrollment.deck_id)
    for deck_id in session.scalars(decks).all():
        catch_up_deck(turn, deck_id=deck_id)


def catch_up_deck(turn: Turn, *, deck_id: int) -> None:
    """The same for one deck, within a turn."""
    enrollment, deck = turn.session.execute(
        select(Enrollment, Deck)
        .join(Deck, Deck.id == Enrollment.deck_id)
        .where(Enrollment.learner_id == turn.learner_id, Enrollment.deck_id == deck_id)
    ).one()
    if enrollment.revision_seen != deck.revision:
        _follow(turn, deck_id=deck_id, seen=enrollment.revision_seen, plug=enrollment.scheduler)
        first = _first_changed(turn.session, deck_id=deck_id, seen=enrollment.revision_seen)
        if first is not None:
            enrollment.new_after = min(enrollment.new_after, first - 1)
        # What was seen before the first change is what a learner knows without being told.
        if enrollment.revision_told is None:
            enrollment.revision_told = enrollment.revision_seen
        enrollment.revision_seen = deck.revision
    enrollment.new_after = _before_first_new(turn, enrollment, size=deck.size)
    turn.session.flush()


def _follow(turn: Turn, *, deck_id: int, seen: int, plug: str) -> None:
    """Cards of questions that mean something else now, that were retired or that came back."""
    changed = turn.session.execute(
        select(Question.id, Question.rev, Question.retired, Card.retired.label("was_retired"), *CARD_COLUMNS)
        .join(Card, Card.question_id == Question.id)
        .where(Card.learner_id == turn.learner_id, Question.deck_id == deck_id, Question.changed > seen)
        .where(or_(Card.rev < Question.rev, Card.retired != Question.retired))
    ).all()
    for row in changed:
        before = card_of(row, rev=row.rev)
        if row.card_rev < row.rev:
            after = raise_rev(before, rev=row.rev, today=turn.today)
            turn.log(
                EntryKind.REV, deck_id=deck_id, question_id=row.id, rev=row.rev, plug=plug, **states(before, after)
            )
            turn.move(row.id, after)
    turn.finish()
    for retired in (True, False):
        ids = [row.id for row in changed if row.retired is retired and row.was_retired is not retired]
        if ids:
            own = (_CARD.c.learner_id == turn.learner_id, _CARD.c.question_id.in_(ids))
            turn.session.execute(update(_CARD).where(*own).values(retired=retired))


def _first_changed(session: Session, *, deck_id: int, seen: int) -> int | None:
    """The first position that is not what it was, if any; new cards may wait from there on."""
    first = select(func.min(Question.position)).where(
        Question.deck_id == deck_id, Question.changed > seen, Question.retired.is_(False)
    )
    return session.scalar(first)


def _before_first_new(turn: Turn, enrollment: Enrollment, *, size: int) -> int:
    """The cursor moved forward over cards that were answered or suspended."""
    answered = (
        select(Card.question_id)
        .where(Card.learner_id == turn.learner_id, Card.question_id == Question.id)
        .where(or_(Card.due_day.is_not(None), Card.suspended))
        .exists()
    )
    first = (
        select(Question.position)
        .where(Question.deck_id == enrollment.deck_id, Question.position > enrollment.new_after)
        .where(*asked(), ~answered)
        .order_by(Question.position)
        .limit(1)
    )
    found = turn.session.scalar(first)
    return size if found is None else found - 1
