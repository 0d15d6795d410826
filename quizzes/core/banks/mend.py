"""Ways to put a line right: each takes a line and the column of the mistake, and gives the corrected line or None."""

import re
from collections.abc import Callable
from typing import TypeAlias

from quizzes.core.banks.lines import Line
from quizzes.core.banks.scalars import Unwritable, quote, scalar

Mend: TypeAlias = Callable[[Line, int], str | None]


def replaced(old: str, new: str) -> Mend:
    """Writes a word in the place of another, with its quotes or without."""

    def mend(line: Line, column: int) -> str | None:
        start = column - 1
        start += line.whole[start : start + 1] == "{"
        start += line.whole[start : start + 1] in ("'", '"')
        if not old or not line.whole.startswith(old, start):
            return None
        return line.whole[:start] + new + line.whole[start + len(old) :]

    return mend


def replaced_later(old: str, new: str) -> Mend:
    """Writes a word in the place of another somewhere in a text."""
    return lambda line, column: line.whole[: column - 1] + line.whole[column - 1 :].replace(old, new)


def inserted(words: str) -> Mend:
    """Writes words in front of a text that stands alone behind a dash."""

    def mend(line: Line, column: int) -> str | None:
        alone = line.dash and line.column == column and line.text[:1] not in "{["
        return line.whole[: column - 1] + words + line.whole[column - 1 :] if alone else None

    return mend


def in_quotes(line: Line, column: int) -> str | None:
    """Puts everything behind a key or a dash in quotes."""
    if column not in (line.column, line.text_column) or not (line.key or line.dash) or (line.key and not line.text):
        return None
    if column == line.column and not line.dash:
        return None
    try:
        return line.whole[: column - 1] + quote(line.whole[column - 1 :].rstrip().removesuffix(line.tail)) + line.tail
    except Unwritable:
        return None


def in_brackets(line: Line, column: int) -> str | None:
    """Makes a list of the text behind a key."""
    if column != line.text_column or not line.key or line.text[:1] in "{[|>&*!'\"":
        return None
    # Entries between commas are bare; what could not be read that way is one text.
    bare = not re.search(r"[\[\]{}]|: | #", line.text)
    return f"{line.head}[{line.text if bare else quote(line.text)}]{line.tail}"


def with_dash(line: Line, column: int) -> str | None:
    """Begins an entry of a list with the first of its keys."""
    outside = column == line.column and not line.dash and line.whole[column - 1] not in "{["
    return " " * (column - 3) + "- " + line.whole[column - 1 :] if outside and column > 2 else None


def below(words: str) -> Mend:
    """Writes a key of its own line above the first one of an entry."""

    def mend(line: Line, column: int) -> str | None:
        rest = line.whole[column - 1 :]
        if rest.startswith("{"):
            return f"{line.whole[:column]}{words}, {rest[1:].lstrip()}" if rest.strip() != "{" else None
        if line.column != column or not line.dash:
            return None
        return f"{line.whole[: column - 1]}{words}\n{' ' * (column - 1)}{rest}"

    return mend


def moved(by: int, *, dash: bool = False) -> Mend:
    """Moves a line with a key to the right, and gives it a dash if it begins an entry."""

    def mend(line: Line, column: int) -> str | None:
        if line.dash or line.column != column or not line.key:
            return None
        return " " * (column - 1 + by) + ("- " if dash else "") + line.whole.lstrip()

    return mend


def above(*lines: str) -> Mend:
    """Writes whole lines above."""

    def mend(line: Line, column: int) -> str | None:
        return "\n".join((*lines, line.whole)) if column == line.column - len(line.dash) == 1 else None

    return mend


def pair(left: str, right: str) -> Mend:
    """Writes both sides of a pair with their names."""
    words = f"{{left: {scalar(left, enclosed=True)}, right: {scalar(right, enclosed=True)}}}"

    def mend(line: Line, column: int) -> str | None:
        return line.whole[: column - 1] + words + line.tail if line.dash and line.column == column else None

    return mend
