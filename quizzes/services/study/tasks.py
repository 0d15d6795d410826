"""Tasks: a checklist beside the cards, never due and never counted."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.decks import Question
from models.study import Enrollment, TaskState
from quizzes.core.access import Action, NotFound
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.sm2 import SM2
from quizzes.services.access import deck_for
from quizzes.services.study.enrolling import join
from quizzes.services.study.turn import Turn

DONE, OPEN = "done", "open"


def tick(session: Session, *, learner_id: int, question_id: int, done: bool, now: datetime) -> None:
    """Ticks a task or takes the tick back, with the study day; what stands already changes nothing.

    Raises NotFound for a question that is no task or belongs to somebody else.
    """
    question = session.get(Question, question_id)
    if question is None or question.kind != "task":
        raise NotFound("there is no such task")
    deck = deck_for(session, Action.STUDY, deck_id=question.deck_id, learner_id=learner_id)
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    if session.get(Enrollment, (learner_id, deck.id)) is None:
        join(turn, deck_id=deck.id, revision=deck.revision, again=False)
    state = session.get(TaskState, (learner_id, question_id))
    if (state is not None and state.done_day is not None) == done:
        return
    if state is None:
        state = TaskState(learner_id=learner_id, question_id=question_id, deck_id=deck.id)
        session.add(state)
    state.done_day = turn.today if done else None
    session.flush()
    turn.log(
        EntryKind.TASK,
        deck_id=deck.id,
        question_id=question_id,
        rev=question.rev,
        plug=SM2.name,
        response=DONE if done else OPEN,
    )
    turn.finish()
