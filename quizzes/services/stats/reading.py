"""A learner's progress, from the log and the cards."""

from collections import Counter
from datetime import datetime

from sqlalchemy.orm import Session

from quizzes.core.scheduling.state import State
from quizzes.core.stats import distribution, hours, outcomes, retention
from quizzes.core.stats.forecast import DeckAhead, forecast
from quizzes.core.stats.heat import heat_year
from quizzes.core.stats.mastery import contents
from quizzes.core.stats.overview import Stats, Year, figures
from quizzes.core.stats.streak import streak
from quizzes.core.stats.tally import DayTally
from quizzes.services.stats.cards import Cards, read_cards
from quizzes.services.stats.log import read_days, read_log
from quizzes.services.stats.standing import Standing, standing


def progress(session: Session, *, learner_id: int, deck_id: int | None, now: datetime) -> Stats:
    """The learner's numbers, of all decks that are studied or of one of them; raises NotFound.

    What was answered in a deck that was left or removed stays in the numbers of all decks; its cards do not.
    """
    at = standing(session, learner_id=learner_id, deck_id=deck_id, now=now)
    since = retention.first_month(at.today)
    log = read_log(session, learner_id=learner_id, deck_id=deck_id, since=since)
    cards = read_cards(
        session,
        learner_id=learner_id,
        decks=[one.deck.deck_id for one in at.decks],
        # Where there is only one deck, its sections need no further click.
        path_id=at.decks[0].deck.path_id if len(at.decks) == 1 else None,
        today=at.today,
    )
    states: Counter[State] = Counter()
    for deck in cards.decks.values():
        states.update(deck.cards)
    return Stats(
        deck=at.one,
        decks=at.all_decks,
        figures=figures(
            log.days,
            log.reviews,
            known=sum(deck.known for deck in cards.decks.values()),
            questions=sum(deck.questions for deck in cards.decks.values()),
            today=at.today,
        ),
        year=_year(at, log.days),
        forecast=forecast(_ahead(at, cards), today=at.today),
        new_per_day=sum(one.new_per_day for one in at.decks),
        retention=retention.by_month(log.reviews, today=at.today),
        outcomes=outcomes.by_kind(log.outcomes),
        hours=hours.by_hour(log.quarters, zone=at.zone),
        intervals=distribution.intervals(states),
        eases=distribution.eases(states),
        contents=contents(cards.sections),
    )


def year(session: Session, *, learner_id: int, now: datetime) -> Year:
    """The heat map alone, of all decks."""
    at = standing(session, learner_id=learner_id, deck_id=None, now=now)
    return _year(at, read_days(session, learner_id=learner_id))


def _year(at: Standing, days: tuple[DayTally, ...]) -> Year:
    wanted = at.rest.shows_streak and at.one is None
    return Year(
        heat=heat_year(days, today=at.today),
        streak=streak({day.day for day in days}, today=at.today, rest=at.rest) if wanted else None,
        rest_weekdays=at.rest.weekdays,
    )


def _ahead(at: Standing, cards: Cards) -> list[DeckAhead]:
    return [
        DeckAhead(
            cards=deck.cards,
            unseen=deck.unseen,
            new_today=max(0, one.new_per_day + deck.extra_new - deck.new_done),
            new_per_day=one.new_per_day,
            scheduler=one.scheduler,
        )
        for one in at.decks
        for deck in (cards.decks[one.deck.deck_id],)
    ]
