"""Renamed columns, labels and row keys, told by what stands in their other cells."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import replace

from quizzes.core.regeneration.leading import leading
from quizzes.core.regeneration.units import OPPOSED, Place, Unit

AGREEING = 0.8
"""The share of rows that must say the same under both names."""

Group = tuple[Hashable, ...]
Went = Callable[[Place], Place]


def columns(
    old: Collection[Unit], new: Collection[Unit], all_old: Iterable[Unit], all_new: Iterable[Unit], went: Went
) -> Iterator[tuple[Unit, Unit]]:
    """The units of columns and labels whose name is gone where a name that is new stands over the same rows."""
    before, after = {_name(went(unit.place)) for unit in all_old}, {_name(unit.place) for unit in all_new}
    olds = _groups((unit for unit in old if _name(went(unit.place)) not in after), _column)
    news = _groups((unit for unit in new if _name(unit.place) not in before), _column)
    votes = _votes(olds, news, _row_said)
    for one, other in _agreed(votes, lambda a, b: AGREEING * min(len(olds[a]), len(news[b]))):
        yield from _paired(olds[one], news[other], lambda place: place.subject)


def rows(
    old: Collection[Unit], new: Collection[Unit], all_old: Iterable[Unit], all_new: Iterable[Unit], went: Went
) -> Iterator[tuple[Unit, Unit]]:
    """The units of rows, terms and steps whose name changed, told by values that belong to no other row."""
    owned = _owned(unit.place for unit in all_old), _owned(unit.place for unit in all_new)
    olds, news = (_groups((unit for unit in units if _tells(unit)), _row) for units in (old, new))

    def telling(place: Place) -> Hashable:
        here = _any_row(went(place))
        return here if _any_row(place) in owned[0] and here in owned[1] else None

    votes = _votes(olds, news, telling, _any_row)
    agreeing = Counter({(a, b): _agreeing(olds[a], news[b]) for a, b in votes})
    for one, other in _agreed(agreeing, lambda a, b: (min(len(olds[a]), len(news[b])) + 1) / 2):
        yield from _paired(olds[one], news[other], lambda place: (place.kind, place.attribute))


def _any_row(place: Place) -> Place:
    return replace(place, subject="")


def _agreeing(old: Iterable[Unit], new: Iterable[Unit]) -> int:
    """How many cells of two rows hold the same."""
    before, after = ({_any_row(replace(unit.place, section="")) for unit in units} for units in (old, new))
    return len(before & after)


def _tells(unit: Unit) -> bool:
    return not unit.is_composite and unit.place.kind not in OPPOSED


def _name(place: Place) -> Group:
    return place.kind, place.section, place.attribute


def _column(place: Place) -> Group:
    return place.kind, place.polarity, place.section, place.attribute


def _row(place: Place) -> Group:
    return place.section, place.subject


def _row_said(place: Place) -> Hashable:
    """What two rows agree in: the value of a subject, or that it stands in the list at all."""
    return place.kind, place.polarity, place.subject, "" if place.kind in OPPOSED else place.value


def _owned(places: Iterable[Place]) -> set[Place]:
    """The values that one subject alone has in its column."""
    times = Counter(map(_any_row, places))
    return {place for place, count in times.items() if count == 1}


def _groups(units: Iterable[Unit], group: Callable[[Place], Group]) -> dict[Group, list[Unit]]:
    found: dict[Group, list[Unit]] = defaultdict(list)
    for unit in units:
        if not unit.is_composite:
            found[group(unit.place)].append(unit)
    return found


def _votes(
    olds: dict[Group, list[Unit]],
    news: dict[Group, list[Unit]],
    said: Callable[[Place], Hashable],
    said_now: Callable[[Place], Hashable] | None = None,
) -> Counter[tuple[Group, Group]]:
    """How often an old and a new group say the same, counting only what one new group says."""
    by_said: dict[Hashable, set[Group]] = defaultdict(set)
    for group, units in news.items():
        for unit in units:
            by_said[(said_now or said)(unit.place)].add(group)
    votes: Counter[tuple[Group, Group]] = Counter()
    for group, units in olds.items():
        for unit in units:
            found = by_said.get(said(unit.place), set())
            votes.update((group, other) for other in found if len(found) == 1)
    return votes


def _agreed(
    votes: Counter[tuple[Group, Group]], needed: Callable[[Group, Group], float]
) -> Iterator[tuple[Group, Group]]:
    """Pairs of groups with votes enough, where neither has as good another."""
    enough = {pair: count for pair, count in votes.items() if count >= needed(*pair)}
    return leading(enough, least=1, ahead=1)


def _paired(olds: Iterable[Unit], news: Iterable[Unit], by: Callable[[Place], Hashable]) -> Iterator[tuple[Unit, Unit]]:
    waiting: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit in news:
        waiting[by(unit.place)].append(unit)
    for unit in olds:
        if found := waiting.get(by(unit.place)):
            yield unit, found.pop(0)
