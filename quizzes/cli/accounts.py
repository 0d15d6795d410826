"""`pathdeck reset-password`: a link for somebody who forgot a password."""

import os

import click

from quizzes.cli.prepare import prepare
from quizzes.clock import utc_now
from quizzes.core.access import NotFound
from quizzes.services.people import resetting
from quizzes.settings import Settings


@click.command("reset-password", epilog="Example: pathdeck reset-password Mara")
@click.argument("name")
def reset_password(name: str) -> None:
    """Print a link that lets the account NAME choose a new password, once, within 24 hours."""
    settings = Settings.read(os.environ)
    database = prepare(settings)
    try:
        with database.writing() as session:
            token = resetting.link_by_name(session, name=name, now=utc_now())
    except NotFound as unknown:
        raise click.ClickException(f"{unknown}; the learners are listed at {settings.address}/admin") from unknown
    click.echo(f"{settings.address}/reset/{token}")
