"""Studying a deck: joining with the first answer, leaving, what a learner may choose for it, "10 more today"."""

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import Update, func, insert, literal, select, update
from sqlalchemy.orm import Session

from models.base import Id, table_of
from models.decks import Deck, Question
from models.study import Day, Enrollment
from models.visibility import at_hand
from quizzes.core.access import Action, NotFound
from quizzes.core.options import EXTRA_PER_DAY, MOST_PER_DAY, NEW_PER_DAY, REVIEWS_PER_DAY, Options
from quizzes.core.scheduling.card import DayCount
from quizzes.core.scheduling.sm2 import SM2
from quizzes.services.access import deck_for
from quizzes.services.study.standing import options_of
from quizzes.services.study.turn import Turn

_ENROLLMENT = table_of(Enrollment)


def enroll(session: Session, *, learner_id: int, deck_id: int, now: datetime) -> None:
    """Puts a deck among the learner's own; one that was left goes on where it stood. Raises NotFound."""
    deck = deck_for(session, Action.STUDY, deck_id=deck_id, learner_id=learner_id)
    take_up(session, deck, learner_id=learner_id, now=now)


def take_up(session: Session, deck: Deck, *, learner_id: int, now: datetime) -> None:
    """The same with a deck that was found for this learner, as by its link."""
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    known = session.get(Enrollment, (learner_id, deck.id))
    if known is None or known.left_at is not None:
        join(turn, deck_id=deck.id, revision=deck.revision, again=known is not None)


def join(turn: Turn, *, deck_id: int, revision: int, again: bool) -> None:
    """Writes the enrollment, and nothing per question; `again` takes up one that was left."""
    if again:
        turn.session.execute(_own(turn.learner_id, deck_id).values(left_at=None))
        return
    row = {
        "learner_id": turn.learner_id,
        "deck_id": deck_id,
        "revision_seen": revision,
        "new_after": 0,
        "scheduler": SM2.name,
        "new_per_day": NEW_PER_DAY,
        "reviews_per_day": REVIEWS_PER_DAY,
        "enrolled_at": turn.now,
        "left_at": None,
    }
    turn.session.execute(insert(_ENROLLMENT), row)


def leave(session: Session, *, learner_id: int, deck_id: int, now: datetime) -> None:
    """Takes a deck out of the learner's queue; every card keeps its schedule. Raises NotFound."""
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    enrollment_of(session, learner_id=learner_id, deck_id=deck_id)
    session.execute(_own(learner_id, deck_id).values(left_at=turn.now))


def change_options(session: Session, *, learner_id: int, deck_id: int, options: Options) -> Options:
    """Chooses for a deck and returns what was chosen before; raises ValueError, NotFound."""
    for limit in (options.new_per_day, options.reviews_per_day):
        if not 0 <= limit <= MOST_PER_DAY:
            raise ValueError(f"a day's limit is {limit}; choose 0 to {MOST_PER_DAY}")
    before = options_of(enrollment_of(session, learner_id=learner_id, deck_id=deck_id))
    session.execute(_own(learner_id, deck_id).values(asdict(options)))
    return before


def change_limits(
    session: Session,
    *,
    learner_id: int,
    deck_id: int,
    new_per_day: int | None = None,
    reviews_per_day: int | None = None,
) -> Options:
    """Sets how many new cards and reviews a day may bring, where given; raises ValueError, NotFound."""
    now = options_of(enrollment_of(session, learner_id=learner_id, deck_id=deck_id))
    options = replace(
        now,
        new_per_day=now.new_per_day if new_per_day is None else new_per_day,
        reviews_per_day=now.reviews_per_day if reviews_per_day is None else reviews_per_day,
    )
    return change_options(session, learner_id=learner_id, deck_id=deck_id, options=options)


def allow_more(
    session: Session, *, learner_id: int, deck_id: int, new: bool = False, reviews: bool = False, now: datetime
) -> None:
    """Ten more new cards or reviews of this deck, today only; raises NotFound."""
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    enrollment_of(session, learner_id=learner_id, deck_id=deck_id)
    more = {"extra_new": EXTRA_PER_DAY * new, "extra_reviews": EXTRA_PER_DAY * reviews}
    day = session.get(Day, (learner_id, deck_id, turn.today))
    if day is None:
        turn.open_day(deck_id, DayCount(), extra=more)
        return
    day.extra_new += more["extra_new"]
    day.extra_reviews += more["extra_reviews"]
    session.flush()


def reopen(session: Session, *, learner_id: int, deck_id: int, questions: Collection[int]) -> None:
    """Moves the cursor of new cards back before these questions, whose cards are New again."""
    if not questions:
        return
    first = select(func.min(Question.position)).where(Question.deck_id == deck_id, Question.id.in_(questions))
    before = (session.scalar(first) or 1) - 1
    session.execute(_own(learner_id, deck_id).where(_ENROLLMENT.c.new_after > before).values(new_after=before))


def enrollment_of(session: Session, *, learner_id: int, deck_id: int | None) -> Enrollment:
    """The learner's enrollment in a deck that is within reach; raises NotFound."""
    own = select(Enrollment).where(Enrollment.learner_id == learner_id, Enrollment.deck_id == deck_id)
    reached = at_hand(literal(learner_id, Id), deck=Enrollment.deck_id, left=True)
    known = session.scalars(own.where(reached)).one_or_none()
    if known is None:
        raise NotFound("this deck is not among yours")
    return known


def _own(learner_id: int, deck_id: int) -> Update:
    return update(_ENROLLMENT).where(_ENROLLMENT.c.learner_id == learner_id, _ENROLLMENT.c.deck_id == deck_id)
