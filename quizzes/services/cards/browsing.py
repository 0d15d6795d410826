"""Finding cards: a page of them, or all of their questions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from models.base import AnyRow, AnySelect, Id
from models.decks import IS_CURRENT, Deck, Question, QuestionVersion
from models.paths import Section
from models.study import Card
from quizzes.core import questions
from quizzes.core.search import FoundCard, Order, Page, Query, Sort, State
from quizzes.core.search.found import PAGE_SIZE
from quizzes.core.study import Place, Scope
from quizzes.services.cards.conditions import ANSWERED, ASK, STATES, matching
from quizzes.services.study.parts import ME, asked
from quizzes.services.study.standing import standing

_PLACES: tuple[Any, ...] = (Question.deck_id, func.coalesce(Section.position, 0), Question.position, Question.id)
_KEYS: Mapping[Sort, ColumnElement[Any]] = {
    Sort.DUE: case((ANSWERED, Card.due_day)),
    Sort.INTERVAL: case((ANSWERED, Card.interval_days)),
    Sort.EASE: case((ANSWERED, Card.ease_hundredths)),
    Sort.LAPSES: case((ANSWERED, Card.lapses)),
    Sort.QUESTION: func.lower(ASK),
}


def browse(session: Session, *, learner_id: int | None, query: Query, order: Order, number: int, now: datetime) -> Page:
    """The page of this number among the cards that the query finds; the first page where there is no such one.

    Raises CatchUpNeeded after a publishing.
    """
    at = standing(session, learner_id=learner_id, scope=Scope(), now=now)
    statement = _page(query, order, today=at.today)
    keys = {"learner": learner_id, "today": at.today, "decks": [deck.deck_id for deck in at.decks]}
    rows = session.execute(statement, {**keys, "skipped": (number - 1) * PAGE_SIZE}).all()
    if not rows and number > 1:
        number = 1
        rows = session.execute(statement, {**keys, "skipped": 0}).all()
    return Page(
        cards=tuple(_card(row) for row in rows),
        total=rows[0].total if rows else 0,
        number=number,
        decks=tuple(deck.title for deck in at.decks),
    )


def find(session: Session, *, learner_id: int, query: Query, now: datetime) -> tuple[int, ...]:
    """The questions of all cards that the query finds, in the order of their paths."""
    at = standing(session, learner_id=learner_id, scope=Scope(), now=now, patient=True)
    keys = {"learner": learner_id, "today": at.today, "decks": [deck.deck_id for deck in at.decks]}
    return tuple(session.scalars(_found(select(Question.id), query, today=at.today).order_by(*_PLACES), keys))


def _page(query: Query, order: Order, *, today: date) -> AnySelect:
    """Numbers what is found first, so that only a page of it is read in full."""
    place = func.row_number().over(order_by=_sorted(order)).label("place")
    found = (
        _found(select(Question.id, place, func.count().over().label("total")), query, today=today)
        .order_by(place)
        .limit(PAGE_SIZE)
        .offset(bindparam("skipped", type_=Integer))
        .subquery("found")
    )
    shown = select(
        found.c.total,
        Question.id,
        Question.deck_id,
        Question.section,
        QuestionVersion.content,
        Deck.title.label("deck_title"),
        Deck.path_id,
        Section.title.label("section_title"),
        Card.due_day,
        Card.interval_days,
        Card.ease_hundredths,
        Card.lapses,
        *(condition.label(state) for state, condition in STATES.items()),
    )
    return _joined(shown, found.join(Question, Question.id == found.c.id)).order_by(found.c.place)


def _sorted(order: Order) -> list[Any]:
    if order.by is Sort.SECTION:
        return [place.desc() if order.descending else place for place in _PLACES]
    key = _KEYS[order.by]
    return [key.is_(None), key.desc() if order.descending else key, *_PLACES]


def _found(statement: AnySelect, query: Query, *, today: date) -> AnySelect:
    at_hand = Question.deck_id.in_(bindparam("decks", type_=Id, expanding=True))
    return _joined(statement, Question).where(at_hand, *asked(), matching(query, today=today))


def _joined(statement: AnySelect, start: Any) -> AnySelect:
    return (
        statement.select_from(start)
        .join(Deck, Deck.id == Question.deck_id)
        .join(QuestionVersion, IS_CURRENT)
        .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
        .outerjoin(Card, and_(Card.learner_id == ME, Card.question_id == Question.id))
    )


def _card(row: AnyRow) -> FoundCard:
    return FoundCard(
        question_id=row.id,
        question=questions.load(row.content),
        place=Place(
            deck_id=row.deck_id,
            deck_title=row.deck_title,
            path_id=row.path_id,
            section=row.section,
            section_title=row.section_title or "",
        ),
        due_day=row.due_day,
        interval_days=row.interval_days or 0,
        ease_hundredths=row.ease_hundredths or 0,
        lapses=row.lapses or 0,
        states=frozenset(state for state in State if row._mapping[state]),
    )
