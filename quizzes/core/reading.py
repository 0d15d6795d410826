"""A path as the reader shows it: one chapter for each heading, with the anchor that sources and links point to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from quizzes.core.markdown import ADDRESS, clean_heading, clean_path, parser
from quizzes.core.paths.slugs import anchors

_PATHS = parser(html=True).use(front_matter_plugin)
_NOT_HERE = "This file is not here: {file}"

Lines = tuple[int, int]
"""First and last line, both counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, list, table or the like with its lines, as safe HTML."""

    lines: Lines
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A heading and what stands under it up to the next one, as safe HTML; level 0 is text before any heading."""

    level: int
    anchor: str
    heading: str
    passages: tuple[Passage, ...]


@lru_cache(maxsize=16)
def chapters(text: str, file: str = "") -> tuple[Chapter, ...]:
    """A path's Markdown, heading by heading; headings inside quotes and lists stay where they are.

    Links to `file`, the path's own name, lead to the page itself; those to other files are shown as text.
    """
    tokens = _PATHS.parse(text)
    for token in tokens:
        _anchor_links(token.children or [], file)
    named = anchors(tokens)
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    ends = [*starts, len(tokens)][1:]
    opening = tokens[: starts[0] if starts else len(tokens)]
    first = Chapter(level=0, anchor="", heading="", passages=tuple(_passages(opening)))
    rest = [
        Chapter(
            level=int(tokens[at].tag[1]),
            anchor=named[at],
            heading=_heading(tokens[at + 1]),
            passages=tuple(_passages(tokens[at + 3 : end])),
        )
        for at, end in zip(starts, ends, strict=True)
    ]
    return tuple(chapter for chapter in (first, *rest) if chapter.level or chapter.passages)


def passage_at(passages: Sequence[Passage], line: int) -> int:
    """The place of the passage that a line stands in, or of the next one; 0 before any, the last one behind all."""
    places = (place for place, passage in enumerate(passages) if line <= passage.lines[1])
    return next(places, max(0, len(passages) - 1))


def _heading(inline: Token) -> str:
    return clean_heading(_PATHS.renderer.render(inline.children or [], _PATHS.options, {}))


def _passages(tokens: Sequence[Token]) -> Iterator[Passage]:
    """One for each block; raw HTML may open in one block and close in another, so a chapter with any stays whole."""
    whole = any(token.type == "html_block" for token in tokens)
    for part in [tokens] if whole else _blocks(tokens):
        html = clean_path(_PATHS.renderer.render(part, _PATHS.options, {})).strip()
        lines = [token.map for token in part if token.map]
        if html and lines:
            yield Passage(lines=(lines[0][0] + 1, max(last for _, last in lines)), html=html)


def _blocks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = depth = 0
    for at, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : at + 1]
            start = at + 1


def _anchor_links(tokens: Sequence[Token], file: str) -> None:
    """Links to files beside the path: they would lead to a page that is not there."""
    inside: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            inside.append(_grounded(token, file))
        elif token.type == "link_close" and inside.pop():
            token.tag = "span"


def _grounded(link: Token, file: str) -> bool:
    """Turns a link that leads nowhere into text that says so; whether it was one."""
    address = str(link.attrGet("href") or "")
    if ADDRESS.match(address):
        return False
    name, _, anchor = address.partition("#")
    if file and name.removeprefix("./") == file and anchor:
        link.attrSet("href", f"#{anchor}")
        return False
    link.tag = "span"
    link.attrs = {"title": _NOT_HERE.format(file=address)}
    return True
