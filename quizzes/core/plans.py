"""Plans over several days: an exam that every card is to be seen before, and a backlog that is spread out."""

from dataclasses import dataclass
from datetime import date

LEAST_BACKLOG = 20
"""Fewer cards than that are a day like any other."""
USUAL_DAYS = 2
"""A backlog is more than so many usual days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """A day before which each card that was learned by `since` is to be seen once more."""

    day: date
    since: date

    def days_left(self, today: date) -> int:
        """How many study days there are before the exam, today included."""
        return max(0, (self.day - today).days)

    def misses(self, *, due_day: date | None, last_day: date | None) -> bool:
        """Whether a card as it stands would not be seen before the exam."""
        if due_day is None or due_day < self.day:
            return False
        return last_day is None or last_day < self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A backlog that asks so many reviews a day until a day, that day included."""

    until: date
    reviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How new cards fit before an exam: how many would not be seen, and how many a day would show them all."""

    missed: int
    needed: int


def per_day(cards: int, *, days: int) -> int:
    """How many cards a day has to see so that all are seen within the days."""
    return -(-cards // days)


def exam_share(left: int, *, seen_today: int, days: int) -> int:
    """How many of the cards that an exam would miss still come today, where the day began with both together."""
    return max(0, per_day(left + seen_today, days=days) - seen_today) if days else 0


def fit_new(unseen: int, *, new_per_day: int, done_today: int, days: int) -> Fit:
    """How the new cards fit into the days before an exam."""
    missed = max(0, unseen + done_today - new_per_day * days)
    return Fit(missed=missed, needed=per_day(unseen + done_today, days=days) if days else 0)


def is_backlog(due: int, *, overdue: int, limit: int, usual: float) -> bool:
    """Whether more waits than a day should ask: most of it from days before, and beyond the limit or the usual."""
    much = due > limit or due > max(LEAST_BACKLOG, USUAL_DAYS * usual)
    return much and 2 * overdue >= due
