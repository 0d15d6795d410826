"""`pathdeck plan`, `publish` and `pull`: from a file to a deck and back, here or on a server."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import TypeAdapter

from quizzes.cli.files import FORMATS, load_edition, show, stop_at_errors
from quizzes.cli.prepare import prepare
from quizzes.cli.targets import Here, Target, read_token, there
from quizzes.core.problems import Problem, Severity
from quizzes.core.publishing import Item, PlanReport
from quizzes.services.publishing import Edition, Refusal
from quizzes.settings import Settings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
F = TypeVar("F", bound=Callable[..., Any])

_NAMES = {
    "new": "new",
    "changed": "changed, progress kept",
    "meaning_changed": "meaning changed, due again",
    "renamed": "renamed",
    "retired": "retired",
    "revived": "back again",
}


def _server(where: str) -> Callable[[F], F]:
    """The options that choose a server."""

    def with_options(command: F) -> F:
        for option in reversed(
            (
                click.option(f"--{where}", "address", metavar="URL", help="A server; without it, this machine's data."),
                click.option(
                    "--token", envvar="PATHDECK_TOKEN", default="", help="Your token there, or PATHDECK_TOKEN."
                ),
                click.option("--token-file", type=_FILE, help="A file that holds the token."),
                click.option("--insecure", is_flag=True, help="Send the token over http all the same."),
            )
        ):
            command = option(command)
        return command

    return with_options


@click.command(epilog="Example: pathdeck plan banks/net.yaml --to https://decks.example.org --format github")
@click.argument("file", type=_FILE)
@_server("to")
@click.option("--base", type=click.IntRange(0), metavar="N", help="The revision that the file was begun from.")
@click.option("--retire", is_flag=True, help="Many questions may retire.")
@click.option("--format", "form", type=FORMATS, default="text", show_default=True, help="For people, programs or CI.")
def plan(
    *,
    file: Path,
    address: str | None,
    token: str,
    token_file: Path | None,
    insecure: bool,
    base: int | None,
    retire: bool,
    form: str,
) -> None:
    """Show what publishing the bank FILE would do, and change nothing.

    Exit code 0: it can be published, or nothing is new. 1: something speaks against it. 2: wrong use.
    """
    edition = _load(file, form=form)
    target = _target(address, token=token, token_file=token_file, insecure=insecure)
    _show_plan(target.plan(edition, known=base, retire=retire), file=file, form=form, known=base)


@click.command(epilog="Example: pathdeck publish my-path.yaml --dry-run")
@click.argument("file", type=_FILE)
@_server("to")
@click.option("--base", type=click.IntRange(0), metavar="N", help="The revision that the file was begun from.")
@click.option("--note", default="", help="Why, in a line for those who study it.")
@click.option("--retire", is_flag=True, help="Publish although many questions would retire.")
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
def publish(
    *,
    file: Path,
    address: str | None,
    token: str,
    token_file: Path | None,
    insecure: bool,
    base: int | None,
    note: str,
    retire: bool,
    dry_run: bool,
) -> None:
    """Publish the bank FILE: show the plan, then apply it in one transaction.

    Learners keep their progress; only a raised `rev` makes a question due again. The same file twice changes nothing.
    What was changed in the browser meanwhile is listed and kept: pull it first, or name its revision with --base.

    Exit code 0: published, or nothing was new. 1: something speaks against it, nothing was published. 2: wrong use.
    """
    edition = _load(file, form="text")
    target = _target(address, token=token, token_file=token_file, insecure=insecure)
    found = target.plan(edition, known=base, retire=retire)
    _show_plan(found, file=file, form="text", known=base)
    if dry_run:
        return
    done = target.publish(edition, base=found.base, known=base, retire=retire, note=note)
    if done.refusal is Refusal.STALE:
        raise click.ClickException(f"revision {done.revision} was published meanwhile; run the command once more.")
    if done.refusal:
        _show_plan(done.report, file=file, form="text", known=base)
    click.echo(f"Published as revision {done.revision}." if done.applied else "Nothing new to publish.")


@click.command(epilog="Example: pathdeck pull net-basics --from https://decks.example.org -o banks/net.yaml")
@click.argument("deck")
@_server("from")
@click.option("-o", "--output", type=_NEW_FILE, help="The file to write; without it the bank is printed.")
@click.option("--force", is_flag=True, help="Write over a file that holds changes of its own.")
def pull(
    *,
    deck: str,
    address: str | None,
    token: str,
    token_file: Path | None,
    insecure: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Fetch the published bank DECK, byte for byte, and say which revision it is.

    A file with changes that were never published is not written over; the difference is shown instead.
    """
    target = _target(address, token=token, token_file=token_file, insecure=insecure)
    old = output.read_bytes() if output and output.exists() else None
    found = target.pull(deck, digest=sha256(old or b"").hexdigest())
    if output is None:
        click.echo(found.yaml.encode(), nl=False)
    elif old is None or force or found.holds:
        _replace(output, found.yaml.encode())
    else:
        before = old.decode("utf-8", "replace").splitlines()
        rows = unified_diff(
            before, found.yaml.splitlines(), str(output), f"{deck}, revision {found.revision}", "", "", lineterm=""
        )
        click.echo("\n".join(rows))
        raise click.ClickException(f"{output} has changes of its own; say --force to write over them.")
    click.echo(f"{found.title}: revision {found.revision}. Publish edits of it with --base {found.revision}.", err=True)


def _load(file: Path, *, form: str) -> Edition:
    edition, problems = load_edition(file)
    if edition is None or form == "text":
        show(problems, form=form)
    if edition is None:
        raise click.exceptions.Exit(1)
    return edition


def _target(address: str | None, *, token: str, token_file: Path | None, insecure: bool) -> Target:
    if address:
        return there(address, token=read_token(token, token_file), insecure=insecure)
    return Here(prepare(Settings.read(os.environ), say=lambda text: click.echo(text, err=True)))


def _show_plan(found: PlanReport, *, file: Path, form: str, known: int | None) -> None:
    """Print a plan in the form that was asked for, and end with exit code 1 if it may not be applied."""
    problems = [replace(problem, file=str(file)) for problem in found.problems]
    undone = found.undoes if known is None or known < found.base else ()
    if form == "json":
        click.echo(json.dumps(TypeAdapter(PlanReport).dump_python(found, mode="json"), ensure_ascii=False, indent=2))
    elif form == "github":
        show([*problems, *_undone(found, file=str(file))] if undone else problems, form=form)
        click.echo("".join(_notices(found, file=str(file))), nl=False)
    else:
        click.echo(described(found), nl=False)
        show(problems)
    stop_at_errors(problems)
    if undone:
        if form == "text":
            click.echo(_undoing(found), err=True)
        raise click.exceptions.Exit(1)


def described(found: PlanReport) -> str:
    """What publishing will do, counts first, then each question that stands by its id, with whom it touches."""
    lines = [f"{len(items):5} {_NAMES[name]}" for name, items in found.groups if items]
    lines.append(f"{found.unchanged:5} unchanged")
    for name, items in found.groups:
        if name == "new":
            continue
        for item in items:
            was = f"{item.was} → " if item.was else ""
            lines.append(f"{_NAMES[name]}: {was}{item.id}{_touched(item)}")
    lines.append(f"against revision {found.base}" if found.base else "a new deck")
    return "\n".join(lines) + "\n"


def _touched(item: Item) -> str:
    return f" ({item.learners} {'learner' if item.learners == 1 else 'learners'})" if item.learners else ""


def _undoing(found: PlanReport) -> str:
    lines = [f"Changed in the browser, and undone by this file (revision {found.base}):"]
    for item in found.undoes:
        lines.append(f"  {item.id}")
        for one in item.differences:
            lines += [
                f"    {one.field}, in the browser: {_line(one.before)}",
                f"    {one.field}, in the file: {_line(one.after)}",
            ]
    lines.append(
        f"Nothing was published. Fetch these with `pathdeck pull {found.bank}`, "
        f"or say --base {found.base} if this is meant."
    )
    return "\n".join(lines)


def _undone(found: PlanReport, *, file: str) -> Iterator[Problem]:
    for item in found.undoes:
        message = f"this undoes what was changed in the browser at {item.id}; pull revision {found.base} first"
        yield Problem(code="undoes", severity=Severity.ERROR, message=message, file=file, line=item.line or 1)


def _notices(found: PlanReport, *, file: str) -> Iterator[str]:
    """One annotation for each question, at its line."""
    place = file.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    for name, items in found.groups:
        for item in items:
            where = f"file={place},line={item.line or 1},title={_NAMES[name]}"
            yield f"::notice {where}::{item.id}{_touched(item)}\n"


def _line(text: str) -> str:
    return " ⏎ ".join(text.splitlines()) or "(nothing)"


def _replace(file: Path, content: bytes) -> None:
    draft = file.with_name(f".{file.name}.draft")
    draft.write_bytes(content)
    draft.replace(file)
