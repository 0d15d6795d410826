"""The card browser: every card in one list, to search, to sort, and to act on many at once."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.core.search import LONGEST, Page, answer_line
from quizzes.core.study import Undone
from quizzes.services import cards, study
from quizzes.web.forms.cards import DeedForm, SearchForm
from quizzes.web.pathdeck import now, writing
from quizzes.web.people import caught_up, the_learner, today
from quizzes.web.rendering import page
from quizzes.web.words import count, on_day

pages = Blueprint("cards", __name__, url_prefix="/cards")
pages.add_app_template_filter(answer_line)


@pages.get("")
def show() -> Response:
    """What a search finds; without one, all cards."""
    form = SearchForm.parse(request.args)
    return page(
        "cards/cards.html",
        partial="cards/_found.html",
        title="Cards",
        form=form,
        found=_found(form),
        learner=g.learner_id is not None,
        today=today(),
        longest=LONGEST,
    )


@pages.post("/act")
def act() -> Redirect:
    """Does something to the chosen cards, or to all that the search finds."""
    form, sent = SearchForm.parse(request.args), DeedForm.parse(request.form)
    flash(*_done(form, sent))
    return _back(form)


@pages.post("/undo")
def undo() -> Redirect:
    """Takes back the last step, which was one of these when the button on this page is used."""
    form = SearchForm.parse(request.args)
    with writing() as session:
        undone = study.undo(session, learner_id=the_learner(), now=now())
    flash(_undone(undone))
    return _back(form)


def _found(form: SearchForm) -> Page | None:
    """The page that was asked for; None while the search has problems."""
    if form.search.problems:
        return None
    return caught_up(
        lambda session: cards.browse(
            session,
            learner_id=g.learner_id,
            query=form.search.query,
            order=form.order,
            number=form.number,
            now=now(),
        )
    )


def _done(form: SearchForm, sent: DeedForm) -> tuple[str, str]:
    """Does it, and says what was done, with whether it can be undone."""
    learner_id = the_learner()
    everything = sent.everything and not form.search.problems
    if not everything and not sent.questions:
        return "Nothing was selected. Tick some cards first.", "message"
    if sent.deed is None:
        return "No day was chosen. Choose the day first, then set it.", "message"
    chosen = form.search.query if everything else sent.questions
    try:
        with writing() as session:
            changed = cards.act_on(session, learner_id=learner_id, chosen=chosen, deed=sent.deed, now=now())
    except ValueError as refused:
        return f"Nothing was changed: {refused}.", "message"
    return (
        (_said(sent.deed, changed), "undo") if changed else ("Nothing changed: they are like that already.", "message")
    )


def _said(deed: Deed, changed: int) -> str:
    number = count(changed, "card")
    if deed.due_day is not None:
        return f"{number} due on {on_day(deed.due_day)}."
    return {
        EntryKind.SUSPEND: f"Suspended {number}.",
        EntryKind.UNSUSPEND: f"{number} back among your reviews.",
        EntryKind.BURY: f"{number} buried until tomorrow.",
    }.get(deed.kind, f"{number} new again.")


def _undone(undone: Undone | None) -> str:
    if undone is None:
        return "There is nothing left to undo."
    return f"Undone: {count(undone.cards, 'card')} as before."


def _back(form: SearchForm) -> Redirect:
    return redirect(url_for("cards.show", q=form.search.text, sort=form.sort, page=form.number), 303)
