"""What waits for the authors of a deck, as values: said by learners, or found in the log and in the path."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizzes.core.questions import Question
from quizzes.core.remarks import Flagged
from quizzes.core.suggestions import Suggestion


class Matter(StrEnum):
    """What a piece of an inbox is about, the most urgent first."""

    FLAG = "flag"
    SUGGESTION = "suggestion"
    SOURCE = "source"
    PATH = "path"
    LEECH = "leech"


class Order(StrEnum):
    """How an inbox is sorted."""

    URGENT = "urgent"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing that waits: about a question, with all flags that are open, or one suggestion and who made it.

    `number` is how many said it or are troubled by it; `version_id` is the question's of today; `lines` are what the
    question was made from, `source` where it points, `section` the anchor of its place in the path; `mark` is how a
    matter stands that nobody said, for settling it.
    """

    matter: Matter
    question_id: int
    key: str
    question: Question
    number: int
    at: datetime
    version_id: int = 0
    retired: bool = False
    flags: tuple[Flagged, ...] = ()
    suggestion: Suggestion | None = None
    names: tuple[str, ...] = ()
    outdated: bool = False
    source: str = ""
    section: str = ""
    lines: tuple[int, int] = (0, 0)
    text: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckInbox:
    """A deck's inbox: the first pieces of one matter or of all, with how many there are of each.

    `editable` is False for the server's decks, which the command line changes; `newer_path` says that the path has an
    edition that the deck was not made from.
    """

    deck_id: int
    title: str
    key: str
    path_id: int | None
    editable: bool
    newer_path: bool
    counts: dict[Matter, int]
    pieces: tuple[Piece, ...]
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What learners say of one deck, counted."""

    deck_id: int
    title: str
    flags: int
    suggestions: int
    leeches: int

    @property
    def said(self) -> int:
        """How many words of learners wait for an answer."""
        return self.flags + self.suggestions


def sorted_by(pieces: Sequence[Piece], order: Order) -> list[Piece]:
    """The pieces in an order of which the newest, or the most urgent and among those the most said, comes first."""
    newest = sorted(pieces, key=lambda piece: (piece.at, piece.question_id), reverse=True)
    if order is Order.NEWEST:
        return newest
    ranks = list(Matter)
    return sorted(newest, key=lambda piece: (ranks.index(piece.matter), -piece.number))
