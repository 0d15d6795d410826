"""Reminders: the page of a learner's private calendar link, and the calendar behind it."""

from datetime import date

from flask import Blueprint, Response, flash, g, make_response, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.calendar import CALENDAR_TYPE, DayEntry, write_calendar
from quizzes.core.study_day import zone
from quizzes.services import calendar, study
from quizzes.services.calendar import Owner, Reminder
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page
from quizzes.web.words import count, minutes

pages = Blueprint("calendar", __name__, url_prefix="/calendar")


@pages.get("")
def show() -> Response:
    """Whether there is a link, and what may be done with it."""
    if g.person is None:
        return _page()
    with reading() as session:
        made_at = calendar.made_at(session, learner_id=g.learner_id)
    return _page(made_on=made_at and made_at.astimezone(zone(g.person.zone)).date())


@pages.post("")
def make() -> Response:
    """A new link, told this once; the one before opens nothing any more."""
    with writing() as session:
        token = calendar.make(session, learner_id=the_learner(), now=now())
    return _page(link=_address(url_for("calendar.feed", token=token)))


@pages.post("/revoke")
def revoke() -> Redirect:
    """Takes the link back."""
    with writing() as session:
        calendar.revoke(session, learner_id=the_learner())
    flash("The link opens nothing any more.")
    return redirect(url_for("calendar.show"), 303)


@pages.get("/<token>.ics")
def feed(token: str) -> Response:
    """The calendar, for whoever knows the link: one entry on a day that asks for something."""
    with reading() as session:
        owner = calendar.owner(session, token=token, now=now())
    found = _reminder(owner)
    entries = [_entry(found, owner)] if found else []
    response = make_response(write_calendar(entries, name="Pathdeck", now=now()))
    response.mimetype = CALENDAR_TYPE
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = "inline; filename=pathdeck.ics"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _reminder(owner: Owner) -> Reminder | None:
    try:
        with reading() as session:
            return calendar.reminder(session, learner_id=owner.learner_id, now=now())
    except study.CatchUpNeeded:
        with writing() as session:
            study.catch_up(session, learner_id=owner.learner_id, now=now())
            return calendar.reminder(session, learner_id=owner.learner_id, now=now())


def _entry(found: Reminder, owner: Owner) -> DayEntry:
    about = f"{minutes((found.due + found.new) * found.pace_ms)}."
    if found.due and found.new:
        about = f"{count(found.new, 'new card')} as well. {about}"
    return DayEntry(
        uid=f"{owner.today}-{owner.feed}@pathdeck",
        day=owner.today,
        summary=f"{count(found.due, 'card')} to review" if found.due else count(found.new, "new card"),
        description=about,
        url=_address(url_for("study.show")),
    )


def _page(*, made_on: date | None = None, link: str = "") -> Response:
    return page("calendar/calendar.html", title="Calendar", person=g.person, made_on=made_on, link=link)


def _address(path: str) -> str:
    """A whole address, for use outside the browser."""
    return (pathdeck().settings.public_url or request.host_url.rstrip("/")) + path
