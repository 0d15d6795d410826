"""What changed in a deck since its learner was told last."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.comparison import compared
from quizzes.services import news
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import writing
from quizzes.web.people import caught_up, the_learner
from quizzes.web.rendering import page

pages = Blueprint("news", __name__, url_prefix="/decks")


@pages.get("/<int:deck_id>/changes")
def show(deck_id: int) -> Response:
    """Each change with both texts; on Today, its one line."""
    me = the_learner()
    found = caught_up(lambda session: news.news(session, learner_id=me, deck_id=deck_id))
    return page(
        "sharing/changes.html", partial="sharing/_told.html", title="What changed", news=found, compared=compared
    )


@pages.post("/<int:deck_id>/changes")
def read(deck_id: int) -> Redirect:
    """Marks the changes as read."""
    revision = needed(request.form, "revision", low=1)
    with writing() as session:
        news.mark_read(session, learner_id=the_learner(), deck_id=deck_id, revision=revision)
    return redirect(url_for("today.show"), 303)
