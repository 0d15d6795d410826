"""The lighthouse served to people without a browser: they read pages and send their forms."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.lighthouse import Clock, copied, database_of, light
from tests.visitor import Visitor


@pytest.fixture(scope="session")
def lit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lighthouse")
    database_of(light(folder, Clock())).close()
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(lit: Path, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    app = copied(lit, tmp_path / "data", clock)
    yield app
    database_of(app).close()


@pytest.fixture
def ana(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def ben(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def rows(app: Flask) -> Callable[[str], int]:
    """How many rows a table has."""

    def count(table: str) -> int:
        with database_of(app).reading() as session:
            return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    return count
