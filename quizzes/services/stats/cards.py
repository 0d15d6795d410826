"""How the learner's cards stand: by state, by deck and by section of one deck, in one SELECT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Text, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from models.base import AnyRow, AnySelect, AnyUnion, Id
from models.decks import Question
from models.paths import Section
from models.study import Card, Day
from quizzes.core.scheduling.card import MATURE_DAYS
from quizzes.core.scheduling.state import State
from quizzes.core.study import SectionProgress
from quizzes.services.study.parts import ME, TODAY, asked, columns, together

_PILE, _DECK, _SECTION = "pile", "deck", "section"
_DECKS = bindparam("decks", type_=Id, expanding=True)
_PATH = bindparam("path", type_=Id)
_TYPES: dict[str, Any] = {
    "deck_id": Id,
    "due_day": Date,
    "interval_days": Integer,
    "ease_hundredths": Integer,
    "repetitions": Integer,
    "cards": Integer,
    "position": Integer,
    "anchor": Text,
    "title": Text,
    "questions": Integer,
    "known": Integer,
    "mature": Integer,
    "due": Integer,
    "unseen": Integer,
    "new_done": Integer,
    "extra_new": Integer,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckCards:
    """A deck's cards by state, without suspended ones, and its questions; `new_done` and `extra_new` are today's."""

    cards: Mapping[State, int]
    questions: int = 0
    known: int = 0
    unseen: int = 0
    new_done: int = 0
    extra_new: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """The decks by id, and the sections of the one path that was asked for."""

    decks: Mapping[int, DeckCards]
    sections: tuple[SectionProgress, ...]


def read_cards(session: Session, *, learner_id: int, decks: Sequence[int], path_id: int | None, today: date) -> Cards:
    """The cards of these decks; with a path, which must be that of the only deck, its sections too."""
    keys = {"learner": learner_id, "decks": decks, "path": path_id, "today": today}
    rows = session.execute(_statement(sections=path_id is not None), keys).all()
    sections = sorted((row for row in rows if row.sort == _SECTION), key=lambda row: int(row.position))
    return Cards(
        decks={deck_id: _deck([row for row in rows if row.deck_id == deck_id]) for deck_id in decks},
        sections=tuple(_section(row) for row in sections),
    )


def _deck(rows: Sequence[AnyRow]) -> DeckCards:
    cards = {_state(row): int(row.cards) for row in rows if row.sort == _PILE}
    whole = next((row for row in rows if row.sort == _DECK), None)
    if whole is None:
        return DeckCards(cards=cards)
    return DeckCards(
        cards=cards,
        questions=whole.questions,
        known=whole.known,
        unseen=whole.unseen,
        new_done=whole.new_done or 0,
        extra_new=whole.extra_new or 0,
    )


def _state(row: AnyRow) -> State:
    return State(
        repetitions=row.repetitions,
        interval_days=row.interval_days,
        ease_hundredths=row.ease_hundredths,
        due_day=row.due_day,
    )


def _section(row: AnyRow) -> SectionProgress:
    return SectionProgress(
        anchor=row.anchor, title=row.title, questions=row.questions, known=row.known, mature=row.mature, due=row.due
    )


@cache
def _statement(*, sections: bool) -> AnyUnion:
    return together([_piles(), _decks(), *([_sections()] if sections else [])])


def _piles() -> AnySelect:
    state = (Card.deck_id, Card.due_day, Card.interval_days, Card.ease_hundredths, Card.repetitions)
    named = {column.key: column for column in state}
    return (
        select(*columns(_TYPES, _PILE, cards=func.count(), **named))
        .where(Card.learner_id == ME, Card.deck_id.in_(_DECKS), Card.due_day.is_not(None))
        .where(Card.suspended.is_(False), Card.retired.is_(False))
        .group_by(*state)
    )


_OWN_CARD = and_(Card.learner_id == ME, Card.question_id == Question.id)
_KNOWN = func.count(case((and_(Card.due_day.is_not(None), Card.repetitions > 0), 1)))
# A suspended card is neither due nor new, however it stands.
_UNSEEN = func.count(case((and_(Card.due_day.is_(None), or_(Card.suspended.is_(None), Card.suspended.is_(False))), 1)))


def _decks() -> AnySelect:
    counts = {"questions": func.count(), "known": _KNOWN, "unseen": _UNSEEN}
    today = {"new_done": _today(Day.new_done), "extra_new": _today(Day.extra_new)}
    return (
        select(*columns(_TYPES, _DECK, deck_id=Question.deck_id, **counts, **today))
        .select_from(Question)
        .outerjoin(Card, _OWN_CARD)
        .where(Question.deck_id.in_(_DECKS), *asked())
        .group_by(Question.deck_id)
    )


def _today(count: Any) -> ColumnElement[Any]:
    row = select(count).where(Day.learner_id == ME, Day.deck_id == Question.deck_id, Day.study_day == TODAY)
    return row.correlate(Question).scalar_subquery()


def _sections() -> AnySelect:
    due = and_(Card.due_day <= TODAY, Card.suspended.is_(False))
    counts = {
        "questions": func.count(Question.id),
        "known": _KNOWN,
        "mature": func.count(case((Card.interval_days >= MATURE_DAYS, 1))),
        "due": func.count(case((due, 1))),
    }
    heading = {"position": Section.position, "anchor": Section.anchor, "title": Section.title}
    return (
        select(*columns(_TYPES, _SECTION, **heading, **counts))
        .select_from(Section)
        .outerjoin(Question, and_(Question.section == Section.anchor, Question.deck_id.in_(_DECKS), *asked()))
        .outerjoin(Card, _OWN_CARD)
        .where(Section.path_id == _PATH)
        .group_by(*heading.values())
    )
