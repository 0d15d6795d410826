"""Publishing on its pages: the plan and the button, and the revisions that came of it."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, g, make_response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from quizzes.core.comparison import compared
from quizzes.services import proposing, revisions
from quizzes.services.proposing import Assent, Proposal
from quizzes.services.publishing import Outcome, Refusal
from quizzes.services.writing import TooLong
from quizzes.web.forms.fields import line, needed
from quizzes.web.owning import LONGEST_NOTE
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page
from quizzes.web.words import count

pages = Blueprint("publishing", __name__)

MOST_SHOWN = 200
"""Questions of one group on a page; the others are counted."""
_REFUSED = {
    Refusal.STALE: "This changed since you read the plan. Nothing is lost: here is what publishing does now.",
    Refusal.UNDOES: "Nothing was published. Tick below that undoing these changes is meant.",
    Refusal.PROBLEMS: "Nothing was published. Something speaks against it.",
}


@pages.errorhandler(TooLong)
def too_long(error: TooLong) -> Redirect:
    """A bank that only a file may hold."""
    flash(f"{str(error).capitalize()}.")
    return redirect(url_for("sharing.deck", deck_id=(request.view_args or {})["deck_id"]), 303)


@pages.get("/decks/<int:deck_id>/plan")
def plan(deck_id: int) -> Response:
    """What publishing the deck's draft would do."""
    with reading() as session:
        found = proposing.of_deck(session, deck_id=deck_id, learner_id=the_learner())
    return _plan(found, url_for("publishing.publish", deck_id=deck_id))


@pages.post("/decks/<int:deck_id>/plan")
def publish(deck_id: int) -> Response | Redirect:
    """Publishes the deck's draft."""
    me, assent = the_learner(), _assent()
    return _applied(
        lambda session: proposing.publish_deck(session, deck_id=deck_id, learner_id=me, assent=assent, now=now()),
        lambda session: proposing.of_deck(session, deck_id=deck_id, learner_id=me),
    )


@pages.get("/drafts/<int:draft_id>/plan")
def plan_draft(draft_id: int) -> Response | Redirect:
    """What publishing a new deck would do; one that was published has its own page."""
    with reading() as session:
        found = proposing.of_draft(session, draft_id=draft_id, learner_id=the_learner())
    if found.deck_id:
        return redirect(url_for("publishing.plan", deck_id=found.deck_id), 303)
    return _plan(found, url_for("publishing.publish_draft", draft_id=draft_id))


@pages.post("/drafts/<int:draft_id>/plan")
def publish_draft(draft_id: int) -> Response | Redirect:
    """Publishes a new deck."""
    me, assent = the_learner(), _assent()
    return _applied(
        lambda session: proposing.publish_draft(session, draft_id=draft_id, learner_id=me, assent=assent, now=now()),
        lambda session: proposing.of_draft(session, draft_id=draft_id, learner_id=me),
    )


@pages.get("/decks/<int:deck_id>/revisions/<int:number>/restore")
def plan_restoring(deck_id: int, number: int) -> Response:
    """What publishing a former revision would do."""
    with reading() as session:
        found = proposing.of_revision(session, deck_id=deck_id, number=number, learner_id=the_learner())
    return _plan(found, url_for("publishing.restore", deck_id=deck_id, number=number), former=number)


@pages.post("/decks/<int:deck_id>/revisions/<int:number>/restore")
def restore(deck_id: int, number: int) -> Response | Redirect:
    """Publishes a former revision as the newest one."""
    me, assent = the_learner(), _assent()
    return _applied(
        lambda session: proposing.restore(
            session, deck_id=deck_id, number=number, learner_id=me, assent=assent, now=now()
        ),
        lambda session: proposing.of_revision(session, deck_id=deck_id, number=number, learner_id=me),
        former=number,
    )


@pages.get("/decks/<int:deck_id>/revisions")
def list_revisions(deck_id: int) -> Response:
    """Every revision, the newest first."""
    with reading() as session:
        found = revisions.revisions(session, deck_id=deck_id, learner_id=g.learner_id)
    return page("publishing/revisions.html", title="Revisions", found=found)


@pages.get("/decks/<int:deck_id>/revisions/<int:number>.yaml")
def revision(deck_id: int, number: int) -> Response:
    """A revision's YAML, to keep."""
    with reading() as session:
        name, yaml = revisions.revision_text(session, deck_id=deck_id, number=number, learner_id=g.learner_id)
    response = make_response(yaml.encode())
    response.mimetype = "application/yaml"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = f'attachment; filename="{name.replace("/", "-")}"'
    return response


@pages.get("/decks/<int:deck_id>/revisions/compare")
def compare(deck_id: int) -> Response:
    """Two revisions beside each other."""
    first, second = needed(request.args, "from", low=1), needed(request.args, "to", low=1)
    with reading() as session:
        found = revisions.compare(session, deck_id=deck_id, first=first, second=second, learner_id=g.learner_id)
    return page(
        "publishing/compare.html",
        title=f"Revision {first} and {second}",
        found=found,
        first=first,
        second=second,
        compared=compared,
        most=MOST_SHOWN,
    )


def _assent() -> Assent:
    return Assent(
        edition=needed(request.form, "edition"),
        base=needed(request.form, "base"),
        seen="undo" in request.form,
        allow_retire="retire" in request.form,
        note=line(request.form, "note", most=LONGEST_NOTE),
    )


def _applied(
    apply: Callable[[Session], Outcome | None], look: Callable[[Session], Proposal], *, former: int = 0
) -> Response | Redirect:
    with writing() as session:
        done = apply(session)
    if done is None or done.refusal:
        with reading() as session:
            found = look(session)
        refusal = done.refusal if done and done.refusal else Refusal.PROBLEMS
        status = 409 if refusal is Refusal.STALE else 422
        return _plan(found, request.path, former=former, notice=_REFUSED[refusal], status=status)
    flash(_told(done))
    return redirect(url_for("sharing.deck", deck_id=done.deck_id), 303)


def _told(done: Outcome) -> str:
    if not done.applied:
        return "Nothing was new."
    if done.report.base == 0:
        return "Published. Only you see it; share it when you like."
    touched = max((item.learners for _, items in done.report.groups for item in items), default=0)
    words = f"Published as revision {done.revision}."
    return f"{words} Up to {count(touched, 'learner')} will see the change." if touched else words


def _editor(found: Proposal) -> str:
    """Where the text is written; a former revision is not written any more."""
    if found.draft_id is None:
        return ""
    if found.deck_id:
        return url_for("writing.edit", deck_id=found.deck_id)
    return url_for("writing.edit_new", draft_id=found.draft_id)


def _plan(found: Proposal, address: str, *, former: int = 0, notice: str = "", status: int = 200) -> Response:
    return page(
        "publishing/plan.html",
        title=f"Publish {found.title}",
        found=found,
        report=found.report,
        address=address,
        editor=_editor(found),
        former=former,
        notice=notice,
        note=request.form.get("note", f"Back to revision {former}" if former else ""),
        longest=LONGEST_NOTE,
        compared=compared,
        most=MOST_SHOWN,
        status=status,
    )
