"""Coming into a group, by a link or by six words: a look first, and in with a click."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.names import LONGEST_NAME, BadName
from quizzes.services import groups
from quizzes.services.groups import NoWay, WayIn
from quizzes.services.people import attempts
from quizzes.services.people.attempts import TooManyTries
from quizzes.services.people.naming import NameTaken
from quizzes.web.entering import client_address
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import welcome
from quizzes.web.rendering import page
from quizzes.web.words import count

pages = Blueprint("joining", __name__, url_prefix="/join")

_LONGEST = 200
_IN_BY_NAME = "You are in. Your name is kept in this browser; a password, under your account, keeps it on any."
_NO_WAY = "These words open no group. Look for a slip, or ask for new ones: they may be used up or too old."


@pages.get("")
def words() -> Response:
    """The field for six words."""
    return _words()


@pages.post("")
def look() -> Response:
    """What the six words lead to; the words stay out of the address."""
    shown = _guarded(_preview)
    assert isinstance(shown, Response)
    return shown


@pages.post("/in")
def join_by_words() -> Response | Redirect:
    """In by six words, after the look."""
    return _guarded(_join)


@pages.get("/<token>")
def link(token: str) -> Response:
    """What the link leads to, with nothing written."""
    try:
        return _preview(WayIn(token=token))
    except NoWay:
        return _nowhere()


@pages.post("/<token>")
def join_by_link(token: str) -> Response | Redirect:
    """In by the link."""
    try:
        return _join(WayIn(token=token))
    except NoWay:
        return _nowhere()


def _guarded(follow: Callable[[WayIn], Response | Redirect]) -> Response | Redirect:
    """Follows the six words that were typed; wrong ones are counted, so that nobody guesses for long."""
    way, address = WayIn(words=request.form.get("words", "")[:_LONGEST]), client_address()
    try:
        with writing() as session:
            attempts.spend(session, name=f"join {address}", address=address, now=now())
        response = follow(way)
    except TooManyTries as slow:
        return _words(problem=f"Too many tries. Wait {count(slow.minutes, 'minute')}.", typed=way.words, status=429)
    except NoWay:
        return _words(problem=_NO_WAY, typed=way.words, status=422)
    with writing() as session:
        attempts.forgive(session, name=f"join {address}", address=address)
    return response


def _preview(way: WayIn, *, problem: str = "", name: str = "", status: int = 200) -> Response:
    with reading() as session:
        found = groups.preview(session, way=way, learner_id=g.learner_id, now=now())
    return page(
        "groups/join.html",
        title=f"Join {found.name}",
        found=found,
        way=way,
        person=g.person,
        problem=problem,
        name=name[:LONGEST_NAME],
        longest=LONGEST_NAME,
        status=status,
    )


def _join(way: WayIn) -> Response | Redirect:
    own, named = request.form.get("name", ""), bool(g.person and g.person.name)
    try:
        with writing() as session:
            learner = welcome(session, zone_name=request.form.get("zone", ""))
            group_id, new = groups.join(session, way=way, learner_id=learner.learner_id, now=now())
            groups.take_name(session, learner_id=learner.learner_id, text=own, invited=True)
    except (BadName, NameTaken) as problem:
        return _preview(way, problem=str(problem), name=own, status=422)
    flash("You are in this group already." if not new else "You are in." if named else _IN_BY_NAME)
    return learner.remembered(redirect(url_for("groups.show", group_id=group_id), 303))


def _words(*, problem: str = "", typed: str = "", status: int = 200) -> Response:
    return page("groups/words.html", title="Join a group", problem=problem, typed=typed, status=status)


def _nowhere() -> Response:
    return page(
        "errors/error.html",
        partial="errors/_error.html",
        status=404,
        title="This invitation is not open",
        message="It may have been used up, taken back or be too old. Ask whoever sent it for a new one.",
        address=url_for("groups.index"),
        label="Go to groups",
    )
