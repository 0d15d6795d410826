"""`pathdeck new`, `fmt`, `rename` and `schema`: a bank's file from its first line on."""

from pathlib import Path

import click

from quizzes.cli.files import check_files, replace_file, show, stop_at_errors
from quizzes.core.banks.completion import schema_text
from quizzes.core.banks.fmt import formatted
from quizzes.core.banks.ids import propose_id
from quizzes.core.banks.page import CannotEdit
from quizzes.core.banks.rename import CannotRename, renamed
from quizzes.core.banks.template import example, new_bank
from quizzes.core.questions import KINDS

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog="Example: pathdeck new night-sky.yaml --title 'The night sky'")
@click.argument("file", type=_NEW_FILE, required=False)
@click.option("--title", help="The title that learners read; else it is made from the file's name.")
@click.option("--kind", type=click.Choice(KINDS), help="Print one example of this kind to paste, and write no file.")
def new(*, file: Path | None, title: str | None, kind: str | None) -> None:
    """Write a new bank FILE with one good example of each kind of question.

    A file that has anything in it stays as it is: then the exit code is 1.
    """
    if (file is None) == (kind is None):
        raise click.UsageError("Name either a FILE to write or a --kind to print.")
    if kind:
        click.echo(example(kind), nl=False)
    elif file:
        _begin(file, title)


def _begin(file: Path, title: str | None) -> None:
    words = " ".join(file.stem.replace("-", " ").replace("_", " ").split())
    text = new_bank(propose_id(file.stem, ()), title or words[:1].upper() + words[1:])
    with file.open("a", encoding="utf-8", newline="\n") as begun:
        if begun.tell():
            raise click.ClickException(f"{file} is there already; choose another name.")
        begun.write(text)
    click.echo(f"{file} is written. Change it, then: pathdeck check {file}")


@click.command(epilog="Example: pathdeck fmt banks/*.yaml --check")
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 if a file is not in order.")
def fmt(*, files: tuple[Path, ...], check: bool) -> None:
    """Put the bank FILES in order: fill in missing ids once, from the text, and tidy spaces and empty lines.

    \b
    - A question without an id gets one. It is never made anew from the text later.
    - Spaces at line ends go.
    - One empty line stands between questions; none is put between two of one line each.
    - The file ends with one line break.

    Values, comments, quotes and the order stay as they are. A file that cannot be read stays as it is.
    Exit code 0: done, or nothing to do. 1: with --check not in order, or a file cannot be read. 2: wrong use.
    """
    refused = [file for file in files if not _format(file, only_check=check)]
    if refused:
        raise click.exceptions.Exit(1)


def _format(file: Path, *, only_check: bool) -> bool:
    """Put one file in order and say what was done; whether all is well with it."""
    text = file.read_bytes().decode("utf-8", errors="surrogateescape")
    try:
        done = formatted(text)
    except CannotEdit as refusal:
        click.echo(f"{file}: left as it is: {refusal}.", err=True)
        return False
    for change in done.changes:
        click.echo(f"{file}:{change.line}: {change.words}")
    if done.changes and not only_check:
        replace_file(file, done.text)
    if not done.changes:
        click.echo(f"{file}: in order.")
    return not (done.changes and only_check)


@click.command(epilog="Example: pathdeck rename net.yaml ssh ssh-port")
@click.argument("file", type=_FILE)
@click.argument("old")
@click.argument("new")
def rename(*, file: Path, old: str, new: str) -> None:
    """Give the question OLD in the bank FILE the id NEW, and list OLD under `was`, so that no learner loses progress.

    Every `avoid` that names it follows. Exit code 1: the bank has errors, or NEW is or was another question's id.
    """
    checked = check_files((file,))
    if not checked.banks:
        show(checked.errors)
    stop_at_errors(checked.problems)
    try:
        done = renamed(file.read_bytes().decode(), checked.banks[0], old=old, new=new)
    except (CannotRename, CannotEdit) as refusal:
        raise click.ClickException(f"{refusal}; nothing was written.") from refusal
    replace_file(file, done.text)
    click.echo(f"{file}: `{old}` is now `{new}`; changed questions in lines {', '.join(map(str, done.lines))}.")
    click.echo(f"Next: pathdeck publish {file}. Keep the line `was`: learners' progress hangs on it.")


@click.command(epilog="Example: pathdeck schema -o question-bank.schema.json")
@click.option("-o", "--output", type=_NEW_FILE, help="The file to write; without it the schema is printed.")
def schema(*, output: Path | None) -> None:
    """Print the JSON Schema of a bank (2020-12), with which an editor completes and explains keys as you type.

    Then begin a bank with the line: # yaml-language-server: $schema=./question-bank.schema.json
    """
    if output:
        replace_file(output, schema_text())
    else:
        click.echo(schema_text(), nl=False)
