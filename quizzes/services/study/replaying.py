"""Replaying the log: cards touched by an undo or a regrade, and the proof that every card and day is what it says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import table_of
from models.decks import Question
from models.study import Card, Day, Enrollment, Review
from quizzes.core.scheduling.card import CardState, DayCount, Entry
from quizzes.core.scheduling.registry import scheduler
from quizzes.core.scheduling.replay import Replayed, SchedulerOf, replay
from quizzes.services.study.rows import (
    CARD_COLUMNS,
    DAY_COLUMNS,
    ENTRY_COLUMNS,
    card_of,
    card_values,
    count_of,
    count_values,
    entry_of,
)

_CARD = table_of(Card)
_MANY = 500


def history(session: Session, *, learner_id: int, questions: Collection[int]) -> list[Entry]:
    """The log of these questions, oldest first; every row that speaks of a card bears its question."""
    rows = select(*ENTRY_COLUMNS).where(Review.learner_id == learner_id).order_by(Review.seq)
    if len(questions) <= _MANY:
        rows = rows.where(Review.question_id.in_(questions))
    return [entry_of(row) for row in session.execute(rows) if row.question_id in questions]


def schedulers(session: Session, *, learner_id: int) -> SchedulerOf:
    """The scheduler that the learner uses in each deck."""
    rows = session.execute(select(Enrollment.deck_id, Enrollment.scheduler).where(Enrollment.learner_id == learner_id))
    names = {row.deck_id: row.scheduler for row in rows}
    return lambda deck_id: scheduler(names[deck_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Cards (by question) and days (by deck and date) that are not what the log says."""

    cards: tuple[int, ...]
    days: tuple[tuple[int, date], ...]

    def __bool__(self) -> bool:
        return bool(self.cards or self.days)


def verify(session: Session, *, learner_id: int) -> Mismatch:
    """Compares every card and every day of the learner with the replay of the log."""
    said = _replayed(session, learner_id)
    cards, days = _stored_cards(session, learner_id), _stored_days(session, learner_id)
    return Mismatch(
        cards=tuple(sorted(key for key in said.cards.keys() | cards.keys() if said.cards.get(key) != cards.get(key))),
        days=tuple(
            sorted(
                key
                for key in said.days.keys() | days.keys()
                if said.days.get(key, DayCount()) != days.get(key, DayCount())
            )
        ),
    )


def rebuild(session: Session, *, learner_id: int) -> Mismatch:
    """Writes every card and day that differs anew from the log, and returns what had been wrong."""
    session.execute(select(Learner.id).where(Learner.id == learner_id).with_for_update())
    wrong = verify(session, learner_id=learner_id)
    said = _replayed(session, learner_id)
    for question_id in wrong.cards:
        _write_card(session, learner_id, question_id, said.cards.get(question_id))
    for deck_id, day in wrong.days:
        _write_day(session, learner_id, deck_id, day, said.days.get((deck_id, day), DayCount()))
    return wrong


def _replayed(session: Session, learner_id: int) -> Replayed:
    rows = select(*ENTRY_COLUMNS).where(Review.learner_id == learner_id).order_by(Review.seq)
    entries = (entry_of(row) for row in session.execute(rows))
    return replay(entries, scheduler_of=schedulers(session, learner_id=learner_id))


def _stored_cards(session: Session, learner_id: int) -> dict[int, CardState]:
    rows = session.execute(select(Card.question_id, *CARD_COLUMNS).where(Card.learner_id == learner_id))
    return {row.question_id: card_of(row, rev=row.card_rev) for row in rows}


def _stored_days(session: Session, learner_id: int) -> dict[tuple[int, date], DayCount]:
    rows = session.execute(select(Day.deck_id, *DAY_COLUMNS).where(Day.learner_id == learner_id))
    return {(row.deck_id, row.study_day): count_of(row, today=row.study_day) for row in rows}


def _write_card(session: Session, learner_id: int, question_id: int, card: CardState | None) -> None:
    mine = (_CARD.c.learner_id == learner_id, _CARD.c.question_id == question_id)
    if card is None:
        session.execute(delete(_CARD).where(*mine))
        return
    values = card_values(card, learner_id=learner_id, question_id=question_id)
    if session.get(Card, (learner_id, question_id)) is not None:
        session.execute(update(_CARD).where(*mine).values(values))
        return
    question = session.get_one(Question, question_id)
    keys = {"learner_id": learner_id, "question_id": question_id, "deck_id": question.deck_id}
    session.execute(insert(_CARD), {**keys, **values, "retired": question.retired})


def _write_day(session: Session, learner_id: int, deck_id: int, day: date, count: DayCount) -> None:
    row = session.get(Day, (learner_id, deck_id, day))
    if row is None:
        row = Day(learner_id=learner_id, deck_id=deck_id, study_day=day)
        session.add(row)
    for name, number in count_values(count).items():
        setattr(row, name, number)
    session.flush()
