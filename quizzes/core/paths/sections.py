"""Headings as sections: number and title apart, role, parent and breadcrumb."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quizzes.core.paths.labels import role_of
from quizzes.core.paths.pieces import Heading
from quizzes.core.paths.values import Role, Section

_PART = r"(?:phase|part|chapter|module|week|step|lesson|unit|day|level|stage|section|appendix)"
_NUMBERED = re.compile(
    rf"^(?:{_PART}\s+(\d+(?:\.\d+)*|[IVXLC]+|[A-Z])\s*[:.)–—-]+\s*|(\d+(?:\.\d+)+)[.):]?\s+|(\d+)[.):]\s+)(?=\S)",
    re.IGNORECASE,
)


def sections_of(headings: Sequence[Heading], *, title: str, last_line: int) -> tuple[Section, ...]:
    """All sections in reading order, led by the one of level 0 for what stands before the first heading.

    A section reaches to the next heading of any level, so no line belongs to two.
    """
    opening = Section(
        index=0, level=0, number="", title=title, anchor="", lines=(1, last_line), role=Role.KNOWLEDGE, parent=None,
        breadcrumb=(),
    )  # fmt: skip
    found = [opening]
    open_sections = [opening]
    for heading in headings:
        found[-1] = _until(found[-1], heading.lines[0] - 1)
        while open_sections[-1].level >= heading.level:
            open_sections.pop()
        section = _section(heading, index=len(found), parent=open_sections[-1], last_line=last_line)
        found.append(section)
        open_sections.append(section)
    return tuple(found)


def numbered(heading: str) -> tuple[str, str]:
    """The number of a heading and its title without it: "4.4 Types" is "4.4" and "Types"."""
    found = _NUMBERED.match(heading)
    if found is None:
        return "", heading
    return next(group for group in found.groups() if group), heading[found.end() :]


def _until(section: Section, last: int) -> Section:
    return replace(section, lines=(section.lines[0], max(last, section.lines[0])))


def _section(heading: Heading, *, index: int, parent: Section, last_line: int) -> Section:
    number, title = numbered(heading.text.plain)
    own = role_of(title) if role_of(title) is not Role.KNOWLEDGE else role_of(heading.text.plain)
    return Section(
        index=index,
        level=heading.level,
        number=number,
        title=title,
        anchor=heading.anchor,
        lines=(heading.lines[0], last_line),
        role=own if parent.role is Role.KNOWLEDGE else parent.role,
        parent=parent.index,
        breadcrumb=(*parent.breadcrumb, title),
    )
