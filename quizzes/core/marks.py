"""Marks in a path's margin: where questions come from, and what a learner knows of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizzes.core.questions import Question
from quizzes.core.reading import Chapter, passage_at

_MANY = 2
"""So many wrong answers lately are no slip."""


class Mastery(StrEnum):
    """What a learner knows of a question: the order is that of need."""

    WEAK = "weak"
    DUE = "due"
    KNOWN = "known"
    NEW = "not asked yet"
    ASIDE = "set aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question with its section and mastery; `failed` counts the wrong answers lately."""

    question_id: int
    question: Question
    section: str
    mastery: Mastery
    failed: int = 0

    @property
    def line(self) -> int:
        """The line that the question comes from; 0 where nobody knows."""
        return self.question.origin.lines[0] if self.question.origin else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The questions of one passage in the order of its lines, counted by mastery."""

    questions: tuple[Marked, ...]

    @property
    def counts(self) -> tuple[tuple[Mastery, int], ...]:
        """How many questions there are of each mastery, the neediest first."""
        counted = Counter(one.mastery for one in self.questions)
        return tuple((mastery, counted[mastery]) for mastery in Mastery if counted[mastery])


def mastery(*, begun: bool, suspended: bool, due: bool, passed: bool, failed: int) -> Mastery:
    """What the state of a card says; `passed` is whether its last answer did."""
    if suspended:
        return Mastery.ASIDE
    if not begun:
        return Mastery.NEW
    if not passed or failed >= _MANY:
        return Mastery.WEAK
    return Mastery.DUE if due else Mastery.KNOWN


def marks_of(chapter: Chapter, marked: Iterable[Marked]) -> Mapping[int, Mark]:
    """The marks of a chapter by the place of their passage, from the questions of its section."""
    places: dict[int, list[Marked]] = {}
    for one in marked if chapter.passages else ():
        places.setdefault(passage_at(chapter.passages, one.line), []).append(one)
    return {place: Mark(questions=tuple(sorted(found, key=lambda one: one.line))) for place, found in places.items()}


def forgotten(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """The questions that went wrong lately, the most often failed first."""
    return tuple(sorted((one for one in marked if one.failed), key=lambda one: -one.failed))
