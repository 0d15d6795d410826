"""A forgotten password: asking for a link, and the page behind one; looking at it changes nothing."""

from datetime import datetime

from flask import Blueprint, Response, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from quizzes.services.mail import Letter
from quizzes.services.people import attempts, resetting
from quizzes.services.people.attempts import TooManyTries
from quizzes.services.people.hashing import hash_password
from quizzes.services.people.resetting import NotYours
from quizzes.web.entering import client_address, entered, open_session, whole_address
from quizzes.web.forms.account import PasswordForm
from quizzes.web.mailing import can_write, send_later
from quizzes.web.pathdeck import now, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page
from quizzes.web.signing import patience

pages = Blueprint("resetting", __name__)

_LETTER = """\
Hello {name},

somebody, most likely you, asked for a new password on Pathdeck. Choose one here:

{address}

It works once, within an hour. If it was not you, do nothing: your password stays.
"""


@pages.get("/forgot")
def ask() -> Response:
    """How to get back in."""
    return _ask()


@pages.post("/forgot")
def send() -> Response:
    """Sends a link if there is somebody to send it to; the answer is the same in any case."""
    wanted = request.form.get("name", "").strip()[:300]
    if not can_write() or not wanted:
        return _ask()
    try:
        with writing() as session:
            attempts.spend(session, name=attempts.link_for(wanted), address=client_address(), now=now())
    except TooManyTries as many:
        return _ask(problem=patience(many), status=429)
    # The address is made here, where the request still says under which name this server is reached.
    address = whole_address(url_for("resetting.show", token="TOKEN"))

    def write(session: Session, at: datetime) -> Letter | None:
        link = resetting.link_by_mail(session, wanted=wanted, now=at)
        if link is None:
            return None
        text = _LETTER.format(name=link.name, address=address.replace("TOKEN", link.token))
        return Letter(to=link.email, subject="A new password for Pathdeck", text=text)

    send_later(write)
    return _ask(sent=True)


@pages.get("/reset/<token>")
def show(token: str) -> Response:
    """The field for a new password."""
    return _reset(token)


@pages.post("/reset/<token>")
def reset(token: str) -> Response | Redirect:
    """Sets the password, ends every session, and lets this browser in."""
    with reading() as session:
        name = resetting.whose(session, token=token, now=now())
    form = PasswordForm.parse(request.form, name=name)
    if form.problem:
        return _reset(token, problem=form.problem, status=422)
    password_hash = hash_password(form.new)
    with writing() as session:
        learner_id = resetting.reset(session, token=token, password_hash=password_hash, now=now())
        opened = open_session(session, learner_id=learner_id)
    return entered(opened, words="Your new password counts, and every other browser is signed out.")


@pages.post("/groups/<int:group_id>/members/<int:member_id>/password")
def hand(group_id: int, member_id: int) -> Response | Redirect:
    """A link for a member who forgot a password, shown this once to who looks after the group."""
    try:
        with writing() as session:
            token = resetting.link_by_maintainer(
                session, learner_id=the_learner(), group_id=group_id, member_id=member_id, now=now()
            )
            name = resetting.whose(session, token=token, now=now())
    except NotYours as other:
        flash(f"No link was made: {other}.")
        return redirect(url_for("groups.show", group_id=group_id), 303)
    return page(
        "account/handed.html",
        title="A link for a new password",
        name=name,
        link=whole_address(url_for("resetting.show", token=token)),
        group_id=group_id,
        member_id=member_id,
    )


@pages.post("/groups/<int:group_id>/members/<int:member_id>/password/end")
def take_back(group_id: int, member_id: int) -> Redirect:
    """The link opens nothing any more."""
    with writing() as session:
        resetting.end_by_maintainer(session, learner_id=the_learner(), group_id=group_id, member_id=member_id)
    flash("Taken back. The link opens nothing any more.")
    return redirect(url_for("groups.show", group_id=group_id), 303)


def _ask(*, problem: str = "", sent: bool = False, status: int = 200) -> Response:
    return page(
        "account/forgot.html",
        title="Forgot your password?",
        can_write=can_write(),
        problem=problem,
        sent=sent,
        status=status,
    )


def _reset(token: str, *, problem: str = "", status: int = 200) -> Response:
    with reading() as session:
        name = resetting.whose(session, token=token, now=now())
    return page("account/reset.html", title="A new password", name=name, problem=problem, status=status)
