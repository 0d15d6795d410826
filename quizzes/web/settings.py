"""Settings: the learner's day, colours, and each deck's limits; what is changed there can be taken back."""

from functools import cache
from zoneinfo import available_timezones

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.study import Scope
from quizzes.core.study_day import UnknownZone
from quizzes.services import accounts, study
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import needed
from quizzes.web.forms.settings import MOST_A_DAY, LimitsForm, SettingsForm
from quizzes.web.pathdeck import now, writing
from quizzes.web.people import caught_up, the_learner
from quizzes.web.rendering import page
from quizzes.web.words import count

pages = Blueprint("settings", __name__, url_prefix="/settings")


@pages.get("")
def show() -> Response:
    """Everything a learner may set."""
    read = lambda session: study.enrolled(session, learner_id=g.learner_id, now=now())  # noqa: E731
    decks = caught_up(read).decks if g.person else ()
    return page(
        "settings/settings.html", title="Settings", person=g.person, decks=decks, zones=_zones(), most=MOST_A_DAY
    )


@pages.post("")
def save() -> Redirect:
    """The day and the colours."""
    form = SettingsForm.parse(request.form)
    try:
        with writing() as session:
            accounts.change_settings(
                session, learner_id=the_learner(), zone_name=form.zone, rollover=form.rollover, theme=form.theme
            )
    except UnknownZone as unknown:
        raise BadForm(str(unknown)) from unknown
    flash("Saved.")
    return _back()


@pages.post("/limits")
def limit() -> Redirect:
    """How much of a deck a day asks at most."""
    form = LimitsForm.parse(request.form)
    with writing() as session:
        study.change_limits(
            session,
            learner_id=the_learner(),
            deck_id=form.deck_id,
            new_per_day=form.new,
            reviews_per_day=form.reviews,
        )
    flash("Saved. The new limits count from now on.")
    return _back()


@pages.post("/reset")
def reset() -> Redirect:
    """Makes the cards of a deck or a section new again."""
    scope = Scope(deck_id=needed(request.form, "deck", low=1), section=request.form.get("section") or None)
    with writing() as session:
        cards = study.reset(session, learner_id=the_learner(), scope=scope, now=now())
    if cards:
        flash(f"{count(cards, 'card')} new again.", "undo")
    else:
        flash("There was nothing to reset.")
    return _back()


@pages.post("/leave")
def leave() -> Redirect:
    """Takes a deck out of the learner's days; its cards keep their dates."""
    with writing() as session:
        study.leave(session, learner_id=the_learner(), deck_id=needed(request.form, "deck", low=1), now=now())
    flash("You left this deck. It waits on the first page, and every card keeps its date.")
    return _back()


@pages.post("/undo")
def undo() -> Redirect:
    """Takes back the last step, which was a reset when the button on this page is used."""
    with writing() as session:
        undone = study.undo(session, learner_id=the_learner(), now=now())
    flash("Undone." if undone else "There is nothing left to undo.")
    return _back()


def _back() -> Redirect:
    return redirect(url_for("settings.show"), 303)


@cache
def _zones() -> list[str]:
    return sorted(name for name in available_timezones() if "/" in name or name == "UTC")
