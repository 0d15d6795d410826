"""The first page: every deck at hand, and what the day asks for."""

from datetime import datetime

from sqlalchemy.orm import Session

from quizzes.core.queue import allowance
from quizzes.core.study import DeckChoices, DeckToday, Scope, Today
from quizzes.services.study.ahead import ahead
from quizzes.services.study.sections import SectionCount, section_counts
from quizzes.services.study.standing import DeckStanding, standing

USUAL_PACE_MS = 15_000
"""The time of an answer before there is one to measure."""


def today(session: Session, *, learner_id: int | None, now: datetime, zone: str = "UTC") -> Today:
    """Every deck that the learner studies or may study; `zone` is a visitor's. Raises CatchUpNeeded."""
    at = standing(session, learner_id=learner_id, scope=Scope(), now=now, visitor_zone=zone)
    counts = section_counts(session, learner_id=learner_id, today=at.today)
    coming = ahead(session, at=at, scope=Scope()) if learner_id is not None and at.decks else None
    decks = tuple(_deck(deck, [count for count in counts if count.deck_id == deck.deck_id]) for deck in at.decks)
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
    )


def enrolled(session: Session, *, learner_id: int, now: datetime) -> tuple[DeckChoices, ...]:
    """The decks that the learner studies, with what may be set for each. Raises CatchUpNeeded."""
    at = standing(session, learner_id=learner_id, scope=Scope(), now=now)
    counts = section_counts(session, learner_id=learner_id, today=at.today)
    return tuple(
        DeckChoices(
            deck_id=deck.deck_id,
            title=deck.title,
            new_per_day=deck.new_per_day,
            reviews_per_day=deck.reviews_per_day,
            sections=tuple(count.progress for count in counts if count.deck_id == deck.deck_id and count.title),
        )
        for deck in at.decks
        if deck.enrolled
    )


def _deck(deck: DeckStanding, counts: list[SectionCount]) -> DeckToday:
    due = sum(count.due_today for count in counts)
    new = sum(count.new_today for count in counts)
    reviews = allowance(due, limit=deck.reviews_limit, extra=0, done=deck.day.reviews_done)
    fresh = allowance(new, limit=deck.new_limit, extra=0, done=deck.day.new_done)
    return DeckToday(
        deck_id=deck.deck_id,
        title=deck.title,
        path_id=deck.path_id,
        due=reviews.left,
        new=fresh.left,
        drills=sum(count.drills for count in counts),
        waiting_new=fresh.hidden,
        waiting_reviews=reviews.hidden,
        questions=sum(count.questions for count in counts),
        known=sum(count.known for count in counts),
        sections=tuple(count.progress for count in counts if count.title),
        enrolled=deck.enrolled,
    )
