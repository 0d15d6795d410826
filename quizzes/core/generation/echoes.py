"""Facts that tell nothing: the same of each subject in its own name ("`ipv4` — sets the family to `ipv4`"), or where to
read on."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from quizzes.core.generation.facts import Fact, Kind
from quizzes.core.generation.words import stem

_KINDS = (Kind.CELL, Kind.TERM)
_POINTER = re.compile(r"(?:see|refer to)\b(?! to\b)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_SUBJECT = "·"


def telling(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts whose value is no pointer and, their subject's name apart, not that of another in the same column."""
    frames = [_frame(told) for told in facts]
    common = Counter(frame for frame in frames if frame)
    return tuple(told for told, frame in zip(facts, frames, strict=True) if common[frame] < 2 and not _points(told))


def _points(told: Fact) -> bool:
    return told.kind in (*_KINDS, Kind.PROPERTY) and bool(_POINTER.match(told.value.plain))


def _frame(told: Fact) -> tuple[str, ...]:
    """A value's words with one sign for its subject, nothing where it does not name that."""
    if told.kind not in _KINDS:
        return ()
    own = set(_words(told.subject.plain))
    words = [_SUBJECT if word in own else word for word in _words(told.value.plain)]
    return (told.kind, told.attribute, *(word for word, _ in groupby(words))) if _SUBJECT in words else ()


def _words(text: str) -> list[str]:
    """The stems of the words, also of those inside a name of code: "resolveMx" is two."""
    return [stem(word.casefold()) for word in _WORD.findall(text)]
