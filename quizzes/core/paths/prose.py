"""Paragraphs as sentences, each with the lines it stands on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from quizzes.core.paths.inline import letters, sentences
from quizzes.core.paths.pieces import Paragraph
from quizzes.core.paths.values import Block, Item, Prose, Section, Skipped


def prose(paragraph: Paragraph, section: Section) -> Block:
    """The sentences of a paragraph, or nothing to ask where it only introduces what follows."""
    found = tuple(_located(paragraph))
    if len(found) < 2 and paragraph.text.plain.endswith((":", "：")) and "**" not in paragraph.text.shown:
        return Skipped(section=section, lines=paragraph.lines, reason="Introduces what follows.")
    return Prose(section=section, lines=paragraph.lines, sentences=found)


def _located(paragraph: Paragraph) -> Iterator[Item]:
    first_line, ends = paragraph.lines[0], paragraph.ends
    at = 0
    for sentence in sentences(paragraph.text):
        first = bisect_right(ends, at)
        at += letters(sentence.plain)
        last = max(first, bisect_left(ends, at))
        yield Item(
            text=sentence,
            lines=(min(first_line + first, paragraph.lines[1]), min(first_line + last, paragraph.lines[1])),
        )
