"""A bank's text put in order: missing ids filled in once, and spaces and empty lines as everybody writes them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from quizzes.core.banks.book import Book
from quizzes.core.banks.ids import propose_id
from quizzes.core.banks.nodes import Data
from quizzes.core.banks.page import Leaf, Page, Row, Table, data_of
from quizzes.core.banks.rewrite import Edit, Rewrite
from quizzes.core.banks.splice import Expected, edited

_SPACES = re.compile(r"[ \t]+$", re.M)
_EMPTY_LINES = re.compile(r"(?<=\n)\n+")
_Found: TypeAlias = tuple[Edit, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing put in order; `line` counts from 1 in the text as it was."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Formatted:
    """The text in order, and what was done to it; nothing where it was in order."""

    text: str
    changes: tuple[Change, ...]


def formatted(text: str) -> Formatted:
    """The text in order, every value and every comment kept; raises `CannotEdit` where it cannot be read.

    A question without an id gets one from its text. Spaces at line ends go, one empty line stands between questions
    (none is put between two of one line each), and the file ends with one line break.
    """
    changes: list[Change] = []

    def tidy(book: Book, rewrite: Rewrite) -> Expected:
        _note(book.page, rewrite, _line_ends(book.page), changes)
        return [data_of(item) for item in book.row.items]

    # The first pass changes no line's number.
    def order(book: Book, rewrite: Rewrite) -> Expected:
        names = _new_ids(book)
        _note(book.page, rewrite, (*_ids(book, names), *_between(book)), changes)
        return [_named(data_of(item), names.get(place)) for place, item in enumerate(book.row.items)]

    new = edited(edited(text, tidy), order)
    return Formatted(new, tuple(sorted(changes, key=lambda one: one.line)))


def _note(page: Page, rewrite: Rewrite, found: Iterable[_Found], changes: list[Change]) -> None:
    for edit, words in found:
        rewrite.edits.append(edit)
        changes.append(Change(line=page.line(edit[0]), words=words))


def _new_ids(book: Book) -> dict[int, str]:
    """An id for each question without one, by its place; no id that is or was another's is taken."""
    taken = set(book.named)
    for item in book.row.items:
        former = item.get("was") if isinstance(item, Table) else None
        taken.update(one.text for one in (former.items if isinstance(former, Row) else []) if isinstance(one, Leaf))
    names = {}
    for place, item in enumerate(book.row.items):
        if isinstance(item, Table) and item.entries and item.get("id") is None:
            ask = item.get("ask")
            names[place] = propose_id(ask.text if isinstance(ask, Leaf) else "", taken)
            taken.add(names[place])
    return names


def _named(data: Data, name: str | None) -> Data:
    return {"id": name, **data} if name and isinstance(data, dict) else data


def _ids(book: Book, names: dict[int, str]) -> Iterator[_Found]:
    for place, name in names.items():
        item = book.row.items[place]
        assert isinstance(item, Table), "only keys with values get an id"
        first = item.entries[0][0].start
        rest = ", " if item.flow else "\n" + " " * book.page.column(first)
        yield (first, first, f"id: {name}{rest}"), f"the id {name}"


def _between(book: Book) -> Iterator[_Found]:
    """One empty line between questions, where a comment above a question stays."""
    page, items = book.page, book.row.items
    for one, other in pairwise(items if not book.row.flow else []):
        end, start = book.end(one), page.line_start(book.start(other))
        gaps = list(_EMPTY_LINES.finditer(page.text, min(end + 1, start), start))
        for gap in gaps:
            if len(gap[0]) > 1:
                yield (gap.start() + 1, gap.end(), ""), "one empty line instead of several"
        short = all(page.line(item.start) == page.line(item.end) for item in (one, other))
        if not gaps and not short:
            yield (end, end, "\n"), "an empty line between questions"


def _line_ends(page: Page) -> Iterator[_Found]:
    """No spaces at the end of a line and one line break at the end of the file, except inside a text."""
    starts = [leaf.start for leaf in page.leaves]
    tail = max(len(page.text.rstrip()), page.leaves[-1].end if page.leaves else 0)
    for found in _SPACES.finditer(page.text, 0, tail):
        before = bisect_right(starts, found.start()) - 1
        if before < 0 or page.leaves[before].end < found.end():
            yield (found.start(), found.end(), ""), "no spaces at the end of the line"
    if page.text[tail:] != "\n":
        yield (tail, len(page.text), "\n"), "one line break at the end of the file"
