"""Names that give an answer away: "aix-ppc64" beside "AIX 7.2", `win-x64` beside "Windows"."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache
from itertools import pairwise

from quizzes.core.generation.facts import Fact, Kind
from quizzes.core.generation.slots import Slot
from quizzes.core.generation.words import content_words, fold, squeeze
from quizzes.core.paths.inline import unmarked
from quizzes.core.questions import Choice, Question, Verdict

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_SHORTEST_BEGINNING = 3
_SHORTEST_INSIDE = 4
_COMMON_BEGINNING = 5
_KINDS = frozenset((Kind.CELL, Kind.TERM, Kind.PROPERTY))


@lru_cache(maxsize=4_096)
def parts(text: str) -> frozenset[str]:
    """The stems of a text's telling words, those inside a name too; a number counts with the word before it.

    "resolveMx" has two, "Tier 1" has "tier" and "tier1".
    """
    found = _PART.findall(text)
    words = frozenset(word.casefold() for word in found)
    numbered = {f"{word}{number}".casefold() for word, number in pairwise(found) if number.isdigit()}
    # These two are left out of stems, which are full of them.
    return content_words(" ".join(found)) | _short(found, upper=True) | numbered | (words & {"path", "list"})


def hinted(given: str, right: str, others: Sequence[str]) -> bool:
    """Whether what is given names a part of the right answer that no other answer has."""
    elsewhere = frozenset().union(*map(_all_parts, others))
    apart = squeeze(" ".join(others))
    shared = _shared(given, right) | _shared(right, given)
    return any(not _meets(part, elsewhere) and part[:_COMMON_BEGINNING] not in apart for part in shared)


def named_by(question: Question, slot: Slot, _: str) -> bool:
    """Whether the subject or value in the stem of a choice gives its right option away."""
    told = slot.facts[0]
    if not isinstance(question, Choice) or told.kind not in _KINDS:
        return False
    texts = [unmarked(option.text) for option in question.options]
    right = next(text for text, option in zip(texts, question.options, strict=True) if option.verdict is Verdict.RIGHT)
    given = told.value if fold(right) == fold(told.subject.plain) else told.subject
    return hinted(given.plain, right, [text for text in texts if text != right])


def unhinted(facts: Sequence[Fact]) -> list[Fact]:
    """The facts whose subjects do not give their values away, unless most values would do: what may be paired."""
    times = Counter(part for told in facts for part in parts(told.value.plain))
    return [
        told
        for told in facts
        if all(2 * times[part] > len(facts) for part in _shared(told.subject.plain, told.value.plain))
    ]


def spelled_by(name: str, text: str) -> bool:
    """Whether a text holds all parts of a name, be it inside longer words."""
    said, whole = parts(text), squeeze(text)
    found = {part for part in parts(name) if not part.isdigit()} or parts(name)
    return bool(found) and all(
        _meets(part, said) or (len(part) >= _SHORTEST_INSIDE and part in whole) for part in found
    )


def _shared(given: str, right: str) -> frozenset[str]:
    """The parts of the right answer that what is given names."""
    named, whole = _all_parts(given), squeeze(given)
    return frozenset(part for part in parts(right) if _meets(part, named) or _is_inside(part, whole))


def _all_parts(text: str) -> frozenset[str]:
    return parts(text) | _short(_PART.findall(text), upper=False)


def _short(found: Sequence[str], *, upper: bool) -> frozenset[str]:
    """The words of two letters, which tell something in names and where they are in capitals: "CI"."""
    return frozenset(word.casefold() for word in found if len(word) == 2 and (word.isupper() or not upper))


def _meets(part: str, others: Set[str]) -> bool:
    """Whether a part is among others, begins one of them, or begins as one of them does."""
    if part in others:
        return True
    return _is_long(part) and any(
        _is_long(other)
        and (other.startswith(part) or part.startswith(other) or part[:_COMMON_BEGINNING] == other[:_COMMON_BEGINNING])
        for other in others
    )


def _is_inside(part: str, whole: str) -> bool:
    """Whether a text without its spaces holds a part, or its beginning: "initialization" in "NOTINITIALIZED"."""
    # Stems have lost their last "e": "nam" is "name".
    return part[:_COMMON_BEGINNING] in whole if len(part) >= _SHORTEST_INSIDE else len(part) > 2 and f"{part}e" in whole


def _is_long(part: str) -> bool:
    return len(part) >= _SHORTEST_BEGINNING and part.isalpha()
