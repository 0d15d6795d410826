"""What the study statements share: their parameters, unions of unlike rows, and who counts as active or a sibling."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from models.base import AnySelect, AnyUnion, Id
from models.decks import TASK, Question
from models.study import Card, Review

ME = bindparam("learner", type_=Id)
TODAY = bindparam("today", type_=Date)
SECTION = bindparam("section", type_=Text)
_LAST_DAY = select(Review.study_day).where(Review.learner_id == ME).order_by(Review.seq.desc()).limit(1)
_LAST = _LAST_DAY.correlate(None).scalar_subquery()
_LAST_OWN = _LAST_DAY.where(Review.merged.is_(False)).correlate(None).scalar_subquery()
LOGGED = case((_LAST_OWN > _LAST, _LAST_OWN), else_=_LAST).label("logged")
"""The last study day in the learner's log; rows of another browser stand last and may be older than one's own."""
MOST_ROWS = 1000
"""How far back the log is read for one day."""


def columns(types: Mapping[str, Any], sort: str, **given: Any) -> list[ColumnElement[Any]]:
    """Every column of a union by name, led by its sort; what a part does not have is NULL of the right type."""
    rest = [given.get(name, cast(null(), type_)).label(name) for name, type_ in types.items()]
    return [literal(sort, Text).label("sort"), *rest]


def together(parts: Iterable[AnySelect]) -> AnyUnion:
    """The parts as one SELECT."""
    # SQLite takes ORDER BY and LIMIT of a part only inside a subquery.
    return union_all(*(select(part.subquery()) for part in parts))


def active(deck: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """The learner's cards of a deck as the partial indices hold them."""
    return [Card.learner_id == ME, Card.deck_id == deck, Card.suspended.is_(False), Card.retired.is_(False)]


def asked() -> list[ColumnElement[bool]]:
    """Questions that become cards, as the partial index holds them."""
    return [Question.retired.is_(False), Question.kind != TASK]


def awake() -> ColumnElement[bool]:
    """Whether the card is not buried today."""
    return or_(Card.not_before.is_(None), Card.not_before <= TODAY)


def rested() -> ColumnElement[bool]:
    """Whether the card does not come back for today's drill."""
    return or_(Card.drill_day.is_(None), Card.drill_day != TODAY)


def unanswered() -> ColumnElement[bool]:
    """Whether the card was not answered today, in whatever way."""
    return or_(Card.last_day.is_(None), Card.last_day != TODAY)


def begun() -> ColumnElement[bool]:
    """Whether the question is no new card any more, or must not come as one today."""
    return _found(
        select(Card.question_id)
        .where(Card.learner_id == ME, Card.question_id == Question.id)
        .where(or_(Card.due_day.is_not(None), Card.suspended.is_(True), Card.not_before > TODAY))
    )


def sibling_came() -> ColumnElement[bool]:
    """Whether a question about the same fact was answered today."""
    sibling, card = aliased(Question), aliased(Card)
    return _sibling(sibling, card, card.last_day == TODAY)


def sibling_first() -> ColumnElement[bool]:
    """Whether a question about the same fact was answered today or is due: a new card waits for both."""
    sibling, card = aliased(Question), aliased(Card)
    due = and_(card.due_day <= TODAY, card.suspended.is_(False), card.retired.is_(False))
    return _sibling(sibling, card, or_(card.last_day == TODAY, due))


def missed_by_exam(exam: ColumnElement[Any], since: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """Cards that would not be seen between the day an exam was set and the exam."""
    return [Card.due_day >= exam, or_(Card.last_day.is_(None), Card.last_day < since)]


def _sibling(sibling: type[Question], card: type[Card], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return _found(
        select(sibling.id)
        .join(card, card.question_id == sibling.id)
        .where(sibling.deck_id == Question.deck_id, sibling.fact == Question.fact, sibling.id != Question.id)
        .where(card.learner_id == ME, condition)
    )


def _found(rows: Select[int]) -> ColumnElement[bool]:
    """Whether there is any, asked for the question at hand."""
    # The offset keeps PostgreSQL from joining: it would read all of the learner's cards to look at thirty-two.
    return rows.correlate(Question).offset(0).exists()


def in_section(statement: AnySelect, *, section: bool) -> AnySelect:
    """The statement, which has questions in it, cut to one section where that is asked for."""
    return statement.where(Question.section == SECTION) if section else statement
