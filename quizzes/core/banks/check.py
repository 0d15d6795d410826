"""The one gate for every bank, written by hand or generated: all problems of all files in one run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.build import Builder
from quizzes.core.banks.codes import Rule
from quizzes.core.banks.lint import Anchors
from quizzes.core.banks.read import FILE_LIMIT, read
from quizzes.core.banks.source import Source, SourceFile
from quizzes.core.banks.watching import Watch, ignore, part_of
from quizzes.core.garbage import uncollected
from quizzes.core.problems import Problem, Severity

_READ = 0.4
"""The share of the work that reading is."""


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
    """Read and check files; dead sources are looked for only in path files whose headings `anchors` knows."""
    return together([check_file(file, anchors=anchors, limit_bytes=limit_bytes) for file in files])


@uncollected()
def check_file(
    file: SourceFile, *, anchors: Anchors | None = None, limit_bytes: int = FILE_LIMIT, watch: Watch = ignore
) -> Checked:
    """Read and check one file; `watch` is told how far that has come."""
    reading = read(file, limit_bytes=limit_bytes, watch=part_of(watch, 0, _READ))
    builder = Builder(reading, anchors, watch=part_of(watch, _READ, 1))
    bank = builder.build()
    is_sound = bank and not any(problem.severity is Severity.ERROR for problem in builder.problems)
    return Checked((bank,) if bank and is_sound else (), _sorted(builder.problems))


def together(parts: Sequence[Checked]) -> Checked:
    """What was found in several files, and whether their banks differ."""
    banks = tuple(bank for part in parts for bank in part.banks)
    problems = (problem for part in parts for problem in part.problems)
    return Checked(banks, (*problems, *_banks_differ(banks)))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column, problem.code, problem.message)))


def _banks_differ(banks: Iterable[Bank]) -> list[Problem]:
    seen: dict[str, str] = {}
    found = []
    for bank in banks:
        if bank.id in seen:
            message = f"the bank id `{bank.id}` is taken by {seen[bank.id]}; choose another"
            found.append(Source(bank.file, ()).problem(Rule.BANK_TWICE, message, line=1))
        seen.setdefault(bank.id, bank.file)
    return found
