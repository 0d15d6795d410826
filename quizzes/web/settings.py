"""Settings: the learner's day, days off, colours, and what each deck may ask; what is changed there is said."""

from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from flask import session as cookie
from werkzeug import Response as Redirect

from quizzes.core.options import MOST_PER_DAY, Mix, NewOrder, Options
from quizzes.core.study import Scope
from quizzes.core.study_day import UnknownZone
from quizzes.services import accounts, study
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import needed
from quizzes.web.forms.settings import OptionsForm, PauseForm, RestForm, SettingsForm
from quizzes.web.pathdeck import now, writing
from quizzes.web.people import caught_up, the_learner
from quizzes.web.rendering import page
from quizzes.web.words import count, on_day

pages = Blueprint("settings", __name__, url_prefix="/settings")

ORDERS = {NewOrder.PATH: "as the path goes", NewOrder.MIXED: "mixed"}
_FORMER = "former choices"
MIXES = {Mix.MIXED: "among the reviews", Mix.AFTER: "after the reviews", Mix.BEFORE: "before the reviews"}


@pages.get("")
def show() -> Response:
    """Everything a learner may set."""
    person = g.person
    return page(
        "settings/settings.html",
        title="Settings",
        person=person,
        choices=caught_up(lambda session: study.enrolled(session, learner_id=g.learner_id, now=now()))
        if person
        else None,
        zones=_zones(),
        most=MOST_PER_DAY,
        orders=ORDERS,
        mixes=MIXES,
        former=cookie.pop(_FORMER, {}),
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


@pages.post("/pause")
def pause() -> Redirect:
    """Days on which nothing is asked."""
    form = PauseForm.parse(request.form)
    try:
        with writing() as session:
            study.pause(session, learner_id=the_learner(), first=form.first, last=form.last, now=now())
    except study.NotAhead as wrong:
        flash(str(wrong))
    else:
        flash(f"Saved. Nothing is asked until {on_day(form.last)}, and no date moves.")
    return _back()


@pages.post("/resume")
def resume() -> Redirect:
    """The end of a pause, or of the plan for one."""
    with writing() as session:
        study.resume(session, learner_id=the_learner())
    flash("The pause is over.")
    return _back()


@pages.post("/rest")
def rest() -> Redirect:
    """The days a streak may skip, and whether there is one."""
    form = RestForm.parse(request.form)
    with writing() as session:
        study.rest(session, learner_id=the_learner(), shows_streak=form.shows_streak, weekdays=form.weekdays)
    flash("Saved.")
    return _back()


@pages.post("/deck")
def choose() -> Redirect:
    """What a deck may ask, in which order, and the day of its exam."""
    form, learner_id = OptionsForm.parse(request.form), the_learner()
    try:
        with writing() as session:
            before = study.change_options(session, learner_id=learner_id, deck_id=form.deck_id, options=form.options)
            exam_before = study.set_exam(session, learner_id=learner_id, deck_id=form.deck_id, day=form.exam, now=now())
    except study.NotAhead as wrong:
        flash(str(wrong))
        return _back()
    changed = list(_changes(before, form.options))
    if exam_before != form.exam:
        changed.append(f"exam on {on_day(form.exam)}" if form.exam else "no exam")
    if changed:
        cookie[_FORMER] = OptionsForm(deck_id=form.deck_id, options=before, exam=exam_before).fields
        flash(f"Saved: {', '.join(changed)}.", "choices")
    else:
        flash("Nothing has changed.")
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
    flash("You left this deck. Every card keeps its date, should you come back.")
    return _back()


@pages.post("/undo")
def undo() -> Redirect:
    """Takes back the last step, which was a reset when the button on this page is used."""
    with writing() as session:
        undone = study.undo(session, learner_id=the_learner(), now=now())
    flash("Undone." if undone else "There is nothing left to undo.")
    return _back()


def _changes(before: Options, after: Options) -> Iterator[str]:
    """What is different now, with what it was."""
    if after.new_per_day != before.new_per_day:
        yield f"{count(after.new_per_day, 'new card')} a day (was {before.new_per_day})"
    if after.reviews_per_day != before.reviews_per_day:
        yield f"{count(after.reviews_per_day, 'review')} a day (was {before.reviews_per_day})"
    if after.new_order != before.new_order:
        yield f"new cards {ORDERS[after.new_order]} (was {ORDERS[before.new_order]})"
    if after.mix != before.mix:
        yield f"new cards {MIXES[after.mix]} (was {MIXES[before.mix]})"
    if after.siblings_apart != before.siblings_apart:
        yield "one question on a fact a day" if after.siblings_apart else "several questions on a fact a day"


def _back() -> Redirect:
    return redirect(url_for("settings.show"), 303)


@cache
def _zones() -> list[str]:
    return sorted(name for name in available_timezones() if "/" in name or name == "UTC")
