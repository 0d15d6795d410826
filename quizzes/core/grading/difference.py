"""Showing how a typed answer differs from the expected one."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from quizzes.core.text import bare, tidy


class Change(StrEnum):
    """What happens to a stretch of text on the way from the given answer to the expected one."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and what happens to it."""

    change: Change
    text: str


def difference(given: str, expected: str) -> tuple[Segment, ...]:
    """The stretches to keep and remove of the given text and to add from the expected one, in reading order."""
    left, right = bare(tidy(given)), bare(tidy(expected))
    segments: list[Segment] = []
    for step in Levenshtein.opcodes(left, right):
        gone, come = left[step.src_start : step.src_end], right[step.dest_start : step.dest_end]
        if step.tag == "equal":
            segments.append(Segment(Change.KEPT, gone))
            continue
        segments += [Segment(Change.REMOVED, gone)] if gone else []
        segments += [Segment(Change.ADDED, come)] if come else []
    return tuple(segments)
