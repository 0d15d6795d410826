"""What the log says, added up by the database in one SELECT: a learner may have a hundred thousand rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from models.base import AnySelect, AnyUnion, Id
from models.decks import Question
from models.study import Day, Review
from quizzes.core.scheduling.card import ANSWERS, MATURE_DAYS, EntryKind
from quizzes.core.scheduling.state import PASS
from quizzes.core.stats.hours import Quarter
from quizzes.core.stats.outcomes import Outcome
from quizzes.core.stats.retention import Reviewed
from quizzes.core.stats.tally import DayTally, Tally
from quizzes.services.stats.functions import quarter_of, state_field
from quizzes.services.study.parts import ME, columns, together

_DAY, _REVIEWED, _OUTCOME, _QUARTER = "day", "reviewed", "outcome", "quarter"
_SINCE = bindparam("since", type_=Date)
_DECK = bindparam("deck", type_=Id)
_TYPES: dict[str, Any] = {
    "day": Date,
    "mature": Integer,
    "kind": Text,
    "quality": Integer,
    "quarter": BigInteger,
    "answers": Integer,
    "right": Integer,
    "taken_ms": BigInteger,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """All study days, and since a day the scheduled reviews, the outcomes by kind and the quarter hours."""

    days: tuple[DayTally, ...]
    reviews: tuple[Reviewed, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    quarters: tuple[Quarter, ...] = ()


def read_days(session: Session, *, learner_id: int) -> tuple[DayTally, ...]:
    """Every study day with an answer, all decks together."""
    return _log(session, together([_days(one=False)]), {"learner": learner_id}).days


def read_log(session: Session, *, learner_id: int, deck_id: int | None, since: date) -> Log:
    """The learner's log, of all decks or of one; without what was undone, and by the last grade of each answer."""
    return _log(session, _statement(one=deck_id is not None), {"learner": learner_id, "deck": deck_id, "since": since})


def _log(session: Session, statement: AnyUnion, keys: dict[str, Any]) -> Log:
    rows = [(row, Tally(answers=row.answers, right=row.right)) for row in session.execute(statement, keys)]
    return Log(
        days=tuple(
            DayTally(day=row.day, tally=tally, taken_ms=row.taken_ms) for row, tally in rows if row.sort == _DAY
        ),
        reviews=tuple(
            Reviewed(day=row.day, mature=bool(row.mature), tally=tally) for row, tally in rows if row.sort == _REVIEWED
        ),
        outcomes=tuple(
            Outcome(kind=row.kind, quality=row.quality, answers=row.answers) for row, _ in rows if row.sort == _OUTCOME
        ),
        quarters=tuple(Quarter(number=row.quarter, tally=tally) for row, tally in rows if row.sort == _QUARTER),
    )


@cache
def _statement(*, one: bool) -> AnyUnion:
    return together([_days(one=one), *_sums(_answers(one=one))])


def _days(*, one: bool) -> AnySelect:
    answers = func.sum(Day.new_done + Day.reviews_done + Day.drills_done)
    sums = {"answers": answers, "right": func.sum(Day.right), "taken_ms": func.sum(Day.taken_ms)}
    days = select(*columns(_TYPES, _DAY, day=Day.study_day, **sums)).where(Day.learner_id == ME)
    days = days.where(Day.deck_id == _DECK) if one else days
    return days.group_by(Day.study_day).having(answers > 0)


def _sums(answers: CTE) -> Iterator[AnySelect]:
    row = answers.c
    counts = {"answers": func.count(), "right": func.count(case((row.quality >= PASS, 1)))}
    yield (
        select(*columns(_TYPES, _REVIEWED, day=row.study_day, mature=row.mature, **counts))
        .where(row.kind == EntryKind.REVIEW)
        .group_by(row.study_day, row.mature)
    )
    yield (
        select(*columns(_TYPES, _OUTCOME, kind=Question.kind, quality=row.quality, **counts))
        .select_from(answers.join(Question, Question.id == row.question_id))
        .group_by(Question.kind, row.quality)
    )
    yield select(*columns(_TYPES, _QUARTER, quarter=row.quarter, **counts)).group_by(row.quarter)


def _answers(*, one: bool) -> CTE:
    """The answers that stand, each with the grade and the kind that count."""
    marks = _marks()
    undone = select(marks.c.refers_to).where(marks.c.kind == EntryKind.UNDO, marks.c.refers_to.is_not(None))
    batches = select(marks.c.batch).where(
        marks.c.kind == EntryKind.UNDO, marks.c.refers_to.is_(None), marks.c.batch.is_not(None)
    )
    grades = _grades(marks, undone, batches)
    stands = [
        Review.learner_id == ME,
        Review.kind.in_(ANSWERS),
        Review.study_day >= _SINCE,
        Review.seq.not_in(undone),
        or_(Review.batch.is_(None), Review.batch.not_in(batches)),
        *([Review.deck_id == _DECK] if one else []),
    ]
    # Two parts instead of an outer join: a few grades find their answers by key, and no answer searches the grades.
    plain = _answer(Review.quality, Review.kind).where(*stands, Review.seq.not_in(select(grades.c.refers_to)))
    regraded = (
        _answer(grades.c.quality, _kind(grades.c.quality))
        .select_from(grades.join(Review, Review.seq == grades.c.refers_to))
        .where(*stands)
    )
    return union_all(plain, regraded).cte("answers")


def _answer(quality: SQLColumnExpression[Any], kind: SQLColumnExpression[Any]) -> AnySelect:
    interval = cast(func.coalesce(state_field(Review.before, "interval_days"), "0"), Integer)
    return select(
        Review.question_id,
        Review.study_day,
        quality.label("quality"),
        kind.label("kind"),
        case((and_(Review.kind == EntryKind.REVIEW, interval >= MATURE_DAYS), 1), else_=0).label("mature"),
        quarter_of(Review.answered_at).label("quarter"),
    )


def _marks() -> CTE:
    """The rows that speak of other rows."""
    return (
        select(Review.seq, Review.kind, Review.refers_to, Review.batch, Review.quality)
        .where(Review.learner_id == ME, Review.kind.in_((EntryKind.UNDO, EntryKind.REGRADE)))
        .cte("marks")
    )


def _grades(marks: CTE, undone: AnySelect, batches: AnySelect) -> CTE:
    """The last other grade of each answer that got one."""
    stands = (
        marks.c.kind == EntryKind.REGRADE,
        marks.c.seq.not_in(undone),
        or_(marks.c.batch.is_(None), marks.c.batch.not_in(batches)),
    )
    last = select(func.max(marks.c.seq)).where(*stands).group_by(marks.c.refers_to)
    return select(marks.c.refers_to, marks.c.quality).where(marks.c.seq.in_(last)).cte("grades")


def _kind(quality: ColumnElement[Any]) -> ColumnElement[Any]:
    """The kind that another grade gives an answer: before the due day a pass is cram and a fail a review."""
    early = cast(Review.study_day, Text) < state_field(Review.before, "due_day")
    decided = case((and_(early, quality >= PASS), EntryKind.CRAM), else_=EntryKind.REVIEW)
    return case((Review.kind.in_((EntryKind.REVIEW, EntryKind.CRAM)), decided), else_=Review.kind)
