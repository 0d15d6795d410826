"""`pathdeck stats`: what the first answers of many learners say of each question, beside its id."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

import click

from quizzes.cli.prepare import prepare
from quizzes.core.access import NotFound
from quizzes.core.analysis.advice import Advised, look_first
from quizzes.core.analysis.numbers import LEAST_LEARNERS, Numbers
from quizzes.services import analysis
from quizzes.services.analysis import Analysis
from quizzes.settings import Settings


@click.command(epilog="Example: pathdeck stats platform-engineering --format json")
@click.argument("deck")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def stats(*, deck: str, form: str) -> None:
    """Show the numbers of every question of DECK, one of this server's decks by its bank's id.

    Each learner's first answer since a question last changed its meaning counts. Facility is the share that was right,
    discrimination and efficiency run from -100 to 100, flags are counted for every hundred answers.
    """
    database = prepare(Settings.read(os.environ), say=partial(click.echo, err=True))
    with database.reading() as session:
        try:
            found = analysis.of_server(session, key=deck)
        except NotFound as missing:
            raise click.ClickException(
                f"{missing}; its id is what the bank's file says at `bank: {{id: …}}`."
            ) from missing
    click.echo(_as_json(found) if form == "json" else "\n".join(_as_text(found)))


def _as_text(found: Analysis) -> Iterator[str]:
    first = look_first(found.numbers)
    yield f"{found.title}: first answers of {found.learners} learners."
    if first:
        yield "\nlook at these first:"
        yield from (line for one in first for line in _advised(one))
    yield f"\n{'learners':>8} {'facility':>9} {'discr.':>7} {'effic.':>7} {'flags':>6}  question"
    yield from map(_row, found.numbers)


def _advised(one: Advised) -> Iterator[str]:
    yield one.numbers.asked.question.id
    for advice in one.advice:
        about = f' "{advice.option}"' if advice.option else ""
        yield f"  {advice.reason}{about} {advice.deed}"


def _row(one: Numbers) -> str:
    name = one.asked.question.id
    if one.facility is None:
        return f"{one.learners:8} {f'too few answers (below {LEAST_LEARNERS})':>32}  {name}"
    mean = f"{100 * one.facility.mean:.0f} %"
    indices = f"{_index(one.discrimination):>7} {_index(one.efficiency):>7}"
    return f"{one.learners:8} {mean:>9} {indices} {one.flagged:6.1f}  {name}"


def _index(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f}"


def _as_json(found: Analysis) -> str:
    value = {
        "title": found.title,
        "learners": found.learners,
        "questions": [_question(one) for one in found.numbers],
        "first": [
            {"id": one.numbers.asked.question.id, "advice": [asdict(advice) for advice in one.advice]}
            for one in look_first(found.numbers)
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _question(one: Numbers) -> dict[str, object]:
    numbers = asdict(one)
    del numbers["asked"]
    return {"id": one.asked.question.id, "kind": one.asked.question.kind, "enough": one.enough, **numbers}
