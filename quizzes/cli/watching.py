"""A bar on the terminal while a large bank is checked."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import click

from quizzes.core.banks import Watch, ignore

Watching: TypeAlias = Callable[[Path, int], AbstractContextManager[Watch]]
"""Opens a watch over the check of a file of so many bytes."""

_SLOW = 300_000
_STEPS = 100


@contextmanager
def unwatched(_file: Path, _size: int) -> Iterator[Watch]:
    """Shows nothing."""
    yield ignore


@contextmanager
def bar(file: Path, size: int) -> Iterator[Watch]:
    """Shows a bar for a file that takes a while, where somebody watches the terminal."""
    if size < _SLOW or not sys.stderr.isatty():
        yield ignore
        return
    with click.progressbar(length=_STEPS, label=file.name, file=sys.stderr) as shown:
        yield lambda done: shown.update(int(done * _STEPS) - shown.pos)
        shown.update(_STEPS - shown.pos)
