"""What the next days bring, if each card is answered Good on the day it is due."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quizzes.core.scheduling.quality import Rating
from quizzes.core.scheduling.state import Scheduler, State

DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckAhead:
    """A deck's cards by their state, the questions not begun, and how many of those a day and today still bring."""

    cards: Mapping[State, int]
    unseen: int
    new_today: int
    new_per_day: int
    scheduler: Scheduler


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The reviews of a day: of cards that are begun, and on top those that new cards will have led to."""

    day: date
    known: int
    added: int

    @property
    def together(self) -> int:
        """All reviews of the day."""
        return self.known + self.added


def forecast(decks: Iterable[DeckAhead], *, today: date) -> tuple[Coming, ...]:
    """The reviews of thirty days from today on, limits of reviews and pauses aside; what is overdue comes today.

    A new card counts from its second showing on: its first is no review.
    """
    known, added = [0] * DAYS, [0] * DAYS
    for deck in decks:
        none = [0] * DAYS
        _add(known, _reviews(deck.cards, none, today=today, scheduler=deck.scheduler))
        _add(added, _reviews({}, _new_cards(deck), today=today, scheduler=deck.scheduler))
    return tuple(
        Coming(day=today + timedelta(days=after), known=known[after], added=added[after]) for after in range(DAYS)
    )


def _add(sums: list[int], more: Sequence[int]) -> None:
    for place, number in enumerate(more):
        sums[place] += number


def _new_cards(deck: DeckAhead) -> list[int]:
    """How many new cards each day brings until none is left."""
    left, given = deck.unseen, []
    for after in range(DAYS):
        number = min(left, deck.new_per_day if after else deck.new_today)
        given.append(number)
        left -= number
    return given


def _reviews(cards: Mapping[State, int], new: Sequence[int], *, today: date, scheduler: Scheduler) -> list[int]:
    """How many reviews each day brings; cards in the same state go through the days together."""
    waiting: defaultdict[date, Counter[State]] = defaultdict(Counter)
    for state, number in cards.items():
        if state.due_day is not None:
            waiting[max(state.due_day, today)][state] += number
    counts = []
    for after, begun in enumerate(new):
        day = today + timedelta(days=after)
        due = waiting.pop(day, Counter())
        counts.append(due.total())
        for state, number in (*due.items(), (State(), begun)):
            good = scheduler.next_states(state, today=day)[Rating.GOOD].state
            if number and good.due_day is not None:
                waiting[good.due_day][good] += number
    return counts
