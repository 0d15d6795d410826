"""Two things side by side: what the path says of each, attribute by attribute, and a self-test over the differences."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizzes.core.confusions import Mix, token
from quizzes.core.generation.facts import Fact, Kind
from quizzes.core.generation.families import facts_of
from quizzes.core.paths.parse import parse

SAID = "What the path says"
_LISTED = "What the path lists there"
_SAID_MORE = "And"
_MOST_ROWS = 8
# What follows, contains or fills something says nothing about the thing itself.
_SILENT = frozenset((Kind.TASK, Kind.NEXT, Kind.PLACE, Kind.ENTRIES, Kind.GAP, Kind.RATHER))
_LISTS = (Kind.SIDE, Kind.STATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What both have as one attribute, as Markdown, with the source line of each; 0 where no path stands behind it."""

    attribute: str
    left: str
    right: str
    left_line: int = 0
    right_line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Riddle:
    """One line of the self-test: which of the two is it?"""

    attribute: str
    text: str
    left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A pair side by side; `riddles` are empty where every row would give its answer away."""

    left: str
    right: str
    rows: tuple[Row, ...]
    riddles: tuple[Riddle, ...]


def contrast(mix: Mix, *, text: str | None, section: str = "") -> Contrast:
    """What a path tells about both; without a common attribute, or a path, what the bank says of each.

    Facts of `section` (an anchor) come first, as a name may stand for something else elsewhere.
    """
    rows = tuple(_from_path(mix, facts(text), section))[:_MOST_ROWS] if text else ()
    if not rows and mix.left_says and mix.right_says:
        rows = (Row(attribute=SAID, left=mix.left_says, right=mix.right_says),)
    return Contrast(left=mix.left, right=mix.right, rows=rows, riddles=tuple(_riddles(mix, rows)))


@lru_cache(maxsize=8)
def facts(text: str) -> tuple[Fact, ...]:
    """Everything that a path tells, fact by fact."""
    return tuple(fact for block in parse(text, file="").blocks for fact in facts_of(block) if fact.kind not in _SILENT)


def _from_path(mix: Mix, told: Sequence[Fact], section: str) -> Iterator[Row]:
    """The rows of the first reading that finds any: both are subjects, values of two subjects, or labels of lists."""
    near = [fact for fact in told if fact.section.anchor == section]
    for known in (near, told):
        for name_of in (_subject, _value):
            if rows := list(_rows(_about(known, mix.left, name_of), _about(known, mix.right, name_of))):
                yield from rows
                return
        if rows := list(_lists(known, mix)):
            yield from rows
            return


def _subject(fact: Fact) -> str:
    return token(fact.subject.shown)


def _value(fact: Fact) -> str:
    return token(fact.value.shown)


def _about(known: Sequence[Fact], name: str, name_of: Callable[[Fact], str]) -> list[Fact]:
    """The facts on the thing of this name; one that is named by a value is what the value belongs to."""
    wanted = token(name)
    found = [fact for fact in known if name_of(fact) == wanted]
    if name_of is _subject or not found or found[0].kind in _LISTS:
        return found if name_of is _subject else []
    owner = _subject(found[0])
    return [fact for fact in known if _subject(fact) == owner and fact.section == found[0].section]


def _rows(left: Sequence[Fact], right: Sequence[Fact]) -> Iterator[Row]:
    if not left or not right or _subject(left[0]) == _subject(right[0]):
        return
    others = {(fact.kind, fact.attribute): fact for fact in reversed(right)}
    seen = set()
    for fact in left:
        other = others.get((fact.kind, fact.attribute))
        if other is None or (fact.kind, fact.attribute) in seen:
            continue
        seen.add((fact.kind, fact.attribute))
        yield Row(
            attribute=_label(fact),
            left=fact.value.shown,
            right=other.value.shown,
            left_line=fact.lines[0],
            right_line=other.lines[0],
        )


def _lists(known: Sequence[Fact], mix: Mix) -> Iterator[Row]:
    """The entries under two labels, one beside the other."""
    under = [
        [fact for fact in known if fact.kind in _LISTS and _value(fact) == token(name)]
        for name in (mix.left, mix.right)
    ]
    for left, right in zip(*under, strict=False):
        yield Row(
            attribute=_LISTED,
            left=left.subject.shown,
            right=right.subject.shown,
            left_line=left.lines[0],
            right_line=right.lines[0],
        )


def _label(fact: Fact) -> str:
    if fact.kind is Kind.PROPERTY:
        return _SAID_MORE
    return fact.attribute if fact.kind in (Kind.CELL, Kind.ASIDE) else SAID


def _riddles(mix: Mix, rows: Sequence[Row]) -> Iterator[Riddle]:
    """Each row asked once by its left and once by its right text, so that no side is always right."""
    names = token(mix.left), token(mix.right)
    for place, row in enumerate(rows):
        sides = (row.left, row.right)
        if token(row.left) == token(row.right) or any(name in token(text) for name in names for text in sides):
            continue
        # An order that looks random and stays the same on a reload.
        first = (int(mix.key, 16) >> place) % 2 == 0
        for left in (first, not first):
            yield Riddle(attribute=row.attribute, text=row.left if left else row.right, left=left)
