"""Writing a bank in the browser: beginning, keeping, throwing away, and what stands there by now."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app, flash, g, jsonify, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from quizzes.core.banks.completion import schema_text
from quizzes.core.banks.template import new_bank
from quizzes.services import writing as drafts
from quizzes.services.writing import Overtaken, Saved, TooLong, TooManyDrafts
from quizzes.web.editor import NOTHING, Place, checked_text, editor, sent_text
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner, welcome
from quizzes.web.publishing import too_long
from quizzes.web.rendering import is_htmx, page

pages = Blueprint("writing", __name__)
pages.register_error_handler(TooLong, too_long)


@pages.get("/banks/schema.json")
def schema() -> Response:
    """The format of banks, for editors."""
    return current_app.response_class(schema_text(), mimetype="application/json")


@pages.get("/banks/new")
def new() -> Response:
    """What a bank is, and the ones begun before."""
    with reading() as session:
        begun = drafts.begun(session, learner_id=g.learner_id) if g.learner_id else ()
    return page("writing/new.html", title="Write a deck", begun=begun)


@pages.post("/banks/new")
def begin() -> Redirect:
    """Begins a deck with an example of each kind; a visitor becomes a learner by it."""
    try:
        with writing() as session:
            learner = welcome(session, zone_name=request.form.get("zone", ""))
            text = new_bank("my-deck", "My deck")
            draft_id = drafts.begin(session, learner_id=learner.learner_id, text=text, now=now())
    except TooManyDrafts as many:
        flash(f"{str(many).capitalize()}.")
        return redirect(url_for("writing.new"), 303)
    return learner.remembered(redirect(url_for("writing.edit_new", draft_id=draft_id), 303))


@pages.get("/decks/<int:deck_id>/edit")
def edit(deck_id: int) -> Response:
    """The text of a deck."""
    return _opened(Place(deck_id=deck_id))


@pages.get("/drafts/<int:draft_id>/edit")
def edit_new(draft_id: int) -> Response | Redirect:
    """The text of a new deck; one that was published has its own page."""
    place = Place(draft_id=draft_id)
    with reading() as session:
        found = place.read(session)
    if found.deck_id is not None:
        return redirect(url_for("writing.edit", deck_id=found.deck_id), 303)
    return _opened(place)


@pages.post("/decks/<int:deck_id>/edit/save")
def save(deck_id: int) -> Response | Redirect:
    """Keeps the text of a deck; what learners study changes by publishing alone."""

    def keep(session: Session) -> Saved | Overtaken:
        begun = drafts.draft_of(session, deck_id=deck_id, learner_id=the_learner(), now=now())
        return _keep(session, begun.draft_id or 0)

    return _saved(Place(deck_id=deck_id), keep)


@pages.post("/drafts/<int:draft_id>/edit/save")
def save_new(draft_id: int) -> Response | Redirect:
    """Keeps the text of a new deck."""
    return _saved(Place(draft_id=draft_id), lambda session: _keep(session, draft_id))


@pages.get("/decks/<int:deck_id>/edit/state")
@pages.get("/drafts/<int:draft_id>/edit/state", endpoint="state_new")
def state(**place: int) -> Response:
    """Which edition of a text stands, and whose it is if it is somebody else's."""
    with reading() as session:
        found = Place(**place).read(session)
    theirs = found.changed_by not in (None, g.learner_id)
    return jsonify(edition=found.edition, base=found.base_revision, by=found.changed_by_name if theirs else None)


@pages.post("/decks/<int:deck_id>/edit/discard")
@pages.post("/drafts/<int:draft_id>/edit/discard", endpoint="discard_new")
def discard(**place: int) -> Redirect:
    """Throws away what was not published, until it is asked for again."""
    return _changed_places(Place(**place), drafts.discard, "Thrown away.", "undo")


@pages.post("/decks/<int:deck_id>/edit/bring-back")
@pages.post("/drafts/<int:draft_id>/edit/bring-back", endpoint="bring_back_new")
def bring_back(**place: int) -> Redirect:
    """What was thrown away stands again."""
    return _changed_places(Place(**place), drafts.bring_back, "Here it is again.")


def _opened(place: Place) -> Response:
    """The text as it stands; both texts for whoever was overtaken and left."""
    with reading() as session:
        found = place.read(session)
        aside = drafts.put_aside(session, draft_id=found.draft_id, learner_id=the_learner()) if found.draft_id else None
    text = aside.yours if aside else found.text
    return editor(place, found, text=text, checked=checked_text(text), overtaken=aside)


def _changed_places(place: Place, deed: Callable[..., None], words: str, way_back: str = "message") -> Redirect:
    with writing() as session:
        draft_id = place.read(session).draft_id
        if draft_id is not None:
            deed(session, draft_id=draft_id, learner_id=the_learner(), now=now())
            flash(words, way_back)
    return redirect(place.address("writing.edit"), 303)


def _saved(place: Place, keep: Callable[[Session], Saved | Overtaken]) -> Response | Redirect:
    try:
        with writing() as session:
            kept = keep(session)
    except TooLong as long:
        with reading() as session:
            found = place.read(session)
        text = sent_text()
        return editor(place, found, text=text, checked=checked_text(text), notice=f"Not saved: {long}.", status=413)
    with reading() as session:
        found = place.read(session)
    if isinstance(kept, Overtaken):
        checked = checked_text(kept.yours)
        return editor(
            place, found, text=kept.yours, checked=checked, partial="writing/_saved.html", overtaken=kept, status=409
        )
    if is_htmx():
        return editor(place, found, text=found.text, checked=NOTHING, partial="writing/_saved.html", kept=kept)
    if request.form.get("then") == "plan":
        return redirect(place.plan(), 303)
    flash("Saved. Learners see it once you publish it.")
    return redirect(place.address("writing.edit"), 303)


def _keep(session: Session, draft_id: int) -> Saved | Overtaken:
    joined = "joined" in request.form
    read = "joined_" if joined else ""
    return drafts.save(
        session,
        draft_id=draft_id,
        learner_id=the_learner(),
        text=sent_text(),
        edition=needed(request.form, f"{read}edition"),
        base=needed(request.form, f"{read}base"),
        joined=joined,
        now=now(),
    )
