"""The database engine: one way to read, one way to write, the same on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from models.gate import PATIENCE_SECONDS, DatabaseBusy, Gate

_POOL = {"pool_size": 8, "max_overflow": 32}
_MIGRATION_LOCK = 7_284_001
_FOREIGN_KEY_VIOLATION = "23503"
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout={milliseconds}",
    "PRAGMA trusted_schema=OFF",
)


class BrokenReferences(Exception):
    """A migration would have left rows that refer to nothing; it was rolled back."""


class Database:
    """Gives sessions: `reading()` sees one state and refuses to write, `writing()` commits at its end or not at all.

    The edge (a view, a command) opens them; services receive the session and never commit.
    """

    def __init__(self, url: str, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        parsed = make_url(url)
        self.sqlite = parsed.get_backend_name() == "sqlite"
        self._gate: Gate | None = None
        if self.sqlite:
            self._gate = Gate(Path(parsed.database or ""), patience_seconds=patience_seconds)
            self.writer = _sqlite(url, begin="BEGIN IMMEDIATE", patience_seconds=patience_seconds)
            self.reader = _sqlite(url, begin="BEGIN", patience_seconds=patience_seconds)
        else:
            self.writer = create_engine(url, pool_pre_ping=True, **_POOL)
            self.reader = self.writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and cannot change it."""
        with Session(self.reader, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are committed together at the end, or not at all; raises DatabaseBusy."""
        with self._gate.entered() if self._gate else nullcontext(), Session(self.writer) as session:
            try:
                with session.begin():
                    yield session
            except OperationalError as error:
                if _is_busy(error):
                    raise DatabaseBusy("the database is busy; try again in a moment") from error
                raise

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """One write transaction as a bare connection, for migrations: foreign keys are checked at its end only."""
        with self._gate.entered() if self._gate else nullcontext(), self.writer.connect() as connection:
            if not self.sqlite:
                with connection.begin():
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
                    yield connection
                return
            # SQLite ignores this pragma inside a transaction, so it goes to the driver before one begins.
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                    if broken:
                        raise BrokenReferences(f"{len(broken)} rows refer to rows that are not there: {broken[:3]}")
            finally:
                driver.execute("PRAGMA foreign_keys=ON")

    def close(self) -> None:
        """Closes every pooled connection."""
        self.writer.dispose()
        self.reader.dispose()


def refers_to_nothing(error: IntegrityError) -> bool:
    """Whether a row was refused because what it refers to is not there any more."""
    name = getattr(error.orig, "sqlite_errorname", "")
    return name == "SQLITE_CONSTRAINT_FOREIGNKEY" or getattr(error.orig, "sqlstate", "") == _FOREIGN_KEY_VIOLATION


def _sqlite(url: str, *, begin: str, patience_seconds: float) -> Engine:
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": patience_seconds}, **_POOL)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma.format(milliseconds=int(patience_seconds * 1000)))
        if begin == "BEGIN":
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _is_busy(error: OperationalError) -> bool:
    return getattr(error.orig, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
