"""What every table shares: names for constraints, column types that mean the same on both databases."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, CompoundSelect, DateTime, Dialect, Integer, MetaData, Row, Select, Table, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
AnyUnion = CompoundSelect[*tuple[Any, ...]]
"""Rows and statements whose columns are read by name."""

Id = BigInteger().with_variant(Integer, "sqlite")
"""A key that both databases count up by themselves."""

CLUSTERED = {"sqlite_with_rowid": False}
"""Rows stored in the order of their key: for narrow tables that a learner grows."""


class Instant(TypeDecorator[datetime]):
    """A moment, aware and in UTC on the way in and on the way out, exact to the millisecond."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive moment: nobody could say which one it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone; pass datetime.now(UTC)")
        moment = value.astimezone(UTC)
        moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC, whatever zone the connection speaks."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Words(TypeDecorator[tuple[str, ...]]):
    """A few words as a JSON array; most rows have none, so those are not parsed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str:
        """The array as text."""
        return json.dumps(value or ())

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...]:
        """The words, none for NULL."""
        return tuple(json.loads(value)) if value and value != _NO_WORDS else ()


_NO_WORDS = json.dumps(())


class Base(DeclarativeBase):
    """The mapped classes; relationships are not mapped, so nothing is ever loaded behind a caller's back."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Text(), datetime: Instant()}  # noqa: RUF012 - SQLAlchemy reads it from the class.


def table_of(mapped: type[Base]) -> Table:
    """The table of a mapped class, for statements that are to stay plain Core."""
    table = mapped.__table__
    assert isinstance(table, Table)
    return table
