"""What was published of one question, put into a text of the same bank that was written on meanwhile."""

import re
from dataclasses import fields, replace

from quizzes.core.banks.book import Book, book_of
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.splice import replace_question
from quizzes.core.questions import Question


def carried(text: str, *, before: Question, after: Question) -> str:
    """The text with what differs between two states of a question; what else it says of the question stays.

    A question that is retired may be missing. Raises `CannotEdit` where the text says something else in the same place.
    """
    own = _own(book_of(re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))), before.id)
    if own is None and after.retired:
        return text
    if own is None or own.kind != before.kind or after.kind != before.kind:
        raise CannotEdit(f"the question `{before.id}` is no longer what it was in this text")
    changed = {}
    for name in (field.name for field in fields(before)):
        now = getattr(after, name)
        if now != getattr(before, name):
            if getattr(own, name) not in (getattr(before, name), now):
                raise CannotEdit(f"this text says something else of the question `{before.id}`")
            changed[name] = now
    return replace_question(text, id=own.id, question=replace(own, **changed))


def _own(book: Book, key: str) -> Question | None:
    """The question that has this id, or had it."""
    if key in book.named:
        return book.read(book.named[key])
    read = (book.read(item) for item in book.row.items)
    return next((one for one in read if one and key in one.was), None)
