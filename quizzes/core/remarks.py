"""What a learner says of a question, as values: a note to self, a flag for its author."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_NOTE = 2_000
MOST_WORDS = 500
"""Characters of a note and of the words of a flag."""


class Reason(StrEnum):
    """What is amiss with a flagged question."""

    WRONG = "wrong"
    AMBIGUOUS = "ambiguous"
    TYPO = "typo"
    OUTDATED = "outdated"
    OTHER = "other"


class TooLong(ValueError):
    """A text beyond its limit; the message says by how much."""


def fitting(text: str, *, most: int) -> str:
    """The text with one spelling of line ends and nothing around it; raises TooLong."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if len(plain) > most:
        over = len(plain) - most
        raise TooLong(f"it has {len(plain):,} characters, {over:,} more than the {most:,} that are kept; shorten it")
    return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A flag with what was shown and answered when it was set, and the `reply` of whoever dealt with it.

    `outdated` says that the question was changed since.
    """

    flag_id: int
    reason: Reason
    words: str
    given: tuple[str, ...]
    created_at: datetime
    settled_at: datetime | None
    outdated: bool = False
    reply: str = ""
