"""Looking back at one card: its history with the reason for each interval, and the lines of the path it is about."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import AnyRow, Id
from models.decks import Deck, DeckRevision, QuestionVersion
from models.paths import PathRevision
from models.remarks import Flag
from models.study import Review
from quizzes.core.access import NotFound
from quizzes.core.grading import Response, given
from quizzes.core.history import History, Source, Step
from quizzes.core.remarks import Flagged, Reason
from quizzes.core.scheduling.card import ANSWERS, CardState, EntryKind
from quizzes.core.scheduling.reasons import reason
from quizzes.core.study_day import study_day, zone
from quizzes.services.study.facing import Facing, content_of, facing_question
from quizzes.services.study.parts import LOGGED
from quizzes.services.study.rows import load_card

MOST_STEPS = 500
_AROUND = 2
_ME = bindparam("learner", type_=Id)
FLAG_COLUMNS = (
    Flag.id.label("flag_id"),
    Flag.reason,
    Flag.words,
    Flag.response,
    Flag.created_at,
    Flag.settled_at,
    Flag.reply,
    Flag.version_id,
    QuestionVersion.content,
)
_WHO = (
    select(Learner.zone, Learner.rollover, LOGGED, *FLAG_COLUMNS)
    .outerjoin(Flag, and_(Flag.learner_id == Learner.id, Flag.question_id == bindparam("question", type_=Id)))
    .outerjoin(QuestionVersion, QuestionVersion.id == Flag.version_id)
    .where(Learner.id == _ME)
    .order_by(Flag.id.desc())
)
_LOG = (
    select(
        Review.seq,
        Review.kind,
        Review.study_day,
        Review.quality,
        Review.response,
        Review.refers_to,
        Review.scheduler,
        Review.before,
        Review.after,
        Review.due_day,
        Review.taken_ms,
        Review.version_id,
        QuestionVersion.content,
    )
    .outerjoin(QuestionVersion, QuestionVersion.id == Review.version_id)
    .where(Review.learner_id == _ME, Review.question_id == bindparam("question", type_=Id))
    .order_by(Review.seq.desc())
    .limit(MOST_STEPS)
)
_SOURCE = (
    select(PathRevision.text)
    .join(
        DeckRevision,
        and_(DeckRevision.path_id == PathRevision.path_id, DeckRevision.path_revision == PathRevision.number),
    )
    .join(Deck, and_(Deck.id == DeckRevision.deck_id, Deck.revision == DeckRevision.number))
    .where(Deck.id == bindparam("deck", type_=Id))
)


def trace(session: Session, *, learner_id: int, question_id: int, now: datetime) -> History:
    """A card as it stands and every row of the log about it; raises NotFound."""
    facing, about = _facing(session, learner_id=learner_id, question_id=question_id, now=now)
    keys = {"learner": learner_id, "question": question_id}
    rows = session.execute(_LOG, keys).all()
    undone = {row.refers_to for row in rows if row.kind == EntryKind.UNDO}
    grades = {
        row.refers_to: row.quality for row in reversed(rows) if row.kind == EntryKind.REGRADE and row.seq not in undone
    }
    return History(
        question_id=question_id,
        question=facing.content,
        place=facing.place,
        card=facing.card,
        today=_today(about[0], now),
        own=facing.own,
        note=facing.note,
        flags=tuple(flagged(row, version_id=facing.version_id) for row in about if row.flag_id is not None),
        steps=tuple(_step(row, quality=grades.get(row.seq, row.quality), undone=row.seq in undone) for row in rows),
    )


def source(session: Session, *, learner_id: int, question_id: int, now: datetime) -> Source:
    """The lines that a question was made from, none where it was written by hand; raises NotFound."""
    facing, _ = _facing(session, learner_id=learner_id, question_id=question_id, now=now)
    text = session.scalar(_SOURCE, {"deck": facing.place.deck_id})
    origin = facing.content.origin
    first, last = origin.lines if origin else (0, 0)
    lines = text.split("\n") if text and origin else []
    around = range(max(1, first - _AROUND), min(len(lines), last + _AROUND) + 1)
    return Source(
        question_id=question_id,
        question=facing.content,
        place=facing.place,
        lines=tuple((number, lines[number - 1]) for number in around),
        first=first,
        last=last,
    )


def flagged(row: AnyRow, *, version_id: int) -> Flagged:
    """The flag in a row that holds FLAG_COLUMNS; `version_id` is the question's of today."""
    shown = content_of(row.version_id, row.content)
    return Flagged(
        flag_id=row.flag_id,
        reason=Reason(row.reason),
        words=row.words,
        given=given(shown, Response.from_json(row.response)) if row.response else (),
        created_at=row.created_at,
        settled_at=row.settled_at,
        outdated=row.version_id != version_id,
        reply=row.reply or "",
    )


def _facing(session: Session, *, learner_id: int, question_id: int, now: datetime) -> tuple[Facing, Sequence[AnyRow]]:
    """The learner before the question as it is, and the learner's own row, once for each flag."""
    about = session.execute(_WHO, {"learner": learner_id, "question": question_id}).all()
    if not about:
        raise NotFound("there is no such learner")
    today = _today(about[0], now)
    facing = facing_question(session, learner_id=learner_id, question_id=question_id, today=today)
    return facing, about


def _today(row: AnyRow, now: datetime) -> date:
    return study_day(now, zone(row.zone), row.rollover, last=row.logged)


def _step(row: AnyRow, *, quality: int | None, undone: bool) -> Step:
    kind = EntryKind(row.kind)
    before = load_card(row.before) if row.before else CardState()
    after = load_card(row.after) if row.after else before
    answered = kind in ANSWERS or kind is EntryKind.LATE
    return Step(
        seq=row.seq,
        kind=kind,
        day=row.study_day,
        given=given(content_of(row.version_id, row.content), Response.from_json(row.response or "{}"))
        if answered and row.content
        else (),
        quality=quality,
        before_days=_interval(before),
        after_days=_interval(after),
        due_day=after.memory.due_day,
        # The row tells why it was set as it was; a later grade has a row of its own.
        reason=reason(kind, quality=row.quality, before=before, after=after, scheduler=row.scheduler),
        undone=undone,
        taken_ms=row.taken_ms,
    )


def _interval(card: CardState) -> int | None:
    return None if card.memory.due_day is None else card.memory.interval_days
