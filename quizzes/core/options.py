"""What a learner may choose for a deck: limits, the order of new cards, how they mix with reviews, siblings."""

from dataclasses import dataclass
from enum import StrEnum

from quizzes.core.queue import NEW_PER_DAY, REVIEWS_PER_DAY


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
