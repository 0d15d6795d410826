"""`pathdeck tick`: what happens by the clock, in one process beside the server."""

import fcntl
import logging
import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from models.engine import Database
from models.gate import DatabaseBusy
from quizzes.cli.ticking import remind, tidy
from quizzes.clock import utc_now
from quizzes.settings import BadSetting, Settings

SECONDS_BETWEEN = 60


@click.command(epilog="Example: pathdeck tick --once")
@click.option("--once", is_flag=True, help="Do what is due now and end.")
@click.option("--beside", is_flag=True, hidden=True, help="End when the process that started this one has ended.")
def tick(*, once: bool, beside: bool) -> None:
    """Send the reminders that are due and remove what has expired, every minute; `pathdeck serve` starts this itself.

    Of several on one data folder, one works and the others wait for it to end.
    """
    settings = Settings.read(os.environ)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    if not (settings.data / "secret-key").exists():
        raise BadSetting(f"there is nothing in {settings.data} yet; start with `pathdeck serve`")
    with _alone(settings.data / "tick.lock"):
        database = Database(settings.database)
        _tick(database, settings)
        while not once and not _ended(beside=beside):
            _tick(database, settings)


def _tick(database: Database, settings: Settings) -> None:
    try:
        remind(database, settings=settings, now=utc_now())
        tidy(database, now=utc_now())
    except DatabaseBusy as busy:
        logging.getLogger("pathdeck").warning("timed work waits a minute: %s", busy)


def _ended(*, beside: bool) -> bool:
    """Waits a minute; true as soon as the process that holds the other end of our input has ended."""
    ended, _, _ = select.select([sys.stdin] if beside else [], [], [], SECONDS_BETWEEN)
    return bool(ended)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
