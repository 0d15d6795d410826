"""Old units to new ones in ordered passes, each taking only what is unique on both sides."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quizzes.core.regeneration import nearness, renaming
from quizzes.core.regeneration.units import OPPOSED, Place, Unit


class How(StrEnum):
    """The pass that found a match."""

    SAME = "same"
    EDITED = "edited"
    MOVED = "moved"
    COLUMN = "column renamed"
    ROW = "row renamed"
    TURNED = "other side"
    NEAR = "near"
    REVIVED = "revived"


@dataclass(frozen=True, slots=True)
class Match:
    """An old unit and the new one that says the same, or that stands on the other side now."""

    old: Unit
    new: Unit
    how: How


Pairs = Iterable[tuple[Unit, Unit]]
Signature = Callable[[Place], Hashable]


def match(old: Iterable[Unit], new: Iterable[Unit]) -> tuple[Match, ...]:
    """All matches; each unit is in one at most, but for those turned: the new unit stays free there."""
    old, new = tuple(old), tuple(new)
    pool = _Pool(tuple(unit for unit in old if not unit.gone), new)
    for how, find in PASSES:
        pool.take(how, find(pool))
    pool.old = {unit.name: unit for unit in old if unit.gone}
    for find in (_same, _edited, _moved):
        pool.take(How.REVIVED, find(pool))
    return tuple(pool.matches)


class _Pool:
    """What is not matched yet, and what the matches so far tell about renamed sections."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.all_old, self.all_new = old, new
        self.old = {unit.name: unit for unit in old}
        self.new = {unit.name: unit for unit in new}
        self.matches: list[Match] = []

    def take(self, how: How, pairs: Pairs) -> None:
        """Move pairs from the pool to the matches; of a turned unit, the new one has its own identity and stays."""
        for old, new in list(pairs):
            self.matches.append(Match(old, new, how))
            del self.old[old.name]
            if how is not How.TURNED:
                del self.new[new.name]

    def went(self) -> Callable[[Place], Place]:
        """An old place with its section as it is called now, by the majority of the units that were in it."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for found in self.matches:
            if found.how is not How.TURNED:
                votes[found.old.place.section][found.new.place.section] += 1
        now = {section: counted.most_common(1)[0][0] for section, counted in votes.items()}
        return lambda place: replace(place, section=now.get(place.section, place.section))

    def unique(self, signature: Signature, *, old: Signature | None = None) -> Iterator[tuple[Unit, Unit]]:
        """The pairs whose signature no other unit of either side has."""
        olds, news = _alone(self.old.values(), old or signature), _alone(self.new.values(), signature)
        yield from ((unit, news[sign]) for sign, unit in olds.items() if sign in news)


def _alone(units: Iterable[Unit], signature: Signature) -> dict[Hashable, Unit]:
    signed = [(signature(unit.place), unit) for unit in units]
    times = Counter(sign for sign, _ in signed)
    return {sign: unit for sign, unit in signed if sign is not None and times[sign] == 1}


def _same(pool: _Pool) -> Pairs:
    return pool.unique(lambda place: place)


def _edited(pool: _Pool) -> Pairs:
    return pool.unique(lambda place: replace(place, value=""))


def _moved(pool: _Pool) -> Pairs:
    return pool.unique(lambda place: replace(place, section=""))


def _along(pool: _Pool) -> Pairs:
    """Edited units of a section whose other units show where it went."""
    went = pool.went()
    return pool.unique(lambda place: replace(place, value=""), old=lambda place: replace(went(place), value=""))


def _column(pool: _Pool) -> Pairs:
    return renaming.columns(pool.old.values(), pool.new.values(), pool.all_old, pool.all_new, pool.went())


def _row(pool: _Pool) -> Pairs:
    return renaming.rows(pool.old.values(), pool.new.values(), pool.all_old, pool.all_new, pool.went())


def _turned(pool: _Pool) -> Pairs:
    """Entries that stand on the other side of their two lists now."""
    went = pool.went()
    return pool.unique(_entry, old=lambda place: _entry(went(place)))


def _entry(place: Place) -> Hashable:
    return (place.kind, place.section, place.subject) if place.kind in OPPOSED else None


def _near(pool: _Pool) -> Pairs:
    return nearness.nearest(pool.old.values(), pool.new.values())


PASSES: tuple[tuple[How, Callable[[_Pool], Pairs]], ...] = (
    (How.SAME, _same),
    (How.EDITED, _edited),
    (How.MOVED, _moved),
    (How.MOVED, _along),
    (How.COLUMN, _column),
    (How.ROW, _row),
    (How.TURNED, _turned),
    (How.NEAR, _near),
)
"""Tried in this order. An author's anchor stands for the subject or section in a place, so it leads in every pass."""
