"""Files on the command line: read whole, checked together with the paths beside them, written whole or not at all."""

import os
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import click

from quizzes.cli.watching import Watching, unwatched
from quizzes.core.banks import (
    FILE_LIMIT,
    Bank,
    Checked,
    PathRef,
    SourceFile,
    as_github,
    as_json,
    as_text,
    check_file,
    together,
)
from quizzes.core.banks.lint import Anchors
from quizzes.core.banks.origin import anchors_of, check_origin
from quizzes.core.problems import Problem, Severity
from quizzes.services.publishing import Edition

_RENDER = {"text": as_text, "json": as_json, "github": as_github}
FORMATS = click.Choice(("text", "json", "github"))


def load_edition(file: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """A bank that may be published, with every problem found; None where one of them is an error."""
    checked = check_files((file,))
    if not checked.banks:
        return None, checked.problems
    bank = checked.banks[0]
    path = _path_of(bank)
    content = path.read_bytes() if path else None
    origin = check_origin(bank, content)
    problems = (*checked.problems, *origin)
    if origin:
        return None, problems
    edition = Edition(
        bank=bank,
        yaml=file.read_bytes().decode(),
        path_text=None if content is None else content.decode("utf-8-sig"),
        path_file=bank.path.file if bank.path else "",
    )
    return edition, problems


def check_files(files: Sequence[Path], *, watching: Watching = unwatched) -> Checked:
    """The banks and the problems of these files; sources are followed into the Markdown files beside them."""
    return together([_check(file, watching) for file in files])


def _check(file: Path, watching: Watching) -> Checked:
    with file.open("rb") as stream:
        # One byte too many shows that the file is too large, however much more there is.
        data = stream.read(FILE_LIMIT + 1)
    with watching(file, len(data)) as watch:
        return check_file(SourceFile(str(file), data), anchors=_headings(file.parent), watch=watch)


def _headings(folder: Path) -> Anchors:
    @cache
    def anchors(name: str) -> Collection[str] | None:
        path = folder / name
        return anchors_of(path.read_bytes(), file=name) if path.suffix == ".md" and path.is_file() else None

    return anchors


def reference(path: Path, *, path_id: str, beside: Path) -> PathRef:
    """How a bank that will stand in the folder `beside` names the path it was made from."""
    return PathRef(id=path_id, file=relative_name(path, beside=beside), sha256=sha256(path.read_bytes()).hexdigest())


def relative_name(path: Path, *, beside: Path) -> str:
    """A file's name as seen from a folder."""
    return Path(os.path.relpath(path.resolve(), beside.resolve())).as_posix()


def replace_file(file: Path, text: str) -> None:
    """Write a file so that at every moment it is the old one or the new one, whole."""
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(text, "utf-8")
    draft.replace(file)


def show(problems: Iterable[Problem], *, form: str = "text") -> None:
    """Print problems in the form that a person, a program or a code review reads."""
    click.echo(_RENDER[form](problems), nl=False, err=form == "text")


def stop_at_errors(problems: Iterable[Problem]) -> None:
    """End with exit code 1 if one of the problems is an error."""
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise click.exceptions.Exit(1)


def _path_of(bank: Bank) -> Path | None:
    """The file that a bank names as its path, if it is there."""
    if bank.path is None:
        return None
    path = Path(bank.file).resolve().parent / bank.path.file
    return path if path.is_file() else None
