"""What a search finds, as a page shows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quizzes.core.questions import Question
from quizzes.core.search.query import State
from quizzes.core.study import Place

PAGE_SIZE = 50


class Sort(StrEnum):
    """What found cards are put in order by; new cards stand last where the order is by their schedule."""

    DUE = "due"
    INTERVAL = "interval"
    EASE = "ease"
    LAPSES = "lapses"
    SECTION = "section"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A sort and its direction; what is equal stays in the order of the path."""

    by: Sort = Sort.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCard:
    """A card in the list: its question with where it comes from, its schedule, and everything that it is.

    A new card has no schedule, and its answer is not to be shown.
    """

    question_id: int
    question: Question
    place: Place
    due_day: date | None
    interval_days: int
    ease_hundredths: int
    lapses: int
    states: frozenset[State]

    @property
    def new(self) -> bool:
        """Whether it was not answered yet, or begins again."""
        return self.due_day is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of what was found, counted from 1; `decks` are the titles that `deck:` can name."""

    cards: tuple[FoundCard, ...]
    total: int
    number: int
    decks: tuple[str, ...]

    @property
    def last(self) -> int:
        """The number of the last page, which is the first one where nothing was found."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first_place(self) -> int:
        """The place of the page's first card among all that were found."""
        return (self.number - 1) * PAGE_SIZE + 1
