"""A bank's text with the place of every part in it, so that one part can change and the rest stay as it was."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias, cast

import yaml

from quizzes.core.banks.events import MAX_DEPTH
from quizzes.core.banks.nodes import Data

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.M)
_EMPTY_LINES = re.compile(r"(?:\n *)+\Z")
_HEADER = re.compile(r"[|>][-+0-9]*(?:[ \t]+(#.*))?")


class CannotEdit(ValueError):
    """This text cannot be edited in part; the message says why and what to do."""


@dataclass(slots=True, kw_only=True)
class Leaf:
    """A text; `start` and `end` are where it stands, with its quotes and without the blank lines after it."""

    start: int
    end: int
    text: str
    style: str = ""

    @property
    def is_block(self) -> bool:
        """Whether it stands as lines below `|` or `>`."""
        return self.style in ("|", ">")


@dataclass(slots=True, kw_only=True)
class Row:
    """A list; `flow` says that it stands in brackets."""

    start: int
    end: int
    flow: bool
    items: list["Part"] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Table:
    """Keys with values; `flow` says that they stand in braces."""

    start: int
    end: int
    flow: bool
    entries: list[tuple[Leaf, "Part"]] = field(default_factory=list)

    def get(self, key: str) -> "Part | None":
        """The value under a key, if it is there."""
        return next((value for leaf, value in self.entries if leaf.text == key), None)


Part: TypeAlias = Leaf | Row | Table


def data_of(part: Part) -> Data:
    """The part as texts, lists and dicts."""
    match part:
        case Leaf():
            return part.text
        case Row():
            return [data_of(item) for item in part.items]
        case Table():
            return {key.text: data_of(value) for key, value in part.entries}


@dataclass(slots=True)
class _Growing:
    """The tree while it grows, from the parser's events alone."""

    text: str
    root: Part | None = None
    leaves: list[Leaf] = field(default_factory=list)
    _stack: list[Row | Table] = field(default_factory=list)
    _keys: list[Leaf | None] = field(default_factory=list)
    _documents: int = 0

    def grow(self) -> None:
        for event in yaml.parse(self.text, Loader=yaml.CLoader):
            match event:
                case yaml.ScalarEvent():
                    self._attach(self._leaf(event))
                case yaml.SequenceStartEvent():
                    start, end = _span(event)
                    self._open(Row(start=start, end=end, flow=bool(event.flow_style)))
                case yaml.MappingStartEvent():
                    start, end = _span(event)
                    self._open(Table(start=start, end=end, flow=bool(event.flow_style)))
                case yaml.CollectionEndEvent():
                    self._close(event)
                case yaml.DocumentStartEvent():
                    self._documents += 1
            if self._documents > 1 or getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise CannotEdit("this bank has errors; `pathdeck check` names them")

    def _leaf(self, event: yaml.ScalarEvent) -> Leaf:
        start, end = _span(event)
        style, value = event.style or "", event.value
        if style in ("|", ">"):
            # The last line break belongs to the notation; blank lines after it belong to the text only with a plus.
            keeps = "+" in self.text[start : self.text.find("\n", start)]
            inside = self.text[start:end]
            end = start + len(inside.removesuffix("\n") if keeps else _EMPTY_LINES.sub("", inside))
            value = value.removesuffix("\n")
        leaf = Leaf(start=start, end=end, text=value, style=style)
        self.leaves.append(leaf)
        return leaf

    def _open(self, part: Row | Table) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise CannotEdit(f"this is nested more than {MAX_DEPTH} levels deep")
        self._attach(part)
        self._stack.append(part)
        self._keys.append(None)

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        part = self._stack.pop()
        self._keys.pop()
        if part.flow:
            part.end = _span(event)[1]
        elif isinstance(part, Row):
            part.end = part.items[-1].end
        else:
            part.end = part.entries[-1][1].end

    def _attach(self, part: Part) -> None:
        if not self._stack:
            self.root = part
            return
        top = self._stack[-1]
        if isinstance(top, Row):
            top.items.append(part)
        elif (key := self._keys[-1]) is not None:
            top.entries.append((key, part))
            self._keys[-1] = None
        elif isinstance(part, Leaf):
            self._keys[-1] = part
        else:
            raise CannotEdit("a key is a text, and a list or another key stands here")


@dataclass(frozen=True)
class Page:
    """A text and its tree; places are characters counted from 0."""

    text: str
    root: Part | None
    leaves: tuple[Leaf, ...]

    @cached_property
    def comments(self) -> tuple[tuple[int, str], ...]:
        """Every comment with its place, in the order of the text."""
        return tuple(self._comments())

    @cached_property
    def _breaks(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def line(self, place: int) -> int:
        """The number of the line, counted from 1."""
        return bisect_right(self._breaks, place - 1) + 1

    def line_start(self, place: int) -> int:
        """Where the line of this place begins."""
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        """Where the line of this place ends, before its line break."""
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end

    def below(self, place: int, column: int) -> int:
        """Where the line of this place ends, or the last comment below it that is indented by more than `column`."""
        end = self.line_end(place)
        deeper = re.compile(rf"(?: *\n)* {{{column + 1},}}#[^\n]*")
        while found := deeper.match(self.text, end + 1):
            end = found.end()
        return end

    def column(self, place: int) -> int:
        """How many characters stand before this place in its line."""
        return place - self.line_start(place)

    def bullet(self, row: Row, item: Part) -> int:
        """Where the dash of an entry stands."""
        column, start = self.column(row.start), self.line_start(item.start)
        while not (self.text[start:].startswith("-", column) and start + column <= item.start):
            start = self.line_start(start - 1)
        return start + column

    def comments_in(self, start: int, end: int) -> list[str]:
        """The comments between two places."""
        first = bisect_right(self.comments, (start - 1, "\uffff"))
        last = bisect_right(self.comments, (end - 1, "\uffff"))
        return [comment for _, comment in self.comments[first:last]]

    def _comments(self) -> Iterator[tuple[int, str]]:
        after = 0
        for leaf in self.leaves:
            yield from self._between(after, leaf.start)
            if leaf.is_block and (found := _HEADER.match(self.text, leaf.start)) and found[1]:
                yield found.start(1), found[1]
            after = max(after, leaf.end)
        yield from self._between(after, len(self.text))

    def _between(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """What stands between two texts is signs, spaces and comments."""
        for found in _COMMENT.finditer(self.text, start, end):
            yield found.start(), found[0].rstrip()


def page_of(text: str) -> Page:
    """The text with its tree; raises `CannotEdit` where it cannot be read. Its lines end in a line feed alone."""
    growing = _Growing(text)
    try:
        growing.grow()
    except (yaml.YAMLError, UnicodeEncodeError) as broken:
        raise CannotEdit("this bank cannot be read; `pathdeck check` names the line") from broken
    return Page(text=text, root=growing.root, leaves=tuple(growing.leaves))


# The parser marks both ends of every event; only events made by hand have none.
def _span(event: yaml.Event) -> tuple[int, int]:
    return cast("yaml.Mark", event.start_mark).index, cast("yaml.Mark", event.end_mark).index
