"""A bank as a value."""

from dataclasses import dataclass, field

from quizzes.core.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRef:
    """The learning path a bank was made from: its id, its file and the SHA-256 of that file."""

    id: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """A read and checked bank; `file` and `lines` (one for each question) say where it stood and do not count."""

    id: str
    title: str
    lang: str = "en"
    license: str = ""
    path: PathRef | None = None
    questions: tuple[Question, ...] = ()
    file: str = field(default="", compare=False)
    lines: tuple[int, ...] = field(default=(), compare=False)

    def line_of(self, place: int) -> int:
        """The line where the question at this place begins; 1 for a bank that was never a file."""
        return self.lines[place] if place < len(self.lines) else 1
