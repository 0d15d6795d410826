"""How far a long check has come."""

from collections.abc import Callable
from typing import TypeAlias

Watch: TypeAlias = Callable[[float], None]
"""Called now and then with how much of a file is done, from 0 to 1."""


def ignore(done: float) -> None:
    """Watches nothing."""


def part_of(watch: Watch, start: float, end: float) -> Watch:
    """Watches a part of the work that begins and ends at these shares of the whole."""
    return lambda done: watch(start + (end - start) * done)
