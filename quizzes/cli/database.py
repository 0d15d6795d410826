"""`pathdeck replay`: prove that every card is what its log says."""

import os

import click

from models.engine import Database
from quizzes.cli.prepare import prepare
from quizzes.services import accounts, study
from quizzes.settings import Settings


@click.command(epilog="Example: pathdeck replay --repair")
@click.option("--repair", is_flag=True, help="Write cards and days that differ anew from the log.")
def replay(*, repair: bool) -> None:
    """Replay every learner's log and compare it with the stored cards and days.

    Exit code 1 if something differs and was not repaired.
    """
    database = prepare(Settings.read(os.environ))
    with database.reading() as session:
        learners = accounts.learner_ids(session)
    wrong = 0
    for learner_id in learners:
        found = _rebuild(database, learner_id) if repair else _verify(database, learner_id)
        if found:
            wrong += 1
            click.echo(f"learner {learner_id}: {len(found.cards)} cards and {len(found.days)} days differ from the log")
    click.echo(f"{len(learners)} logs replayed, {wrong} {'repaired' if repair else 'with differences'}.")
    if wrong and not repair:
        raise click.exceptions.Exit(1)


def _verify(database: Database, learner_id: int) -> study.Mismatch:
    with database.reading() as session:
        return study.verify(session, learner_id=learner_id)


def _rebuild(database: Database, learner_id: int) -> study.Mismatch:
    with database.writing() as session:
        return study.rebuild(session, learner_id=learner_id)
