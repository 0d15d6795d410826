"""Located findings for an author: what is wrong, where, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error stops publishing, a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding in a file; `line` and `column` count from 1, `quote` is the source line as it stands."""

    code: str
    message: str
    file: str
    line: int
    column: int = 1
    severity: Severity = Severity.ERROR
    question: str | None = None
    quote: str = ""
    fix: str | None = None
