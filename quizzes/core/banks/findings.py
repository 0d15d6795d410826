"""A finding in a question before it has a line: which rule, at which path, in which words."""

from dataclasses import dataclass

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.mend import Mend
from quizzes.core.banks.nodes import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule at a path inside a question; `of_key` points at the key itself instead of its value."""

    rule: Rule
    at: Path
    message: str
    mend: Mend | None = None
    of_key: bool = False
