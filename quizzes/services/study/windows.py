"""The statement behind the queue: the first cards of each sort in stored order and the last rows of the log."""

from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Text,
    bindparam,
    func,
    select,
)

from models.base import AnySelect, AnyUnion, Id, Words
from models.decks import Question
from models.study import Card, Review
from quizzes.core.queue import SPACING, WINDOW
from quizzes.services.study.parts import (
    ME,
    SECTION,
    TODAY,
    active,
    asked,
    awake,
    begun,
    columns,
    in_section,
    rested,
    sibling_came,
    sibling_first,
    together,
)

DUE, DRILL, NEW, WAITING, DONE, LOG = "due", "drill", "new", "waiting", "done", "log"
"""The sorts of rows: cards of three kinds, how many are due, how many of a section are done, and the log."""
LOG_ROWS = SPACING + 6
"""Ten answers, and a few other rows between them."""

_TYPES: dict[str, Any] = {
    "deck_id": Id,
    "question_id": Id,
    "key": Text,
    "fact": Text,
    "facts": Words,
    "avoid": Words,
    "due_day": Date,
    "due_order": BigInteger,
    "drill_turn": Integer,
    "number": Integer,
    "seq": Integer,
    "kind": Text,
    "study_day": Date,
    "refers_to": Integer,
}
_QUESTION: dict[str, Any] = {
    "deck_id": Question.deck_id,
    "question_id": Question.id,
    "key": Question.key,
    "fact": Question.fact,
    "facts": Question.facts,
    "avoid": Question.avoid,
}
_Binds = dict[str, ColumnElement[Any]]


@cache
def windows(decks: int, *, learner: bool, section: bool) -> AnyUnion:
    """One SELECT for this many decks, rows in no order; binds learner, today, section and deck_0, after_0, most_0, …"""
    parts: list[AnySelect] = []
    for place in range(decks):
        binds = _binds(place)
        if learner:
            parts += [_due(binds, section=section), _drill(binds, section=section), _waiting(binds, section=section)]
        parts.append(_new(binds, learner=learner, section=section))
        if learner and section:
            parts.append(_done(binds))
    if learner:
        parts.append(_log())
    return together(parts)


def _binds(place: int) -> _Binds:
    return {
        "deck": bindparam(f"deck_{place}", type_=Id),
        "after": bindparam(f"after_{place}", type_=Integer),
        "most": bindparam(f"most_{place}", type_=Integer),
    }


def _due(binds: _Binds, *, section: bool) -> AnySelect:
    statement = (
        select(*columns(_TYPES, DUE, **_QUESTION, due_day=Card.due_day, due_order=Card.due_order))
        .select_from(Card)
        .join(Question, Question.id == Card.question_id)
        .where(*active(binds["deck"]), Card.due_day <= TODAY, awake(), rested(), ~sibling_came())
        .order_by(Card.due_day, Card.due_order)
        .limit(WINDOW)
    )
    return in_section(statement, section=section)


def _drill(binds: _Binds, *, section: bool) -> AnySelect:
    statement = (
        select(*columns(_TYPES, DRILL, **_QUESTION, drill_turn=Card.drill_turn))
        .select_from(Card)
        .join(Question, Question.id == Card.question_id)
        .where(*active(binds["deck"]), Card.drill_day == TODAY, awake())
        .order_by(Card.drill_turn)
        .limit(WINDOW)
    )
    return in_section(statement, section=section)


def _new(binds: _Binds, *, learner: bool, section: bool) -> AnySelect:
    statement = (
        select(*columns(_TYPES, NEW, **_QUESTION, number=Question.position))
        .where(Question.deck_id == binds["deck"], Question.position > binds["after"], *asked())
        .order_by(Question.position)
        .limit(WINDOW)
    )
    if learner:
        statement = statement.where(~begun(), ~sibling_first())
    return in_section(statement, section=section)


def _waiting(binds: _Binds, *, section: bool) -> AnySelect:
    """How many cards are due, counted no further than the day's limit reaches."""
    due = select(Card.question_id).where(*active(binds["deck"]), Card.due_day <= TODAY)
    if section:
        due = due.join(Question, Question.id == Card.question_id).where(Question.section == SECTION)
    counted = select(func.count()).select_from(due.limit(binds["most"]).subquery()).scalar_subquery()
    return select(*columns(_TYPES, WAITING, deck_id=binds["deck"], number=counted))


def _done(binds: _Binds) -> AnySelect:
    """How many cards of the section rest until another day after today's answers."""
    done = (
        select(func.count())
        .select_from(Question)
        .join(Card, Card.question_id == Question.id)
        .where(Question.deck_id == binds["deck"], Question.section == SECTION)
        .where(Card.learner_id == ME, Card.last_day == TODAY, rested())
        .scalar_subquery()
    )
    return select(*columns(_TYPES, DONE, deck_id=binds["deck"], number=done))


def _log() -> AnySelect:
    last = (
        select(Review.seq, Review.kind, Review.study_day, Review.refers_to, Review.question_id)
        .where(Review.learner_id == ME)
        .order_by(Review.seq.desc())
        .limit(LOG_ROWS)
        .subquery()
    )
    own = {name: last.c[name] for name in ("seq", "kind", "study_day", "refers_to")}
    return (
        select(*columns(_TYPES, LOG, **_QUESTION, **own))
        .select_from(last)
        .join(Question, Question.id == last.c.question_id)
    )
