"""What became of a path's lines, summed up: in all, by section and by the kind of material."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizzes.core.generation.coverage import Covered, Status
from quizzes.core.paths.code import CodeBlock
from quizzes.core.paths.drawings import Folders
from quizzes.core.paths.parse import parse
from quizzes.core.paths.values import (
    Block,
    Contrast,
    DecisionList,
    Exercise,
    Lines,
    Listing,
    Pair,
    Path,
    Prose,
    Section,
    Skipped,
    Steps,
    Table,
    TermList,
    Unasked,
)
from quizzes.core.questions import Question

_NAMES: tuple[tuple[type[Block], str], ...] = (
    (Table, "tables"),
    (DecisionList, "for and against"),
    (Contrast, "contrasts"),
    (Pair, "pairs of lists"),
    (TermList, "terms"),
    (Steps, "steps"),
    (Listing, "lists"),
    (CodeBlock, "code"),
    (Folders, "diagrams"),
    (Exercise, "exercises"),
    (Prose, "sentences"),
    (Skipped, "not knowledge"),
)
_OF_MATERIAL = {"code": "code", "diagram": "diagrams", "quote": "quotations", "table": "tables"}
_REST = "other"
_STRUCK = "A question can be made of this; the deck has none."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many lines were asked, skipped and left open."""

    asked: int
    skipped: int
    open: int

    @property
    def total(self) -> int:
        """Every line that is not blank."""
        return self.asked + self.skipped + self.open


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Lines in a row with the same fate; `text` is what they say."""

    lines: Lines
    text: str
    status: Status
    reason: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedSection:
    """A section that holds lines of its own, with what became of them."""

    section: Section
    tally: Tally
    runs: tuple[Run, ...]

    @property
    def title(self) -> str:
        """The heading, with its number where it has one; empty before the first one."""
        return f"{self.section.number} {self.section.title}".strip() if self.section.level else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The coverage of a whole path; `materials` are in the order in which the path first uses them."""

    title: str
    tally: Tally
    sections: tuple[SurveyedSection, ...]
    materials: tuple[tuple[str, Tally], ...]

    @property
    def open(self) -> tuple[Run, ...]:
        """What could be knowledge and is not asked, from the first line to the last."""
        return tuple(run for part in self.sections for run in part.runs if run.status is Status.OPEN)


def survey(text: str, covered: Sequence[Covered], *, file: str) -> Survey:
    """Sums up the coverage of the path with this text."""
    path = parse(text, file=file)
    return Survey(
        title=path.title,
        tally=_tally(covered),
        sections=tuple(_sections(path, covered)),
        materials=tuple(_materials(path, covered)),
    )


def as_asked(covered: Sequence[Covered], questions: Sequence[Question]) -> tuple[Covered, ...]:
    """The coverage by the questions that a deck really asks; its author may have struck some and renamed others."""
    ids = {question.id for question in questions}
    made = {name for one in covered for name in one.questions}
    others: dict[int, list[str]] = {}
    for question in questions:
        if question.origin and question.id not in made:
            first, last = question.origin.lines
            for line in range(first, last + 1):
                others.setdefault(line, []).append(question.id)
    return tuple(_as_asked(one, ids, others.get(one.line, ())) for one in covered)


def _as_asked(one: Covered, ids: Collection[str], others: Sequence[str]) -> Covered:
    asking = (*(name for name in one.questions if name in ids), *others)
    if asking:
        return Covered(line=one.line, status=Status.ASKED, questions=asking)
    return Covered(line=one.line, status=Status.OPEN, reason=_STRUCK) if one.status is Status.ASKED else one


def _sections(path: Path, covered: Sequence[Covered]) -> Iterator[SurveyedSection]:
    section_of = {line: section for section in path.sections for line in range(section.lines[0], section.lines[1] + 1)}
    first = path.sections[0]
    for index, lines in groupby(covered, key=lambda one: section_of.get(one.line, first).index):
        inside = tuple(lines)
        yield SurveyedSection(
            section=path.sections[index], tally=_tally(inside), runs=tuple(_runs(path.source, inside))
        )


def _runs(source: Sequence[str], covered: Iterable[Covered]) -> Iterator[Run]:
    for (status, reason, questions), same in groupby(covered, key=lambda one: (one.status, one.reason, one.questions)):
        lines = [one.line for one in same]
        text = "\n".join(source[line - 1] for line in range(lines[0], lines[-1] + 1))
        yield Run(lines=(lines[0], lines[-1]), text=text, status=status, reason=reason, questions=questions)


def _materials(path: Path, covered: Sequence[Covered]) -> Iterator[tuple[str, Tally]]:
    named = {line: _material(block) for block in path.blocks for line in range(block.lines[0], block.lines[1] + 1)}
    inside: dict[str, list[Covered]] = {}
    for one in covered:
        inside.setdefault(named.get(one.line, _REST), []).append(one)
    yield from ((name, _tally(lines)) for name, lines in inside.items())


def _material(block: Block) -> str:
    if isinstance(block, Unasked):
        return _OF_MATERIAL[block.material]
    return next((name for kind, name in _NAMES if isinstance(block, kind)), _REST)


def _tally(covered: Iterable[Covered]) -> Tally:
    statuses = [one.status for one in covered]
    return Tally(
        asked=statuses.count(Status.ASKED), skipped=statuses.count(Status.SKIPPED), open=statuses.count(Status.OPEN)
    )
