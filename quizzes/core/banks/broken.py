"""Where reading broke off: the reader's two places, and the lines around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import yaml

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.lines import Line, above, line_of
from quizzes.core.banks.source import Source
from quizzes.core.problems import Problem

_NEAR = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """`line` is where reading broke off, `top` where that began which could not be read to its end."""

    source: Source
    what: str
    context: str
    opened: Mark
    place: Mark
    line: Line
    top: Line

    @classmethod
    def from_error(cls, error: yaml.YAMLError, source: Source, lines: range) -> "Broken":
        """The places of an error in a text that is made of these lines of the file."""
        place = _mark(error, "problem_mark", lines) or Mark(1, 1)
        opened = _mark(error, "context_mark", lines) or place
        return cls(
            source=source,
            what=str(getattr(error, "problem", "") or ""),
            context=str(getattr(error, "context", "") or ""),
            opened=opened,
            place=place,
            line=line_of(source.lines, place.line),
            top=line_of(source.lines, opened.line),
        )

    def sign(self, mark: Mark) -> str:
        """The character at a place."""
        return self.source.line(mark.line)[mark.column - 1 : mark.column]

    def above(self) -> Line:
        """The nearest line above that holds something; the line itself where there is none."""
        return next(above(self.source.lines, self.line.number), self.line)

    def near(self) -> Iterator[Line]:
        """The lines above, the nearest first, as far as a mistake is noticed late."""
        return islice(above(self.source.lines, self.line.number), _NEAR)

    def all_above(self, number: int | None = None) -> Iterator[Line]:
        """The lines above a line, or above this one, the nearest first."""
        return above(self.source.lines, number or self.line.number)

    def suspects(self) -> tuple[Line, ...]:
        """The lines that a mistake may stand in, the likeliest first."""
        return tuple(dict.fromkeys((self.above(), self.top, self.line)))

    def problem(self, rule: Rule, message: str, line: Line, column: int = 1, *, fix: str | None = None) -> Problem:
        """The problem at a place."""
        return self.source.problem(rule, message, line=line.number, column=column, fix=fix)


def _mark(error: yaml.YAMLError, name: str, lines: range) -> Mark | None:
    mark = getattr(error, name, None)
    if mark is None:
        return None
    # A text that ends too early is noticed after its last line.
    is_inside = mark.line < len(lines)
    return Mark(lines[mark.line], mark.column + 1) if is_inside else Mark(lines[-1], 1)
