"""The answers that this browser had before its owner signed in: added to the account, or left for another time."""

from flask import Blueprint, Response, flash, request, session
from werkzeug import Response as Redirect

from quizzes.core.access import NotFound
from quizzes.services import merging
from quizzes.services.merging import Offer
from quizzes.web.entering import GUEST, onwards, own_token
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page
from quizzes.web.words import count

pages = Blueprint("merging", __name__, url_prefix="/account/add")


@pages.get("")
def show() -> Response | Redirect:
    """What waits, with the two answers to it."""
    offer = offered()
    if offer is None:
        return onwards()
    return page("account/add.html", title="Answers from this browser", things=things(offer))


@pages.post("")
def decide() -> Redirect:
    """Adds what waits, or leaves it where it is."""
    if "leave" in request.form:
        flash("Left as they are. They wait in this browser: Settings, Your data.")
        return onwards()
    try:
        with writing() as database:
            added = merging.merge(
                database, learner_id=the_learner(), guest_id=session.get(GUEST, 0), token=own_token(), now=now()
            )
    except NotFound:
        # A second press, or a page from before: the first one has done it.
        flash("There is nothing left to add.")
    else:
        flash(f"Added: {things(added)}.")
    session.pop(GUEST, None)
    return onwards()


def offered() -> Offer | None:
    """What waits in this browser for the account that is signed in, if anything does."""
    guest_id = session.get(GUEST)
    if guest_id is None:
        return None
    try:
        with reading() as database:
            return merging.offer(database, learner_id=the_learner(), guest_id=guest_id, token=own_token())
    except NotFound:
        return None


def things(offer: Offer) -> str:
    """What would be added, in words: "34 answers and 1 path"."""
    paths = [count(offer.paths, "path")] if offer.paths else []
    return " and ".join([count(offer.answers, "answer"), *paths])
