"""How much of each section a learner knows, and what it could ask today: one SELECT over the decks at hand."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, true
from sqlalchemy.orm import Session

from models.base import AnySelect, Id
from models.decks import Deck, Question
from models.paths import Section
from models.study import Card, Enrollment
from models.visibility import at_hand, studyable
from quizzes.core.scheduling.card import MATURE_DAYS
from quizzes.core.study import SectionProgress
from quizzes.services.study.parts import ME, TODAY, asked, awake, rested, sibling_came, sibling_first


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCount:
    """One section of a deck in numbers; `due_today` and `new_today` count siblings once and leave limits aside.

    `unseen` questions were never answered, whether they may come today or not.
    """

    deck_id: int
    anchor: str
    title: str
    questions: int
    known: int
    mature: int
    due: int
    due_today: int
    new_today: int
    drills: int
    unseen: int

    @property
    def progress(self) -> SectionProgress:
        """The part of it that a learner sees."""
        return SectionProgress(
            anchor=self.anchor,
            title=self.title,
            questions=self.questions,
            known=self.known,
            mature=self.mature,
            due=self.due,
        )


def section_counts(
    session: Session, *, learner_id: int | None, today: date, deck_id: int | None = None
) -> tuple[SectionCount, ...]:
    """The counts of every section of the decks at hand, or of one deck."""
    keys = {"learner": learner_id, "today": today, **({"deck": deck_id} if deck_id is not None else {})}
    rows = session.execute(_statement(one=deck_id is not None), keys).all()
    return tuple(
        SectionCount(
            deck_id=row.deck_id,
            anchor=row.section,
            title=row.title or "",
            questions=row.questions,
            known=row.known,
            mature=row.mature,
            due=row.due,
            due_today=row.due_today,
            new_today=row.new_today,
            drills=row.drills,
            unseen=row.unseen,
        )
        for row in rows
    )


@cache
def _statement(*, one: bool) -> AnySelect:
    apart = func.coalesce(Enrollment.siblings_apart, true())
    live = and_(Card.suspended.is_(False), awake())
    due = and_(live, Card.due_day <= TODAY, rested())
    new = and_(Card.due_day.is_(None), or_(Card.question_id.is_(None), live))
    counts: dict[str, ColumnElement[Any]] = {
        "questions": func.count(),
        "known": _times(and_(Card.due_day.is_not(None), Card.repetitions > 0)),
        "mature": _times(Card.interval_days >= MATURE_DAYS),
        "due": _times(due),
        "due_today": _facts(and_(due, or_(~apart, ~sibling_came())), apart),
        "new_today": _facts(and_(new, or_(~apart, ~sibling_first())), apart),
        "drills": _times(and_(live, Card.drill_day == TODAY)),
        "unseen": _times(and_(Card.due_day.is_(None), or_(Card.question_id.is_(None), Card.suspended.is_(False)))),
    }
    statement = (
        select(
            Question.deck_id, Question.section, Section.title, *(count.label(name) for name, count in counts.items())
        )
        .select_from(Deck)
        .join(Question, Question.deck_id == Deck.id)
        .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
        .outerjoin(Card, and_(Card.learner_id == ME, Card.question_id == Question.id))
        .outerjoin(Enrollment, and_(Enrollment.learner_id == ME, Enrollment.deck_id == Deck.id))
        .where(*asked())
        .group_by(Question.deck_id, Question.section, Section.title, Section.position)
        .order_by(Question.deck_id, Section.position)
    )
    if one:
        return statement.where(Deck.id == bindparam("deck", type_=Id), studyable(ME))
    return statement.where(at_hand(ME))


def _times(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.count(case((condition, 1)))


def _facts(condition: ColumnElement[bool], apart: ColumnElement[bool]) -> ColumnElement[Any]:
    """How many different facts: of questions about the same one, a single one comes on a day where they are apart."""
    fact = case((apart, func.coalesce(Question.fact, Question.key)), else_=Question.key)
    return func.count(func.distinct(case((condition, fact))))
