"""The schema: what migrations build is what the mappings say, and a foreign schema is refused."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from models.engine import BrokenReferences, Database
from models.metadata import METADATA
from models.migrations import SchemaUnknown, check, latest_version, migrate, schema_version


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")


def sqlite_schema(database: Database) -> dict[str, list[str]]:
    """Every table and index by name, with its parts in any order: a column added later stands at the end."""
    with database.reading() as session:
        rows = session.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {name: sorted(parts(sql)) for name, sql in rows}


def parts(sql: str) -> list[str]:
    """A statement cut at its outer parenthesis and at the commas in it."""
    head, _, rest = sql.partition("(")
    body, _, tail = rest.rpartition(")")
    return [" ".join(part.split()) for part in (head, tail, *re.split(r",(?![^(]*\))", body))]


def test_migrations_build_what_the_mappings_say(database: Database) -> None:
    with database.migrating() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})

        assert compare_metadata(context, METADATA) == []


def test_migrations_build_sqlite_to_the_letter(empty: Database, tmp_path: Path) -> None:
    direct = Database(f"sqlite:///{tmp_path / 'direct.sqlite3'}")
    with direct.migrating() as connection:
        METADATA.create_all(connection)

    migrate(empty)

    built = sqlite_schema(empty)
    del built["alembic_version"]
    assert built == sqlite_schema(direct)


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        (table.name, constraint)
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]

    assert unnamed == []


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    assert schema_version(empty) is None
    assert migrate(empty) == latest_version()
    before = sqlite_schema(empty)

    assert migrate(empty) == latest_version()
    assert sqlite_schema(empty) == before
    check(empty)


def test_a_database_of_a_newer_program_is_refused_in_one_line(empty: Database) -> None:
    migrate(empty)
    with empty.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaUnknown, match=r"schema 9999, which is newer than this program; update Pathdeck"):
        migrate(empty)
    with pytest.raises(SchemaUnknown, match="newer"):
        check(empty)


def test_a_database_without_tables_is_not_served(empty: Database) -> None:
    with pytest.raises(SchemaUnknown, match=r"has schema none.*pathdeck serve"):
        check(empty)


def test_a_migration_that_fails_leaves_nothing_behind(empty: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        create_half(empty)

    assert sqlite_schema(empty) == {}


def test_a_migration_cannot_leave_rows_that_refer_to_nothing(empty: Database) -> None:
    migrate(empty)

    with pytest.raises(BrokenReferences, match="1 rows"), empty.migrating() as connection:
        connection.execute(text("INSERT INTO section VALUES (7, 'a', 1, 'A')"))

    with empty.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM section")) == 0


def test_accounts_that_look_alike_already_keep_their_names(empty: Database) -> None:
    migrate(empty)
    with empty.writing() as session:
        session.execute(text("DROP INDEX uq_learner_name_look"))
        session.execute(text("ALTER TABLE learner DROP COLUMN name_look"))
        session.execute(text("UPDATE alembic_version SET version_num = '0006'"))
        for name in ("Anna", "\u0410nna", "Ben"):
            values = {"name": name, "key": name.casefold(), "at": "2026-03-02 09:00:00"}
            columns = "name, name_key, zone, rollover, theme, created_at"
            session.execute(
                text(f"INSERT INTO learner ({columns}) VALUES (:name, :key, 'UTC', 4, 'system', :at)"), values
            )

    migrate(empty)

    with empty.reading() as session:
        assert session.scalars(text("SELECT name_look FROM learner ORDER BY id")).all() == ["anna", None, "ben"]


def create_half(database: Database) -> None:
    with database.migrating() as connection:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        _ = 1 / 0
