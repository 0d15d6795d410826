"""What stands in a question's content, read by the database: one member, or all that is said in it."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_SAID = ("ask", "text", "why", "explain", "answer", "accept", "left", "right", "given")
"""The members of `core.questions` that hold words for people."""


class member(FunctionElement[str]):  # noqa: N801 - it reads as the function that it is in SQL.
    """A member of a JSON object at its first level, as text; a list stays JSON."""

    type = Text()
    inherit_cache = True


class said(FunctionElement[str]):  # noqa: N801 - as above.
    """Everything that a question says to people, answers and reasons included, line by line."""

    type = Text()
    inherit_cache = True


@compiles(member, "sqlite")
def _sqlite_member(element: member, compiler: SQLCompiler, **options: Any) -> str:
    content, name = _arguments(element, compiler, options)
    return f"json_extract({content}, '$.' || {name})"


@compiles(member, "postgresql")
def _postgresql_member(element: member, compiler: SQLCompiler, **options: Any) -> str:
    content, name = _arguments(element, compiler, options)
    return f"({content}::jsonb ->> {name})"


@compiles(said, "sqlite")
def _sqlite_said(element: said, compiler: SQLCompiler, **options: Any) -> str:
    (content,) = _arguments(element, compiler, options)
    names = ", ".join(f"'{name}'" for name in _SAID)
    leaves = f"SELECT value FROM json_tree({content}) WHERE key IN ({names}) AND type IN ('text', 'array')"
    return f"(SELECT group_concat(value, char(10)) FROM ({leaves}))"


@compiles(said, "postgresql")
def _postgresql_said(element: said, compiler: SQLCompiler, **options: Any) -> str:
    (content,) = _arguments(element, compiler, options)
    # Short paths over one parsed copy take a quarter of the time of one path through everything.
    paths = [f'{start}.{name} ? (@.type() == "string")' for name in _SAID for start in ("$", "$.*[*]")]
    lines = ", ".join(f"jsonb_path_query_array(parsed, '{path}')" for path in paths)
    return f"(SELECT concat_ws(chr(10), {lines}) FROM (SELECT {content}::jsonb AS parsed OFFSET 0) AS once)"


def _arguments(element: FunctionElement[str], compiler: SQLCompiler, options: dict[str, Any]) -> list[str]:
    return [compiler.process(clause, **options) for clause in element.clauses]
