"""Adding a path: a Markdown text becomes a draft, is looked through, and is published as a private deck."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.problems import Problem
from quizzes.services import drafts
from quizzes.services.drafts import NothingToAsk
from quizzes.web.forms.paths import PathForm
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner, welcome
from quizzes.web.rendering import page

pages = Blueprint("adding", __name__, url_prefix="/paths/add")


@pages.get("")
def show() -> Response:
    """The empty form."""
    return _form()


@pages.post("")
def add() -> Response | Redirect:
    """Makes questions of the text; a visitor becomes a learner by it."""
    form = PathForm.parse(request)
    if form.problems:
        return _form(text=form.text, problems=form.problems)
    proposal = drafts.propose(form.text, file=form.file)
    if proposal.bank is None:
        return _form(text=form.text, problems=proposal.problems)
    with writing() as session:
        learner = welcome(session, zone_name=form.zone)
        draft_id = drafts.keep(
            session, owner_id=learner.learner_id, bank=proposal.bank, text=form.text, file=form.file, now=now()
        )
    return learner.remembered(redirect(url_for("adding.preview", draft_id=draft_id), 303))


@pages.get("/<int:draft_id>")
def preview(draft_id: int) -> Response:
    """The questions by section, each with its answer."""
    return _preview(draft_id)


@pages.post("/<int:draft_id>")
def publish(draft_id: int) -> Response | Redirect:
    """Publishes what was kept; the deck is its author's alone."""
    struck = frozenset(request.form.getlist("strike"))
    try:
        with writing() as session:
            path_id = drafts.publish(session, draft_id=draft_id, learner_id=the_learner(), struck=struck, now=now())
    except NothingToAsk:
        return _preview(draft_id, struck=struck, notice="Keep at least one question.", status=422)
    flash("Published. Only you can see it.")
    return redirect(url_for("owning.show", path_id=path_id), 303)


@pages.post("/<int:draft_id>/discard")
def discard(draft_id: int) -> Redirect:
    """Throws the draft away."""
    with writing() as session:
        drafts.discard(session, draft_id=draft_id, learner_id=the_learner())
    return redirect(url_for("adding.show"), 303)


def _form(*, text: str = "", problems: tuple[Problem, ...] = ()) -> Response:
    return page(
        "adding/add.html",
        title="Add a path",
        text=text,
        problems=problems,
        status=422 if problems else 200,
    )


def _preview(draft_id: int, *, struck: frozenset[str] = frozenset(), notice: str = "", status: int = 200) -> Response:
    with reading() as session:
        found = drafts.preview(session, draft_id=draft_id, learner_id=g.learner_id)
    return page(
        "adding/preview.html", title=f"Look through {found.title}", preview=found, struck=struck, notice=notice,
        status=status,
    )  # fmt: skip
