"""Moving a round on: one step for one press, whoever presses at the same time."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.rounds import Player, Round, RoundQuestion
from quizzes.core.access import NotFound
from quizzes.core.rounds import Pulse, Stage, moved
from quizzes.services.rounds.looking import pulse


def move(session: Session, *, round_id: int, learner_id: int, changed: int, now: datetime) -> None:
    """One step on, from the state that was on the screen; a second press, or somebody else's, changes nothing.

    Raises NotFound for whoever may not lead.
    """
    at = _leading(session, round_id=round_id, learner_id=learner_id, changed=changed, now=now)
    if at is not None:
        stage, place = moved(at.stage, at.at, questions=at.questions)
        _store(session, at, stage=stage, place=place, now=now)


def end(session: Session, *, round_id: int, learner_id: int, changed: int, now: datetime) -> None:
    """Ends a round where it stands; raises NotFound for whoever may not lead."""
    at = _leading(session, round_id=round_id, learner_id=learner_id, changed=changed, now=now)
    if at is not None:
        _store(session, at, stage=Stage.OVER, place=at.at, now=now)


def _leading(session: Session, *, round_id: int, learner_id: int, changed: int, now: datetime) -> Pulse | None:
    """The round to be moved, locked; None where it has moved on since it was seen, or is over."""
    session.execute(select(Round.id).where(Round.id == round_id).with_for_update())
    at = pulse(session, round_id=round_id, learner_id=learner_id, now=now)
    if at.changed != changed or at.stage is Stage.OVER:
        return None
    if not at.leads:
        raise NotFound("only the host moves this round on")
    return at


def _store(session: Session, at: Pulse, *, stage: Stage, place: int, now: datetime) -> None:
    ended_at = now if stage is Stage.OVER else None
    session.execute(
        update(Round)
        .where(Round.id == at.round_id)
        .values(stage=stage.value, at=place, changed=at.changed + 1, ended_at=ended_at)
    )
    if stage is Stage.ASKED:
        session.execute(
            update(RoundQuestion)
            .where(RoundQuestion.round_id == at.round_id, RoundQuestion.place == place)
            .values(asked_at=now)
        )
    session.execute(
        update(Player).where(Player.round_id == at.round_id, Player.learner_id == at.learner_id).values(seen_at=now)
    )
