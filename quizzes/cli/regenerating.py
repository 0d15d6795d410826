"""`pathdeck generate --bank`: a path's new text over the bank that stands, read by the author before it is written."""

from collections.abc import Collection
from pathlib import Path

import click

from quizzes.cli.files import check_files, reference, replace_file, show, stop_at_errors
from quizzes.core.banks import Bank
from quizzes.core.banks.comments import write_beside
from quizzes.core.generation.generate import Generated
from quizzes.core.regeneration import described, regenerate


def load_bank(file: Path) -> Bank:
    """The bank that stands; one with errors ends the command, for what cannot be read cannot be kept."""
    checked = check_files((file,))
    if not checked.banks:
        show(checked.errors)
    stop_at_errors(checked.problems)
    return checked.banks[0]


def regenerate_file(
    path: Path,
    made: Generated,
    *,
    bank_file: Path,
    output: Path,
    same: Collection[str],
    dry_run: bool,
    retire: bool,
) -> None:
    """Show what the new text does to the bank, then write it; nothing is written where too many would retire."""
    old = load_bank(bank_file)
    path_id = old.path.id if old.path else made.path_id
    found = regenerate(old, made, path=reference(path, path_id=path_id, beside=output.parent), same=same)
    click.echo(described(found.report), nl=False)
    if found.report.stops and not retire:
        lost = f"{found.report.retiring} of {found.report.asked} questions would retire"
        raise click.ClickException(f"{lost}; nothing was written. If that is meant, say --retire.")
    if not dry_run:
        text = bank_file.read_text("utf-8-sig")
        replace_file(output, write_beside(found.bank, old=old, text=text))
