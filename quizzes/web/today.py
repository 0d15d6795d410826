"""The first page: what the day asks of a learner and how the week looks, or one button for a visitor."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.options import MOST_PER_DAY
from quizzes.services import rounds, study, telling
from quizzes.web.forms.fields import needed
from quizzes.web.pathdeck import now, writing
from quizzes.web.people import caught_up, the_learner
from quizzes.web.rendering import page
from quizzes.web.words import count

pages = Blueprint("today", __name__)

SPREADS = (3, 5, 7, 14)
"""Over how many days a backlog may be spread."""


@pages.get("/")
def show() -> Response:
    """The decks at hand and what they ask for today."""
    today, running, told = caught_up(
        lambda session: (
            study.today(session, learner_id=g.learner_id, now=now()),
            rounds.running_near(session, learner_id=g.learner_id, now=now()) if g.learner_id else (),
            telling.told(session, learner_id=g.learner_id) if g.learner_id else (),
        )
    )
    return page(
        "today/today.html",
        title="Today",
        today=today,
        running=running,
        told=told,
        learner=g.learner_id is not None,
        spreads=SPREADS,
    )


@pages.post("/more")
def more() -> Redirect:
    """Ten more cards of a deck, today only."""
    deck_id = needed(request.form, "deck", low=1)
    with writing() as session:
        study.allow_more(session, learner_id=the_learner(), deck_id=deck_id, new=True, reviews=True, now=now())
    return _back()


@pages.post("/spread")
def spread() -> Redirect:
    """A backlog spread over some days."""
    days = needed(request.form, "days", low=1, high=study.LONGEST_SPREAD)
    with writing() as session:
        study.spread(session, learner_id=the_learner(), days=days, now=now())
    flash(f"Spread over {count(days, 'day')}. Nothing is lost.")
    return _back()


@pages.post("/spread/end")
def end_spread() -> Redirect:
    """Back to the usual limits."""
    with writing() as session:
        study.end_spread(session, learner_id=the_learner())
    flash("The plan has ended. Your usual limits count again.")
    return _back()


@pages.post("/resume")
def resume() -> Redirect:
    """The end of a pause."""
    with writing() as session:
        study.resume(session, learner_id=the_learner())
    return _back()


@pages.post("/raise")
def raise_limit() -> Redirect:
    """More new cards a day, so that all are seen before an exam."""
    deck_id, new = needed(request.form, "deck", low=1), needed(request.form, "new", high=MOST_PER_DAY)
    with writing() as session:
        before = study.change_limits(session, learner_id=the_learner(), deck_id=deck_id, new_per_day=new)
    flash(f"{count(new, 'new card')} a day from now on instead of {before.new_per_day}.")
    return _back()


def _back() -> Redirect:
    return redirect(url_for("today.show"), 303)
