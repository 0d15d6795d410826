"""A path as the reader shows it: one chapter for each heading, with the anchor that sources and links point to."""

from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from quizzes.core.markdown import clean_heading, clean_path, parser
from quizzes.core.paths.slugs import anchors

_PATHS = parser(html=True).use(front_matter_plugin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A heading and what stands under it up to the next one, as safe HTML; level 0 is text before any heading."""

    level: int
    anchor: str
    heading: str
    body: str


@lru_cache(maxsize=16)
def chapters(text: str) -> tuple[Chapter, ...]:
    """A path's Markdown, heading by heading; headings inside quotes and lists stay where they are."""
    tokens = _PATHS.parse(text)
    named = anchors(tokens)
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    ends = [*starts, len(tokens)][1:]
    opening = tokens[: starts[0] if starts else len(tokens)]
    first = Chapter(level=0, anchor="", heading="", body=_body(opening))
    rest = [
        Chapter(
            level=int(tokens[at].tag[1]),
            anchor=named[at],
            heading=_heading(tokens[at + 1]),
            body=_body(tokens[at + 3 : end]),
        )
        for at, end in zip(starts, ends, strict=True)
    ]
    return tuple(chapter for chapter in (first, *rest) if chapter.level or chapter.body)


def _heading(inline: Token) -> str:
    return clean_heading(_PATHS.renderer.render(inline.children or [], _PATHS.options, {}))


def _body(tokens: list[Token]) -> str:
    return clean_path(_PATHS.renderer.render(tokens, _PATHS.options, {})).strip()
