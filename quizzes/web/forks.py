"""A copy of a deck as one's own, and what its origin changed since."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.comparison import compared
from quizzes.services import forks
from quizzes.services.forks import StaleOrigin
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page
from quizzes.web.words import count

pages = Blueprint("forks", __name__, url_prefix="/decks")


@pages.post("/<int:deck_id>/fork")
def fork(deck_id: int) -> Redirect:
    """Copies the deck."""
    with writing() as session:
        copy = forks.fork(session, deck_id=deck_id, learner_id=the_learner(), now=now())
    flash("This copy is yours, and only you see it. It goes its own way, and can take over what the origin changes.")
    return redirect(url_for("sharing.deck", deck_id=copy), 303)


@pages.get("/<int:deck_id>/origin")
def show(deck_id: int) -> Response:
    """What the origin changed since, each to be chosen."""
    with reading() as session:
        found = forks.compare(session, deck_id=deck_id, learner_id=the_learner())
    return page("sharing/origin.html", title="Compare with the origin", fork=found, compared=compared)


@pages.post("/<int:deck_id>/pull")
def pull(deck_id: int) -> Redirect:
    """Takes over what was chosen, or leaves everything."""
    revision, me = needed(request.form, "revision", low=1), the_learner()
    try:
        with writing() as session:
            if request.form.get("leave"):
                forks.settle(session, deck_id=deck_id, learner_id=me, revision=revision)
                said = "Left as it is. You are asked again when the origin changes."
            else:
                chosen = request.form.getlist("question")
                taken = forks.pull(session, deck_id=deck_id, learner_id=me, revision=revision, chosen=chosen, now=now())
                said = f"Published with {count(taken, 'change')}." if taken else "Tick what you want to take over."
    except StaleOrigin:
        said = "The origin was published again meanwhile. Here is what it changes now."
    flash(said)
    return redirect(url_for("forks.show", deck_id=deck_id), 303)
