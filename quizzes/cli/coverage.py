"""`pathdeck coverage`: what becomes of every line of a learning path."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from quizzes.cli.files import show, stop_at_errors
from quizzes.core.generation.generate import Generated, generate
from quizzes.core.generation.survey import Run, Survey, Tally, survey
from quizzes.core.paths.source import decode

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(epilog="Example: pathdeck coverage my-path.md --format json")
@click.argument("path", type=_FILE)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def coverage(path: Path, form: str) -> None:
    """Count what is asked of the learning path PATH, by section and by kind, and list each open line with its reason.

    A line is asked, skipped because it holds no knowledge, or open: knowledge that no question asks yet.
    """
    text, problems = decode(path.read_bytes(), file=str(path))
    show(problems)
    stop_at_errors(problems)
    made = generate(text, file=path.name)
    found = survey(text, made.coverage, file=path.name)
    click.echo(_as_json(found, made) if form == "json" else _as_text(found, made, file=str(path)))


def _as_text(found: Survey, made: Generated, *, file: str) -> str:
    tally = found.tally
    lines = [
        f"{found.title}: {tally.total} lines, {tally.asked} asked, {tally.skipped} skipped, {tally.open} open; "
        f"{len(made.questions)} questions.",
        *_table("section", [(part.title or "before the first heading", part.tally) for part in found.sections]),
        *_table("kind", found.materials),
    ]
    if found.open:
        lines += ["", "open:", *(f"{file}:{_span(run)}: {run.reason}" for run in found.open)]
    return "\n".join(lines)


def _table(head: str, rows: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    yield from ("", f"{'asked':>6} {'skipped':>8} {'open':>6}  {head}")
    yield from (f"{tally.asked:6} {tally.skipped:8} {tally.open:6}  {name}" for name, tally in rows)


def _span(run: Run) -> str:
    first, last = run.lines
    return str(first) if first == last else f"{first}-{last}"


def _as_json(found: Survey, made: Generated) -> str:
    value = {
        "title": found.title,
        "questions": len(made.questions),
        "lines": asdict(found.tally),
        "sections": [
            {"anchor": part.section.anchor, "title": part.title, **asdict(part.tally)} for part in found.sections
        ],
        "kinds": [{"kind": name, **asdict(tally)} for name, tally in found.materials],
        "open": [{"lines": run.lines, "reason": run.reason, "text": run.text} for run in found.open],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
