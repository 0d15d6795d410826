"""`pathdeck preview`: a bank's file in the browser, to be answered while it is written."""

import webbrowser
from pathlib import Path
from urllib.parse import urlencode

import click

from quizzes.cli.files import check_files
from quizzes.web import previewer

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(epilog="Example: pathdeck preview bread.yaml --question yeast-food")
@click.argument("file", type=_FILE)
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="The port on 127.0.0.1; else a free one.")
@click.option("--question", default="", help="The id of the question to begin with.")
@click.option("--no-open", is_flag=True, help="Print the address and open no browser.")
def preview(*, file: Path, port: int, question: str, no_open: bool) -> None:
    """Show the bank FILE in the browser as learners see it, and follow it as it is saved.

    Answers are judged as in a review; nothing is scheduled and nothing is written. Mistakes stand there as `check` says
    them. Ctrl+C ends it.
    """
    try:
        server = previewer.serve(file, lambda: check_files((file,)), port=port)
    except OSError as refusal:
        raise click.ClickException(
            f"cannot listen on port {port} ({refusal.strerror}); choose another --port."
        ) from None
    address = f"http://{previewer.HOST}:{server.socket.getsockname()[1]}/"
    if question:
        address += "?" + urlencode({"at": question})
    click.echo(f"{file} is at {address} — it follows the file; Ctrl+C ends it.")
    if not no_open:
        webbrowser.open(address)
    server.serve_forever()
