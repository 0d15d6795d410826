"""What authors answered to flags and suggestions, told to whoever sent them, once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, literal, or_, select, update
from sqlalchemy.orm import Session

from models.base import AnyRow, AnySelect, Id
from models.decks import IS_CURRENT, Question, QuestionVersion
from models.remarks import Flag, Suggestion
from quizzes.core.questions import Question as Content
from quizzes.services.study.facing import content_of

MOST_TOLD = 20
_ME = bindparam("learner", type_=Id)
_NONE = literal(None, Suggestion.taken.type)


class Outcome(StrEnum):
    """What became of a flag, up to CHANGED, or of a suggestion."""

    REPLIED = "replied"
    LOOKED_INTO = "looked into"
    CHANGED = "changed"
    TAKEN = "taken"
    REFUSED = "refused"
    READ = "read"
    """It proposed no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer that a learner has not read yet, to a flag or to a suggestion."""

    question_id: int
    question: Content
    outcome: Outcome
    reply: str


def _news(noun: type[Flag] | type[Suggestion]) -> AnySelect:
    answered = or_(noun.settled_at.is_not(None), noun.reply.is_not(None))
    return (
        select(
            noun.question_id,
            QuestionVersion.id.label("version_id"),
            QuestionVersion.content,
            noun.version_id.label("shown_id"),
            noun.settled_at,
            (Suggestion.fields if noun is Suggestion else _NONE).label("fields"),
            (Suggestion.taken if noun is Suggestion else _NONE).label("taken"),
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
            outcome=_outcome(row),
            reply=row.reply or "",
        )
        for row in rows
    )


def _outcome(row: AnyRow) -> Outcome:
    if row.fields is not None:
        if row.fields == "{}":
            return Outcome.READ
        return Outcome.TAKEN if '"fields": ["' in (row.taken or "") else Outcome.REFUSED
    if row.settled_at is None:
        return Outcome.REPLIED
    return Outcome.LOOKED_INTO if row.shown_id == row.version_id else Outcome.CHANGED


def mark_read(session: Session, *, learner_id: int, now: datetime) -> None:
    """Notes that the learner has read them all."""
    for noun in (Flag, Suggestion):
        answered = or_(noun.settled_at.is_not(None), noun.reply.is_not(None))
        mine = update(noun).where(noun.learner_id == learner_id, answered, noun.told_at.is_(None))
        session.execute(mine.values(told_at=now))
