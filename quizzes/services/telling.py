"""What authors answered to flags and suggestions, told to whoever sent them, once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, literal, or_, select, update
from sqlalchemy.orm import Session

from models.base import AnySelect, Id
from models.decks import IS_CURRENT, Question, QuestionVersion
from models.remarks import Flag, Suggestion
from quizzes.core.questions import Question as Content
from quizzes.services.study.facing import content_of

MOST_TOLD = 20
_ME = bindparam("learner", type_=Id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer that a learner has not read yet: to a flag, or to a suggestion; `taken` says that some of it was."""

    question_id: int
    question: Content
    suggested: bool
    taken: bool
    reply: str


def _news(noun: type[Flag] | type[Suggestion]) -> Select[int]:
    answered = or_(noun.settled_at.is_not(None), noun.reply.is_not(None))
    return (
        select(
            noun.question_id,
            QuestionVersion.id.label("version_id"),
            QuestionVersion.content,
            literal(noun is Suggestion).label("suggested"),
            (Suggestion.taken if noun is Suggestion else literal(None, Suggestion.taken.type)).label("taken"),
            noun.reply,
        )
        .join(Question, Question.id == noun.question_id)
        .join(QuestionVersion, IS_CURRENT)
        .where(noun.learner_id == _ME, answered, noun.told_at.is_(None))
        .limit(MOST_TOLD)
    )


_UNREAD: AnySelect = select(_news(Flag).subquery())
_TAKEN: AnySelect = select(_news(Suggestion).subquery())


def told(session: Session, *, learner_id: int) -> tuple[Told, ...]:
    """What authors answered and the learner has not read yet, in one SELECT."""
    rows = session.execute(_UNREAD.union_all(_TAKEN), {"learner": learner_id})
    return tuple(
        Told(
            question_id=row.question_id,
            question=content_of(row.version_id, row.content),
            suggested=bool(row.suggested),
            taken='"fields": ["' in (row.taken or ""),
            reply=row.reply or "",
        )
        for row in rows
    )


def mark_read(session: Session, *, learner_id: int, now: datetime) -> None:
    """Notes that the learner has read them all."""
    for noun in (Flag, Suggestion):
        answered = or_(noun.settled_at.is_not(None), noun.reply.is_not(None))
        mine = update(noun).where(noun.learner_id == learner_id, answered, noun.told_at.is_(None))
        session.execute(mine.values(told_at=now))
