"""What is done to cards without answering them: skipping a drill, starting a deck or a section over."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import AnySelect
from models.decks import Question
from models.removals import REMOVED
from models.study import Card, Enrollment
from quizzes.core.access import NotFound
from quizzes.core.scheduling import actions
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Scope
from quizzes.services.study.enrolling import enrollment_of, reopen
from quizzes.services.study.rows import CARD_COLUMNS, card_of
from quizzes.services.study.turn import Turn, states


def skip(session: Session, *, learner_id: int, question_id: int, now: datetime) -> None:
    """Lets a card rest until its due day instead of coming back today; raises NotFound when it has no drill."""
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    row = session.execute(
        select(Card.deck_id, Enrollment.scheduler, *CARD_COLUMNS)
        .join(Enrollment, (Enrollment.learner_id == Card.learner_id) & (Enrollment.deck_id == Card.deck_id))
        .where(Card.learner_id == learner_id, Card.question_id == question_id, Card.deck_id.not_in(REMOVED))
    ).one_or_none()
    if row is None or row.drill_day != turn.today:
        raise NotFound("this card does not come back today")
    before = card_of(row, rev=row.card_rev)
    after = actions.skip(before)
    turn.log(
        EntryKind.SKIP,
        deck_id=row.deck_id,
        question_id=question_id,
        rev=after.rev,
        plug=row.scheduler,
        **states(before, after),
    )
    turn.move(question_id, after)
    turn.finish()


def reset(session: Session, *, learner_id: int, scope: Scope, now: datetime) -> int:
    """Makes every card of a deck or a section New again, as one step that undo takes back; returns how many."""
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    enrollment = enrollment_of(session, learner_id=learner_id, deck_id=scope.deck_id)
    batch, questions = turn.last_seq + 1, set()
    for row in session.execute(_begun(learner_id, scope)).all():
        before = card_of(row, rev=row.card_rev)
        after = actions.reset(before)
        turn.log(
            EntryKind.RESET,
            deck_id=enrollment.deck_id,
            question_id=row.question_id,
            rev=after.rev,
            plug=enrollment.scheduler,
            batch=batch,
            **states(before, after),
        )
        turn.move(row.question_id, after)
        questions.add(row.question_id)
    turn.finish()
    reopen(session, learner_id=learner_id, deck_id=enrollment.deck_id, questions=questions)
    return len(questions)


def _begun(learner_id: int, scope: Scope) -> AnySelect:
    cards = (
        select(Card.question_id, *CARD_COLUMNS)
        .join(Question, Question.id == Card.question_id)
        .where(Card.learner_id == learner_id, Card.deck_id == scope.deck_id, Card.due_day.is_not(None))
        .order_by(Question.position)
    )
    return cards if scope.section is None else cards.where(Question.section == scope.section)
