"""An answer of the log as its feedback tells it: for a reload, a double tap, or after a change of its grade."""

from dataclasses import replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.study import Review
from quizzes.core.access import NotFound
from quizzes.core.grading import Response, grade
from quizzes.core.recall import Presentation
from quizzes.core.scheduling.card import ANSWERS, EntryKind
from quizzes.core.scheduling.registry import scheduler
from quizzes.core.study import Judged, Scope
from quizzes.services.study.faces import judged_of, shown_of
from quizzes.services.study.facing import Facing, facing_version
from quizzes.services.study.looking import look
from quizzes.services.study.rows import load_card
from quizzes.services.study.standing import standing


def judged(session: Session, *, learner_id: int, seq: int, scope: Scope | None = None) -> Judged:
    """The stored answer with this number in the learner's log, as it is graded now.

    Its progress is that of the session in `scope`, without one that of its deck's day. What may still be changed about
    it is offered until the next answer. Raises NotFound for one that was undone.
    """
    row = answer_row(session, learner_id=learner_id, seq=seq)
    facing = facing_as_logged(session, row)
    scope = scope or Scope(deck_id=row.deck_id)
    at = standing(session, learner_id=learner_id, scope=scope, now=row.answered_at, patient=True)
    seen = look(session, at=at, scope=scope)
    response = Response.from_json(row.response or "{}")
    judgement = judged_of(
        facing,
        shown=shown_of(
            facing,
            seed=row.seed or 0,
            today=row.study_day,
            progress=seen.progress,
            presentation=Presentation(row.presented or Presentation.OPTIONS),
            undoable=seen.undoable,
        ),
        seq=seq,
        response=response,
        grade=grade(facing.content, response),
        quality=quality_now(session, row),
        hinted=row.hinted,
        today=row.study_day,
        deck_answers=row.deck_answers,
    )
    if is_last(session, row):
        return judgement
    return replace(judgement, choices=(), overrulable=False)


def answer_row(session: Session, *, learner_id: int, seq: int) -> Review:
    """The row of an answer that still stands; raises NotFound."""
    row = session.get(Review, (learner_id, seq))
    if row is None or EntryKind(row.kind) not in ANSWERS:
        raise NotFound("there is no such answer")
    undone = _about(row).where(Review.kind == EntryKind.UNDO).exists()
    if session.scalar(select(undone)):
        raise NotFound("this answer was taken back")
    return row


def facing_as_logged(session: Session, row: Review) -> Facing:
    """The learner as before this answer, facing the version that was shown."""
    facing = facing_version(session, learner_id=row.learner_id, version_id=row.version_id or 0, today=row.study_day)
    practice = row.kind == EntryKind.PRACTICE
    return replace(facing, card=load_card(row.before or ""), scheduler=scheduler(row.scheduler), practice=practice)


def quality_now(session: Session, row: Review) -> int:
    """The quality that counts: the last regrade's, else the answer's own."""
    regraded = _about(row).where(Review.kind == EntryKind.REGRADE).order_by(Review.seq.desc()).limit(1)
    found = session.execute(regraded).one_or_none()
    quality = row.quality if found is None else found.quality
    return quality or 0


def is_last(session: Session, row: Review) -> bool:
    """Whether the learner has answered nothing since, and no merge has closed what was before it."""
    if row.merged:
        return False
    later = select(Review.seq).where(Review.learner_id == row.learner_id, Review.seq > row.seq)
    return not session.scalar(select(later.where(Review.kind.in_(ANSWERS) | Review.merged).exists()))


def _about(row: Review) -> Select[int | None]:
    """The later rows that speak of this one."""
    return select(Review.quality).where(
        Review.learner_id == row.learner_id,
        Review.question_id == row.question_id,
        Review.seq > row.seq,
        Review.refers_to == row.seq,
    )
