"""What a card's menu does: deeds, a note, a flag; afterwards the review goes on where it was."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.grading import Response as Given
from quizzes.core.remarks import TooLong
from quizzes.core.scheduling.deeds import Refused
from quizzes.services import remarks, study
from quizzes.web import faces, history, presenting
from quizzes.web.deeds import done
from quizzes.web.faces import CLOSED, Menu
from quizzes.web.forms.acting import About, FlagForm, parse_deed
from quizzes.web.forms.study import parse_scope
from quizzes.web.pathdeck import now, writing
from quizzes.web.people import the_learner

pages = Blueprint("acting", __name__, url_prefix="/study")

_NO_DAY = "choose a day"


@pages.post("/act")
def act() -> Response | Redirect:
    """Does something to a card; then comes the next question, with the way back."""
    about, deed, scope = About.parse(request.form), parse_deed(request.form), parse_scope(request.args)
    if deed is None:
        return _refused(about, "due", _NO_DAY)
    try:
        with writing() as session:
            changed = study.act(session, learner_id=the_learner(), questions={about.question_id}, deed=deed, now=now())
    except Refused as refusal:
        return _refused(about, "due", str(refusal))
    notice = done(deed) if changed else "Nothing to change: it is like that already."
    if not (about.token or about.seq):
        return _home(about, notice, "undo" if changed else "")
    return faces.step(presenting.following(scope), scope, notice=notice)


@pages.post("/note")
def note() -> Response | Redirect:
    """Keeps the learner's own words on a card; it is shown once the question is answered."""
    about = About.parse(request.form)
    try:
        with writing() as session:
            kept = remarks.write_note(
                session,
                learner_id=the_learner(),
                question_id=about.question_id,
                text=request.form.get("note", ""),
                now=now(),
            )
    except TooLong as refusal:
        return _refused(about, "note", str(refusal))
    return _back(about, "Note kept." if kept else "No note here any more.")


@pages.post("/flag")
def flag() -> Response | Redirect:
    """Tells the author what is amiss, with what was shown and answered."""
    about, form = About.parse(request.form), FlagForm.parse(request.form)
    shown = presenting.presented(about.token) if about.token else None
    try:
        with writing() as session:
            remarks.flag(
                session,
                learner_id=the_learner(),
                question_id=about.question_id,
                reason=form.reason,
                words=form.words,
                version_id=shown.version_id if shown else None,
                seq=about.seq,
                now=now(),
            )
    except TooLong as refusal:
        return _refused(about, "flag", str(refusal))
    return _back(about, "Flagged; the author will see it.")


def _refused(about: About, part: str, why: str) -> Response | Redirect:
    """The same face with the menu open, all that was filled in, and what to do about it."""
    menu = Menu(part=part, problem=f"{why[0].upper()}{why[1:]}.", fields=request.form)
    return _back(about, "", menu=menu, status=422)


def _back(about: About, notice: str, *, menu: Menu = CLOSED, status: int = 200) -> Response | Redirect:
    if about.seq:
        scope = parse_scope(request.args)
        return faces.feedback(presenting.judged(about.seq, scope), scope, notice=notice, menu=menu, status=status)
    if about.token:
        found = presenting.presented(about.token)
        return presenting.again(found, draft=Given(), notice=notice, menu=menu, status=status)
    if menu.problem:
        return history.card(about.question_id, menu=menu, status=status)
    return _home(about, notice)


def _home(about: About, notice: str, way_back: str = "") -> Redirect:
    flash(notice, way_back or "message")
    return redirect(url_for("history.show", question_id=about.question_id), 303)
