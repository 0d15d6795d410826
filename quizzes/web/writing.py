"""Writing a bank in the browser: its text, what is wrong with it, what it asks, and keeping it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, flash, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from quizzes.core.banks import BROWSER_LIMIT, Checked, SourceFile, check
from quizzes.core.banks.completion import schema_text
from quizzes.core.banks.template import example, new_bank
from quizzes.core.comparison import compared
from quizzes.core.questions import KINDS
from quizzes.core.trials import Preview, preview_of
from quizzes.services import writing as drafts
from quizzes.services.writing import DraftText, Overtaken, Saved, TooLong, TooManyDrafts
from quizzes.web import trying
from quizzes.web.forms.fields import needed, number
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner, welcome
from quizzes.web.rendering import is_htmx, page

pages = Blueprint("writing", __name__)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text is written: the draft of a deck, or one for a new deck."""

    deck_id: int | None = None
    draft_id: int | None = None

    def address(self, deed: str) -> str:
        """Where to send the text for this."""
        if self.deck_id is not None:
            return url_for(f"writing.{deed}", deck_id=self.deck_id)
        return url_for(f"writing.{deed}_new", draft_id=self.draft_id)

    def plan(self) -> str:
        """What publishing does."""
        if self.deck_id is not None:
            return url_for("publishing.plan", deck_id=self.deck_id)
        return url_for("publishing.plan_draft", draft_id=self.draft_id)

    def read(self, session: Session) -> DraftText:
        """The text as it stands, for those who may write it."""
        if self.deck_id is not None:
            return drafts.of_deck(session, deck_id=self.deck_id, learner_id=g.learner_id)
        return drafts.read(session, draft_id=self.draft_id or 0, learner_id=g.learner_id)


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
    return _opened(_Place(deck_id=deck_id))


@pages.get("/drafts/<int:draft_id>/edit")
def edit_new(draft_id: int) -> Response | Redirect:
    """The text of a new deck; one that was published has its own page."""
    place = _Place(draft_id=draft_id)
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

    return _saved(_Place(deck_id=deck_id), keep)


@pages.post("/drafts/<int:draft_id>/edit/save")
def save_new(draft_id: int) -> Response | Redirect:
    """Keeps the text of a new deck."""
    return _saved(_Place(draft_id=draft_id), lambda session: _keep(session, draft_id))


@pages.post("/decks/<int:deck_id>/edit/check")
def check_text(deck_id: int) -> Response:
    """What is wrong with a text of a deck."""
    return _looked_through(_Place(deck_id=deck_id), "writing/_problems.html")


@pages.post("/drafts/<int:draft_id>/edit/check")
def check_text_new(draft_id: int) -> Response:
    """What is wrong with a text of a new deck."""
    return _looked_through(_Place(draft_id=draft_id), "writing/_problems.html")


@pages.post("/decks/<int:deck_id>/edit/preview")
def preview(deck_id: int) -> Response:
    """What a text of a deck asks."""
    return _looked_through(_Place(deck_id=deck_id), "writing/_preview.html")


@pages.post("/drafts/<int:draft_id>/edit/preview")
def preview_new(draft_id: int) -> Response:
    """What a text of a new deck asks."""
    return _looked_through(_Place(draft_id=draft_id), "writing/_preview.html")


def _opened(place: _Place) -> Response:
    with reading() as session:
        found = place.read(session)
    return _editor(place, found, text=found.text, checked=_check(found.text))


def _looked_through(place: _Place, partial: str) -> Response:
    with reading() as session:
        found = place.read(session)
    text = _text()
    return _editor(place, found, text=text, checked=_check(text), partial=partial, looking="preview" in partial)


def _saved(place: _Place, keep: Callable[[Session], Saved | Overtaken]) -> Response | Redirect:
    try:
        with writing() as session:
            kept = keep(session)
    except TooLong as long:
        with reading() as session:
            found = place.read(session)
        return _editor(place, found, text=_text(), checked=_check(_text()), notice=f"Not saved: {long}.", status=413)
    with reading() as session:
        found = place.read(session)
    if isinstance(kept, Overtaken):
        checked = _check(kept.yours)
        return _editor(place, found, text=kept.yours, checked=checked, partial="writing/_saved.html", overtaken=kept)
    if is_htmx():
        return _editor(place, found, text=found.text, checked=_NOTHING, partial="writing/_saved.html", kept=kept)
    flash("Saved. Learners see it once you publish it.")
    return redirect(place.address("edit"), 303)


def _keep(session: Session, draft_id: int) -> Saved | Overtaken:
    joined = "joined" in request.form
    read = "joined_" if joined else ""
    return drafts.save(
        session,
        draft_id=draft_id,
        learner_id=the_learner(),
        text=_text(),
        edition=needed(request.form, f"{read}edition"),
        base=needed(request.form, f"{read}base"),
        joined=joined,
        now=now(),
    )


def _editor(
    place: _Place,
    found: DraftText,
    *,
    text: str,
    checked: Checked,
    partial: str | None = None,
    looking: bool = False,
    notice: str = "",
    kept: Saved | None = None,
    overtaken: Overtaken | None = None,
    status: int = 200,
) -> Response:
    preview = _previewed(checked) if looking else None
    return page(
        "writing/preview.html" if looking else "writing/edit.html",
        partial=partial,
        title=f"Edit {found.title}",
        place=place,
        found=found,
        text=text,
        problems=checked.problems,
        looking=looking,
        preview=preview,
        notice=notice,
        kept=kept,
        overtaken=overtaken,
        both=compared(overtaken.theirs.text, overtaken.yours) if overtaken else None,
        examples={kind: example(kind) for kind in KINDS},
        status=409 if overtaken else status,
        **(trying.first(preview.question) if preview else {}),
    )


def _previewed(checked: Checked) -> Preview | None:
    """The question that was asked for by its id, else the one that the cursor stands in, else the first."""
    if not checked.banks or not checked.banks[0].questions:
        return None
    bank = checked.banks[0]
    return preview_of(bank, key=request.form.get("at", ""), line=number(request.form, "line", low=1) or 1)


_NOTHING = Checked((), ())


def _check(text: str) -> Checked:
    return check([SourceFile("bank.yaml", text.encode())], limit_bytes=BROWSER_LIMIT)


def _text() -> str:
    """The text as it was sent, with one spelling of line ends."""
    return request.form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
