"""Comments under a question, for those who have answered it."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.comments import MOST_COMMENT
from quizzes.core.names import LONGEST_NAME, BadName
from quizzes.services import comments, groups
from quizzes.services.people.naming import NameTaken, SignUpClosed
from quizzes.web.forms.fields import needed, number
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import is_htmx, page

pages = Blueprint("comments", __name__, url_prefix="/questions")


@pages.get("/<int:question_id>/comments")
def show(question_id: int) -> Response:
    """What was said, oldest first; nothing of it before the answer."""
    return _show(question_id)


@pages.post("/<int:question_id>/comments")
def write(question_id: int) -> Response | Redirect:
    """A comment to a group or to everybody who studies the deck."""
    text, name = request.form.get("text", ""), request.form.get("name", "")
    try:
        with writing() as session:
            if name:
                groups.take_name(session, learner_id=the_learner(), text=name)
            comments.write(
                session,
                question_id=question_id,
                learner_id=the_learner(),
                group_id=number(request.form, "group", low=1),
                text=text,
                now=now(),
            )
    except (BadName, NameTaken, SignUpClosed, ValueError) as problem:
        return _show(question_id, problem=str(problem), text=text, name=name, status=422)
    return _done(question_id, "Said.")


@pages.post("/comments/remove")
def remove() -> Response | Redirect:
    """A comment taken away."""
    with writing() as session:
        question_id = comments.remove(
            session, comment_id=needed(request.form, "comment", low=1), learner_id=the_learner(), now=now()
        )
    return _done(question_id, "The comment is gone.")


def said(question_id: int) -> int:
    """How many comments wait below an answer that was just given."""
    with reading() as session:
        return comments.count(session, question_id=question_id, learner_id=the_learner())


def _done(question_id: int, said: str) -> Response | Redirect:
    if is_htmx():
        return _show(question_id)
    flash(said)
    return redirect(url_for("comments.show", question_id=question_id), 303)


def _show(question_id: int, *, problem: str = "", text: str = "", name: str = "", status: int = 200) -> Response:
    with reading() as session:
        talk = comments.under(session, question_id=question_id, learner_id=the_learner())
    return page(
        "comments/comments.html",
        partial="comments/_comments.html",
        title="Comments",
        talk=talk,
        problem=problem,
        text=text[:MOST_COMMENT],
        name=name[:LONGEST_NAME],
        most=MOST_COMMENT,
        status=status,
    )
