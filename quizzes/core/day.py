"""What a learner sees of a day: the first page with its decks and plans, and what may be chosen."""

from dataclasses import dataclass
from datetime import date

from quizzes.core.options import Options, Rest
from quizzes.core.plans import Exam, Fit, Spread
from quizzes.core.study import SectionProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOn:
    """How many cards are due on a day, limits aside."""

    day: date
    cards: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamAhead:
    """How a deck stands before its exam: cards still to be seen again, today's share of them left, and new cards."""

    day: date
    left: int
    today: int
    fit: Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckToday:
    """One deck on the Today page; counts are after the day's limits, `waiting_*` are beyond them.

    `changed`: it was published anew, and the learner has not read yet what changed.
    """

    deck_id: int
    title: str
    path_id: int | None
    due: int
    new: int
    drills: int
    waiting_new: int
    waiting_reviews: int
    questions: int
    known: int
    sections: tuple[SectionProgress, ...]
    enrolled: bool
    exam: ExamAhead | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The first page: every deck at hand and the sum of what the day asks for; pace is ms per answer.

    `week` begins today, with what is still due. `backlog` cards are more than a day should ask and offered to be spread
    out; `spread` is such a plan at work.
    """

    decks: tuple[DeckToday, ...]
    due: int
    new: int
    answered: int
    pace_ms: int
    next_day: date | None
    next_count: int
    undoable: bool = False
    week: tuple[DueOn, ...] = ()
    backlog: int = 0
    spread: Spread | None = None
    paused_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How many of the reviews of the last thirty days passed at the first try."""

    reviews: int
    passed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckChoices:
    """What a learner may set for a deck, how well it is kept, and the parts that can be started over."""

    deck_id: int
    title: str
    options: Options
    exam: Exam | None
    retention: Retention
    sections: tuple[SectionProgress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Everything about studying that a learner may set."""

    today: date
    rest: Rest
    decks: tuple[DeckChoices, ...]
