"""Answering a question, exactly once: judged, scheduled, logged and counted in one transaction."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.decks import Question, QuestionVersion
from models.study import Review
from quizzes.core.access import NotFound
from quizzes.core.grading import Grade, Response, grade
from quizzes.core.recall import is_rescued, wants_options, with_tried
from quizzes.core.scheduling.answering import answer as answered_card
from quizzes.core.scheduling.answering import contribution
from quizzes.core.scheduling.card import ANSWERS, CardState, EntryKind
from quizzes.core.study import Judged, Presented, Progress, Shown, Stale, StaleAnswer
from quizzes.services.study.catching_up import catch_up_deck
from quizzes.services.study.enrolling import join
from quizzes.services.study.faces import judged_of, quality_of, shown_of, stepped
from quizzes.services.study.facing import Facing, facing_version
from quizzes.services.study.judging import judged
from quizzes.services.study.turn import Turn, states

MOST_MS = 60_000


def answer(
    session: Session, *, learner_id: int, presented: Presented, response: Response, taken_ms: int, now: datetime
) -> Judged | StaleAnswer | Shown:
    """Judges and counts the answer to a presentation, once.

    What was to be typed and is not right comes back as Shown, to be asked with its options; nothing is logged. The same
    answer again gives the stored result; another one, or one to a card that has moved on, is a StaleAnswer.
    Raises NotFound, and UnfitResponse for a response that the question cannot have.
    """
    if presented.learner_id not in (None, learner_id):
        raise NotFound("this question was shown to somebody else")
    if presented.tried is not None:
        response = with_tried(response, presented.tried)
    turn = Turn.begin(session, learner_id=learner_id, now=now, nonce=presented.nonce)
    if turn.repeated is not None:
        return _repeated(turn, turn.repeated, presented=presented, response=response)
    facing = replace(_facing(turn, presented), practice=presented.practice)
    verdict = grade(facing.content, response)
    fields = {
        "version_id": facing.version_id,
        "response": response.to_json(),
        "score": verdict.score,
        "hinted": presented.hinted,
        "presented": presented.presentation.value,
        "seed": presented.seed,
        "taken_ms": min(MOST_MS, max(0, taken_ms)),
        "nonce": presented.nonce,
    }
    if presented.answers != facing.card.answers or facing.version_rev != facing.rev:
        return _late(turn, facing, fields)
    if wants_options(response, verdict, presentation=presented.presentation, tried=presented.tried):
        return _shown(facing, presented, turn=turn, progress=presented.progress, undoable=False)
    return _counted(turn, facing, presented=presented, response=response, verdict=verdict, fields=fields)


def _facing(turn: Turn, presented: Presented) -> Facing:
    """The learner before the version that was shown, enrolled and with the latest revision caught up."""
    read = partial(
        facing_version,
        turn.session,
        learner_id=turn.learner_id,
        version_id=presented.version_id,
        today=turn.today,
        lock=True,
    )
    facing = read()
    if facing.question_id != presented.question_id:
        raise NotFound("there is no such question")
    if facing.behind:
        catch_up_deck(turn, deck_id=facing.place.deck_id)
        facing = read()
    if not facing.enrolled:
        join(turn, deck_id=facing.place.deck_id, revision=facing.deck_revision, again=facing.has_enrollment)
    return facing


def _late(turn: Turn, facing: Facing, fields: dict[str, Any]) -> StaleAnswer:
    _log(turn, facing, EntryKind.LATE, **fields, **states(facing.card, facing.card))
    turn.finish()
    return _too_late(facing.place.deck_id, revised=facing.version_rev != facing.rev)


def _too_late(deck_id: int, *, revised: bool) -> StaleAnswer:
    return StaleAnswer(reason=Stale.REVISED if revised else Stale.MOVED_ON, deck_id=deck_id)


def _counted(
    turn: Turn, facing: Facing, *, presented: Presented, response: Response, verdict: Grade, fields: dict[str, Any]
) -> Judged:
    helped = presented.hinted or is_rescued(presented.presentation, response)
    quality = quality_of(facing, response=response, grade=verdict, helped=helped, today=turn.today)
    deck_answers = facing.day.answers
    done = answered_card(
        facing.card,
        quality=quality,
        today=turn.today,
        deck_answers=deck_answers,
        scheduler=facing.scheduler,
        practice=facing.practice,
    )
    seq = _log(
        turn, facing, done.kind, quality=quality, deck_answers=deck_answers, **fields, **states(facing.card, done.card)
    )
    _store(turn, facing, done.kind, card=done.card, quality=quality, taken_ms=fields["taken_ms"])
    progress = presented.progress if done.again_today else stepped(presented.progress)
    return judged_of(
        facing,
        shown=_shown(facing, presented, turn=turn, progress=progress, undoable=True),
        seq=seq,
        response=response,
        grade=verdict,
        quality=quality,
        hinted=presented.hinted,
        today=turn.today,
        deck_answers=deck_answers,
    )


def _shown(facing: Facing, presented: Presented, *, turn: Turn, progress: Progress, undoable: bool) -> Shown:
    return shown_of(
        facing,
        seed=presented.seed,
        today=turn.today,
        progress=progress,
        presentation=presented.presentation,
        undoable=undoable,
    )


def _log(turn: Turn, facing: Facing, kind: EntryKind, **fields: Any) -> int:
    return turn.log(
        kind,
        deck_id=facing.place.deck_id,
        question_id=facing.question_id,
        rev=facing.card.rev,
        plug=facing.scheduler.name,
        **fields,
    )


def _store(turn: Turn, facing: Facing, kind: EntryKind, *, card: CardState, quality: int, taken_ms: int) -> None:
    if facing.has_card:
        turn.move(facing.question_id, card)
    else:
        turn.add(facing.question_id, card, deck_id=facing.place.deck_id)
    count = contribution(kind, quality=quality, taken_ms=taken_ms)
    if facing.has_day:
        turn.count(facing.place.deck_id, turn.today, count)
    else:
        turn.open_day(facing.place.deck_id, count)
    turn.finish()


_STORED = (
    select(Review.kind, Review.deck_id, Review.version_id, Review.response, Review.hinted)
    .add_columns((QuestionVersion.rev != Question.rev).label("revised"))
    .join(QuestionVersion, QuestionVersion.id == Review.version_id)
    .join(Question, Question.id == QuestionVersion.question_id)
)


def _repeated(turn: Turn, seq: int, *, presented: Presented, response: Response) -> Judged | StaleAnswer:
    """A double tap, or a retry after a lost reply, gets what the first one got."""
    row = turn.session.execute(_STORED.where(Review.learner_id == turn.learner_id, Review.seq == seq)).one()
    given = (presented.version_id, response.to_json(), presented.hinted)
    if (row.version_id, row.response, row.hinted) != given:
        return StaleAnswer(reason=Stale.ANSWERED_OTHERWISE, deck_id=row.deck_id)
    if EntryKind(row.kind) not in ANSWERS:
        return _too_late(row.deck_id, revised=row.revised)
    again = judged(turn.session, learner_id=turn.learner_id, seq=seq)
    progress = presented.progress if again.forecast.again_today else stepped(presented.progress)
    return replace(again, shown=replace(again.shown, progress=progress))
