"""Answering in a round: once, for the round and, for those who want it, as a review of their own."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.rounds import Player, Round, RoundAnswer
from models.study import Card
from quizzes.core.access import NotFound
from quizzes.core.grading import Response, grade
from quizzes.core.rounds import Pulse, Stage
from quizzes.core.study import Presented, Progress
from quizzes.services import study
from quizzes.services.rounds.looking import AtHand, pulse, question_at

_ALONE = Progress(done=0, total=1)


def answer(session: Session, *, round_id: int, learner_id: int, place: int, response: Response, now: datetime) -> None:
    """Keeps a player's first answer to the question at hand; later ones, and one that comes too late, change nothing.

    Where the player wants it, the same answer is a review by the usual rules. Raises NotFound and UnfitResponse.
    """
    # Shared with other answers; a move waits, so nothing is added behind a distribution that was shown.
    session.execute(select(Round.id).where(Round.id == round_id).with_for_update(read=True))
    # The two taps of one person come one after the other.
    player = session.get(Player, (round_id, learner_id), with_for_update=True)
    if player is None:
        raise NotFound("there is no such round")
    at = pulse(session, round_id=round_id, learner_id=learner_id, now=now)
    if at.stage is not Stage.ASKED or at.at != place or at.mine:
        return
    asked = question_at(session, at)
    taken_ms = max(0, (now - asked.asked_at) // timedelta(milliseconds=1))
    session.add(
        RoundAnswer(
            round_id=round_id,
            place=place,
            learner_id=learner_id,
            response=response.to_json(),
            score=grade(asked.face.question, response).score,
            answered_at=now,
            taken_ms=min(taken_ms, 2**31 - 1),
        )
    )
    if not at.is_host:
        # The host's is the last time that the host led, which is what the others wait for.
        player.seen_at = now
    session.flush()
    if player.reviews and asked.studies:
        _review(session, at, asked, response=response, taken_ms=taken_ms, now=now)


def _review(session: Session, at: Pulse, asked: AtHand, *, response: Response, taken_ms: int, now: datetime) -> None:
    card = select(Card.answers).where(Card.learner_id == at.learner_id, Card.question_id == asked.question_id)
    presented = Presented(
        learner_id=at.learner_id,
        question_id=asked.question_id,
        version_id=asked.face.version_id,
        answers=session.scalar(card) or 0,
        seed=asked.seed,
        shown_at=asked.asked_at,
        nonce=f"round {at.round_id} question {at.at}",
        progress=_ALONE,
    )
    study.answer(session, learner_id=at.learner_id, presented=presented, response=response, taken_ms=taken_ms, now=now)
