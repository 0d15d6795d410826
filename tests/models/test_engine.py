"""Transactions: nothing is lost, nothing half done, and whoever waits too long is told so."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from models.accounts import Learner
from models.engine import Database, refers_to_nothing
from models.gate import DatabaseBusy
from models.migrations import migrate
from models.study import Card
from tests.factories import Person, choices, publish

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)


def learner(name: str = "Ana", created_at: datetime = NOON) -> Learner:
    return Learner(name=name, zone="UTC", rollover=4, theme="system", created_at=created_at)


def names(database: Database) -> list[str | None]:
    with database.reading() as session:
        return list(session.scalars(select(Learner.name).order_by(Learner.id)))


def test_eight_writers_lose_no_update(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.answer()

    def write(_writer: int) -> None:
        for _ in range(100):
            with database.writing() as session:
                lapses = session.scalar(select(Card.lapses).with_for_update()) or 0
                session.execute(update(Card).values(lapses=lapses + 1))

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, range(8)))

    with database.reading() as session:
        assert session.scalar(select(Card.lapses)) == 800


def test_an_error_takes_everything_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_halfway(database)

    assert names(database) == []


def test_a_reading_session_cannot_write(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError):
        session.execute(
            insert(Learner), {"name": "Ana", "zone": "UTC", "rollover": 4, "theme": "dark", "created_at": NOON}
        )

    assert names(database) == []


def test_a_reading_session_sees_one_state(database: Database) -> None:
    with database.reading() as session:
        assert session.scalars(select(Learner.name)).all() == []
        with database.writing() as other:
            other.add(learner())
        assert session.scalars(select(Learner.name)).all() == []

    assert names(database) == ["Ana"]


def test_moments_come_back_in_utc_to_the_millisecond(database: Database) -> None:
    with database.writing() as session:
        session.add(learner(created_at=NOON.astimezone(timezone(timedelta(hours=5)))))

    with database.reading() as session:
        found = session.scalar(select(Learner.created_at))

    assert found == NOON.replace(microsecond=123000)
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="needs its zone"), database.writing() as session:
        session.add(learner(created_at=NOON.replace(tzinfo=None)))


@pytest.fixture
def impatient(tmp_path: Path) -> Database:
    """A SQLite database that waits a tenth of a second for its turn."""
    database = Database(f"sqlite:///{tmp_path / 'impatient.sqlite3'}", patience_seconds=0.1)
    migrate(database)
    return database


def test_a_second_writer_is_told_when_its_turn_does_not_come(impatient: Database) -> None:
    with impatient.writing() as session:
        session.add(learner())
        with pytest.raises(DatabaseBusy), ThreadPoolExecutor(1) as other:
            other.submit(enter, impatient).result()

    assert names(impatient) == ["Ana"]


def test_a_writer_of_another_process_holds_the_gate_too(impatient: Database, tmp_path: Path) -> None:
    elsewhere = Database(f"sqlite:///{tmp_path / 'impatient.sqlite3'}", patience_seconds=0.1)

    with impatient.writing(), pytest.raises(DatabaseBusy):
        enter(elsewhere)

    enter(elsewhere)


def test_a_program_that_ignores_the_gate_makes_writers_busy_and_readers_none_the_worse(
    impatient: Database, tmp_path: Path
) -> None:
    rude = sqlite3.connect(tmp_path / "impatient.sqlite3", isolation_level=None)
    rude.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseBusy):
        enter(impatient)
    assert names(impatient) == []

    rude.execute("ROLLBACK")
    rude.close()
    enter(impatient)


def test_sqlite_is_durable_strict_and_patient(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")

    with database.writing() as session:
        found = [session.scalar(text(f"PRAGMA {pragma}")) for pragma in pragmas]

    assert found == ["wal", 2, 1, 10_000, 0]


def enter(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("SELECT 1"))


def fail_halfway(database: Database) -> None:
    with database.writing() as session:
        session.add(learner())
        session.flush()
        _ = 1 / 0


def test_a_row_that_refers_to_nothing_is_told_from_other_refusals(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.answer()
    with pytest.raises(IntegrityError) as lost, database.writing() as session:
        session.execute(update(Card).values(question_id=99))
    with pytest.raises(IntegrityError) as doubled, database.writing() as session:
        session.execute(insert(Learner).values(id=ana.id, zone="UTC", rollover=4, theme="system", created_at=NOON))

    assert [refers_to_nothing(refused.value) for refused in (lost, doubled)] == [True, False]
