"""What became of one question over time: each version with what its author changed in it, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizzes.core.publishing import Difference, differences
from quizzes.core.questions import Question

_TOLD_IN_WORDS = frozenset({"rev", "status"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A question as it was published; `by` is empty where the reader may not know who it was."""

    question: Question
    revision: int | None
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version beside the one before it: the first has no differences.

    `due_again` says that its meaning changed, `retired` and `returned` that it is asked no longer, or asked again.
    """

    stored: Stored
    first: bool
    due_again: bool
    retired: bool
    returned: bool
    differences: tuple[Difference, ...]


def versions(stored: Sequence[Stored], *, complete: bool, answered: bool) -> tuple[Version, ...]:
    """The versions, newest first, out of those stored, oldest first; without `complete`, the oldest only compares.

    Before an answer, only what is asked is told: the rest would give it away.
    """
    pairs = zip([None, *stored], stored, strict=False)
    found = [_version(before, after, answered=answered) for before, after in pairs if before or complete]
    return tuple(reversed(found))


def _version(before: Stored | None, after: Stored, *, answered: bool) -> Version:
    old, new = before.question if before else after.question, after.question
    return Version(
        stored=after,
        first=before is None,
        due_again=new.rev > old.rev,
        retired=new.retired and not old.retired,
        returned=old.retired and not new.retired,
        differences=tuple(
            found
            for found in differences(old, new)
            if found.field not in _TOLD_IN_WORDS and (answered or found.field == "ask")
        ),
    )
