"""What the log says about a card: whether it was answered in some way today, or went wrong lately."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from models.study import Card, Review
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.state import PASS
from quizzes.services.study.parts import ME, TODAY

SINCE = bindparam("since", type_=Date)
_COUNTED = (EntryKind.NEW, EntryKind.REVIEW)


def answered_today_as(kind: EntryKind) -> ColumnElement[bool]:
    """Whether an answer of this kind stands that the card got today."""
    return _standing(Review.kind == kind, Review.study_day == TODAY)


def wrong_lately() -> ColumnElement[bool]:
    """Whether an answer that counted went wrong on a day from SINCE to yesterday, and was not overruled."""
    return _standing(
        Review.kind.in_(_COUNTED), Review.study_day >= SINCE, Review.study_day < TODAY, quality_now() < PASS
    )


def quality_now() -> ColumnElement[Any]:
    """The quality that counts for an answer's row: its last regrade's, else its own."""
    later = aliased(Review)
    regraded = (
        select(later.quality)
        .where(*_about(later), later.kind == EntryKind.REGRADE)
        .order_by(later.seq.desc())
        .limit(1)
        .correlate(Review)
        .scalar_subquery()
    )
    return func.coalesce(regraded, Review.quality)


def undone() -> ColumnElement[bool]:
    """Whether an answer's row was taken back."""
    later = aliased(Review)
    return select(later.seq).where(*_about(later), later.kind == EntryKind.UNDO).correlate(Review).exists()


def _standing(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    rows: Select[int] = select(Review.seq).where(
        Review.learner_id == ME, Review.question_id == Card.question_id, *conditions, ~undone()
    )
    return rows.correlate(Card).exists()


def _about(later: type[Review]) -> tuple[ColumnElement[bool], ...]:
    return (
        later.learner_id == Review.learner_id,
        later.question_id == Review.question_id,
        later.seq > Review.seq,
        later.refers_to == Review.seq,
    )
