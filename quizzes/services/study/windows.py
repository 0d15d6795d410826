"""The statement behind the queue: the first cards of each sort in stored order and the last rows of the log."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Text,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from models.base import AnySelect, AnyUnion, Id, Words
from models.decks import Question
from models.study import Card, Review
from quizzes.core.queue import SPACING, WINDOW
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Mode
from quizzes.services.study.lately import SINCE, answered_today_as, wrong_lately
from quizzes.services.study.parts import (
    ME,
    MOST_ROWS,
    SECTION,
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
    unanswered,
)

DUE, DRILL, NEW, WAITING, DONE, LOG = "due", "drill", "new", "waiting", "done", "log"
"""The sorts of rows: cards of three kinds, how many are waiting and how many are done, and the log."""
EXAM, MISSED, SEEN = "exam", "missed", "seen"
"""Cards that come early because of an exam, how many it would miss, and today's answers that may have been such."""
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
    "merged": Boolean,
    "before": Text,
}
_QUESTION: dict[str, Any] = {
    "deck_id": Question.deck_id,
    "question_id": Question.id,
    "key": Question.key,
    "fact": Question.fact,
    "facts": Question.facts,
    "avoid": Question.avoid,
}
_HORIZON = bindparam("horizon", type_=Date)
_DECK_BINDS: dict[str, Any] = {
    "deck": Id,
    "after": Integer,
    "most": Integer,
    "apart": Boolean,
    "exam": Date,
    "exam_from": Date,
}
_LOG_COLUMNS = ("seq", "kind", "study_day", "refers_to", "merged")
_SEEN_COLUMNS = ("deck_id", "seq", "kind", "refers_to", "before")
EARLY_KINDS = (EntryKind.REVIEW, EntryKind.CRAM, EntryKind.PRACTICE, EntryKind.UNDO)
"""What an answer before its day may be logged as, and what takes one back."""
_Binds = Mapping[str, ColumnElement[Any]]
_Choice = tuple[Sequence[ColumnElement[bool]], ColumnElement[bool]]


@cache
def windows(decks: int, *, learner: bool, section: bool, mode: Mode = Mode.DUE, exam: bool = False) -> AnyUnion:
    """One SELECT for this many decks, rows in no order; without `exam` none of them has one.

    Binds learner, today, section, since (for what went wrong), horizon (for what comes soon), and what `deck_binds`
    names for each deck.
    """
    parts: list[AnySelect] = []
    for place in range(decks):
        binds = {name: bindparam(f"{name}_{place}", type_=type_) for name, type_ in _DECK_BINDS.items()}
        if learner:
            parts += _known(binds, section=section, mode=mode, exam=exam)
        if mode is Mode.DUE:
            parts.append(_new(binds, learner=learner, section=section))
    if learner:
        parts += [_log(), *([_seen()] if exam else [])]
    return together(parts)


def deck_binds(place: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """One deck's values under the names that its part of the statement binds."""
    return {f"{name}_{place}": values[name] for name in _DECK_BINDS}


def _known(binds: _Binds, *, section: bool, mode: Mode, exam: bool) -> Iterator[AnySelect]:
    """Cards that have been answered, how many there are, and how many are done."""
    if mode is Mode.DUE:
        yield _first(DUE, binds, Card.due_day <= TODAY, *_open(binds), section=section)
        yield _waiting(binds, section=section)
        if section:
            yield _number(DONE, binds, Card.last_day == TODAY, rested(), section=section)
    else:
        chosen, done = _CHOSEN[mode](binds)
        yield _first(DUE, binds, *chosen, section=section)
        yield _number(WAITING, binds, *chosen, section=section)
        yield _number(DONE, binds, Card.last_day == TODAY, rested(), done, section=section)
    if mode is not Mode.CRAM:
        yield _drill(binds, section=section)
    if exam:
        missed = missed_by_exam(binds["exam"], binds["exam_from"])
        early = (*missed, awake(), rested(), _alone(binds, sibling_first()))
        yield _first(EXAM, binds, *early, section=section)
        yield _number(MISSED, binds, *missed, section=section)


def _wrong(binds: _Binds) -> _Choice:
    wrong = and_(Card.last_day >= SINCE, wrong_lately())
    return [unanswered(), wrong, *_open(binds)], wrong


def _soon(binds: _Binds) -> _Choice:
    soon = and_(Card.due_day > TODAY, Card.due_day <= _HORIZON)
    return [unanswered(), soon, *_open(binds)], answered_today_as(EntryKind.CRAM)


def _any(_binds: _Binds) -> _Choice:
    practised = answered_today_as(EntryKind.PRACTICE)
    return [Card.due_day.is_not(None), awake(), or_(unanswered(), ~practised)], practised


_CHOSEN: dict[Mode, Callable[[_Binds], _Choice]] = {Mode.WRONG: _wrong, Mode.AHEAD: _soon, Mode.CRAM: _any}
"""What a mode asks, and which of the cards answered today it counts as done."""


def _open(binds: _Binds) -> tuple[ColumnElement[bool], ...]:
    return awake(), rested(), _alone(binds, sibling_came())


def _alone(binds: _Binds, sibling: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether no sibling stands in the way; in a deck that does not keep them apart none does."""
    return or_(~binds["apart"], ~sibling)


def _first(sort: str, binds: _Binds, *conditions: ColumnElement[bool], section: bool) -> AnySelect:
    statement = (
        select(*columns(_TYPES, sort, **_QUESTION, due_day=Card.due_day, due_order=Card.due_order))
        .select_from(Card)
        .join(Question, Question.id == Card.question_id)
        .where(*active(binds["deck"]), *conditions)
        .order_by(Card.due_day, Card.due_order)
        .limit(WINDOW)
    )
    return in_section(statement, section=section)


def _number(sort: str, binds: _Binds, *conditions: ColumnElement[bool], section: bool) -> AnySelect:
    cards = select(func.count()).select_from(Card).where(*active(binds["deck"]), *conditions)
    # Siblings are told by the question; what is not waiting has none to ask about.
    if section or sort == WAITING:
        cards = in_section(cards.join(Question, Question.id == Card.question_id), section=section)
    number = cards.scalar_subquery()
    return select(*columns(_TYPES, sort, deck_id=binds["deck"], number=number))


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
        statement = statement.where(~begun(), _alone(binds, sibling_first()))
    return in_section(statement, section=section)


def _waiting(binds: _Binds, *, section: bool) -> AnySelect:
    """How many cards are due, counted no further than the day's limit reaches."""
    due = select(Card.question_id).where(*active(binds["deck"]), Card.due_day <= TODAY)
    if section:
        due = due.join(Question, Question.id == Card.question_id).where(Question.section == SECTION)
    counted = select(func.count()).select_from(due.limit(binds["most"]).subquery()).scalar_subquery()
    return select(*columns(_TYPES, WAITING, deck_id=binds["deck"], number=counted))


def _log() -> AnySelect:
    last = (
        select(*(getattr(Review, name) for name in (*_LOG_COLUMNS, "question_id")))
        .where(Review.learner_id == ME)
        .order_by(Review.seq.desc())
        .limit(LOG_ROWS)
        .subquery()
    )
    own = {name: last.c[name] for name in _LOG_COLUMNS}
    return (
        select(*columns(_TYPES, LOG, **_QUESTION, **own))
        .select_from(last)
        .join(Question, Question.id == last.c.question_id)
    )


def _seen() -> AnySelect:
    last = (
        select(*(getattr(Review, name) for name in (*_SEEN_COLUMNS, "study_day")))
        .where(Review.learner_id == ME)
        .order_by(Review.seq.desc())
        .limit(MOST_ROWS)
        .subquery()
    )
    own = {name: last.c[name] for name in _SEEN_COLUMNS}
    return select(*columns(_TYPES, SEEN, **own)).where(last.c.study_day == TODAY, last.c.kind.in_(EARLY_KINDS))
