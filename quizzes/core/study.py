"""What a learner sees of a review: a question shown, an answer judged, a session finished."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizzes.core.grading import Grade, Response
from quizzes.core.marks import Marked
from quizzes.core.questions import Question, Task
from quizzes.core.recall import Presentation
from quizzes.core.scheduling.card import EntryKind


class Rating(StrEnum):
    """The four words for a quality: Again 1 (or 2, "nearly"), Hard 3, Good 4, Easy 5."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


class Mode(StrEnum):
    """What a session asks: what the day brings, what went wrong lately, what comes soon, or anything without effect.

    In the first three an early answer that passes changes nothing and one that fails counts; cram moves no schedule.
    """

    DUE = "due"
    WRONG = "wrong"
    AHEAD = "ahead"
    CRAM = "cram"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a session draws from: all of the learner's decks, one deck, or one section of a deck (by anchor)."""

    deck_id: int | None = None
    section: str | None = None
    mode: Mode = Mode.DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a question comes from; `path_id` is None for a bank without a path, then there is no section either."""

    deck_id: int
    deck_title: str
    path_id: int | None = None
    section: str = ""
    section_title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far today's session is: cards done today and cards done plus left, in the scope at hand."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a rating leads to: the next due day, its interval in days, and whether the card returns today."""

    rating: Rating
    due_day: date
    interval_days: int
    again_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One question as shown: `order` holds the shuffled keys of options, right sides or steps.

    `answers` is the card's count when it was shown and `seed` what its order came from; `forecasts` says what each
    button of a self-rated kind gives; its deck may be the learner's `own`.
    """

    question: Question
    question_id: int
    version_id: int
    place: Place
    answers: int
    seed: int
    order: tuple[str, ...]
    entry: EntryKind
    progress: Progress
    presentation: Presentation = Presentation.OPTIONS
    forecasts: tuple[Forecast, ...] = ()
    undoable: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """What the signed token of a shown question says, stored nowhere until it is answered.

    `learner_id` is None for a visitor; `hinted` is set once the hint was asked for; `progress` is the one shown.
    `tried` is what was typed, perhaps nothing, before a presentation to be typed showed its options, else None. An
    answer in `practice` moves no schedule.
    """

    learner_id: int | None
    question_id: int
    version_id: int
    answers: int
    seed: int
    shown_at: datetime
    nonce: str
    progress: Progress
    hinted: bool = False
    presentation: Presentation = Presentation.OPTIONS
    tried: str | None = None
    practice: bool = False


class Stale(StrEnum):
    """Why an answer did not count: the card moved on, its question means another thing now, or it had an answer."""

    MOVED_ON = "moved on"
    REVISED = "revised"
    ANSWERED_OTHERWISE = "answered otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleAnswer:
    """An answer without effect (the web says 409); one that came too late is kept in the log."""

    reason: Stale
    deck_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answer that was counted: the grade, the rating it earned and what may still be changed about it.

    `again_after` is the number of other cards before it returns today; `choices` are the ratings that the learner may
    still pick instead; `slipped` says that a right answer counts as Hard because the last one failed; `leech` is the
    number of lapses when this answer made (or again named) the card a leech; `note` is the learner's own.
    """

    shown: Shown
    seq: int
    response: Response
    grade: Grade
    quality: int
    forecast: Forecast
    entry: EntryKind
    again_after: int | None = None
    choices: tuple[Forecast, ...] = ()
    overrulable: bool = False
    hinted: bool = False
    slipped: bool = False
    leech: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo took back: the kind of step, its question, and how many cards it touched."""

    kind: EntryKind
    question_id: int
    question: Question
    place: Place
    cards: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weak:
    """A question that went wrong today, worth a second look."""

    question: Question
    place: Place
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The end of today's session: what was done, what comes back when, and what waits beyond the limits.

    On a paused day nothing is asked; `paused_until` is its last one.
    """

    scope: Scope
    place: Place | None
    answered: int
    right: int
    taken_ms: int
    new_known: int
    next_day: date | None
    next_count: int
    waiting_new: int
    waiting_reviews: int
    weak: tuple[Weak, ...] = ()
    undoable: bool = False
    paused_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionProgress:
    """How much of one section is known: `known` cards have passed their last answer, `mature` ones wait ≥ 21 days."""

    anchor: str
    title: str
    questions: int
    known: int
    mature: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A task on its section's checklist; no `done_day` means not yet."""

    task: Task
    question_id: int
    section: str
    done_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A path to read: its Markdown, the deck made from it, how much of each section is known, and what is to do.

    `file` is the name that the text calls itself by; `marks` are the questions with what the learner knows of each.
    """

    path_id: int
    title: str
    text: str
    deck_id: int | None
    sections: tuple[SectionProgress, ...]
    tasks: tuple[Errand, ...]
    own: bool
    file: str = ""
    marks: tuple[Marked, ...] = ()
