"""The way back for a learner who flagged a question."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.services import remarks
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import writing
from quizzes.web.people import the_learner

pages = Blueprint("remarks", __name__)


@pages.post("/cards/<int:question_id>/unflag")
def withdraw(question_id: int) -> Redirect:
    """A flag taken back by whoever set it."""
    flag_id = needed(request.form, "flag", low=1)
    with writing() as session:
        remarks.withdraw(session, learner_id=the_learner(), question_id=question_id, flag_id=flag_id)
    flash("The flag is taken back.")
    return redirect(url_for("history.show", question_id=question_id), 303)
