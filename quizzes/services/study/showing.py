"""Showing the next question, or the end of today's session."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from quizzes.core.queue import Candidate, pick
from quizzes.core.recall import presentation_of
from quizzes.core.study import Finished, Mode, Presented, Scope, Shown
from quizzes.services.study.faces import seed_of, shown_of
from quizzes.services.study.facing import facing_question, facing_version
from quizzes.services.study.finishing import finished
from quizzes.services.study.looking import Look, look
from quizzes.services.study.standing import standing


def show(
    session: Session, *, learner_id: int | None, scope: Scope, now: datetime, first: int | None = None
) -> Shown | Finished:
    """The next question in scope for a learner, or for a visitor (None); writes nothing.

    `first` names a question that comes before all others: the one whose answer was just taken back. Raises NotFound for
    a deck of somebody else, and CatchUpNeeded after a publishing.
    """
    at = standing(session, learner_id=learner_id, scope=scope, now=now)
    seen = look(session, at=at, scope=scope)
    card = _pick(seen) if at.paused_until is None else None
    question_id = first or (card.question_id if card else None)
    if question_id is None:
        return finished(session, at=at, scope=scope, seen=seen)
    facing = facing_question(session, learner_id=learner_id, question_id=question_id, today=at.today)
    facing = replace(facing, practice=scope.mode is Mode.CRAM)
    seed = seed_of(learner_id=learner_id, question_id=question_id)
    return shown_of(
        facing,
        seed=seed,
        today=at.today,
        progress=seen.progress,
        presentation=presentation_of(facing.content, facing.card),
        undoable=seen.undoable,
    )


def shown(session: Session, *, presented: Presented, now: datetime) -> Shown:
    """What a presentation showed, again: for a hint, a reveal or a form to be filled in anew. Raises NotFound."""
    learner_id = presented.learner_id
    at = standing(session, learner_id=learner_id, scope=Scope(), now=now, patient=True)
    facing = facing_version(session, learner_id=learner_id, version_id=presented.version_id, today=at.today)
    card = replace(facing.card, answers=presented.answers)
    facing = replace(facing, card=card, practice=presented.practice)
    return shown_of(
        facing,
        seed=presented.seed,
        today=at.today,
        progress=presented.progress,
        presentation=presented.presentation,
        undoable=False,
    )


def _pick(seen: Look) -> Candidate | None:
    card = pick(seen.window, pace=seen.pace, answers_today=seen.answers_today, recent=seen.recent)
    if card is not None:
        return card
    # What is left was given away by the last answers; with nothing else to put between, it comes all the same.
    return pick(seen.window, pace=seen.pace, answers_today=seen.answers_today, recent=())
