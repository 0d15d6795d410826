"""How far a long check has come."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Watch: TypeAlias = Callable[[float], None]
"""Called now and then with how much of a file is done, from 0 to 1."""

_OFTEN = 500


def ignore(done: float) -> None:
    """Watches nothing."""


def part_of(watch: Watch, start: float, end: float) -> Watch:
    """Watches a part of the work that begins and ends at these shares of the whole."""
    return lambda done: watch(start + (end - start) * done)


def watched(items: Sequence[T], watch: Watch) -> Iterator[T]:
    """The items one after the other, and now and then how many of them are done."""
    for place, item in enumerate(items):
        if not place % _OFTEN:
            watch(place / len(items))
        yield item
