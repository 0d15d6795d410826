"""`<details>` with a question as its summary: the author wrote question and answer, and both are used as they stand."""

import html
import re

from quizzes.core.paths.inline import escape
from quizzes.core.paths.lists import Found, View
from quizzes.core.paths.pieces import Html, Paragraph
from quizzes.core.paths.values import Answered, Role, Text

_SUMMARY = re.compile(r"<details\b[^>]*>\s*<summary\b[^>]*>(.*?)</summary>(.*?)(</details>\s*)?", re.I | re.S)
_CLOSED = re.compile(r"</details>\s*", re.I)
_TAG = re.compile(r"<[^>]+>")
_QUESTION = ("?", "？", "؟")
_LONGEST = 2_000
_MOST_PARAGRAPHS = 3


def disclosed(view: View) -> Found | None:
    """A question to unfold, with its answer in the same block of HTML or in paragraphs up to the closing tag."""
    first = view.piece(0)
    short = isinstance(first, Html) and len(first.content) <= _LONGEST
    found = _SUMMARY.fullmatch(first.content.strip()) if isinstance(first, Html) and short else None
    if first is None or found is None or view.section.role is not Role.KNOWLEDGE:
        return None
    question, inside = _text(found[1]), _text(found[2])
    if not question.plain.endswith(_QUESTION):
        return None
    used, answer = (1, inside) if found[3] else _answer(view, inside)
    last = view.piece(used - 1)
    if last is None or not answer.plain:
        return None
    block = Answered(section=view.section, lines=(first.lines[0], last.lines[1]), question=question, answer=answer)
    return used, (block,)


def _answer(view: View, inside: Text) -> tuple[int, Text]:
    texts = [inside] if inside.plain else []
    for at in range(1, _MOST_PARAGRAPHS + 2):
        piece = view.piece(at)
        if isinstance(piece, Html) and _CLOSED.fullmatch(piece.content):
            return at + 1, Text(" ".join(text.shown for text in texts), " ".join(text.plain for text in texts))
        if not isinstance(piece, Paragraph):
            break
        texts.append(piece.text)
    return 1, Text("", "")


def _text(content: str) -> Text:
    plain = " ".join(html.unescape(_TAG.sub("", content)).split())
    return Text(escape(plain), plain)
