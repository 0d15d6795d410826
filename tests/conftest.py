"""Real databases for every test that asks for one: SQLite always, PostgreSQL wherever a server can be started."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from models.engine import Database
from models.metadata import METADATA
from models.migrations import migrate
from tests.factories import Person
from tests.postgresql import get_server

BACKENDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A migrated, empty database file, copied for each test."""
    file = tmp_path_factory.mktemp("template") / "pathdeck.sqlite3"
    database = Database(f"sqlite:///{file}")
    migrate(database)
    database.close()
    return file.read_bytes()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> str:
    """The address of one PostgreSQL server for the whole run, all workers included."""
    if os.geteuid() == 0 and not os.environ.get("CI"):
        pytest.skip("as root, PostgreSQL would need a system user of its own; run as another user, or with CI=1")
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "postgresql"
    folder.mkdir(exist_ok=True)
    return get_server(folder, cleanup_mode="delete").get_uri(driver="psycopg")


@pytest.fixture(scope="session")
def postgresql(postgresql_server: str, worker_id: str) -> Iterator[Database]:
    """This worker's migrated database on the server."""
    name = f"pathdeck_{worker_id}"
    server = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    url = server.url.set(database=name).render_as_string(hide_password=False)
    server.dispose()
    database = Database(url)
    migrate(database)
    yield database
    database.close()


@pytest.fixture(params=BACKENDS)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database with the newest schema; each test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        file: Path = request.getfixturevalue("tmp_path") / "pathdeck.sqlite3"
        file.write_bytes(request.getfixturevalue("sqlite_template"))
        database = Database(f"sqlite:///{file}")
        yield database
        database.close()
        return
    database = request.getfixturevalue("postgresql")
    tables = ", ".join(f'"{table}"' for table in METADATA.tables)
    with database.writing() as session:
        session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    yield database


@pytest.fixture
def ana(database: Database) -> Person:
    return Person(database)


@pytest.fixture
def ben(database: Database) -> Person:
    return Person(database)


@pytest.fixture
def eve(database: Database) -> Person:
    """Nobody in particular: an outsider where Ana or Ben own something."""
    return Person(database)
