"""`pathdeck generate` and `check`: from a learning path to a bank without a mistake."""

from collections import Counter
from pathlib import Path

import click

from quizzes.cli.files import (
    FORMATS,
    check_files,
    reference,
    relative_name,
    replace_file,
    show,
    stop_at_errors,
)
from quizzes.cli.regenerating import regenerate_file
from quizzes.cli.watching import bar, unwatched
from quizzes.core.banks import Bank, Rule, write
from quizzes.core.banks.manual import entry, manual
from quizzes.core.generation.generate import Generated
from quizzes.core.generation.generate import generate as generate_questions
from quizzes.core.paths.source import decode

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(epilog="Example: pathdeck generate my-path.md -o my-path.yaml")
@click.argument("path", type=_FILE)
@click.option("-o", "--output", type=_NEW_FILE, help="The bank to write; without it the bank is printed.")
@click.option("--id", "path_id", help="The path's id; else front matter, the first heading or the file's name.")
@click.option("--bank", type=_FILE, help="The bank that stands: keep ids, progress and edits, and write over it.")
@click.option("--dry-run", is_flag=True, help="With --bank: show what would change and write nothing.")
@click.option("--retire", is_flag=True, help="With --bank: go on although over 30 % of the questions would retire.")
@click.option("--same", multiple=True, metavar="ID", help="With --bank: this doubtful question means what it meant.")
def generate(
    *,
    path: Path,
    output: Path | None,
    path_id: str | None,
    bank: Path | None,
    dry_run: bool,
    retire: bool,
    same: tuple[str, ...],
) -> None:
    """Make a question bank from the learning path PATH, a Markdown file.

    The same text gives the same bank, byte for byte. What could not be asked is counted, with the reasons.
    """
    if bank is None and (dry_run or retire or same):
        raise click.UsageError("--dry-run, --retire and --same belong to --bank, the bank that stands.")
    text, problems = decode(path.read_bytes(), file=str(path))
    show(problems)
    stop_at_errors(problems)
    folder = (output or bank or path).parent
    made = generate_questions(text, file=relative_name(path, beside=folder), path_id=path_id)
    show(made.problems)
    if not made.questions:
        raise click.ClickException(f"{path} gives no question; nothing was written.")
    if bank:
        regenerate_file(path, made, bank_file=bank, output=output or bank, same=same, dry_run=dry_run, retire=retire)
        return
    _write_new(made, path, output)
    click.echo(_summary(made), err=True)


def _write_new(made: Generated, path: Path, output: Path | None) -> None:
    new = Bank(
        id=made.path_id,
        title=made.title,
        path=reference(path, path_id=made.path_id, beside=(output or path).parent),
        questions=made.questions,
    )
    if output:
        replace_file(output, write(new))
    else:
        click.echo(write(new), nl=False)


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    if code is None or context.resilient_parsing:
        return
    if code == "all":
        click.echo(manual(), nl=False)
        context.exit()
    rule = next((rule for rule in Rule if rule.code == code.upper()), None)
    if rule is None:
        raise click.BadParameter(f"there is no rule {code}; the codes stand at the end of each problem")
    click.echo(entry(rule), nl=False)
    context.exit()


@click.command(epilog="Example: pathdeck check banks/*.yaml --format github")
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--format", "form", type=FORMATS, default="text", show_default=True, help="For people, programs or CI.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors do.")
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Explain a rule, or all, and stop.",
)
def check(*, files: tuple[Path, ...], form: str, strict: bool) -> None:
    """Show every problem of every bank in FILES: the line, what is wrong, and what to do.

    Exit code 0 if there is no error, 1 if there is one, 2 if a file cannot be read or an option is wrong.
    """
    checked = check_files(files, watching=bar if form == "text" else unwatched)
    show(checked.problems, form=form)
    if form == "text":
        counts = f"{_count(len(checked.errors), 'error')}, {_count(len(checked.warnings), 'warning')}"
        click.echo(f"{_count(len(files), 'file')}: {counts}.")
    stop_at_errors(checked.problems)
    if strict and checked.problems:
        raise click.exceptions.Exit(1)


def _summary(made: Generated) -> str:
    kinds = Counter(question.kind for question in made.questions)
    skipped = Counter(skip.reason for skip in made.skipped)
    lines = [f"{made.title}: {_count(len(made.questions), 'question')}"]
    lines += [f"{count:5} {kind}" for kind, count in kinds.most_common()]
    lines += ["left out:", *(f"{count:5} × {reason}" for reason, count in skipped.most_common())]
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
