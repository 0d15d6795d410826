"""Whose numbers are asked for: the study day, the days off, and the decks that the learner studies, in one SELECT."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import AnyRow
from models.decks import Deck
from models.study import Enrollment
from models.visibility import at_hand
from quizzes.core.access import NotFound
from quizzes.core.options import Rest, read_weekdays
from quizzes.core.scheduling.registry import scheduler
from quizzes.core.scheduling.state import Scheduler
from quizzes.core.stats.overview import StudiedDeck
from quizzes.core.study_day import study_day, zone
from quizzes.services.study.parts import LOGGED, ME


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """A deck that the learner studies, with what a forecast needs to know of it."""

    deck: StudiedDeck
    new_per_day: int
    scheduler: Scheduler


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A learner on a study day; `decks` are those looked at, `all_decks` those that could be."""

    today: date
    zone: ZoneInfo
    rest: Rest
    one: StudiedDeck | None
    decks: tuple[Enrolled, ...]
    all_decks: tuple[StudiedDeck, ...]


_LEARNER = (
    select(
        Learner.zone,
        Learner.rollover,
        Learner.paused_from,
        Learner.paused_until,
        Learner.shows_streak,
        Learner.rest_weekdays,
        LOGGED,
        Enrollment.new_per_day,
        Enrollment.scheduler,
        Deck.id,
        Deck.title,
        Deck.path_id,
    )
    .select_from(Learner)
    .outerjoin(Enrollment, and_(Enrollment.learner_id == Learner.id, Enrollment.left_at.is_(None)))
    .outerjoin(
        Deck,
        and_(Deck.id == Enrollment.deck_id, at_hand(ME)),
    )
    .where(Learner.id == ME)
    .order_by(Deck.id)
)


def standing(session: Session, *, learner_id: int, deck_id: int | None, now: datetime) -> Standing:
    """Where the learner stands; raises NotFound for a deck that the learner does not study."""
    rows = session.execute(_LEARNER, {"learner": learner_id}).all()
    if not rows:
        raise NotFound("there is no such learner")
    learner = rows[0]
    decks = [_enrolled(row) for row in rows if row.id is not None]
    chosen = [one for one in decks if deck_id in (None, one.deck.deck_id)]
    if deck_id is not None and not chosen:
        raise NotFound("there is no such deck among those that you study")
    return Standing(
        today=study_day(now, zone(learner.zone), learner.rollover, last=learner.logged),
        zone=zone(learner.zone),
        rest=Rest(
            paused_from=learner.paused_from,
            paused_until=learner.paused_until,
            shows_streak=learner.shows_streak,
            weekdays=read_weekdays(learner.rest_weekdays),
        ),
        one=chosen[0].deck if deck_id is not None else None,
        decks=tuple(chosen),
        all_decks=tuple(one.deck for one in decks),
    )


def _enrolled(row: AnyRow) -> Enrolled:
    return Enrolled(
        deck=StudiedDeck(deck_id=row.id, title=row.title, path_id=row.path_id),
        new_per_day=row.new_per_day,
        scheduler=scheduler(row.scheduler),
    )
