"""A search as a value: alternatives, each of which is a number of terms that all hold."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a card can be named by."""

    DECK = "deck"
    SECTION = "section"
    TAG = "tag"
    KIND = "kind"


class State(StrEnum):
    """What a card can be; several hold at once."""

    DUE = "due"
    NEW = "new"
    YOUNG = "young"
    MATURE = "mature"
    SUSPENDED = "suspended"
    BURIED = "buried"
    LEECH = "leech"
    FLAGGED = "flagged"
    NOTED = "noted"


class Measure(StrEnum):
    """What is counted about a card that was answered: days, ease in hundredths, lapses, days from today."""

    INTERVAL = "interval"
    EASE = "ease"
    LAPSES = "lapses"
    DUE = "due"


class Comparison(StrEnum):
    """How a measure is compared with a number."""

    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    AT_LEAST = ">="
    MORE = ">"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The question's text holds this, whatever its case."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The card belongs to the deck or section of this name, has this tag or is of this kind."""

    field: Field
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Is:
    """The card is in this state."""

    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure compared with a whole number in the unit of `Measure`; never true of a new card."""

    measure: Measure
    comparison: Comparison
    number: int


Condition = Words | Named | Is | Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A condition, or that it does not hold."""

    condition: Condition
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Cards for which every term of at least one alternative holds; without alternatives, all cards."""

    alternatives: tuple[tuple[Term, ...], ...] = ()
