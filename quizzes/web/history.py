"""One card: its history, the lines of the path it is about, and its question to edit for those who may."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.comparison import compared
from quizzes.services import carrying, resolving, rewording, study, suggesting, versions
from quizzes.web.faces import CLOSED, Menu
from quizzes.web.forms.fields import line, number
from quizzes.web.forms.questions import is_growing, parse_texts, shown
from quizzes.web.forms.study import parse_scope, scope_query
from quizzes.web.owning import LONGEST_NOTE
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("history", __name__, url_prefix="/cards")

BEHIND = "The deck’s draft does not say so yet; open it to see both."


@pages.get("/<int:question_id>")
def show(question_id: int) -> Response:
    """Every row of the log about this card, and what can be done with it."""
    return card(question_id)


@pages.get("/<int:question_id>/source")
def source(question_id: int) -> Response:
    """The lines of the path that the question was made from."""
    with reading() as session:
        found = study.source(session, learner_id=the_learner(), question_id=question_id, now=now())
    return page("history/source.html", title="Source", source=found, back=back(question_id))


@pages.get("/<int:question_id>/changes")
def changes(question_id: int) -> Response:
    """Who changed what in the question, version by version."""
    with reading() as session:
        found = versions.of_question(session, question_id=question_id, learner_id=g.learner_id)
    return page("history/changes.html", title="What changed in a question", found=found, compared=compared)


@pages.get("/<int:question_id>/edit")
def edit(question_id: int) -> Response:
    """The texts of a question of one's own."""
    return _form(question_id)


@pages.post("/<int:question_id>/edit")
def reword(question_id: int) -> Response | Redirect:
    """Publishes the question's new texts, or says what is wrong with them."""
    texts, note = parse_texts(request.form), line(request.form, "note", most=LONGEST_NOTE)
    if is_growing(texts):
        return _form(question_id, texts=texts)
    deck_id, flags = _inbox(), 0
    with writing() as session:
        found = rewording.reword(
            session, question_id=question_id, learner_id=the_learner(), texts=texts, note=note, now=now()
        )
        if found.question and deck_id:
            flags = resolving.resolve_by_edit(
                session, deck_id=deck_id, learner_id=the_learner(), question_id=question_id, now=now()
            )
        behind = carrying.is_behind(session, question_id=question_id)
    if found.problems:
        return _form(question_id, texts=texts, problems=found.problems)
    said = f"Saved. It is asked like this from now on.{f' {BEHIND}' if behind else ''}"
    if not (deck_id and flags):
        flash(said)
        return redirect(back(question_id), 303)
    flash(f"{said} Its flags are resolved, and whoever set them is told.", "undo")
    return redirect(url_for("inbox.show", deck_id=deck_id, done=f"flags-{question_id}"), 303)


def card(question_id: int, *, menu: Menu = CLOSED, status: int = 200) -> Response:
    """A card's page, with a part of its menu open where something in it was not taken."""
    with reading() as session:
        history = study.trace(session, learner_id=the_learner(), question_id=question_id, now=now())
        suggestions = suggesting.mine(session, learner_id=the_learner(), question_id=question_id)
    return page(
        "history/card.html",
        title="History of a card",
        history=history,
        suggestions=suggestions,
        menu=menu,
        back=back(question_id) if _reviewing() else "",
        status=status,
    )


def back(question_id: int) -> str:
    """The feedback or the inbox that the learner came from, else the card's own page."""
    if deck_id := _inbox():
        return url_for("inbox.show", deck_id=deck_id)
    if seq := _reviewing():
        return f"{url_for('study.answered', seq=seq)}?{urlencode(scope_query(parse_scope(request.args)))}"
    return url_for("history.show", question_id=question_id)


def _form(
    question_id: int,
    *,
    texts: Mapping[str, str] | None = None,
    problems: Mapping[str, tuple[str, ...]] | None = None,
) -> Response:
    with reading() as session:
        found = rewording.editable(session, question_id=question_id, learner_id=the_learner())
    return page(
        "adding/question.html",
        title="Edit a question",
        save_to=f"{url_for('history.reword', question_id=question_id)}?{request.query_string.decode()}",
        **shown(found, texts or {}),
        problems=problems or {},
        longest_note=LONGEST_NOTE,
        back=back(question_id),
        from_inbox=_inbox() is not None,
        status=422 if problems else 200,
    )


def _inbox() -> int | None:
    """The deck from whose inbox the learner came."""
    return number(request.args, "inbox", low=1)


def _reviewing() -> int | None:
    return number(request.args, "seq", low=1)
