"""A fair gate for writers: SQLite's own busy handler lets some of them starve.

Two locks on one file beside the database. Whoever wants to write first takes the turnstile and keeps it until the gate
itself is free, so a process that has just left the gate queues behind the one that waits.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 10.0
_PAUSE_SECONDS = 0.0002


class DatabaseBusy(Exception):
    """No turn to write came in time; try again in a moment (the web answers 503 with Retry-After)."""


class Gate:
    """Lets one writer through at a time, among the threads of this process and among processes."""

    def __init__(self, database: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._turnstile = database.with_name(f"{database.name}.turnstile")
        self._gate = database.with_name(f"{database.name}.gate")
        self._patience_seconds = patience_seconds
        self._threads = threading.Lock()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Holds the gate for the block; raises DatabaseBusy when no turn came in time."""
        deadline = time.monotonic() + self._patience_seconds
        if not self._threads.acquire(timeout=self._patience_seconds):
            raise DatabaseBusy("the database is busy; try again in a moment")
        try:
            with _opened(self._turnstile) as turnstile, _opened(self._gate) as gate:
                _lock(turnstile, deadline)
                _lock(gate, deadline)
                fcntl.flock(turnstile, fcntl.LOCK_UN)
                yield
        finally:
            self._threads.release()


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """An open file whose locks end with it, whatever happens."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise DatabaseBusy("the database is busy; try again in a moment") from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return
