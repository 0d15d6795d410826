"""What learners say: for the owner of a path, and the way back for whoever said it."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.remarks import TooLong
from quizzes.services import owning, remarks
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("remarks", __name__)


@pages.get("/paths/<int:path_id>/words")
def show(path_id: int) -> Response:
    """Flags and leeches of a path of one's own, by question."""
    with reading() as session:
        heard = remarks.heard(session, path_id=path_id, learner_id=g.learner_id)
        owned = owning.owned(session, path_id=path_id, learner_id=g.learner_id)
    return page("history/words.html", title="What learners say", heard=heard, owned=owned)


@pages.post("/paths/<int:path_id>/words/settle")
def settle(path_id: int) -> Redirect:
    """A flag that was dealt with."""
    flag_id, reply = needed(request.form, "flag", low=1), request.form.get("reply", "")
    try:
        with writing() as session:
            remarks.settle(session, path_id=path_id, learner_id=the_learner(), flag_id=flag_id, reply=reply, now=now())
    except TooLong as long:
        flash(f"Not settled: {long}.")
    else:
        flash("Settled; whoever flagged it sees that.")
    return redirect(url_for("remarks.show", path_id=path_id), 303)


@pages.post("/cards/<int:question_id>/unflag")
def withdraw(question_id: int) -> Redirect:
    """A flag taken back by whoever set it."""
    flag_id = needed(request.form, "flag", low=1)
    with writing() as session:
        remarks.withdraw(session, learner_id=the_learner(), question_id=question_id, flag_id=flag_id)
    flash("The flag is taken back.")
    return redirect(url_for("history.show", question_id=question_id), 303)
