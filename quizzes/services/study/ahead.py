"""What lies ahead of a learner and what today has brought: counts of each deck and today's log, in one SELECT."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    func,
    select,
)
from sqlalchemy.orm import Session

from models.base import AnyRow, AnySelect, AnyUnion, Id
from models.decks import IS_CURRENT, Deck, Question, QuestionVersion
from models.paths import Section
from models.removals import REMOVED
from models.study import Card, Day, Review
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.replay import UNDOABLE
from quizzes.core.scheduling.state import PASS
from quizzes.core.study import Scope
from quizzes.services.study.parts import (
    ME,
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
from quizzes.services.study.standing import Standing

MOST_ROWS = 1000
"""How far back the log is read for one day."""

_ALL_DUE, _DUE, _NEW, _NEXT, _PACE, _LOG = "all due", "due", "new", "next", "pace", "log"
_TYPES: dict[str, Any] = {
    "deck_id": Id,
    "day": Date,
    "number": Integer,
    "seq": Integer,
    "kind": Text,
    "refers_to": Integer,
    "quality": Integer,
    "taken_ms": Integer,
    "question_id": Id,
    "deck_title": Text,
    "path_id": Id,
    "section": Text,
    "section_title": Text,
    "version_id": Id,
    "content": Text,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A deck's cards that could still come today, limits aside, and those due in all, siblings included."""

    due: int
    new: int
    all_due: int
    next_day: date | None
    next_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What waits by deck; today's rows of the log, newest first; the learner's pace, None before the first answer."""

    waiting: dict[int, Waiting]
    log: tuple[AnyRow, ...]
    pace_ms: int | None
    today: date

    @property
    def next(self) -> tuple[date | None, int]:
        """The next day that brings cards, and how many are due by then; what is hidden today comes tomorrow."""
        left = sum(waiting.all_due for waiting in self.waiting.values())
        days = [waiting.next_day for waiting in self.waiting.values() if waiting.next_day is not None]
        tomorrow = self.today + timedelta(days=1)
        day = tomorrow if left else min(days, default=None)
        return day, left + sum(waiting.next_count for waiting in self.waiting.values() if waiting.next_day == day)

    @property
    def undoable(self) -> bool:
        """Whether today's log has a step that undo would take back."""
        undone = {row.refers_to for row in self.log if row.kind == EntryKind.UNDO}
        return any(EntryKind(row.kind) in UNDOABLE and row.seq not in undone for row in self.log)


def ahead(session: Session, *, at: Standing, scope: Scope) -> Ahead:
    """Reads what lies ahead in scope."""
    decks = at.studied
    keys: dict[str, Any] = {f"deck_{place}": deck.deck_id for place, deck in enumerate(decks)}
    keys |= {"learner": at.learner_id, "today": at.today, "section": scope.section}
    rows = session.execute(_statement(len(decks), section=scope.section is not None), keys).all()
    pace = next((row for row in rows if row.sort == _PACE), None)
    return Ahead(
        waiting={deck.deck_id: _waiting([row for row in rows if row.deck_id == deck.deck_id]) for deck in decks},
        log=tuple(sorted((row for row in rows if row.sort == _LOG), key=lambda row: -row.seq)),
        pace_ms=pace.taken_ms // pace.number if pace and pace.number else None,
        today=at.today,
    )


def _waiting(rows: Sequence[AnyRow]) -> Waiting:
    by_sort = {row.sort: row for row in rows if row.sort != _LOG}
    coming = by_sort.get(_NEXT)
    return Waiting(
        due=by_sort[_DUE].number,
        new=by_sort[_NEW].number,
        all_due=by_sort[_ALL_DUE].number,
        next_day=coming.day if coming else None,
        next_count=coming.number if coming else 0,
    )


@cache
def _statement(decks: int, *, section: bool) -> AnyUnion:
    places = [bindparam(f"deck_{place}", type_=Id) for place in range(decks)]
    counts = [part for deck in places for part in _counts(deck, section=section)]
    return together([*counts, _pace(), _log()])


def _counts(deck: ColumnElement[Any], *, section: bool) -> Iterator[AnySelect]:
    cards = select(func.count()).select_from(Card).join(Question, Question.id == Card.question_id)
    all_due = cards.where(*active(deck), Card.due_day <= TODAY)
    due = all_due.where(awake(), rested(), ~sibling_came())
    new = (
        select(func.count()).select_from(Question).where(Question.deck_id == deck, *asked(), ~begun(), ~sibling_first())
    )
    for sort, count in ((_ALL_DUE, all_due), (_DUE, due), (_NEW, new)):
        number = in_section(count, section=section).scalar_subquery()
        yield select(*columns(_TYPES, sort, deck_id=deck, number=number))
    coming = (
        select(*columns(_TYPES, _NEXT, deck_id=deck, day=Card.due_day, number=func.count()))
        .select_from(Card)
        .join(Question, Question.id == Card.question_id)
        .where(*active(deck), Card.due_day > TODAY)
        .group_by(Card.due_day)
        .order_by(Card.due_day)
        .limit(1)
    )
    yield in_section(coming, section=section)


def _pace() -> AnySelect:
    answers = func.sum(Day.new_done + Day.reviews_done + Day.drills_done)
    pace = columns(_TYPES, _PACE, number=answers, taken_ms=func.sum(Day.taken_ms))
    return select(*pace).where(Day.learner_id == ME)


def _log() -> AnySelect:
    last = select(Review).where(Review.learner_id == ME).order_by(Review.seq.desc()).limit(MOST_ROWS).subquery()
    own = {name: last.c[name] for name in ("seq", "kind", "refers_to", "quality", "taken_ms", "question_id", "deck_id")}
    place = {"deck_title": Deck.title, "path_id": Deck.path_id, "section": Question.section}
    content = case((last.c.quality < PASS, QuestionVersion.content))
    return (
        select(
            *columns(
                _TYPES,
                _LOG,
                **own,
                **place,
                section_title=Section.title,
                version_id=QuestionVersion.id,
                content=content,
            )
        )
        .select_from(last)
        .join(Question, Question.id == last.c.question_id)
        .join(
            QuestionVersion,
            IS_CURRENT,
        )
        .join(Deck, Deck.id == Question.deck_id)
        .outerjoin(Section, and_(Section.path_id == Deck.path_id, Section.anchor == Question.section))
        .where(last.c.study_day == TODAY, Deck.id.not_in(REMOVED))
    )
