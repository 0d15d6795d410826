"""The history of one card, as its learner reads it."""

from dataclasses import dataclass
from datetime import date

from quizzes.core.questions import Question
from quizzes.core.remarks import Flagged
from quizzes.core.scheduling.card import CardState, EntryKind
from quizzes.core.study import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of the log: what was answered, how it was graded, and the intervals before and after it with the reason.

    An interval is None while the card is New; `undone` says that the row was taken back later.
    """

    seq: int
    kind: EntryKind
    day: date
    given: tuple[str, ...]
    quality: int | None
    before_days: int | None
    after_days: int | None
    due_day: date | None
    reason: str
    undone: bool
    taken_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A card as it stands and how it came there, newest step first; `steps` may be only the last `MOST_STEPS`."""

    question_id: int
    question: Question
    place: Place
    card: CardState
    today: date
    own: bool
    note: str
    flags: tuple[Flagged, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The lines of the path that a question was made from, `first` to `last`, with a few lines around them."""

    question_id: int
    question: Question
    place: Place
    lines: tuple[tuple[int, str], ...]
    first: int
    last: int
