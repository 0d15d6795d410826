"""`pathdeck serve`: prepare the data folder, then answer requests until told to stop."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from granian.constants import Interfaces
from granian.server import Server

from quizzes.cli.prepare import prepare
from quizzes.clock import utc_now
from quizzes.services.people import server
from quizzes.settings import BadSetting, Settings

THREADS = 4
SECONDS_TO_STOP = 8


@click.command(epilog="Example: PORT=9000 pathdeck serve")
def serve() -> None:
    """Serve the learners, on 127.0.0.1:8000 unless HOST and PORT say otherwise.

    The first start makes the data folder, the database, the secret key and the seed deck; later starts bring the
    database up to date. PATHDECK_DATA moves the data folder.
    """
    settings = Settings.read(os.environ)
    refuse_taken_port(settings)
    database = prepare(settings)
    with database.writing() as session:
        token = server.offer_ownership(session, now=utc_now())
    database.close()
    click.echo(f"Pathdeck is at {settings.address} — Ctrl+C stops it.")
    if token:
        click.echo(f"Become this server's owner, once, at {settings.address}/owner/{token}")
    with ticking():
        _serve(settings)


@contextmanager
def ticking() -> Iterator[None]:
    """Timed work in a process of its own, which ends with this one, however that ends."""
    # The pipe is never written to: where this process is gone, it closes, and the other one reads that.
    process = subprocess.Popen([sys.executable, "-m", "quizzes.cli", "tick", "--beside"], stdin=subprocess.PIPE)
    try:
        yield
    finally:
        process.terminate()
        process.wait(SECONDS_TO_STOP)


def _serve(settings: Settings) -> None:
    Server(
        "app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        blocking_threads=THREADS,
        workers_kill_timeout=SECONDS_TO_STOP,
        log_level="warning",  # type: ignore[arg-type]
        websockets=False,
    ).serve()


def refuse_taken_port(settings: Settings) -> None:
    """Raise BadSetting if something listens there already: two servers on one port would share its visitors."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as refusal:
            raise BadSetting(
                f"cannot listen on {settings.host}:{settings.port} ({refusal.strerror}); "
                f"stop what runs there, or choose another port: PORT={settings.port + 1} make run"
            ) from refusal
