"""The page of limits says what the code does: every number is the code's, and no limit is missing."""

import ast
import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "limits.md"
_ROW = re.compile(r"\| [^|]+ \| (?P<number>[\d,]+) (?P<unit>\w+) \| [^|]+ \| `(?P<constant>\S+)` \|")
_TIMES = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
_LIMIT = re.compile(r"(MOST|LONGEST|LARGEST|MAX)(_[A-Z_]+)?|[A-Z_]+_(LIMIT|LIFE)|TRIES_[A-Z_]+|SECONDS_TO_[A-Z_]+")
# What a generator or a lint looks at is a rule of theirs; nobody meets it as a limit.
_OWN_RULES = ("quizzes/core/generation/", "quizzes/core/regeneration/", "quizzes/core/analysis/")
_NO_LIMITS = {
    "quizzes.core.banks.giveaways:MOST_AVOIDED": "a rule of the lint",
    "quizzes.services.generating:MOST_KEPT": "a cache, made anew without anybody noticing",
    "quizzes.services.study.catching_up:MOST_LAG": "a cursor that moves sooner or later",
}


class Row(NamedTuple):
    number: int
    unit: str
    constant: str


def rows() -> list[Row]:
    lines = [line for line in PAGE.read_text().splitlines() if re.match(r"\| (?!What)", line)]
    found = [_ROW.fullmatch(line) for line in lines]
    assert all(found), [line for line, row in zip(lines, found, strict=True) if not row]
    return [Row(int(row["number"].replace(",", "")), row["unit"], row["constant"]) for row in found if row]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.constant)
def test_a_limit_is_the_one_in_the_code(row: Row) -> None:
    module, _, name = row.constant.partition(":")
    value = getattr(import_module(module), name)
    seconds = _TIMES.get(row.unit.removesuffix("s"))
    if isinstance(value, timedelta):
        assert seconds, f"{row.constant} is a time; the page says {row.unit}"
        assert value == timedelta(seconds=row.number * seconds)
    elif seconds and "SECONDS" in name:
        assert value == row.number * seconds
    else:
        assert value == row.number


def test_no_limit_is_missing_from_the_page() -> None:
    told = [row.constant for row in rows()]
    stand = {constant for file in sources() for constant in constants(file)}

    assert sorted(set(told)) == sorted(told)
    assert sorted(stand - set(told) - _NO_LIMITS.keys()) == [], "write a row in docs/limits.md"
    assert sorted(_NO_LIMITS.keys() - stand) == []


def sources() -> list[Path]:
    files = [ROOT / "app.py", *(ROOT / "models").rglob("*.py"), *(ROOT / "quizzes").rglob("*.py")]
    return [file for file in files if not file.relative_to(ROOT).as_posix().startswith(_OWN_RULES)]


def constants(file: Path) -> list[str]:
    """The names of limits that a module sets, as module:NAME; private ones are its own affair."""
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    targets = [
        target
        for statement in ast.parse(file.read_text()).body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
    ]
    names = (target.id for target in targets if isinstance(target, ast.Name))
    return [f"{module}:{name}" for name in names if _LIMIT.fullmatch(name) and name[0] != "_"]
