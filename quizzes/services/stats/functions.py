"""What both databases can tell about a log row, each in its own words."""

from typing import Any

from sqlalchemy import BigInteger, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from quizzes.core.stats.hours import QUARTER_SECONDS


class quarter_of(GenericFunction[int]):  # noqa: N801 - it reads like the functions of SQL.
    """The number of the quarter hour since 1970 that a moment lies in."""

    type = BigInteger()
    inherit_cache = True


class state_field(GenericFunction[str]):  # noqa: N801 - see above.
    """A field of a card's state as the log keeps it, as text; NULL where it is left out."""

    type = Text()
    inherit_cache = True


@compiles(quarter_of, "sqlite")
def _quarter_on_sqlite(element: quarter_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST(strftime('%s', {compiler.process(element.clauses, **options)}) AS INTEGER) / {QUARTER_SECONDS}"


@compiles(quarter_of, "postgresql")
def _quarter_on_postgresql(element: quarter_of, compiler: SQLCompiler, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"CAST(floor(extract(epoch FROM {moment}) / {QUARTER_SECONDS}) AS BIGINT)"


@compiles(state_field, "sqlite")
def _field_on_sqlite(element: state_field, compiler: SQLCompiler, **options: Any) -> str:
    state, name = (compiler.process(clause, **options) for clause in element.clauses)
    return f"json_extract({state}, '$.' || {name})"


@compiles(state_field, "postgresql")
def _field_on_postgresql(element: state_field, compiler: SQLCompiler, **options: Any) -> str:
    state, name = (compiler.process(clause, **options) for clause in element.clauses)
    return f"CAST({state} AS JSON) ->> {name}"
