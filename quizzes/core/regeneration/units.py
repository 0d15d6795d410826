"""Units: the questions of one fact together, or one composite alone; what stays itself from edition to edition."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizzes.core.generation.facts import Kind
from quizzes.core.generation.prints import PART
from quizzes.core.questions import Origin, Question

GONE = "gone-"
"""Stands before `made` where a question retired because its source is gone: if that returns, so does the question."""

OPPOSED = (Kind.SIDE, Kind.STATE)
"""Facts whose value is the side they stand on."""

_OF_HASH = re.compile(r"-?[0-9a-f]{8}$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its path a unit was last seen; all but kind and polarity are digests."""

    kind: str
    polarity: bool
    section: str
    subject: str
    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A fact by its id, or a composite; `asked` holds its questions by direction."""

    name: str
    place: Place
    asked: Mapping[str, Question]

    @property
    def first(self) -> Question:
        """The question that speaks for all of the unit."""
        return next(iter(self.asked.values()))

    @property
    def is_composite(self) -> bool:
        """Whether the unit is one question about several facts."""
        return self.first.fact is None

    @property
    def gone(self) -> bool:
        """Whether nothing of the unit is asked any more because its source is gone."""
        return any(map(is_gone, self.asked.values())) and all(question.retired for question in self.asked.values())


def units_of(questions: Iterable[Question]) -> tuple[Unit, ...]:
    """The units of all questions that were generated, in their order; of two with one direction the first counts."""
    found: dict[str, dict[str, Question]] = {}
    for question in questions:
        if question.origin is not None:
            found.setdefault(unit_name(question), {}).setdefault(direction(question), question)
    return tuple(Unit(name, _place(tuple(asked.values())), asked) for name, asked in found.items())


def unit_name(question: Question) -> str:
    """The name of the unit a generated question belongs to; no fact is named like a composite."""
    return question.fact or f"composite:{question.id}"


def direction(question: Question) -> str:
    """From which side a question asks its fact: its id, or a former one, is the fact's id and the direction."""
    fact = question.fact or ""
    own = next((name for name in (question.id, *question.was) if f"{name}-".startswith(f"{fact}-")), fact)
    return _OF_HASH.sub("", own.removeprefix(fact).removeprefix("-")) if fact else ""


def kind_of(question: Question) -> str:
    """The kind of a generated question's fact, or the shape of a composite."""
    return origin_of(question).key.partition(":")[0]


def is_gone(question: Question) -> bool:
    """Whether a question was retired because its source is gone, not struck by its author."""
    return question.retired and origin_of(question).made.startswith(GONE)


def is_struck(question: Question) -> bool:
    """Whether the author retired a question whose source is still there."""
    return question.retired and not is_gone(question)


def origin_of(question: Question) -> Origin:
    """The origin of a generated question; raises `ValueError` for one written by hand."""
    if question.origin is None:
        raise ValueError(f"question {question.id} was written by hand; only generated ones are reconciled")
    return question.origin


def _place(asked: Sequence[Question]) -> Place:
    """The place of the question seen last: one that is gone remembers where it stood before."""
    origin = origin_of(next((question for question in asked if not is_gone(question)), asked[0]))
    key = origin.key.partition("#")[0]
    section, subject, attribute, value = (origin.print[at * PART : (at + 1) * PART] for at in range(4))
    return Place(key.partition(":")[0], not key.endswith(":not"), section, subject, attribute, value)
