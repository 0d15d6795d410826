"""Everything about oneself: to take along, and to have removed."""

from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Blueprint, Response, flash, g, request, send_file
from werkzeug import Response as Redirect

from quizzes.core.names import name_key
from quizzes.services import exporting, leaving
from quizzes.services.leaving import HandOverFirst
from quizzes.web.entering import left
from quizzes.web.merging import offered, things
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner, today
from quizzes.web.rendering import page

pages = Blueprint("my_data", __name__, url_prefix="/account")

IN_MEMORY_BYTES = 4_000_000
GUESTS_WORD = "delete"


@pages.get("/data")
def show() -> Response:
    """What is kept, the way to take it along, and the way out."""
    return _page()


@pages.get("/export")
def export() -> Response:
    """Everything as one ZIP; looking at it changes nothing."""
    learner_id = the_learner()
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 - the response closes it.
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, reading() as database:
        for one in exporting.everything(database, learner_id=learner_id):
            with archive.open(one.name, "w", force_zip64=True) as inside:
                for part in one.parts:
                    inside.write(part.encode())
    file.seek(0)
    response = send_file(
        file, mimetype="application/zip", as_attachment=True, download_name=f"pathdeck-{today()}.zip", max_age=0
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.post("/delete")
def delete() -> Response | Redirect:
    """Removes the person who asks, once they have typed their name."""
    learner_id = the_learner()
    if name_key(request.form.get("typed", "").strip()) != name_key(_word()):
        return _page(problem=f"Type {_word()} to say that you mean it.", status=422)
    try:
        with writing() as database:
            leaving.leave_for_good(database, learner_id=learner_id, now=now())
    except HandOverFirst as first:
        return _page(problem=str(first), status=409)
    response = left()
    flash("You are gone from this server, with everything that was yours.")
    return response


def _page(*, problem: str = "", status: int = 200) -> Response:
    learner_id = the_learner()
    with reading() as database:
        parting = leaving.parting(database, learner_id=learner_id)
    waiting = offered()
    return page(
        "account/data.html",
        title="Your data",
        parting=parting,
        waiting=things(waiting) if waiting else "",
        word=_word(),
        problem=problem,
        status=status,
    )


def _word() -> str:
    """What is typed to confirm: the account's name; a guest has none."""
    return (g.person.name if g.person else None) or GUESTS_WORD
