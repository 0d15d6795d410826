"""Adding a path: a Markdown text becomes a draft, is looked through, and is published as a private deck."""

from collections.abc import Mapping

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.problems import Problem
from quizzes.services import drafts, making, owning
from quizzes.services.coverage import draft_coverage
from quizzes.services.drafts import NothingToAsk
from quizzes.web.forms.paths import PathForm
from quizzes.web.forms.questions import is_growing, parse_texts, shown
from quizzes.web.making import AT_ONCE_BYTES, start
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.people import the_learner, welcome
from quizzes.web.rendering import is_htmx, page

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
    if len(form.text.encode()) > AT_ONCE_BYTES:
        return _begin(form)
    proposal = drafts.propose(form.text, file=form.file)
    if proposal.bank is None:
        return _form(text=form.text, problems=proposal.problems)
    with writing() as session:
        learner = welcome(session, zone_name=form.zone)
        draft_id = drafts.keep(
            session,
            owner_id=learner.learner_id,
            bank=proposal.bank,
            text=form.text,
            file=form.file,
            remarks=proposal.remarks,
            now=now(),
        )
    return learner.remembered(redirect(url_for("adding.preview", draft_id=draft_id), 303))


@pages.get("/<int:draft_id>")
def preview(draft_id: int) -> Response:
    """The questions by section, each with its answer; before they are made, how far the work is."""
    with reading() as session:
        state = making.making(session, draft_id=draft_id, learner_id=g.learner_id, now=now())
    if not state.ready:
        return page(
            "adding/making.html",
            partial="adding/_making.html",
            title="Making questions",
            draft_id=draft_id,
            state=state,
        )
    if is_htmx():
        return Response(headers={"HX-Redirect": url_for("adding.preview", draft_id=draft_id)})
    return _preview(draft_id)


@pages.post("/<int:draft_id>/again")
def again(draft_id: int) -> Redirect:
    """Makes the questions of a draft whose work ended early."""
    with writing() as session:
        text, file = making.restart(session, draft_id=draft_id, learner_id=the_learner(), now=now())
    start(pathdeck(), draft_id=draft_id, text=text, file=file)
    return redirect(url_for("adding.preview", draft_id=draft_id), 303)


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


@pages.get("/<int:draft_id>/coverage")
def survey(draft_id: int) -> Response:
    """Every line of the text, with what became of it."""
    with reading() as session:
        found = draft_coverage(session, draft_id=draft_id, learner_id=g.learner_id)
    return page(
        "coverage/coverage.html",
        title=f"Coverage of {found.title}",
        coverage=found,
        survey=found.survey,
        back=url_for("adding.preview", draft_id=draft_id),
    )


@pages.post("/<int:draft_id>/edit")
def edit(draft_id: int) -> Redirect:
    """Leads from the preview to one question, with the ticks remembered."""
    struck = frozenset(request.form.getlist("strike"))
    with writing() as session:
        drafts.strike(session, draft_id=draft_id, learner_id=the_learner(), struck=struck)
    return redirect(url_for("adding.question", draft_id=draft_id, question=request.form.get("edit", "")), 303)


@pages.get("/<int:draft_id>/question")
def question(draft_id: int) -> Response:
    """One question with its texts to edit."""
    return _question(draft_id)


@pages.post("/<int:draft_id>/question")
def reword(draft_id: int) -> Response | Redirect:
    """Keeps the author's texts, or says what is wrong with them, or gives one more entry to fill in."""
    key, texts = request.args.get("question", ""), parse_texts(request.form)
    if is_growing(texts):
        return _question(draft_id, texts=texts)
    with writing() as session:
        found = drafts.reword(session, draft_id=draft_id, key=key, learner_id=the_learner(), texts=texts)
    if found.problems:
        return _question(draft_id, texts=texts, problems=found.problems)
    return redirect(_place(draft_id, key), 303)


@pages.post("/<int:draft_id>/discard")
def discard(draft_id: int) -> Redirect:
    """Throws the draft away."""
    with writing() as session:
        drafts.discard(session, draft_id=draft_id, learner_id=the_learner())
    return redirect(url_for("adding.show"), 303)


def _begin(form: PathForm) -> Redirect:
    with writing() as session:
        learner = welcome(session, zone_name=form.zone)
        draft_id = making.begin(session, owner_id=learner.learner_id, text=form.text, file=form.file, now=now())
    start(pathdeck(), draft_id=draft_id, text=form.text, file=form.file)
    return learner.remembered(redirect(url_for("adding.preview", draft_id=draft_id), 303))


def _form(*, text: str = "", problems: tuple[Problem, ...] = ()) -> Response:
    with reading() as session:
        gone = owning.all_removed(session, learner_id=g.learner_id) if g.learner_id else ()
    return page(
        "adding/add.html",
        title="Add a path",
        text=text,
        gone=gone,
        problems=problems,
        status=422 if problems else 200,
    )


def _question(
    draft_id: int, *, texts: Mapping[str, str] | None = None, problems: Mapping[str, tuple[str, ...]] | None = None
) -> Response:
    key = request.args.get("question", "")
    with reading() as session:
        found = drafts.question(session, draft_id=draft_id, key=key, learner_id=g.learner_id)
    return page(
        "adding/question.html",
        title="Edit a question",
        draft_id=draft_id,
        **shown(found, texts or {}),
        problems=problems or {},
        back=_place(draft_id, key),
        status=422 if problems else 200,
    )


def _place(draft_id: int, key: str) -> str:
    return url_for("adding.preview", draft_id=draft_id, _anchor=f"question-{key}")


def _preview(draft_id: int, *, struck: frozenset[str] | None = None, notice: str = "", status: int = 200) -> Response:
    with reading() as session:
        found = drafts.preview(session, draft_id=draft_id, learner_id=g.learner_id)
    return page(
        "adding/preview.html",
        title=f"Look through {found.title}",
        preview=found,
        struck=found.struck if struck is None else struck,
        notice=notice,
        status=status,
    )
