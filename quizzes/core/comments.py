"""What people say to one another under a question, after they answered it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

MOST_COMMENT = 2_000
"""Characters of a comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment; `audience` names the group that sees it, nothing means everybody who studies the deck."""

    comment_id: int
    name: str
    audience: str
    text: str
    created_at: datetime
    mine: bool
    removable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who would see a comment: a group, or with None everybody who studies the deck."""

    group_id: int | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The comments of a question for one learner, oldest first; none of it is shown before the answer.

    `audiences` are those that the learner may write to; without a name of their own they give one with the first
    comment.
    """

    question_id: int
    answered: bool
    named: bool
    comments: Sequence[Comment]
    audiences: Sequence[Audience]
