"""Lines of a bank taken apart as an author sees them: indentation, dash, key and text; and lines put right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.core.banks.scalars import Unwritable, quote

_PARTS = re.compile(r"(?P<indent>\s*)(?P<dash>(?:- +)*)(?:(?P<key>[\w-]+):(?= |$) *)?(?P<text>.*)")
_TAIL = re.compile(r"(?<=\S)\s{2,}#.*")
_BULLET = re.compile(r"(?P<indent>\s*)(?P<sign>[-*+•–—]|\d{1,3}[.)])(?P<space>\s*)(?P<rest>\S.*)")

INVISIBLE = re.compile("[\u00a0\u00ad\u2000-\u200b\u202f\u205f-\u2064\u3000]")
"""Spaces of other kinds and marks without width: they look like a space, or like nothing, and are neither."""

_LONGEST = 4_000
_WITHOUT_WIDTH = frozenset("\u00ad\u200b\u2060\u2061\u2062\u2063\u2064")


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart; `number` counts from 1, `head` is what stands before the text, `tail` a comment behind it."""

    number: int
    whole: str
    indent: str
    dash: str
    key: str
    head: str
    text: str
    tail: str

    @property
    def column(self) -> int:
        """Where the first thing after indentation and dash begins, counted from 1."""
        return len(self.indent) + len(self.dash) + 1

    @property
    def text_column(self) -> int:
        """Where the text begins, counted from 1."""
        return len(self.head) + 1

    def at(self, column: int) -> str:
        """The line with its first thing, or its dash, moved to another column."""
        return " " * (column - 1) + self.whole.lstrip()

    def quoted(self) -> str | None:
        """The line with its text in quotes, or None where there is none to quote."""
        try:
            return self.head + quote(self.text) + self.tail if self.text else None
        except Unwritable:
            return None

    def requoted(self) -> str | None:
        """The line with a text in broken quotes quoted afresh, or None where it does not begin with one."""
        if self.text[:1] not in ("'", '"'):
            return None
        ends = len(self.text) > 1 and self.text[-1] == self.text[0]
        # Quotes that stood for the whole text go, and those of a word inside it stay.
        inner = self.text[1:-1] if ends else self.text if self.text.count(self.text[0]) > 1 else self.text[1:]
        return self.head + quote(inner) + self.tail if inner else None


def line_of(lines: Sequence[str], number: int) -> Line:
    """The line with this number taken apart; an empty one beyond the end, and where nobody would read it to its end."""
    whole = lines[number - 1] if 0 < number <= len(lines) else ""
    found = _PARTS.fullmatch(whole if len(whole) <= _LONGEST else "")
    assert found, "every part may be empty"
    text = found["text"].rstrip()
    tail = _TAIL.search(text)
    return Line(
        number,
        found[0],
        found["indent"],
        found["dash"],
        found["key"] or "",
        found[0][: found.start("text")],
        text[: tail.start()] if tail else text,
        tail[0] if tail else "",
    )


def above(lines: Sequence[str], number: int, *, most: int = 200) -> Iterator[Line]:
    """The lines above one that hold something, the nearest first, comments left out."""
    for other in range(number - 1, max(0, number - most), -1):
        if (bare := lines[other - 1].strip()) and bare[0] != "#":
            yield line_of(lines, other)


def made_visible(whole: str) -> str:
    """The line with ordinary spaces for those of other kinds, and without the marks that have no width."""
    return INVISIBLE.sub(lambda found: "" if found[0] in _WITHOUT_WIDTH else " ", whole)


def bulleted(whole: str) -> tuple[str, str] | None:
    """The sign that a line begins with in the place of a dash and a space, and the line with them."""
    found = _BULLET.fullmatch(whole)
    if not found or (found["sign"] == "-" and found["space"]) or (found["sign"] == "*" and not found["space"]):
        return None
    return found["sign"], f"{found['indent']}- {found['rest']}"


def replaced_line(text: str, number: int, line: str) -> str:
    """The text with another line, or several, in the place of this one, counted from 1; unchanged without it."""
    lines = text.split("\n")
    if number <= len(lines):
        lines[number - 1] = line
    return "\n".join(lines)
