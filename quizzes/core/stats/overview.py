"""Everything the page about a learner's progress shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from quizzes.core.stats.distribution import Bucket
from quizzes.core.stats.forecast import Coming
from quizzes.core.stats.heat import HeatYear
from quizzes.core.stats.mastery import Heading
from quizzes.core.stats.outcomes import KindOutcomes
from quizzes.core.stats.retention import Month, Reviewed
from quizzes.core.stats.streak import Streak
from quizzes.core.stats.tally import DayTally, Tally

RECENT_DAYS = 30
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The four numbers at the top; `week` counts the last seven days, the last two the last thirty."""

    known: int
    questions: int
    week: int
    reviews: Tally
    pace_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudiedDeck:
    """A deck whose numbers can be seen alone."""

    deck_id: int
    title: str
    path_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The heat map with the streak beside it; no streak where the learner wants none or one deck is looked at."""

    heat: HeatYear
    streak: Streak | None
    rest_weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """A learner's numbers, of all decks or of `deck` alone; sections only of one deck."""

    deck: StudiedDeck | None
    decks: tuple[StudiedDeck, ...]
    figures: Figures
    year: Year
    forecast: tuple[Coming, ...]
    new_per_day: int
    retention: tuple[Month, ...]
    outcomes: tuple[KindOutcomes, ...]
    hours: tuple[Tally, ...]
    intervals: tuple[Bucket, ...]
    eases: tuple[Bucket, ...]
    contents: tuple[Heading, ...]

    @property
    def begun(self) -> bool:
        """Whether there is anything to show."""
        return self.year.heat.tally.answers > 0 or any(bucket.cards for bucket in self.intervals)


def figures(
    days: Iterable[DayTally], reviews: Iterable[Reviewed], *, known: int, questions: int, today: date
) -> Figures:
    """The numbers at the top of the page."""
    recent = today - timedelta(days=RECENT_DAYS - 1)
    lately = [day for day in days if day.day >= recent]
    answers = sum(day.tally.answers for day in lately)
    week = today - timedelta(days=WEEK_DAYS - 1)
    return Figures(
        known=known,
        questions=questions,
        week=sum(day.tally.answers for day in lately if day.day >= week),
        reviews=sum((one.tally for one in reviews if one.day >= recent), Tally()),
        pace_ms=sum(day.taken_ms for day in lately) // answers if answers else None,
    )
