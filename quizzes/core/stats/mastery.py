"""How much of each section is known, along the path's own table of contents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.core.study import SectionProgress

_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?(?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line of the table of contents: its depth, 1 for a chapter, and what is known in it and below it.

    `own` says whether there are questions in the section itself.
    """

    depth: int
    own: bool
    progress: SectionProgress


def contents(sections: Sequence[SectionProgress]) -> tuple[Heading, ...]:
    """The headings in the path's order, each with the sections below it; those without any question are left out.

    The number that a heading begins with says how deep it lies: "4.4" below "4". One without a number stands alone.
    """
    depths = [_depth(section.title) for section in sections]
    headings = (
        Heading(
            depth=depth,
            own=sections[place].questions > 0,
            progress=_sum(sections[place : _end(depths, place)]),
        )
        for place, depth in enumerate(depths)
    )
    return tuple(heading for heading in headings if heading.progress.questions)


def _depth(title: str) -> int:
    found = _NUMBER.match(title)
    return found[1].count(".") + 1 if found else 1


def _end(depths: Sequence[int], place: int) -> int:
    """Where the sections below this one end."""
    after = range(place + 1, len(depths))
    return next((other for other in after if depths[other] <= depths[place]), len(depths))


def _sum(sections: Sequence[SectionProgress]) -> SectionProgress:
    return SectionProgress(
        anchor=sections[0].anchor,
        title=sections[0].title,
        questions=sum(section.questions for section in sections),
        known=sum(section.known for section in sections),
        mature=sum(section.mature for section in sections),
        due=sum(section.due for section in sections),
    )
