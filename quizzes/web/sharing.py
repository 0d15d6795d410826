"""Decks to choose from, one before it is studied, and how one's own is shared."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.access import Action, Visibility, allows
from quizzes.services import sharing, study
from quizzes.services.sharing import Preview
from quizzes.web.forms import BadForm
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner, welcome
from quizzes.web.rendering import page

pages = Blueprint("sharing", __name__)


@pages.get("/decks")
def decks() -> Response:
    """The learner's own decks, and those that everybody on this server may study."""
    with reading() as session:
        own = sharing.own(session, learner_id=g.learner_id)
        listed = sharing.listed(session, learner_id=g.learner_id)
    return page("sharing/decks.html", title="Decks on this server", own=own, decks=listed)


@pages.get("/decks/<int:deck_id>")
def deck(deck_id: int) -> Response:
    """A deck before it is studied, and what can be done with it."""
    with reading() as session:
        found = sharing.preview(session, deck_id=deck_id, learner_id=g.learner_id)
    return _preview(found, url_for("sharing.enroll", deck_id=deck_id))


@pages.post("/decks/<int:deck_id>/study")
def enroll(deck_id: int) -> Redirect:
    """Puts the deck among one's own."""
    with writing() as session:
        # Looked for before a visitor becomes a learner: what is not there leaves nobody behind.
        sharing.preview(session, deck_id=deck_id, learner_id=g.learner_id)
        asking = welcome(session, zone_name=request.form.get("zone", ""))
        study.enroll(session, learner_id=asking.learner_id, deck_id=deck_id, now=now())
    return asking.remembered(redirect(url_for("study.show", deck=deck_id), 303))


@pages.get("/d/<link>")
def linked(link: str) -> Response:
    """The same by a link."""
    with reading() as session:
        found = sharing.preview_by_link(session, link=link, learner_id=g.learner_id)
    return _preview(found, url_for("sharing.enroll_by_link", link=link))


@pages.post("/d/<link>/study")
def enroll_by_link(link: str) -> Redirect:
    """Puts the deck with this link among one's own."""
    with writing() as session:
        sharing.preview_by_link(session, link=link, learner_id=g.learner_id)
        asking = welcome(session, zone_name=request.form.get("zone", ""))
        deck_id = sharing.enroll_by_link(session, link=link, learner_id=asking.learner_id, now=now())
    return asking.remembered(redirect(url_for("study.show", deck=deck_id), 303))


@pages.get("/decks/<int:deck_id>/sharing")
def show(deck_id: int) -> Response:
    """Who finds the deck, its link, and the groups that study it."""
    with reading() as session:
        shared = sharing.sharing(session, deck_id=deck_id, learner_id=the_learner())
    return page("sharing/sharing.html", title="Sharing", shared=shared, kinds=Visibility)


@pages.post("/decks/<int:deck_id>/visibility")
def choose(deck_id: int) -> Redirect:
    """Who finds the deck."""
    try:
        visibility = Visibility(request.form.get("visibility", ""))
    except ValueError as wrong:
        raise BadForm("choose who finds the deck") from wrong
    with writing() as session:
        sharing.set_visibility(session, deck_id=deck_id, learner_id=the_learner(), visibility=visibility)
    flash("Saved.")
    return _back(deck_id)


@pages.post("/decks/<int:deck_id>/link")
def renew(deck_id: int) -> Redirect:
    """Another link; the one before opens nothing any more."""
    with writing() as session:
        sharing.renew_link(session, deck_id=deck_id, learner_id=the_learner())
    flash("There is a new link. The old one opens nothing now; who studies the deck already keeps it.")
    return _back(deck_id)


@pages.post("/decks/<int:deck_id>/groups/<int:group_id>/share")
def share(deck_id: int, group_id: int) -> Redirect:
    """Gives the deck to a group."""
    with writing() as session:
        sharing.share(session, deck_id=deck_id, group_id=group_id, learner_id=the_learner(), now=now())
    flash("Shared. The group finds it on Today.")
    return _back(deck_id)


@pages.post("/decks/<int:deck_id>/groups/<int:group_id>/unshare")
def unshare(deck_id: int, group_id: int) -> Redirect:
    """Takes the deck back from a group."""
    with writing() as session:
        sharing.unshare(session, deck_id=deck_id, group_id=group_id, learner_id=the_learner())
    flash("No longer shared there. Everybody keeps their answers.")
    return _back(deck_id)


def _preview(found: Preview, address: str) -> Response:
    return page(
        "sharing/deck.html",
        title=found.deck.title,
        found=found,
        address=address,
        learner=g.learner_id is not None,
        may={action.name: allows(action, found.relation) for action in Action},
    )


def _back(deck_id: int) -> Redirect:
    return redirect(url_for("sharing.show", deck_id=deck_id), 303)
