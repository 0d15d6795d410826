"""What became of a deck's questions since a learner last looked, as far as a learner notices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from quizzes.core.banks import Bank, Entry, Standing, plan
from quizzes.core.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A question then and now: `before` is None where there was none, `retired` says that it is asked no longer."""

    before: Question | None
    after: Question
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One publishing: when, by whom (empty: its author) and why."""

    revision: int
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What learners notice: fixed keeps its date, due again means something else now, new, and retired."""

    fixed: tuple[Entry, ...] = ()
    due_again: tuple[Entry, ...] = ()
    new: tuple[Entry, ...] = ()
    retired: tuple[Entry, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.fixed or self.due_again or self.new or self.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A deck's changes up to `revision`; `questions` has the number of each question by its id in the bank."""

    deck_id: int
    title: str
    revision: int
    published: tuple[Published, ...] = ()
    changes: Changes = Changes()
    questions: Mapping[str, int] = field(default_factory=dict)


def changes(touched: Sequence[Touched]) -> Changes:
    """The changes among these questions; where one stands or came from is no news."""
    stood = [Standing(one.before) for one in touched if one.before is not None]
    asked = tuple(one.after for one in touched if not (one.retired or one.after.retired))
    found = plan(stood, Bank(id="news", title="", questions=asked), allow_retiring=True)
    return Changes(
        fixed=found.changed,
        due_again=found.meaning_changed,
        new=(*found.new, *found.revived),
        retired=found.retired,
    )
