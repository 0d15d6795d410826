"""What is done to cards without answering them: suspended, buried, forgotten, given another day, left out today."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from models.base import AnyRow
from models.decks import Deck, Question
from models.study import Card, Enrollment
from models.visibility import studyable
from quizzes.core.access import NotFound
from quizzes.core.scheduling.card import CardState, EntryKind
from quizzes.core.scheduling.deeds import Deed, Refused, refusal
from quizzes.core.scheduling.sm2 import SM2
from quizzes.core.study import Scope
from quizzes.services.study.enrolling import enrollment_of, join, reopen
from quizzes.services.study.parts import ME, asked
from quizzes.services.study.rows import CARD_COLUMNS, card_of
from quizzes.services.study.turn import Turn, states

_MANY = 500
_SELECT = (
    select(
        Question.id.label("question_id"),
        Question.rev.label("question_rev"),
        Deck.id.label("deck_id"),
        Deck.revision,
        Enrollment.scheduler,
        *CARD_COLUMNS,
    )
    .join(Deck, Deck.id == Question.deck_id)
    .outerjoin(Enrollment, and_(Enrollment.learner_id == ME, Enrollment.deck_id == Deck.id))
    .outerjoin(Card, and_(Card.learner_id == ME, Card.question_id == Question.id))
    .where(studyable(ME), or_(Card.question_id.is_not(None), and_(*asked())))
    .order_by(Question.id)
)


def act(session: Session, *, learner_id: int, questions: Collection[int], deed: Deed, now: datetime) -> int:
    """Does this to the cards of these questions, as one step that undo takes back; returns how many it changed.

    Cards that it would not change are left out. Raises NotFound where a question is not there for this learner, and
    Refused with words for the learner for a due day that one of the cards cannot have.
    """
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    batch, new_again = turn.last_seq + 1, dict[int, set[int]]()
    for row in _cards(turn, questions):
        before = card_of(row, rev=row.question_rev)
        if why := refusal(deed, before, today=turn.today):
            raise Refused(why)
        after = deed.done_to(before, today=turn.today)
        if after != before:
            _log(turn, row, deed, before, after, batch=batch)
            if after.memory.due_day is None and not after.suspended:
                new_again.setdefault(row.deck_id, set()).add(row.question_id)
    changed = turn.last_seq + 1 - batch
    turn.finish()
    for deck_id, again in new_again.items():
        reopen(session, learner_id=learner_id, deck_id=deck_id, questions=again)
    return changed


def skip(session: Session, *, learner_id: int, question_id: int, now: datetime) -> None:
    """Lets a card rest until its due day instead of coming back the same day; raises NotFound when it has no drill."""
    if not act(session, learner_id=learner_id, questions={question_id}, deed=Deed(kind=EntryKind.SKIP), now=now):
        raise NotFound("this card does not come back the same day")


def reset(session: Session, *, learner_id: int, scope: Scope, now: datetime) -> int:
    """Makes every card of a deck or a section New again, as one step that undo takes back; returns how many."""
    enrollment_of(session, learner_id=learner_id, deck_id=scope.deck_id)
    begun = (
        select(Card.question_id)
        .join(Question, Question.id == Card.question_id)
        .where(Card.learner_id == learner_id, Card.deck_id == scope.deck_id, Card.due_day.is_not(None))
    )
    if scope.section is not None:
        begun = begun.where(Question.section == scope.section)
    questions = session.scalars(begun).all()
    return act(session, learner_id=learner_id, questions=questions, deed=Deed(kind=EntryKind.RESET), now=now)


def _cards(turn: Turn, questions: Collection[int]) -> Iterator[AnyRow]:
    """Each question with its card, if it has one; a deck that the learner never studied is joined by this."""
    wanted = sorted(set(questions))
    joined = set[int]()
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        rows = turn.session.execute(_SELECT.where(Question.id.in_(some)), {"learner": turn.learner_id}).all()
        if len(rows) < len(some):
            raise NotFound("there is no such question")
        for row in rows:
            if row.scheduler is None and row.deck_id not in joined:
                join(turn, deck_id=row.deck_id, revision=row.revision, again=False)
                joined.add(row.deck_id)
            yield row


def _log(turn: Turn, row: AnyRow, deed: Deed, before: CardState, after: CardState, *, batch: int) -> None:
    turn.log(
        deed.kind,
        deck_id=row.deck_id,
        question_id=row.question_id,
        rev=after.rev,
        plug=row.scheduler or SM2.name,
        batch=batch,
        due_day=deed.due_day,
        **states(before, after),
    )
    if row.answers is None:
        turn.add(row.question_id, after, deck_id=row.deck_id)
    else:
        turn.move(row.question_id, after)
