"""The command line: `pathdeck …`. Parse, one use case, words for a person."""

import click

from quizzes.cli.accounts import reset_password
from quizzes.cli.banks import check, generate
from quizzes.cli.coverage import coverage
from quizzes.cli.database import replay
from quizzes.cli.editing import fmt, new, rename, schema
from quizzes.cli.numbers import stats
from quizzes.cli.preview import preview
from quizzes.cli.publishing import plan, publish, pull
from quizzes.cli.serve import serve
from quizzes.cli.tick import tick
from quizzes.settings import BadSetting


class Commands(click.Group):
    """Turns what a person can mend into one line and an exit code, never into a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a bad setting or an unreadable file ends it with exit code 2."""
        try:
            return super().invoke(ctx)
        except (BadSetting, OSError) as refusal:
            raise click.UsageError(str(refusal)) from refusal


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Learning paths become decks of questions, reviewed every day."""


for command in (
    serve,
    new,
    generate,
    coverage,
    stats,
    check,
    fmt,
    rename,
    schema,
    preview,
    plan,
    publish,
    pull,
    replay,
    reset_password,
    tick,
):
    main.add_command(command)
