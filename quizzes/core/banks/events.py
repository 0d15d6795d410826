"""From YAML events to a tree, within limits. Only events are asked for: nothing is nested, built or resolved for us."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import cast

import yaml

from quizzes.core.banks.codes import Rule
from quizzes.core.banks.lines import line_of
from quizzes.core.banks.nodes import Keyed, Listing, Node, Text
from quizzes.core.banks.source import Source
from quizzes.core.banks.syntax import detabbed
from quizzes.core.banks.vocabulary import PROSE, PROSE_LISTS
from quizzes.core.banks.watching import Watch, ignore
from quizzes.core.problems import Problem
from quizzes.core.text import CONTROL, DIRECTION

MAX_DEPTH = 20
MAX_NODES = 2_000_000

_MANY = 100
_OFTEN = 10_000
_TYPE = re.compile(r"!!\w+ ?")
_INSTEAD = "put it in quotes if it is meant as text"


class LimitReached(Exception):
    """Reading stops here; the problem that says why is already noted."""


@dataclass(slots=True)
class _Open:
    """A list or mapping still being read; `name` is the key it stands under."""

    node: Listing | Keyed
    name: str = ""
    key: Text | None = None


@dataclass(slots=True)
class Tree:
    """What has been read of a text so far; it began below `offset` lines of the file.

    `depth` levels stand around it, and `nodes` texts and lists before it.
    """

    source: Source
    text: str
    offset: int = 0
    depth: int = 0
    nodes: int = 0
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _documents: int = 0
    _spans: list[tuple[int, int, bool]] = field(default_factory=list)

    def grow(self, watch: Watch = ignore) -> None:
        """Read the whole text; raises yaml.YAMLError where it cannot be read on, `LimitReached` beyond a limit."""
        for number, event in enumerate(yaml.parse(self.text, Loader=yaml.CLoader)):
            if not number % _OFTEN:
                watch(_start(event).index / (len(self.text) or 1))
            self._take(event)
        self._tabs()

    @property
    def complete(self) -> bool:
        """Whether a root stands there with nothing left open, as before a second document."""
        return self.root is not None and not self._stack

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.SequenceStartEvent():
                self._open(Listing(line=self._line(event), column=_start(event).column + 1), event)
            case yaml.MappingStartEvent():
                self._open(Keyed(line=self._line(event), column=_start(event).column + 1), event)
            case yaml.CollectionEndEvent():
                self._stack.pop()
            case yaml.DocumentStartEvent():
                self._document(event)
            case yaml.AliasEvent():
                self._refuse(Rule.ALIAS, f"`*{event.anchor}` would copy another text; {_INSTEAD}", event)
                self._attach(self._text(event, f"*{event.anchor}"))

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._note(Rule.DOCUMENTS, "a second bank begins here; put it into a file of its own", event)
            raise LimitReached

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        value, start, end = event.value, _start(event), _end(event).index
        if event.style in ("|", ">"):
            # The last line break belongs to the notation, not to the text.
            value = value.removesuffix("\n")
        elif event.style == '"' and "\\" in self.text[start.index : end]:
            self._escapes(value, event)
        self._spans.append((start.index, end, event.style in ("|", ">")))
        # A text that is empty because of its `#` is refused where texts are asked for.
        if not event.style and value and self._cut(end):
            message = "the text ends before `#`; put it in quotes, or two spaces before `#` if that is a comment"
            self._note(Rule.CUT, message, event, fix=self._quoted(event))
        self._attach(Text(text=value, line=self.offset + start.line + 1, column=start.column + 1))

    def _open(self, node: Listing | Keyed, event: yaml.CollectionStartEvent) -> None:
        self._refuse_extras(event)
        if self.depth + len(self._stack) >= MAX_DEPTH:
            self._note(Rule.DEPTH, f"this is nested more than {MAX_DEPTH} levels deep", event)
            raise LimitReached
        name = self._place()
        self._attach(node)
        self._stack.append(_Open(node, name))

    def _place(self) -> str:
        """The key under which the next node stands; a list passes on its own."""
        if not self._stack:
            return ""
        top = self._stack[-1]
        return top.key.text if top.key else top.name

    def _attach(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.problems.append(
                self.source.problem(
                    Rule.NODES, f"this bank holds more than {MAX_NODES:,} texts and lists", line=node.line
                )
            )
            raise LimitReached
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if isinstance(top.node, Listing):
            top.node.items.append(node)
        elif top.key is None:
            top.key = self._key(node)
        else:
            if top.key.line:
                top.node.entries.setdefault(top.key.text, (top.key, node))
            top.key = None

    def _key(self, node: Node) -> Text:
        top = self._stack[-1].node
        if not isinstance(node, Text):
            message = "a key is a text, and a list or another key stands here; is a quote missing?"
            self._problem(Rule.ODD_KEY, message, node)
            # No key stands in line 0: what belongs to it is left out, and the problem says so.
            return Text(text="", line=0, column=0)
        if isinstance(top, Keyed) and node.text in top.entries:
            first = top.entries[node.text][0].line
            self._problem(
                Rule.DUPLICATE_KEY,
                f"`{node.text[:60]}` stands here a second time, first in line {first}; keep one",
                node,
            )
        return node

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._refuse(Rule.ALIAS, f"`&{event.anchor}` names a text for copying; {_INSTEAD}", event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = f"`!` would say of what type a value is, and all are texts; {_INSTEAD}"
            bare = _TYPE.sub("", self.source.line(self._line(event)), count=1)
            self._note(Rule.TAG, message, event, fix=bare if tag.startswith("tag:") else self._quoted(event))

    def _refuse(self, rule: Rule, message: str, event: yaml.Event) -> None:
        self._note(rule, message, event, fix=self._quoted(event))

    def _quoted(self, event: yaml.Event) -> str | None:
        """The event's line with its text in quotes, if that begins where the event does."""
        line = line_of(self.source.lines, self._line(event))
        if isinstance(event, yaml.CollectionStartEvent) or self._place() == "questions":
            return None
        alone = line.text_column == _start(event).column + 1 and (line.key or line.dash)
        return line.quoted() if alone else None

    def _escapes(self, value: str, event: yaml.Event) -> None:
        if CONTROL.search(value):
            self._note(Rule.CONTROL, "an escape in this text makes a control character; take it out", event)
        if DIRECTION.search(value):
            self._note(Rule.DIRECTION, "an escape in this text reorders the line; take it out", event)

    def _cut(self, end: int) -> bool:
        """Whether an unquoted text that ends here runs into a comment its author may not have meant."""
        if self.text[end : end + 2] != " #" or not self._stack:
            return False
        top = self._stack[-1]
        if top.name == "pairs" and isinstance(top.node, Keyed):
            return True
        if isinstance(top.node, Listing):
            return top.name in PROSE_LISTS
        return top.key is not None and top.key.text in PROSE

    def _tabs(self) -> None:
        """Tabs are text inside a text; anywhere else they are indentation, or would be lost."""
        at = self.text.find("\t")
        starts = [start for start, _, _ in self._spans] if at >= 0 else []
        while at >= 0 and len(self.problems) < _MANY:
            line_start = self.text.rfind("\n", 0, at) + 1
            before = self.text[line_start:at]
            span = bisect_right(starts, at) - 1
            _, end, block = self._spans[span] if span >= 0 else (0, 0, False)
            inside = at < end and (block or bool(before.strip()))
            if not inside and "#" not in before:
                line = self.offset + self.text.count("\n", 0, at) + 1
                message = "a tab stands here; use spaces"
                fix = detabbed(self.source.line(line))
                self.problems.append(
                    self.source.problem(Rule.TAB, message, line=line, column=at - line_start + 1, fix=fix)
                )
                at = self.text.find("\n", at)
            at = self.text.find("\t", at + 1) if at >= 0 else at

    def _note(self, rule: Rule, message: str, event: yaml.Event, *, fix: str | None = None) -> None:
        self._problem(rule, message, self._text(event, ""), fix=fix)

    def _problem(self, rule: Rule, message: str, place: Node, *, fix: str | None = None) -> None:
        if len(self.problems) < _MANY * 10:
            self.problems.append(self.source.problem(rule, message, line=place.line, column=place.column, fix=fix))

    def _text(self, event: yaml.Event, text: str) -> Text:
        return Text(text=text, line=self._line(event), column=_start(event).column + 1)

    def _line(self, event: yaml.Event) -> int:
        return self.offset + _start(event).line + 1


# The parser marks both ends of every event; only events made by hand have none.
def _start(event: yaml.Event) -> yaml.Mark:
    return cast("yaml.Mark", event.start_mark)


def _end(event: yaml.Event) -> yaml.Mark:
    return cast("yaml.Mark", event.end_mark)
