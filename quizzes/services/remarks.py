"""What learners say of questions: notes to themselves, and flags for the author."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.decks import IS_CURRENT, Question, QuestionVersion
from models.remarks import Flag, Note
from models.study import Review
from quizzes.core.access import Action, NotFound
from quizzes.core.remarks import MOST_NOTE, MOST_WORDS, Reason, fitting
from quizzes.services.access import deck_of_question


def write_note(session: Session, *, learner_id: int, question_id: int, text: str, now: datetime) -> str:
    """Keeps the learner's own words on a question and returns them; none remove the note.

    Raises TooLong, and NotFound for a question that is not there for this learner.
    """
    kept = fitting(text, most=MOST_NOTE)
    _lock(session, learner_id)
    deck_of_question(session, Action.STUDY, question_id=question_id, learner_id=learner_id)
    note = session.get(Note, (learner_id, question_id))
    if not kept:
        session.execute(delete(Note).where(Note.learner_id == learner_id, Note.question_id == question_id))
    elif note is None:
        session.add(Note(learner_id=learner_id, question_id=question_id, text=kept, changed_at=now))
    else:
        note.text, note.changed_at = kept, now
    session.flush()
    return kept


def flag(
    session: Session,
    *,
    learner_id: int,
    question_id: int,
    reason: Reason,
    words: str,
    now: datetime,
    version_id: int | None = None,
    seq: int | None = None,
) -> int:
    """Tells the author what is amiss and returns the flag's id.

    The version that was shown is kept with it, and after answer `seq` of the learner's log what was given.
    Raises TooLong, and NotFound for what is not there for this learner.
    """
    said = fitting(words, most=MOST_WORDS)
    deck_id = deck_of_question(session, Action.FLAG, question_id=question_id, learner_id=learner_id).id
    response = None
    if seq is not None:
        answer = session.get(Review, (learner_id, seq))
        if answer is None or answer.question_id != question_id:
            raise NotFound("there is no such answer")
        version_id, response = answer.version_id, answer.response
    row = Flag(
        learner_id=learner_id,
        deck_id=deck_id,
        question_id=question_id,
        version_id=_version(session, question_id, version_id),
        reason=reason.value,
        words=said,
        response=response,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def withdraw(session: Session, *, learner_id: int, question_id: int, flag_id: int) -> None:
    """Takes back a flag of the learner's own on this question; raises NotFound."""
    mine = delete(Flag).where(Flag.id == flag_id, Flag.learner_id == learner_id, Flag.question_id == question_id)
    if session.scalar(mine.returning(Flag.id)) is None:
        raise NotFound("there is no such flag")


def _lock(session: Session, learner_id: int) -> None:
    """Keeps two tabs of the learner apart."""
    session.execute(select(Learner.id).where(Learner.id == learner_id).with_for_update())


def _version(session: Session, question_id: int, version_id: int | None) -> int:
    """The version that was shown, the latest where that is unknown; raises NotFound for another question's."""
    found = (
        select(QuestionVersion.id).join(Question, IS_CURRENT).where(Question.id == question_id)
        if version_id is None
        else select(QuestionVersion.id).where(
            QuestionVersion.id == version_id, QuestionVersion.question_id == question_id
        )
    )
    shown = session.scalar(found)
    if shown is None:
        raise NotFound("there is no such version")
    return shown
