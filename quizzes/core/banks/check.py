"""The one gate for every bank, written by hand or generated: all problems of all files in one run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.build import Builder
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.lint import Anchors
from quizzes.core.banks.read import FILE_LIMIT, read
from quizzes.core.banks.source import Source, SourceFile
from quizzes.core.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """The banks of the files without an error, and every problem in the order of files and lines."""

    banks: tuple[Bank, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publishing."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that ask for a second look."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


def check(files: Sequence[SourceFile], *, anchors: Anchors | None = None, limit_bytes: int = FILE_LIMIT) -> Checked:
    """Read and check files; dead sources are looked for only where `anchors` knows the headings of the path file."""
    banks: list[Bank] = []
    problems: list[Problem] = []
    for file in files:
        builder = Builder(read(file, limit_bytes=limit_bytes), anchors)
        bank = builder.build()
        problems += _sorted(builder.problems)
        if bank and not any(problem.severity is Severity.ERROR for problem in builder.problems):
            banks.append(bank)
    return Checked(tuple(banks), (*problems, *_banks_differ(banks)))


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.code, problem.message))


def _banks_differ(banks: Iterable[Bank]) -> list[Problem]:
    seen: dict[str, str] = {}
    found = []
    for bank in banks:
        if bank.id in seen:
            message = f"the bank id `{bank.id}` is taken by {seen[bank.id]}; choose another"
            found.append(Source(bank.file, ()).problem(Rule.BANK_TWICE, message, line=1))
        seen.setdefault(bank.id, bank.file)
    return found
