"""A document's top-level Markdown as a flat sequence of pieces, each with its lines: what the rules of blocks read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from quizzes.core.paths.inline import NOTHING, as_text, line_ends, text_of
from quizzes.core.paths.slugs import anchors, without_id
from quizzes.core.paths.values import Item, Lines, Row, Text

LONGEST_INLINE = 20_000
"""Characters of one paragraph, item or cell; what is longer is not read, so that reading stays linear."""

_LABEL = re.compile(r"[A-Z][\w/+-]*(?: [\w/+-]+){0,4}: \S")
_BOX = "[ ] ", "[x] ", "[X] "
_PARSER = (
    MarkdownIt("commonmark")
    .enable(["table", "strikethrough"])
    .disable(["inline"])
    .use(front_matter_plugin)
    .use(deflist_plugin)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something with lines at the top level of a document; what no other class fits is one of these."""

    lines: Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter(Piece):
    """The YAML between `---` lines at the top of a file."""

    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Piece):
    """A heading with its anchor."""

    level: int
    text: Text
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Piece):
    """A paragraph of its own, not inside a list; `ends` counts its letters up to the end of each line.

    `rows` are its lines one by one, where each opens with a label and a colon.
    """

    text: Text
    ends: tuple[int, ...] = ()
    rows: tuple[Item, ...] = ()
    pictures_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets(Piece):
    """A list; `nested` tells whether entries hold more than one paragraph each."""

    numbered: bool
    items: tuple[Item, ...]
    nested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(Piece):
    """A definition list: terms, and under each a colon with what it means."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Piece):
    """A table before anyone knows what it is about."""

    header: tuple[Text, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence(Piece):
    """A code block with the word after its opening fence."""

    language: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Piece):
    """A block quote with the paragraphs in it."""

    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Html(Piece):
    """Raw HTML, as it stands."""

    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Piece):
    """A horizontal line."""


def pieces(text: str) -> tuple[Piece, ...]:
    """The document's top level in reading order."""
    tokens = _tokens(text)
    names = anchors(tokens)
    found = []
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        if tokens[at].map:
            found.append(_piece(tokens[at : end + 1], names.get(at, "")))
        at = end + 1
    return tuple(found)


def _tokens(text: str) -> list[Token]:
    environment: dict[str, Any] = {}
    tokens = _PARSER.parse(text, environment)
    for token in tokens:
        if token.type == "inline" and len(token.content) <= LONGEST_INLINE:
            token.children = []
            _PARSER.inline.parse(token.content, _PARSER, environment, token.children)
    return tokens


def _end(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    while True:
        depth += tokens[at].nesting
        if depth == 0:
            return at
        at += 1


def _lines(token: Token) -> Lines:
    first, last = token.map or (0, 1)
    return first + 1, max(last, first + 1)


def _piece(tokens: Sequence[Token], anchor: str) -> Piece:
    head, lines = tokens[0], _lines(tokens[0])
    match head.type:
        case "heading_open":
            return Heading(lines=lines, level=int(head.tag[1]), text=_titled(tokens[1]), anchor=anchor)
        case "paragraph_open":
            return _paragraph(tokens[1], lines)
        case "bullet_list_open" | "ordered_list_open":
            items = tuple(_items(tokens))
            nested = sum(token.type == "paragraph_open" for token in tokens) > len(items)
            return Bullets(lines=lines, numbered=head.type == "ordered_list_open", items=items, nested=nested)
        case "table_open":
            rows = tuple(_rows(tokens))
            return Grid(lines=lines, header=rows[0].cells, rows=rows[1:])
        case "fence" | "code_block":
            language = head.info.split()[0].lower() if head.info.split() else ""
            return Fence(lines=lines, language=language, content=head.content)
        case "front_matter":
            return FrontMatter(lines=lines, content=head.content)
        case "blockquote_open":
            inside = (token for before, token in pairwise(tokens) if before.type == "paragraph_open")
            return Quote(lines=lines, paragraphs=tuple(_paragraph(token, _lines(token)) for token in inside))
        case "hr":
            return Rule(lines=lines)
        case "dl_open":
            return Definitions(lines=lines, items=tuple(_definitions(tokens)))
        case _:
            return Html(lines=lines, content=head.content)


def _paragraph(token: Token, lines: Lines) -> Paragraph:
    return Paragraph(
        lines=lines,
        text=_inline(token),
        ends=line_ends(token.children or ()),
        rows=tuple(_labelled(token, lines[0])),
        pictures_only=_pictures_only(token),
    )


def _labelled(token: Token, line: int) -> Iterator[Item]:
    """The lines of a paragraph as terms, if all of them open with a label."""
    if not all(map(_LABEL.match, token.content.split("\n"))):
        return
    children = token.children or ()
    breaks = [at for at, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    for number, (first, last) in enumerate(zip((0, *(at + 1 for at in breaks)), (*breaks, len(children)), strict=True)):
        whole = as_text(children[first:last])
        label, _, said = whole.shown.partition(": ")
        if said:
            split = Text(whole.shown, whole.plain, term=text_of(label), rest=text_of(said.lstrip()))
            yield Item(text=split, lines=(line + number, line + number))


def _inline(token: Token) -> Text:
    return as_text(token.children or ())


def _titled(token: Token) -> Text:
    """The text of a heading without the anchor that its author chose."""
    text = _inline(token)
    return Text(without_id(text.shown), without_id(text.plain))


def _pictures_only(token: Token) -> bool:
    """Whether a paragraph shows images, badges mostly, and says nothing."""
    children = token.children or ()
    return any(child.type == "image" for child in children) and not as_text(children).plain


def _items(tokens: Sequence[Token]) -> Iterator[Item]:
    """The entries of the outermost list, each with its first paragraph."""
    level = tokens[0].level + 1
    opened: Token | None = None
    for token in tokens:
        if token.type == "list_item_open" and token.level == level:
            opened = token
        elif token.type == "inline" and opened and token.level == level + 2:
            yield Item(text=_without_box(_inline(token)), lines=_lines(token))
            opened = None


def _definitions(tokens: Sequence[Token]) -> Iterator[Item]:
    """Each term with the first paragraph of its first definition."""
    term: Text | None = None
    for before, token in pairwise(tokens):
        if before.type == "dt_open":
            term, line = _inline(token), _lines(before)[0]
        elif token.type == "inline" and term:
            rest = _inline(token)
            whole = Text(f"**{term.shown}** — {rest.shown}", f"{term.plain} — {rest.plain}", term=term, rest=rest)
            yield Item(text=whole, lines=(line, _lines(token)[1]))
            term = None


def _without_box(text: Text) -> Text:
    """An entry of a task list without its tick box."""
    for box in _BOX:
        if text.plain.startswith(box):
            return Text(text.shown.split("] ", 1)[1].lstrip("\\"), text.plain[len(box) :])
    return text


def _rows(tokens: Sequence[Token]) -> Iterator[Row]:
    cells: list[Text] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
            line = _lines(token)[0]
        elif token.type == "inline":
            cells.append(_inline(token))
        elif token.type == "tr_close":
            yield Row(cells=tuple(cells) or (NOTHING,), line=line)
