"""Imports go one way, down; the core stays pure. One walk over every file enforces it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    file
    for folder in ("app.py", "quizzes", "models", "bench")
    for file in ([ROOT / folder] if folder.endswith(".py") else (ROOT / folder).rglob("*.py"))
)

# The floors from the top down. A file may import from its own floor and from those below.
FLOORS = (
    ("app",),
    ("quizzes.cli", "quizzes.web"),
    ("quizzes.services",),
    ("models",),
    ("quizzes.core",),
)
ANYWHERE = ("quizzes.clock", "quizzes.settings")

WEB = {"flask", "jinja2", "werkzeug"}
FORBIDDEN = {
    "quizzes.core": WEB
    | {"alembic", "click", "models", "os", "pathlib", "random", "secrets", "sqlalchemy", "time", "uuid"},
    "models": WEB | {"click"},
    "quizzes.services": WEB | {"click"},
    "quizzes.web": {"click"},
    "quizzes.cli": WEB,
}
IMPURE_CALLS = {"open", "input", "print", "now", "utcnow", "today", "getenv"}


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            module = node.module or ""
            yield node.lineno, module
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def floor_of(module: str) -> int | None:
    return next((level for level, names in enumerate(FLOORS) if any(within(module, name) for name in names)), None)


def offences(module: str, tree: ast.AST) -> Iterator[str]:
    floor = floor_of(module)
    banned = next((names for package, names in FORBIDDEN.items() if within(module, package)), set())
    for line, name in imports_of(tree):
        target = floor_of(name)
        if floor is not None and target is not None and target < floor:
            yield f"{module}:{line} imports {name}, which stands above it"
        if name.split(".")[0] in banned:
            yield f"{module}:{line} imports {name}, which its floor forbids"
        if within(module, "quizzes.core") and any(within(name, allowed) for allowed in ANYWHERE):
            yield f"{module}:{line} imports {name}; pass the value in"


def impurities(module: str, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in IMPURE_CALLS:
                yield f"{module}:{node.lineno} calls {name}()"


@pytest.mark.parametrize("file", SOURCES, ids=module_of)
def test_imports_go_down(file: Path) -> None:
    assert list(offences(module_of(file), ast.parse(file.read_text("utf-8")))) == []


@pytest.mark.parametrize("file", [f for f in SOURCES if within(module_of(f), "quizzes.core")], ids=module_of)
def test_the_core_reads_no_file_clock_or_chance(file: Path) -> None:
    assert list(impurities(module_of(file), ast.parse(file.read_text("utf-8")))) == []


@pytest.mark.parametrize("file", [f for f in SOURCES if "versions" not in f.parts], ids=module_of)
def test_modules_and_functions_stay_small(file: Path) -> None:
    source = file.read_text("utf-8")
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert source.count("\n") <= 320
    assert [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno >= 50] == []


def test_the_walk_finds_an_offender() -> None:
    tree = ast.parse("import flask\nfrom models.base import Base\nopen('x')")

    assert {line.split()[0] for line in offences("quizzes.core.questions", tree)} == {
        "quizzes.core.questions:1",
        "quizzes.core.questions:2",
    }
    assert list(impurities("quizzes.core.questions", tree)) == ["quizzes.core.questions:3 calls open()"]
