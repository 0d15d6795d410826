"""Taking a step back: another grade for the last answer, and undo."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import literal, or_, select
from sqlalchemy.orm import Session

from models.base import Id
from models.study import Review
from models.visibility import at_hand
from quizzes.core.access import NotFound
from quizzes.core.grading import Response, grade
from quizzes.core.recall import Presentation, is_rescued
from quizzes.core.scheduling.card import Entry, EntryKind
from quizzes.core.scheduling.replay import changes, last_undoable, replay
from quizzes.core.study import Judged, Rating, Scope, Undone
from quizzes.services.study.enrolling import reopen
from quizzes.services.study.faces import choices_of, chosen
from quizzes.services.study.facing import facing_question
from quizzes.services.study.judging import answer_row, facing_as_logged, is_last, judged, quality_now
from quizzes.services.study.replaying import history, schedulers
from quizzes.services.study.rows import ENTRY_COLUMNS, entry_of
from quizzes.services.study.turn import Turn, states

_PAGE = 64


def regrade(
    session: Session, *, learner_id: int, seq: int, rating: Rating, now: datetime, scope: Scope | None = None
) -> Judged:
    """Gives the last answer another grade, where it may have one; the same grade again changes nothing.

    `scope` is the session it was given in, for its progress. Raises NotFound for an answer that is not the last any
    more, or a grade that it cannot have.
    """
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    row = answer_row(session, learner_id=learner_id, seq=seq)
    facing = facing_as_logged(session, row)
    given = quality_now(session, row)
    response = Response.from_json(row.response or "{}")
    choices = choices_of(
        facing,
        grade=grade(facing.content, response),
        given=given,
        helped=row.hinted or is_rescued(Presentation(row.presented or Presentation.OPTIONS), response),
        today=row.study_day,
    )
    quality = chosen(rating, (given, *choices))
    if quality is None or not is_last(session, row):
        raise NotFound("this answer cannot be graded that way any more")
    if quality != given:
        about = history(session, learner_id=learner_id, questions={row.question_id})
        _step(turn, [entry for entry in about if entry.seq == seq], EntryKind.REGRADE, quality=quality)
    return judged(session, learner_id=learner_id, seq=seq, scope=scope)


def undo(session: Session, *, learner_id: int, now: datetime) -> Undone | None:
    """Takes back the last step that still stands, up to thirty back; None when there is none."""
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    last = last_undoable(_newest_first(session, learner_id))
    if last is None:
        return None
    taken = [last] if last.batch is None else _batch(session, learner_id, last.batch)
    new_again = _step(turn, taken, EntryKind.UNDO)
    for deck_id in {entry.deck_id for entry in taken}:
        again = {entry.question_id for entry in taken if entry.deck_id == deck_id} & new_again
        reopen(session, learner_id=learner_id, deck_id=deck_id, questions=again)
    facing = facing_question(session, learner_id=learner_id, question_id=last.question_id, today=turn.today)
    return Undone(
        kind=last.kind,
        question_id=last.question_id,
        question=facing.content,
        place=facing.place,
        cards=len(taken),
    )


def _step(turn: Turn, about: Sequence[Entry], kind: EntryKind, *, quality: int | None = None) -> set[int]:
    """Logs a row about each of these and moves cards and days to where the log now leads; returns what is New now."""
    touched = {entry.question_id for entry in about}
    scheduler_of = schedulers(turn.session, learner_id=turn.learner_id)
    before_rows = history(turn.session, learner_id=turn.learner_id, questions=touched)
    new_rows = [_entry(turn, entry, kind, number, quality) for number, entry in enumerate(about, turn.last_seq + 1)]
    before = replay(before_rows, scheduler_of=scheduler_of)
    after = replay([*before_rows, *new_rows], scheduler_of=scheduler_of)
    for entry in about:
        was, now = before.cards[entry.question_id], after.cards[entry.question_id]
        turn.log(
            kind,
            deck_id=entry.deck_id,
            question_id=entry.question_id,
            rev=now.rev,
            plug=entry.scheduler,
            refers_to=entry.seq,
            quality=quality,
            **states(was, now),
        )
        turn.move(entry.question_id, now)
    for (deck_id, day), count in changes(before, after).items():
        turn.count(deck_id, day, count)
    turn.finish()
    return {question_id for question_id in touched if after.cards[question_id].memory.due_day is None}


def _entry(turn: Turn, about: Entry, kind: EntryKind, seq: int, quality: int | None) -> Entry:
    return Entry(
        seq=seq,
        kind=kind,
        deck_id=about.deck_id,
        question_id=about.question_id,
        rev=about.rev,
        study_day=turn.today,
        answered_at=turn.now,
        quality=quality,
        refers_to=about.seq,
        scheduler=about.scheduler,
    )


def _newest_first(session: Session, learner_id: int) -> Iterator[Entry]:
    """The log backwards, without decks that are out of reach, in pages: most steps are among the last rows.

    Merged rows are always among them, for they are where undo ends.
    """
    reached = at_hand(literal(learner_id, Id), deck=Review.deck_id, left=True)
    own = select(*ENTRY_COLUMNS).where(Review.learner_id == learner_id, or_(Review.merged, reached))
    page = own.order_by(Review.seq.desc()).limit(_PAGE)
    rows = session.execute(page).all()
    while rows:
        yield from (entry_of(row) for row in rows)
        rows = session.execute(page.where(Review.seq < rows[-1].seq)).all()


def _batch(session: Session, learner_id: int, batch: int) -> list[Entry]:
    """The rows of a batch, which bears the number of its first."""
    rows = select(*ENTRY_COLUMNS).where(Review.learner_id == learner_id, Review.seq >= batch, Review.batch == batch)
    return [entry_of(row) for row in session.execute(rows.order_by(Review.seq))]
