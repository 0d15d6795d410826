"""Questions as values: what a bank holds once it has been read and checked.

Ten kinds share one head; each kind adds only what it needs. Texts are Markdown. Every option, pair side and step
carries a `key` that survives edits of the others, so an answer is stored by key and never by position.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter


class Verdict(StrEnum):
    """What an option is worth: `best` and `okay` belong to decisions."""

    RIGHT = "right"
    WRONG = "wrong"
    BEST = "best"
    OKAY = "okay"


class Matching(StrEnum):
    """How a typed answer is compared with the expected one."""

    WORDS = "words"
    EXACT = "exact"
    NUMBER = "number"
    SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to pick; `why` is the reason shown beside it after the answer."""

    key: str
    text: str
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One gap of a cloze text, in reading order."""

    answer: str
    accept: tuple[str, ...] = ()
    hint: str = ""
    match: Matching = Matching.WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A wrong typed answer the author expects, with its own reason."""

    when: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A left side and the right side that belongs to it, each with its own key."""

    key: str
    left: str
    right_key: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """A text to pick or to place, known by its key."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a generated question came from: section anchor, first and last line, and two fingerprints."""

    section: str
    lines: tuple[int, int]
    key: str
    print: str
    made: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """What every question has; `fact` is what it tests alone, `facts` what a composite gives away."""

    id: str
    ask: str
    hint: str = ""
    explain: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    fact: str | None = None
    facts: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    rev: int = 1
    retired: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True)
class Choice(Head):
    """One right option among several."""

    options: tuple[Option, ...]
    recall: bool = False
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, kw_only=True)
class Multi(Head):
    """Several right options to tick."""

    options: tuple[Option, ...]
    kind: Literal["multi"] = "multi"


@dataclass(frozen=True, kw_only=True)
class TrueFalse(Head):
    """A statement that holds or does not; `why` says what holds instead."""

    answer: bool
    why: str = ""
    kind: Literal["truefalse"] = "truefalse"


@dataclass(frozen=True, kw_only=True)
class Typed(Head):
    """A short answer to write."""

    answer: str
    accept: tuple[str, ...] = ()
    match: Matching = Matching.WORDS
    mistakes: tuple[Mistake, ...] = ()
    kind: Literal["typed"] = "typed"


@dataclass(frozen=True, kw_only=True)
class Cloze(Head):
    """A text with gaps; each `___` in `ask` is one blank."""

    blanks: tuple[Blank, ...]
    kind: Literal["cloze"] = "cloze"


@dataclass(frozen=True, kw_only=True)
class Match(Head):
    """Left sides to pair with right sides; `extra` right sides belong to nobody."""

    pairs: tuple[Pair, ...]
    extra: tuple[Choosable, ...] = ()
    kind: Literal["match"] = "match"


@dataclass(frozen=True, kw_only=True)
class Order(Head):
    """Steps to put in order; they stand here in the right order."""

    steps: tuple[Choosable, ...]
    kind: Literal["order"] = "order"


@dataclass(frozen=True, kw_only=True)
class Flashcard(Head):
    """A question whose answer the learner judges alone."""

    answer: str
    kind: Literal["flashcard"] = "flashcard"


@dataclass(frozen=True, kw_only=True)
class Decision(Head):
    """A situation with one best, perhaps some okay and some wrong ways out."""

    options: tuple[Option, ...]
    given: tuple[str, ...] = ()
    recall: bool = False
    kind: Literal["decision"] = "decision"


@dataclass(frozen=True, kw_only=True)
class Task(Head):
    """Something to do, with its steps; on its section's checklist, never due, never counted."""

    steps: tuple[Choosable, ...] = ()
    kind: Literal["task"] = "task"


Question = Choice | Multi | TrueFalse | Typed | Cloze | Match | Order | Flashcard | Decision | Task

KINDS: tuple[str, ...] = (
    "choice",
    "multi",
    "truefalse",
    "typed",
    "cloze",
    "match",
    "order",
    "flashcard",
    "decision",
    "task",
)

# Exactly three underscores with no letter, digit or underscore beside them.
BLANK = re.compile(r"(?<!\w)___(?!\w)")

_ADAPTER: TypeAdapter[Any] = TypeAdapter(Annotated[Question, Field(discriminator="kind")])


@lru_cache(maxsize=4_096)
def text_key(text: str) -> str:
    """The key of an option, pair side or step without one of its own: 8 hex digits of its normalised text."""
    folded = " ".join(text.split()).casefold()
    return blake2b(folded.encode(), digest_size=4).hexdigest()


def dump(question: Question) -> str:
    """The question as canonical JSON: fields in their order, empty ones left out."""
    return _ADAPTER.dump_json(question, exclude_defaults=False).decode()


def load(content: str) -> Question:
    """The question that `dump` wrote."""
    question: Question = _ADAPTER.validate_json(content)
    return question
