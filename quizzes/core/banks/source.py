"""A bank file as it came, and its lines to quote."""

from dataclasses import dataclass

from quizzes.core.banks.codes import Rule
from quizzes.core.problems import Problem

_QUOTED = 240


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to check: the name to show for it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file; its lines are quoted in problems."""

    name: str
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """The line with this number, counted from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def problem(
        self,
        rule: Rule,
        message: str,
        *,
        line: int,
        column: int = 1,
        question: str | None = None,
        fix: str | None = None,
    ) -> Problem:
        """A problem at a place in this file, with the line quoted as it stands."""
        return Problem(
            code=rule.code,
            severity=rule.severity,
            message=message,
            file=self.name,
            line=line,
            column=column,
            question=question,
            quote=self.line(line).rstrip()[:_QUOTED],
            fix=fix,
        )
