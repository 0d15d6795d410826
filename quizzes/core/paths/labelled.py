"""Lines that each open with a label and a colon, in paragraphs or quotes in a row: terms and what is said of them."""

import re

from quizzes.core.paths.labels import REMARK
from quizzes.core.paths.lists import Found, View
from quizzes.core.paths.pieces import Paragraph, Piece, Quote
from quizzes.core.paths.values import Item, TermList

_NO_TERM = re.compile(
    rf"(?:{REMARK.pattern})|(?:example|problem|solution|result|output|answer|question|reason|why|summary|todo|update|edit"
    r"|default|type|returns?|see also|source|author|date|version|status|syntax|usage)s?(?: \d+)?",
    re.IGNORECASE,
)
_FEWEST = 2


def labelled(view: View) -> Found | None:
    """At least two lines with labels that name something; the others only go on about the line before."""
    rows: list[Item] = []
    used = 0
    for piece in view.pieces:
        found = _rows(piece)
        if not found:
            break
        rows += found
        used += 1
    terms = tuple(row for row in rows if row.text.term and not _NO_TERM.fullmatch(row.text.term.plain))
    if len(terms) < _FEWEST:
        return None
    lines = rows[0].lines[0], rows[-1].lines[1]
    return used, (TermList(section=view.section, lines=lines, items=terms),)


def _rows(piece: Piece) -> list[Item]:
    """The lines of a piece, if all of them have labels and none introduces what follows."""
    paragraphs = (piece,) if isinstance(piece, Paragraph) else piece.paragraphs if isinstance(piece, Quote) else ()
    if not all(paragraph.rows and not paragraph.text.plain.endswith(":") for paragraph in paragraphs):
        return []
    return [row for paragraph in paragraphs for row in paragraph.rows]
