"""Facts that tell nothing: the same of each subject in its own name ("`ipv4` — sets the family to `ipv4`"), nothing
beyond the name itself ("`target_name` — the name of the target"), where to read on, or what the last column spells."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise

from quizzes.core.generation.facts import Fact, Kind
from quizzes.core.generation.gists import points
from quizzes.core.generation.hints import parts, spelled_by
from quizzes.core.generation.words import squeeze, stem

_KINDS = (Kind.CELL, Kind.TERM)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_SUBJECT = "·"
_MOST = 0.6
_SAYS_NOTHING = frozenset(map(stem, "new any given current specific being certain error function".split()))


def telling(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts that a learner could not tell from their subject's name, its neighbours or the column before."""
    frames = [_frame(told) for told in facts]
    common = Counter(frame for frame in frames if frame)
    words = Counter((told.attribute, word) for told in facts for word in parts(told.value.plain))
    respelled = _respelled(facts)
    return tuple(
        told
        for told, frame in zip(facts, frames, strict=True)
        if common[frame] < 2
        and told.attribute not in respelled
        and not (told.kind in (*_KINDS, Kind.PROPERTY) and points(told.value.shown))
        and not _named(told, words)
    )


def _named(told: Fact, words: Counter[tuple[str, str]]) -> bool:
    """Whether the subject's name holds most of a value, or half of it and all that sets it apart from its column."""
    said = parts(told.value.plain) - _SAYS_NOTHING
    if told.kind not in _KINDS or not said:
        return False
    named = {word for word in said if spelled_by(word, told.subject.plain)}
    own = {word for word in said if words[told.attribute, word] < 2}
    return len(named) >= _MOST * len(said) or (2 * len(named) >= len(said) and bool(own) and own <= named)


def _respelled(facts: Sequence[Fact]) -> frozenset[str]:
    """The columns that only spell the one before in another way: "No Error" and `NGHTTP2_NO_ERROR`."""
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for told in facts:
        if told.kind is Kind.CELL:
            columns[told.attribute][told.subject.plain] = squeeze(told.value.plain)
    return frozenset(
        after
        for before, after in pairwise(columns)
        if len(columns[after]) > 1
        and all(_holds(value, columns[before].get(name, "")) for name, value in columns[after].items())
    )


def _holds(value: str, before: str) -> bool:
    return bool(before) and before in value and before != value


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
