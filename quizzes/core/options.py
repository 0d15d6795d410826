"""What a learner may choose: limits of a deck, the order of new cards, how they mix with reviews; days off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NEW_PER_DAY = 20
REVIEWS_PER_DAY = 200
EXTRA_PER_DAY = 10
"""How many more "10 more today" allows."""
MOST_PER_DAY = 9_999


class NewOrder(StrEnum):
    """The order of new cards: as the path goes, or drawn from the next few dozen of it."""

    PATH = "path"
    MIXED = "mixed"


class Mix(StrEnum):
    """When new cards come: evenly among the reviews, after them or before them."""

    MIXED = "mixed"
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One enrollment's choices; `siblings_apart` keeps questions on one fact off the same study day."""

    new_per_day: int = NEW_PER_DAY
    reviews_per_day: int = REVIEWS_PER_DAY
    new_order: NewOrder = NewOrder.PATH
    mix: Mix = Mix.MIXED
    siblings_apart: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A learner's days off: a pause with both of its days, and the weekdays (1 is Monday) that a streak may skip."""

    paused_from: date | None = None
    paused_until: date | None = None
    shows_streak: bool = True
    weekdays: tuple[int, ...] = ()

    def pause_on(self, day: date) -> date | None:
        """The last day of the pause that this day lies in, if any."""
        if self.paused_from is None or self.paused_until is None:
            return None
        return self.paused_until if self.paused_from <= day <= self.paused_until else None


def read_weekdays(text: str | None) -> tuple[int, ...]:
    """Weekdays as they are stored, "67" for Saturday and Sunday."""
    return tuple(int(digit) for digit in text or "")


def write_weekdays(weekdays: Iterable[int]) -> str | None:
    """What `read_weekdays` reads; raises ValueError."""
    days = sorted(set(weekdays))
    if not set(days) <= set(range(1, 8)):
        raise ValueError(f"the weekdays {days} are not numbers from 1 to 7")
    return "".join(map(str, days)) or None
