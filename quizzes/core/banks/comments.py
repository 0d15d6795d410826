"""An author's comments, carried over when a bank is written anew."""

from collections.abc import Sequence
from itertools import takewhile

from quizzes.core.banks.bank import Bank
from quizzes.core.banks.write import write


def write_beside(bank: Bank, *, old: Bank, text: str) -> str:
    """The YAML of a bank with the comments of the `text` that `old` was read from.

    Kept are those at the head of the file and directly above a question, by its id; others go.
    """
    before = text.split("\n")
    above = {question.id: _above(before, line) for question, line in zip(old.questions, old.lines, strict=True)}
    names = (question.id for question in bank.questions)
    lines = list(takewhile(_is_head, before))
    for line in write(bank).removesuffix("\n").split("\n"):
        # Only a question begins in the first column of what `write` gives.
        if line.startswith("- "):
            lines += above.get(next(names), [])
        lines.append(line)
    return "\n".join(lines) + "\n"


def _above(lines: Sequence[str], number: int) -> list[str]:
    """The comments that end right above the line with this number."""
    indent = _indent(lines[number - 1])
    found = takewhile(lambda line: _is_comment(line, indent), reversed(lines[: number - 1]))
    return [line.strip() for line in found][::-1]


def _is_comment(line: str, indent: int) -> bool:
    """Whether a line is a comment of this depth; what is deeper may be a text of the question above."""
    return line.lstrip().startswith("#") and _indent(line) <= indent


def _is_head(line: str) -> bool:
    return not line.strip() or line.startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
