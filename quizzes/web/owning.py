"""A path of one's own: what can be done with it."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.services import owning
from quizzes.web.forms import BadForm
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("owning", __name__, url_prefix="/paths")


@pages.get("/<int:path_id>/own")
def show(path_id: int) -> Response:
    """A path of the learner's own, with the way to review it."""
    with reading() as session:
        owned = owning.owned(session, path_id=path_id, learner_id=g.learner_id)
    return page("owning/own.html", title=owned.title, owned=owned, most=owning.LONGEST_TITLE)


@pages.post("/<int:path_id>/rename")
def rename(path_id: int) -> Redirect:
    """Another name for the path and its deck."""
    title = " ".join(request.form.get("title", "").split())
    if not 0 < len(title) <= owning.LONGEST_TITLE:
        raise BadForm(f"a name has 1 to {owning.LONGEST_TITLE} characters")
    with writing() as session:
        owning.rename(session, path_id=path_id, learner_id=the_learner(), title=title, now=now())
    flash("Renamed.")
    return redirect(url_for("owning.show", path_id=path_id), 303)
