"""What lies ahead of a learner and what today has brought: counts of each deck and today's log, in one SELECT."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from models.base import AnyRow, AnySelect, AnyUnion, Id
from models.decks import IS_CURRENT, Deck, Question, QuestionVersion
from models.paths import Section
from models.study import Card, Day, Review
from models.visibility import at_hand
from quizzes.core.day import DueOn
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.replay import UNDOABLE
from quizzes.core.scheduling.state import PASS
from quizzes.core.study import Scope
from quizzes.services.study.exams import Early, early
from quizzes.services.study.parts import (
    ME,
    MOST_ROWS,
    TODAY,
    active,
    asked,
    awake,
    begun,
    columns,
    in_section,
    missed_by_exam,
    rested,
    sibling_came,
    sibling_first,
    together,
)
from quizzes.services.study.standing import DeckStanding, Standing
from quizzes.services.study.windows import EARLY_KINDS

WEEK = 7
"""How many days of the calendar are read, those that bring nothing aside."""

_ALL_DUE, _DUE, _NEW, _EARLY, _COMING, _PACE, _LOG = "all due", "due", "new", "early", "coming", "pace", "log"
_OWN = ("seq", "kind", "refers_to", "quality", "taken_ms", "question_id", "deck_id", "before")
_TYPES: dict[str, Any] = {
    "deck_id": Id,
    "day": Date,
    "number": Integer,
    "overdue": Integer,
    "missed": Integer,
    "reviews": Integer,
    "days": Integer,
    "before": Text,
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
    """A deck's cards that could still come today, limits aside, and those due in all, siblings included.

    `overdue` of all that are due were due before today; `early` is the exam's share; `coming` are the next days that
    bring cards; `usual` is how many reviews a day with reviews has had.
    """

    due: int
    new: int
    all_due: int
    overdue: int
    early: Early
    missed: int
    coming: tuple[DueOn, ...]
    usual: float


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
        days = [waiting.coming[0].day for waiting in self.waiting.values() if waiting.coming]
        tomorrow = self.today + timedelta(days=1)
        day = tomorrow if left else min(days, default=None)
        return day, left + (self.due_on(day) if day else 0)

    @property
    def week(self) -> tuple[DueOn, ...]:
        """The cards due on each of seven days, limits aside; today's are those that are left."""
        left = sum(waiting.all_due for waiting in self.waiting.values())
        days = [self.today + timedelta(days=ahead) for ahead in range(1, WEEK)]
        return (DueOn(day=self.today, cards=left), *(DueOn(day=day, cards=self.due_on(day)) for day in days))

    def due_on(self, day: date) -> int:
        """How many cards are due on one of the coming days."""
        return sum(due.cards for waiting in self.waiting.values() for due in waiting.coming if due.day == day)

    @property
    def undoable(self) -> bool:
        """Whether today's log has a step that undo would take back."""
        undone = {row.refers_to for row in self.log if row.kind == EntryKind.UNDO}
        return any(EntryKind(row.kind) in UNDOABLE and row.seq not in undone for row in self.log)


def ahead(session: Session, *, at: Standing, scope: Scope) -> Ahead:
    """Reads what lies ahead in scope."""
    decks = at.studied
    keys: dict[str, Any] = {"learner": at.learner_id, "today": at.today, "section": scope.section}
    for place, deck in enumerate(decks):
        exam = deck.exam
        keys |= {f"deck_{place}": deck.deck_id, f"apart_{place}": deck.options.siblings_apart}
        keys |= {f"exam_{place}": exam and exam.day, f"exam_from_{place}": exam and exam.since}
    rows = session.execute(_statement(len(decks), section=scope.section is not None), keys).all()
    log = tuple(sorted((row for row in rows if row.sort == _LOG), key=lambda row: -row.seq))
    paces = [row for row in rows if row.sort == _PACE]
    answers, taken_ms = sum(row.number for row in paces), sum(row.taken_ms for row in paces)
    return Ahead(
        waiting={
            deck.deck_id: _waiting(at, deck, [row for row in rows if row.deck_id == deck.deck_id]) for deck in decks
        },
        log=log,
        pace_ms=taken_ms // answers if answers else None,
        today=at.today,
    )


def _waiting(at: Standing, deck: DeckStanding, rows: Sequence[AnyRow]) -> Waiting:
    by_sort = {row.sort: row for row in rows if row.sort not in (_LOG, _COMING)}
    coming = sorted((row for row in rows if row.sort == _COMING), key=lambda row: row.day)
    pace, chance = by_sort.get(_PACE), by_sort[_EARLY]
    log = [row for row in rows if row.sort == _LOG and row.kind in EARLY_KINDS]
    return Waiting(
        due=by_sort[_DUE].number,
        new=by_sort[_NEW].number,
        all_due=by_sort[_ALL_DUE].number,
        overdue=by_sort[_ALL_DUE].overdue,
        early=early(deck.exam, today=at.today, missed=chance.missed, found=chance.number, log=log),
        missed=chance.missed,
        coming=tuple(DueOn(day=row.day, cards=row.number) for row in coming),
        usual=pace.reviews / pace.days if pace and pace.days else 0,
    )


@cache
def _statement(decks: int, *, section: bool) -> AnyUnion:
    counts = [part for place in range(decks) for part in _counts(place, section=section)]
    return together([*counts, _pace(), _log()])


def _counts(place: int, *, section: bool) -> Iterator[AnySelect]:
    deck, apart = bindparam(f"deck_{place}", type_=Id), bindparam(f"apart_{place}", type_=Boolean)
    exam = [bindparam(f"{name}_{place}", type_=Date) for name in ("exam", "exam_from")]
    fact = case((apart, func.coalesce(Question.fact, Question.key)), else_=Question.key)
    overdue = func.count(case((Card.due_day < TODAY, 1)))
    open_today = (awake(), rested())
    due = and_(*open_today, or_(~apart, ~sibling_came()))
    alone = or_(~apart, ~sibling_first())

    def cards(sort: str, *conditions: ColumnElement[bool], **numbers: Any) -> AnySelect:
        numbers = {"number": func.count()} | numbers
        found = (
            select(*columns(_TYPES, sort, deck_id=deck, **numbers))
            .select_from(Card)
            .join(Question, Question.id == Card.question_id)
            .where(*active(deck), *conditions)
        )
        return in_section(found, section=section)

    yield cards(_ALL_DUE, Card.due_day <= TODAY, overdue=overdue)
    yield cards(_DUE, Card.due_day <= TODAY, due)
    chance = func.count(func.distinct(case((and_(*open_today, alone), fact))))
    yield cards(_EARLY, *missed_by_exam(exam[0], exam[1]), number=chance, missed=func.count())
    new = (
        select(*columns(_TYPES, _NEW, deck_id=deck, number=func.count()))
        .select_from(Question)
        .where(Question.deck_id == deck, *asked(), ~begun(), alone)
    )
    yield in_section(new, section=section)
    yield (
        cards(_COMING, Card.due_day > TODAY, day=Card.due_day).group_by(Card.due_day).order_by(Card.due_day).limit(WEEK)
    )


def _pace() -> AnySelect:
    """What every day of each deck adds up to."""
    numbers = {
        "number": func.sum(Day.new_done + Day.reviews_done + Day.drills_done),
        "taken_ms": func.sum(Day.taken_ms),
        "reviews": func.sum(Day.reviews_done),
        "days": func.count(case((Day.reviews_done > 0, 1))),
    }
    pace = columns(_TYPES, _PACE, deck_id=Day.deck_id, **numbers)
    return select(*pace).where(Day.learner_id == ME).group_by(Day.deck_id)


def _log() -> AnySelect:
    last = select(Review).where(Review.learner_id == ME).order_by(Review.seq.desc()).limit(MOST_ROWS).subquery()
    own = {name: last.c[name] for name in _OWN}
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
        .where(last.c.study_day == TODAY, at_hand(ME, left=True))
    )
