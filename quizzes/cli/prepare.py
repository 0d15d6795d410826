"""What a start needs once: the data folder, the key, the newest schema and the seed content."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from models.engine import Database
from models.migrations import migrate
from quizzes.cli.files import load_edition, show
from quizzes.clock import utc_now
from quizzes.services import decks
from quizzes.services.decks import Via
from quizzes.services.publishing import Edition
from quizzes.settings import CHECKOUT, Settings
from quizzes.web.security.key import make_key

SEED = CHECKOUT / "seed" / "banks"


def prepare(settings: Settings, *, seed: Path = SEED, say: Callable[[str], object] = click.echo) -> Database:
    """A database that is ready to serve; of two starts at once, one does the work and the other waits."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with _alone(settings.data / "start.lock"):
        make_key(settings)
        database = Database(settings.database)
        migrate(database)
        for bank in sorted(seed.glob("*.yaml")):
            _plant(database, bank, say=say)
    return database


def publish_edition(database: Database, edition: Edition, *, retire: bool = False) -> decks.Published:
    """Publish a bank that was read without an error as the server's own deck."""
    with database.writing() as session:
        return decks.publish(
            session,
            bank=edition.bank,
            yaml=edition.yaml,
            path_text=edition.path_text,
            path_file=edition.path_file,
            owner_id=None,
            via=Via.FILE,
            allow_retire=retire,
            now=utc_now(),
        )


def _plant(database: Database, file: Path, *, say: Callable[[str], object]) -> None:
    """Publish a seed bank whose text is not the published one; reading it whole each time would slow every start."""
    yaml = file.read_text("utf-8")
    with database.reading() as session:
        if decks.is_published(session, yaml=yaml):
            return
    edition, problems = load_edition(file)
    if edition is None:
        show(problems)
        raise click.ClickException(f"{file} cannot be loaded; restore it from the repository.")
    publish_edition(database, edition, retire=True)
    say(f"{edition.bank.title}: {len(edition.bank.questions)} questions are ready.")


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
