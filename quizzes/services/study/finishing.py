"""The end of a session: what was done today, what waits beyond the limits, and when the next cards come."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from models.base import AnyRow
from quizzes.core.scheduling.card import ANSWERS, EntryKind
from quizzes.core.scheduling.state import PASS
from quizzes.core.study import Finished, Mode, Place, Scope, Weak
from quizzes.services.study.ahead import Ahead, ahead
from quizzes.services.study.facing import content_of, place_of
from quizzes.services.study.looking import Look
from quizzes.services.study.standing import Standing

MOST_WEAK = 5


def finished(session: Session, *, at: Standing, scope: Scope, seen: Look) -> Finished:
    """The summary of today in scope."""
    coming = ahead(session, at=at, scope=scope)
    answers = _answers(coming, at=at, scope=scope)
    grades = _grades(coming.log)
    next_day, next_count = coming.next
    return Finished(
        scope=scope,
        place=_place(at, scope, answers),
        answered=len(answers),
        right=sum(grades[row.seq] >= PASS for row in answers),
        taken_ms=sum(row.taken_ms for row in answers),
        new_known=sum(row.kind == EntryKind.NEW and grades[row.seq] >= PASS for row in answers),
        next_day=next_day,
        next_count=next_count,
        waiting_new=sum(waiting.new for waiting in coming.waiting.values()),
        waiting_reviews=sum(waiting.due for waiting in coming.waiting.values()),
        weak=_weak(answers, grades),
        undoable=seen.undoable,
        paused_until=at.paused_until,
    )


def _answers(coming: Ahead, *, at: Standing, scope: Scope) -> list[AnyRow]:
    """Today's answers in scope that still stand, newest first; those that moved no schedule are a session's own."""
    kinds = {EntryKind.PRACTICE} if scope.mode is Mode.CRAM else ANSWERS
    undone = {row.refers_to for row in coming.log if row.kind == EntryKind.UNDO}
    decks = {deck.deck_id for deck in at.studied}
    return [
        row
        for row in coming.log
        if EntryKind(row.kind) in kinds
        and row.seq not in undone
        and row.deck_id in decks
        and scope.section in (None, row.section)
    ]


def _grades(log: Sequence[AnyRow]) -> Mapping[int, int]:
    """The quality of each answer, the last regrade's where there is one."""
    grades = {row.seq: row.quality for row in log if EntryKind(row.kind) in ANSWERS}
    regrades = {row.refers_to: row.quality for row in reversed(log) if row.kind == EntryKind.REGRADE}
    return grades | regrades


def _weak(answers: Sequence[AnyRow], grades: Mapping[int, int]) -> tuple[Weak, ...]:
    failed = {row.question_id: row for row in answers if grades[row.seq] < PASS and row.content is not None}
    wrong = Counter(row.question_id for row in answers if grades[row.seq] < PASS)
    return tuple(
        Weak(question=content_of(row.version_id, row.content), place=place_of(row), wrong=times)
        for question_id, times in wrong.most_common(MOST_WEAK)
        if (row := failed.get(question_id)) is not None
    )


def _place(at: Standing, scope: Scope, answers: Sequence[AnyRow]) -> Place | None:
    if scope.deck_id is None:
        return None
    deck = at.decks[0]
    titles = [row.section_title for row in answers if row.section_title] if scope.section else []
    return Place(
        deck_id=deck.deck_id,
        deck_title=deck.title,
        path_id=deck.path_id,
        section=scope.section or "",
        section_title=titles[0] if titles else "",
    )
