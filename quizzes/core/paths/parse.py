"""Markdown to a path: sections, and in each the blocks that an ordered tuple of rules finds."""

import re
from collections.abc import Callable, Iterator, Sequence

from quizzes.core.paths.asides import asides_of
from quizzes.core.paths.dialects import plain_markdown
from quizzes.core.paths.disclosures import disclosed
from quizzes.core.paths.fences import fence
from quizzes.core.paths.labelled import labelled
from quizzes.core.paths.lists import (
    Found,
    View,
    against,
    chain_line,
    definitions,
    drawn,
    exercises,
    listed,
    pair,
    term_paragraphs,
)
from quizzes.core.paths.pieces import (
    FrontMatter,
    Grid,
    Heading,
    Html,
    Paragraph,
    Piece,
    Quote,
    Rule,
    pieces,
)
from quizzes.core.paths.prose import prose
from quizzes.core.paths.sections import sections_of
from quizzes.core.paths.slugs import slug
from quizzes.core.paths.source import check
from quizzes.core.paths.tables import table_of
from quizzes.core.paths.values import Block, Material, Path, Role, Section, Skipped, Unasked

_ID = re.compile(r"^id:\s*[\"']?([\w-]+)[\"']?\s*$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_STEM = re.compile(r"^.*/|\.[^.]*$")

_ROLE_REASONS = {
    Role.OUTCOMES: "What the path promises, not what it teaches.",
    Role.PREREQUISITES: "What learners bring along.",
    Role.RESOURCES: "Where to read on.",
    Role.CHANGELOG: "The history of the text.",
}


def parse(text: str, *, file: str, path_id: str | None = None) -> Path:
    """The path that a Markdown text holds; one that cannot be read has problems and no blocks.

    Its id is `path_id`, else the front matter's `id`, else the first heading's slug, else the file's name.
    """
    problems = check(text, file=file)
    found = () if problems else pieces(plain_markdown(text))
    source = tuple(_LINE_END.split(text)) if not problems else ()
    headings = [piece for piece in found if isinstance(piece, Heading)]
    stem = _STEM.sub("", file)
    title = headings[0].text.plain if headings else stem
    sections = sections_of(headings, title=title, last_line=len(source))
    return Path(
        title=title,
        id=path_id or _front_matter_id(found) or slug(title) or slug(stem) or "path",
        sections=sections,
        blocks=tuple(_blocks(found, sections)),
        source=source,
        problems=problems,
    )


def _front_matter_id(found: Sequence[Piece]) -> str:
    first = found[0] if found else None
    named = _ID.search(first.content) if isinstance(first, FrontMatter) else None
    return named.group(1) if named else ""


def _blocks(found: Sequence[Piece], sections: Sequence[Section]) -> Iterator[Block]:
    remaining = iter(sections)
    section = next(remaining)
    inside: list[Piece] = []
    for piece in found:
        if isinstance(piece, Heading):
            yield from _blocks_in(inside, section)
            section, inside = next(remaining), []
            yield Skipped(section=section, lines=piece.lines, reason="A heading.")
        else:
            inside.append(piece)
    yield from _blocks_in(inside, section)


def _blocks_in(inside: Sequence[Piece], section: Section) -> Iterator[Block]:
    at = 0
    while at < len(inside):
        view = View(inside[at : at + _LOOK_AHEAD], section)
        used, blocks = next(found for rule in RULES if (found := rule(view)))
        # A line belongs to the block that stands last, and a hidden table is only a part of its line.
        yield from (aside for block in blocks for aside in asides_of(block))
        yield from blocks
        at += used


_LOOK_AHEAD = 200
"""Pieces a rule may see, so that reading stays linear."""


def _no_text(view: View) -> Found | None:
    match view.pieces[0]:
        case FrontMatter():
            return _skip(view, "Front matter.")
        case Rule():
            return _skip(view, "A dividing line.")
        case Html():
            return _skip(view, "HTML.")
        case Paragraph(pictures_only=True):
            return _skip(view, "Pictures.")
        case _:
            return None


def _not_knowledge(view: View) -> Found | None:
    reason = _ROLE_REASONS.get(view.section.role)
    return _skip(view, reason) if reason else None


def _introduction(view: View) -> Found | None:
    """A quote under the title presents the path."""
    if isinstance(view.pieces[0], Quote) and view.section.level < 2 and view.section.index < 2:
        return _skip(view, "Presents the path.")
    return None


def _table(view: View) -> Found | None:
    grid = view.pieces[0]
    return (1, (table_of(grid, view.section),)) if isinstance(grid, Grid) else None


def _prose(view: View) -> Found:
    piece = view.pieces[0]
    if isinstance(piece, Paragraph):
        return 1, (prose(piece, view.section),)
    reason = "Quotations are not asked."
    return 1, (Unasked(section=view.section, lines=piece.lines, material=Material.QUOTE, reason=reason),)


def _skip(view: View, reason: str) -> Found:
    return 1, (Skipped(section=view.section, lines=view.pieces[0].lines, reason=reason),)


RULES: tuple[Callable[[View], Found | None], ...] = (
    disclosed,
    _no_text,
    _not_knowledge,
    _introduction,
    exercises,
    pair,
    against,
    drawn,
    listed,
    chain_line,
    term_paragraphs,
    labelled,
    definitions,
    _table,
    fence,
    _prose,
)
"""Tried in this order; the first that finds something decides. The last one always does."""
