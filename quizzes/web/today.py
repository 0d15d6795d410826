"""The first page: what the day asks of a learner, or one button for a visitor."""

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.services import study
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import now, writing
from quizzes.web.people import caught_up, the_learner
from quizzes.web.rendering import page

pages = Blueprint("today", __name__)


@pages.get("/")
def show() -> Response:
    """The decks at hand and what they ask for today."""
    today = caught_up(lambda session: study.today(session, learner_id=g.learner_id, now=now()))
    return page("today/today.html", title="Today", today=today, learner=g.learner_id is not None)


@pages.post("/more")
def more() -> Redirect:
    """Ten more cards of a deck, today only."""
    deck_id = needed(request.form, "deck", low=1)
    with writing() as session:
        study.allow_more(session, learner_id=the_learner(), deck_id=deck_id, new=True, reviews=True, now=now())
    return redirect(url_for("today.show"), 303)
