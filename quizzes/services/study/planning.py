"""Plans over several days: an exam, a backlog spread out, a pause, days that a streak may skip. No due day moves."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import table_of
from models.study import Card, Enrollment
from models.visibility import at_hand
from quizzes.core.options import write_weekdays
from quizzes.core.plans import per_day
from quizzes.services.study.enrolling import enrollment_of
from quizzes.services.study.parts import ME
from quizzes.services.study.turn import Turn

LONGEST_SPREAD = 60
"""The most days that a backlog may be spread over."""
LONGEST_PLAN = timedelta(days=730)
_ENROLLMENT, _LEARNER = table_of(Enrollment), table_of(Learner)


class NotAhead(ValueError):
    """A plan cannot begin in the past, end before it begins, or reach beyond two years."""


def set_exam(session: Session, *, learner_id: int, deck_id: int, day: date | None, now: datetime) -> date | None:
    """Sets the day of a deck's exam, counted from today, or takes it away; returns the day that stood before.

    The same day again changes nothing. Raises NotAhead, NotFound.
    """
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    enrollment = enrollment_of(session, learner_id=learner_id, deck_id=deck_id)
    before = enrollment.exam_day
    if day == before:
        return before
    if day is not None:
        _check(day, first=turn.today + timedelta(days=1), today=turn.today)
    enrollment.exam_day, enrollment.exam_from = day, day and turn.today
    session.flush()
    # One that is over stands nowhere any more.
    return before if before is None or before > turn.today else None


def spread(session: Session, *, learner_id: int, days: int, now: datetime) -> None:
    """Asks of each deck's backlog an even share a day, for so many days from today; raises ValueError."""
    if not 1 <= days <= LONGEST_SPREAD:
        raise ValueError(f"a backlog cannot be spread over {days} days; choose 1 to {LONGEST_SPREAD}")
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    due = (
        select(Card.deck_id, func.count().label("cards"))
        .where(Card.learner_id == ME, Card.due_day <= turn.today, at_hand(ME, deck=Card.deck_id))
        .where(Card.suspended.is_(False), Card.retired.is_(False))
        .group_by(Card.deck_id)
    )
    until = turn.today + timedelta(days=days - 1)
    for deck_id, cards in session.execute(due, {"learner": learner_id}).all():
        plan = {"spread_until": until, "spread_reviews": per_day(cards, days=days)}
        own = (_ENROLLMENT.c.learner_id == learner_id, _ENROLLMENT.c.deck_id == deck_id)
        session.execute(update(_ENROLLMENT).where(*own).values(plan))


def end_spread(session: Session, *, learner_id: int) -> None:
    """Goes back to the usual limits; what is due stays due."""
    nothing = {"spread_until": None, "spread_reviews": None}
    session.execute(update(_ENROLLMENT).where(_ENROLLMENT.c.learner_id == learner_id).values(nothing))


def pause(session: Session, *, learner_id: int, first: date | None, last: date, now: datetime) -> None:
    """Asks nothing from the first day (None: today) to the last; raises NotAhead."""
    turn = Turn.begin(session, learner_id=learner_id, now=now)
    begins = max(first or turn.today, turn.today)
    _check(last, first=begins, today=turn.today)
    own = _LEARNER.c.id == learner_id
    session.execute(update(_LEARNER).where(own).values(paused_from=begins, paused_until=last))


def resume(session: Session, *, learner_id: int) -> None:
    """Ends a pause, or takes back one that has not begun."""
    own = _LEARNER.c.id == learner_id
    session.execute(update(_LEARNER).where(own).values(paused_from=None, paused_until=None))


def rest(session: Session, *, learner_id: int, shows_streak: bool, weekdays: Collection[int]) -> None:
    """Says whether a streak is shown, and the weekdays (1 is Monday) it may skip; raises ValueError."""
    values = {"shows_streak": shows_streak, "rest_weekdays": write_weekdays(weekdays)}
    session.execute(update(_LEARNER).where(_LEARNER.c.id == learner_id).values(values))


def _check(day: date, *, first: date, today: date) -> None:
    if not first <= day <= today + LONGEST_PLAN:
        raise NotAhead(f"{day} does not fit; choose a day from {first} on, within two years.")
