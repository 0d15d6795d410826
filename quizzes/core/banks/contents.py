"""The questions of a bank's text as a list, one taken out of it, and put back."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from itertools import takewhile

from pydantic import TypeAdapter, ValidationError

from quizzes.core.banks.book import Book, book_of
from quizzes.core.banks.page import CannotEdit, Part, data_of
from quizzes.core.banks.sheets import plain
from quizzes.core.banks.splice import insert_question, remove_question
from quizzes.core.problems import Problem
from quizzes.core.questions import dump, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A question of a text, with what speaks against it; `readable` says that a form can show it."""

    id: str
    kind: str
    ask: str
    line: int
    readable: bool
    retired: bool
    made: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The first questions of a text, how many there are, and the problems that belong to none of them."""

    questions: tuple[Listed, ...]
    total: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """What `take_out` took, so that `put_back` can return it; `digest` tells the text that it left."""

    at: int
    piece: str
    instead: str
    digest: str
    after: str
    question: str

    def to_json(self) -> str:
        """As one line for a form."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "TakenOut":
        """The value that `to_json` wrote; raises `CannotEdit`."""
        try:
            return _TAKEN_OUT.validate_json(text)
        except ValidationError as error:
            raise CannotEdit("what was taken out is missing") from error


_NONE = -1
_TAKEN_OUT = TypeAdapter(TakenOut)


def contents(text: str, problems: Sequence[Problem], *, most: int) -> Contents:
    """The questions of a text with its problems, up to so many; none where the text cannot be read."""
    try:
        book = book_of(plain(text))
    except CannotEdit:
        return Contents(questions=(), total=0, problems=tuple(problems))
    items = book.row.items
    spans = [book.lines(item) for item in items]
    of_item: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        of_item[_item_at(spans, problem.line)].append(problem)
    shown = [_listed(book, item, spans[at][0], of_item[at]) for at, item in enumerate(items[:most])]
    others = tuple(of_item[_NONE])
    return Contents(questions=tuple(shown), total=len(items), problems=others)


def take_out(text: str, *, id: str) -> tuple[str, TakenOut]:  # noqa: A002 - the bank's own word.
    """The text without a question, and what puts it back; raises `CannotEdit`."""
    new, book = remove_question(text, id=id), book_of(plain(text))
    names, question = list(book.named), book.read(book.question(id))
    at = _shared(text, new)
    behind = _shared(text[at:][::-1], new[at:][::-1])
    place = names.index(id)
    return new, TakenOut(
        at=at,
        piece=text[at : len(text) - behind],
        instead=new[at : len(new) - behind],
        digest=_digest(new),
        after=names[place - 1] if place else "",
        question=dump(question) if question else "",
    )


def put_back(text: str, taken: TakenOut) -> str:
    """The text with the question again: just as it was, or where the text changed since, as its bank writes it.

    Raises `CannotEdit`.
    """
    if _digest(text) == taken.digest:
        return text[: taken.at] + taken.piece + text[taken.at + len(taken.instead) :]
    named = book_of(plain(text)).named
    try:
        question = load(taken.question)
    except ValidationError as error:
        raise CannotEdit("the text was changed since; write the question anew") from error
    if question.id in named:
        raise CannotEdit("the question is there again")
    return insert_question(text, question, after=taken.after if taken.after in named else None)


def _item_at(spans: Sequence[tuple[int, int]], line: int) -> int:
    """The question that a line stands in."""
    at = bisect_right(spans, line, key=lambda span: span[0]) - 1
    return at if at >= 0 and line <= spans[at][1] else _NONE


def _listed(book: Book, item: Part, line: int, problems: Sequence[Problem]) -> Listed:
    data = data_of(item)
    told = data if isinstance(data, dict) else {}
    own = told.get("id")
    question = book.read(item)
    return Listed(
        id=own if isinstance(own, str) else "",
        kind=_text(told.get("kind")),
        ask=_text(told.get("ask")),
        line=line,
        readable=question is not None and isinstance(own, str) and book.named.get(own) is item,
        retired=question is not None and question.retired,
        made=question is not None and question.origin is not None,
        problems=tuple(problems),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
