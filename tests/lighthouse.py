"""A running Pathdeck with one small deck in it: every kind of question once, each in a section of its own."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from flask import Flask

from app import create_app
from models.engine import Database
from models.migrations import migrate
from quizzes.core.banks.check import SourceFile, check
from quizzes.services import decks
from quizzes.settings import Settings
from quizzes.web.pathdeck import Pathdeck
from quizzes.web.security.key import make_key, read_key

CASES = Path(__file__).parent / "cases" / "lighthouse"

SECTIONS = {
    "choice": "11-characters",
    "multi": "12-guarantees",
    "truefalse": "13-statements",
    "typed": "14-words",
    "cloze": "21-configuration",
    "match": "22-sounds",
    "order": "23-lighting-up",
    "flashcard": "24-why-we-log",
    "decision": "25-a-bad-night",
}


@dataclass(slots=True)
class Clock:
    """A clock that stands still until a test turns it."""

    instant: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 12, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.instant

    def turn(self, **span: float) -> None:
        """Let time pass."""
        self.instant += timedelta(**span)


def light(data: Path, clock: Callable[[], datetime]) -> Flask:
    """The application on a fresh data folder with the lighthouse published."""
    settings = Settings(data=data)
    make_key(settings)
    database = Database(settings.database)
    migrate(database)
    publish(database, clock)
    database.close()
    return create_app(settings, clock=clock)


def copied(lit: Path, data: Path, clock: Callable[[], datetime]) -> Flask:
    """The application on a copy of a folder where the lighthouse is lit.

    All tests of a process share one application, which is costly to make; each gives it a database and a clock of its
    own, and the one before must be done with it.
    """
    shutil.copytree(lit, data)
    settings = Settings(data=data)
    app = _application(lit)
    app.secret_key = read_key(settings)
    app.extensions["pathdeck"] = Pathdeck(database=Database(settings.database), settings=settings, clock=clock)
    return app


@cache
def _application(lit: Path) -> Flask:
    app = create_app(Settings(data=lit))
    database_of(app).close()
    return app


def publish(database: Database, clock: Callable[[], datetime], bank: str | None = None) -> None:
    """Publish the lighthouse, or another text of its bank."""
    text = bank or (CASES / "bank.yaml").read_text("utf-8")
    checked = check([SourceFile("bank.yaml", text.encode())])
    assert not checked.errors, checked.errors
    with database.writing() as session:
        decks.publish(
            session,
            bank=checked.banks[0],
            yaml=text,
            path_text=(CASES / "path.md").read_text("utf-8"),
            path_file="path.md",
            owner_id=None,
            now=clock(),
        )


def database_of(app: Flask) -> Database:
    """The application's database."""
    program: Pathdeck = app.extensions["pathdeck"]
    return program.database
