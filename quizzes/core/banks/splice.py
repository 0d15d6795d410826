"""One question of a bank changed, added or taken out in the author's text; everything else stays byte for byte."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import unified_diff
from itertools import pairwise, takewhile
from typing import TypeAlias

from quizzes.core.banks.book import Book, book_of
from quizzes.core.banks.layout import enclosed, item_lines
from quizzes.core.banks.nodes import Data
from quizzes.core.banks.page import CannotEdit, Part, Row, Table, data_of
from quizzes.core.banks.rewrite import Edit, Rewrite, applied
from quizzes.core.garbage import uncollected
from quizzes.core.questions import Question

Expected: TypeAlias = "Sequence[Data | Question]"
"""What the questions of a text must be after an edit: those that it touches as questions, others as their data."""

_BREAK = re.compile(r"\r\n|\r|\n")


def replace_question(text: str, *, id: str, question: Question) -> str:  # noqa: A002 - the bank's own word.
    """The text with this question in the place of the one with this id; raises `CannotEdit`.

    Only what differs is written anew. A comment stays above the key or entry it stood on, or at the question's end.
    """
    return replace_questions(text, {id: question})


def replace_questions(text: str, questions: Mapping[str, Question]) -> str:
    """The text with each of these questions in the place of the one with its id; raises `CannotEdit`."""

    def change(book: Book, rewrite: Rewrite) -> Expected:
        for name, question in questions.items():
            item, new = book.question(name), _inheriting(book, question)
            old = book.read(item)
            # Of another kind, also a key that went without saying must go.
            same = old is not None and old.kind == new.kind
            rewrite.item(book.row, item, book.form(old) if old and same else data_of(item), book.form(new))
        changed = {id(book.question(name)): _inheriting(book, question) for name, question in questions.items()}
        return [changed.get(id(item)) or data_of(item) for item in book.row.items]

    return edited(text, change)


def insert_question(text: str, question: Question, *, after: str | None = None) -> str:
    """The text with one more question, behind the one with the id `after` or at the end; raises `CannotEdit`."""

    def change(book: Book, rewrite: Rewrite) -> Expected:
        new, items = _inheriting(book, question), book.row.items
        place = len(items) if after is None else next(n for n, one in enumerate(items) if one is book.question(after))
        place += after is not None
        _insert(book, rewrite, new, items[place - 1] if items else None)
        return [*map(data_of, items[:place]), new, *map(data_of, items[place:])]

    return edited(text, change)


def remove_question(text: str, *, id: str) -> str:  # noqa: A002 - as above.
    """The text without the question of this id and the comments right above it; raises `CannotEdit`.

    Learners keep the history of a question that is gone; `status: retired` says the same in the open.
    """

    def change(book: Book, rewrite: Rewrite) -> Expected:
        item = book.question(id)
        _remove(book, rewrite, item)
        return [data_of(other) for other in book.row.items if other is not item]

    return edited(text, change, losing=True)


def question_lines(text: str) -> Mapping[str, tuple[int, int]]:
    """The first and the last line of each question by its id, comments above it left out; raises `CannotEdit`."""
    book = book_of(_BREAK.sub("\n", text.removeprefix("\ufeff")))
    return {name: book.lines(item) for name, item in book.named.items()}


def patch(old_text: str, new_text: str, *, file: str) -> str:
    """The difference of two texts of a file as `git apply` takes it; empty where there is none."""
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (old_text, new_text))
    lines = unified_diff(old, new, f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


@uncollected()
def edited(text: str, change: Callable[[Book, Rewrite], Expected], *, losing: bool = False) -> str:
    """The text after a change, its line ends kept; raises `CannotEdit` unless exactly what was expected came out.

    No comment may go, unless `losing` says that some will.
    """
    mark = len(text) - len(text.removeprefix("\ufeff"))
    plain = _BREAK.sub("\n", text[mark:])
    book = book_of(plain)
    rewrite = Rewrite(book.page, inset=_inset(book))
    expected = change(book, rewrite)
    new = applied(plain, rewrite.edits)
    _verify(book, book_of(new), expected, losing=losing)
    return text[:mark] + (_over(text[mark:], rewrite.edits) if "\r" in text else new)


def _over(text: str, edits: Sequence[Edit]) -> str:
    """The edits of a text with single line feeds, applied to the same text with its own line ends."""
    own = next(iter(_BREAK.findall(text)))
    pairs = [found.start() - before for before, found in enumerate(re.finditer("\r\n", text))]
    return applied(
        text,
        [
            (start + bisect_left(pairs, start), end + bisect_left(pairs, end), new.replace("\n", own))
            for start, end, new in edits
        ],
    )


def _verify(before: Book, after: Book, expected: Expected, *, losing: bool) -> None:
    found = [
        data_of(item) if isinstance(one, dict | list | str) else after.read(item)
        for one, item in zip(expected, after.row.items, strict=False)
    ]
    same = found == list(expected) and len(after.row.items) == len(expected) and _head(before) == _head(after)
    kept = losing or not Counter(_comments(before)) - Counter(_comments(after))
    if not (same and kept):
        raise CannotEdit("this question cannot be written into the text as it stands; edit the text itself")


def _head(book: Book) -> Data:
    return {key.text: data_of(value) for key, value in book.root.entries if key is not book.key}


def _comments(book: Book) -> list[str]:
    return [comment for _, comment in book.page.comments]


def _inheriting(book: Book, question: Question) -> Question:
    """The question as its bank reads it; tags that `defaults` gives stand first."""
    defaults = book.defaults
    if missing := [tag for tag in defaults.tags if tag not in question.tags]:
        raise CannotEdit(f"every question has the tag `{missing[0]}` from `defaults`; take it out there")
    if defaults.source and not question.source:
        raise CannotEdit(f"every question has the source `{defaults.source}` from `defaults`; take it out there")
    return replace(question, tags=tuple(dict.fromkeys((*defaults.tags, *question.tags))))


def _inset(book: Book) -> int:
    """How far the dashes of a list stand to the right of their key in this file."""
    for item in book.row.items:
        for key, value in item.entries if isinstance(item, Table) else ():
            if isinstance(value, Row) and not value.flow:
                return book.page.column(value.start) - book.page.column(key.start)
    return 0


def _insert(book: Book, rewrite: Rewrite, question: Question, before: Part | None) -> None:
    form, row = book.form(question), book.row
    if before is None:
        lines = ["questions:", *item_lines(form, 0, inset=rewrite.inset)]
        rewrite.lines(book.key.start, max(book.value.end, book.page.text.index(":", book.key.end) + 1), lines)
    elif row.flow:
        rewrite.edits.append((before.end, before.end, f", {enclosed(form)}"))
    else:
        lines = item_lines(form, book.page.column(row.start), inset=rewrite.inset)
        place = book.end(before)
        rewrite.edits.append((place, place, "".join(f"\n{line}" for line in [*[""] * _apart(book), *lines])))


def _apart(book: Book) -> bool:
    """Whether an empty line stands between questions here."""
    places = [(book.end(one), book.start(other)) for one, other in pairwise(book.row.items[:20])]
    gaps = ["\n\n" in re.sub(" +\n", "\n", book.page.text[end:start]) for end, start in places]
    return 2 * sum(gaps) >= len(gaps)


def _remove(book: Book, rewrite: Rewrite, item: Part) -> None:
    page, items = book.page, book.row.items
    if len(items) == 1:
        colon = page.text.index(":", book.key.end) + 1
        end = book.value.end if book.row.flow else book.end(item)
        kept = "" if book.row.flow else page.text[colon : page.line_end(colon)]
        rewrite.edits.append((colon, end, f" []{kept}"))
    elif book.row.flow:
        place = items.index(item)
        span = (item.start, items[1].start) if place == 0 else (items[place - 1].end, item.end)
        rewrite.edits.append((*span, ""))
    else:
        rewrite.edits.append((*_removed(book, item), ""))


def _removed(book: Book, item: Part) -> tuple[int, int]:
    """The lines of a question with the comments right above it, and the empty lines that would be too many."""
    lines = book.page.text.split("\n")
    first, last = book.lines(item)
    indent = book.page.column(book.row.start)
    above = takewhile(lambda line: re.match(rf" {{0,{indent}}}#", line), reversed(lines[: first - 1]))
    first -= sum(1 for _ in above)
    while last < len(lines) and not lines[last].strip():
        last += 1
    while last == len(lines) and not lines[first - 2].strip():
        first -= 1
    start = sum(len(line) + 1 for line in lines[: first - 1])
    return start, min(len(book.page.text), sum(len(line) + 1 for line in lines[:last]))
