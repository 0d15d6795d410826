"""What the pages need of the running program: its database, settings and clock."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from models.engine import Database
from quizzes.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathdeck:
    """The parts of one running program."""

    database: Database
    settings: Settings
    clock: Callable[[], datetime]


def pathdeck() -> Pathdeck:
    """The program that serves the current request."""
    program: Pathdeck = current_app.extensions["pathdeck"]
    return program


def reading() -> AbstractContextManager[Session]:
    """A transaction that only reads."""
    return pathdeck().database.reading()


def writing() -> AbstractContextManager[Session]:
    """A transaction that writes, committed at its end."""
    return pathdeck().database.writing()


def now() -> datetime:
    """The current instant, in UTC."""
    return pathdeck().clock()
