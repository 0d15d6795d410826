"""Two editions of a text side by side, with the words that differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words in a row that stand in both editions, or in this one alone."""

    text: str
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Both editions whole, cut where they differ."""

    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


def compared(before: str, after: str) -> Compared:
    """Both texts as stretches of words; an empty edition leaves the other unmarked."""
    if not (before and after):
        return Compared(before=_whole(before), after=_whole(after))
    left, right = _WORDS.findall(before), _WORDS.findall(after)
    steps = Levenshtein.opcodes([word.strip() for word in left], [word.strip() for word in right])
    pairs = [(step, left[step.src_start : step.src_end], right[step.dest_start : step.dest_end]) for step in steps]
    return Compared(
        before=tuple(_stretches((words, step.tag != "equal") for step, words, _ in pairs)),
        after=tuple(_stretches((words, step.tag != "equal") for step, _, words in pairs)),
    )


def _whole(text: str) -> tuple[Stretch, ...]:
    return (Stretch(text=text, alone=False),) if text else ()


def _stretches(parts: Iterator[tuple[list[str], bool]]) -> Iterator[Stretch]:
    for words, alone in parts:
        if words:
            yield Stretch(text="".join(words), alone=alone)
