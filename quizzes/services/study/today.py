"""The first page: every deck at hand, and what the day asks for."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.base import AnyRow
from models.study import Review
from quizzes.core.day import Choices, DeckChoices, DeckToday, ExamAhead, Retention, Today
from quizzes.core.plans import Spread, fit_new, is_backlog
from quizzes.core.queue import allowance
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.state import PASS
from quizzes.core.study import Scope
from quizzes.services.study.ahead import Ahead, Waiting, ahead
from quizzes.services.study.lately import SINCE, quality_now, undone
from quizzes.services.study.parts import ME
from quizzes.services.study.sections import SectionCount, section_counts
from quizzes.services.study.standing import DeckStanding, Standing, standing

USUAL_PACE_MS = 15_000
"""The time of an answer before there is one to measure."""
RETENTION_DAYS = timedelta(days=30)


def today(session: Session, *, learner_id: int | None, now: datetime, zone: str = "UTC") -> Today:
    """Every deck that the learner studies or may study; `zone` is a visitor's. Raises CatchUpNeeded."""
    at = standing(session, learner_id=learner_id, scope=Scope(), now=now, visitor_zone=zone)
    counts = section_counts(session, learner_id=learner_id, today=at.today)
    coming = ahead(session, at=at, scope=Scope()) if learner_id is not None and at.decks else None
    waiting = coming.waiting if coming else {}
    decks = tuple(
        _deck(at, deck, [count for count in counts if count.deck_id == deck.deck_id], waiting.get(deck.deck_id))
        for deck in at.decks
    )
    asked = [deck for deck in decks if deck.enrolled] or decks
    next_day, next_count = coming.next if coming else (None, 0)
    return Today(
        decks=decks,
        due=sum(deck.due + deck.drills for deck in asked),
        new=sum(deck.new for deck in asked),
        answered=sum(deck.day.answers for deck in at.studied),
        pace_ms=(coming and coming.pace_ms) or USUAL_PACE_MS,
        next_day=next_day,
        next_count=next_count,
        undoable=coming is not None and coming.undoable,
        week=coming.week if coming else (),
        backlog=_backlog(at, coming) if coming else 0,
        spread=_spread(at),
        paused_until=at.paused_until,
    )


def enrolled(session: Session, *, learner_id: int, now: datetime) -> Choices:
    """What the learner may set, for each deck that is studied. Raises CatchUpNeeded."""
    at = standing(session, learner_id=learner_id, scope=Scope(), now=now)
    counts = section_counts(session, learner_id=learner_id, today=at.today)
    kept = _retention(session, learner_id=learner_id, since=at.today - RETENTION_DAYS)
    decks = tuple(
        DeckChoices(
            deck_id=deck.deck_id,
            title=deck.title,
            options=deck.options,
            exam=deck.exam,
            retention=kept.get(deck.deck_id, Retention(reviews=0, passed=0)),
            sections=tuple(count.progress for count in counts if count.deck_id == deck.deck_id and count.title),
        )
        for deck in at.decks
        if deck.enrolled
    )
    return Choices(today=at.today, rest=at.rest, decks=decks)


def _deck(at: Standing, deck: DeckStanding, counts: Sequence[SectionCount], waiting: Waiting | None) -> DeckToday:
    due = sum(count.due_today for count in counts)
    new = sum(count.new_today for count in counts)
    reviews = allowance(due, limit=deck.reviews_limit, extra=0, done=deck.day.reviews_done)
    fresh = allowance(new, limit=deck.new_limit, extra=0, done=deck.day.new_done)
    return DeckToday(
        deck_id=deck.deck_id,
        title=deck.title,
        path_id=deck.path_id,
        due=reviews.left + (waiting.early.left if waiting else 0),
        new=fresh.left,
        drills=sum(count.drills for count in counts),
        waiting_new=fresh.hidden,
        waiting_reviews=reviews.hidden,
        questions=sum(count.questions for count in counts),
        known=sum(count.known for count in counts),
        sections=tuple(count.progress for count in counts if count.title),
        enrolled=deck.enrolled,
        exam=_exam(at, deck, counts, waiting) if waiting else None,
        changed=deck.enrolled and deck.changed,
    )


def _exam(at: Standing, deck: DeckStanding, counts: Sequence[SectionCount], waiting: Waiting) -> ExamAhead | None:
    if deck.exam is None:
        return None
    fit = fit_new(
        sum(count.unseen for count in counts),
        new_per_day=deck.options.new_per_day,
        done_today=deck.day.new_done,
        days=deck.exam.days_left(at.today),
    )
    return ExamAhead(day=deck.exam.day, left=waiting.missed, today=waiting.early.left, fit=fit)


def _backlog(at: Standing, coming: Ahead) -> int:
    """How many cards are offered to be spread out, unless they are already."""
    due = sum(waiting.all_due for waiting in coming.waiting.values())
    much = is_backlog(
        due,
        overdue=sum(waiting.overdue for waiting in coming.waiting.values()),
        limit=sum(deck.reviews_limit for deck in at.studied),
        usual=sum(waiting.usual for waiting in coming.waiting.values()),
    )
    return due if much and _spread(at) is None else 0


def _spread(at: Standing) -> Spread | None:
    """The plans of all decks as one."""
    plans = [deck.spread for deck in at.studied if deck.spread]
    if not plans:
        return None
    return Spread(until=max(plan.until for plan in plans), reviews=sum(plan.reviews for plan in plans))


def _retention(session: Session, *, learner_id: int, since: date) -> dict[int, Retention]:
    rows: Sequence[AnyRow] = session.execute(_REVIEWS, {"learner": learner_id, "since": since}).all()
    return {row.deck_id: Retention(reviews=row.reviews, passed=row.passed) for row in rows}


_REVIEWS = (
    select(
        Review.deck_id,
        func.count().label("reviews"),
        func.count(case((quality_now() >= PASS, 1))).label("passed"),
    )
    .where(Review.learner_id == ME, Review.kind == EntryKind.REVIEW, Review.study_day > SINCE, ~undone())
    .group_by(Review.deck_id)
)
