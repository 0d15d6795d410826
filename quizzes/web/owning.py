"""A path of one's own: what can be done with it."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.comparison import compared
from quizzes.core.problems import Problem
from quizzes.services import owning
from quizzes.services.generating import generated
from quizzes.services.owning import Comparison, StaleReport
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import line
from quizzes.web.forms.paths import PathForm
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("owning", __name__, url_prefix="/paths")

LONGEST_NOTE = 280
"""Characters of an author's word on why an edition was published."""


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


@pages.post("/<int:path_id>/delete")
def remove(path_id: int) -> Redirect:
    """Takes the path and its deck away; nobody is asked twice, for it can be undone."""
    with writing() as session:
        owning.remove(session, path_id=path_id, learner_id=the_learner(), now=now())
    return redirect(url_for("owning.removed", path_id=path_id), 303)


@pages.get("/<int:path_id>/deleted")
def removed(path_id: int) -> Response:
    """Says that the path is gone, with the way back; it stays at this address."""
    with reading() as session:
        title = owning.removed(session, path_id=path_id, learner_id=g.learner_id)
    return page("owning/removed.html", title="Deleted", path_title=title, path_id=path_id)


@pages.post("/<int:path_id>/restore")
def restore(path_id: int) -> Redirect:
    """Brings a deleted path back."""
    with writing() as session:
        owning.restore(session, path_id=path_id, learner_id=the_learner())
    flash("It is back, as it was.")
    return redirect(url_for("owning.show", path_id=path_id), 303)


@pages.get("/<int:path_id>/update")
def edition(path_id: int) -> Response:
    """The form for a new edition of the path."""
    return _edition(path_id)


@pages.post("/<int:path_id>/update")
def update(path_id: int) -> Response | Redirect:
    """Reports what a new edition does, and publishes it once that report was confirmed."""
    me, form = the_learner(), PathForm.parse(request)
    if form.problems:
        return _edition(path_id, text=form.text, problems=form.problems)
    made = generated(form.text, file=form.file)
    if not made.questions:
        return _edition(path_id, text=form.text, problems=made.problems)
    same = frozenset(name for names in request.form.getlist("same") for name in names.split())
    notice, token = "", request.form.get("confirm", "")
    if token:
        try:
            with writing() as session:
                changed = owning.update(
                    session,
                    path_id=path_id,
                    learner_id=me,
                    made=made,
                    text=form.text,
                    file=form.file,
                    token=token,
                    same=same,
                    note=line(request.form, "note", most=LONGEST_NOTE),
                    now=now(),
                )
        except StaleReport:
            notice = "This changed since you read the report. Here is what it does now."
        else:
            flash("Published." if changed else "Nothing was new.")
            return redirect(url_for("owning.show", path_id=path_id), 303)
    with reading() as session:
        found = owning.compare(session, path_id=path_id, learner_id=me, made=made, text=form.text, file=form.file)
    return _edition(path_id, text=form.text, file=form.file, comparison=found, same=same, notice=notice)


def _edition(
    path_id: int,
    *,
    text: str = "",
    file: str = "",
    problems: tuple[Problem, ...] = (),
    comparison: Comparison | None = None,
    same: frozenset[str] = frozenset(),
    notice: str = "",
) -> Response:
    path_title = comparison.title if comparison else _title(path_id)
    return page(
        "owning/update.html",
        title=f"Update {path_title}",
        path_id=path_id,
        path_title=path_title,
        text=text,
        file=file,
        problems=problems,
        comparison=comparison,
        compared=compared,
        same=same,
        notice=notice,
        status=422 if problems else 409 if notice else 200,
    )


def _title(path_id: int) -> str:
    with reading() as session:
        return owning.owned(session, path_id=path_id, learner_id=g.learner_id).title
