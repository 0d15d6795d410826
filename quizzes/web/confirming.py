"""An address of e-mail counts once its owner has followed a link: looking changes nothing, a button does."""

from flask import Blueprint, Response, current_app, flash, redirect, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug import Response as Redirect

from quizzes.core.access import NotFound
from quizzes.services import accounts
from quizzes.services.mail import Letter
from quizzes.services.people import naming
from quizzes.web.entering import whole_address
from quizzes.web.mailing import send_later
from quizzes.web.pathdeck import reading, writing
from quizzes.web.rendering import page

pages = Blueprint("confirming", __name__, url_prefix="/e-mail")

SECONDS_TO_CONFIRM = 24 * 60 * 60

_LETTER = """\
Hello {name},

somebody, most likely you, wrote this address into a Pathdeck account. If it was you, open this page and confirm it:

{address}

It works for a day. If it was not you, do nothing.
"""


def confirm_later(*, learner_id: int, name: str, email: str, was: str | None) -> None:
    """Sends the link that makes the address count; it works while the account's address is still `was`."""
    token = _serializer().dumps([learner_id, email, was])
    text = _LETTER.format(name=name, address=whole_address(url_for("confirming.show", token=token)))
    letter = Letter(to=email, subject="Confirm your address for Pathdeck", text=text)
    send_later(lambda _session, _now: letter)


@pages.get("/<token>")
def show(token: str) -> Response:
    """Whose address this would be, with the button."""
    _, name, email = _read(token)
    return page(
        "account/confirm.html",
        title="Confirm your address",
        sentence=f"Is {email} your address, and are you {name} here?",
        more="Mail then goes there: a link when you forget your password, and reminders if you want them.",
        label="Confirm",
    )


@pages.post("/<token>")
def confirm(token: str) -> Redirect:
    """The address counts."""
    learner_id, _, email = _read(token)
    with writing() as session:
        naming.set_email(session, learner_id=learner_id, email=email)
    flash(f"{email} is confirmed.")
    return redirect(url_for("account.show"), 303)


def _read(token: str) -> tuple[int, str, str]:
    try:
        learner_id, email, was = _serializer().loads(token, max_age=SECONDS_TO_CONFIRM)
    except BadData as bad:
        raise NotFound("this link opens nothing any more") from bad
    with reading() as session:
        name = accounts.person(session, learner_id=learner_id).name
        known = naming.email_of(session, learner_id=learner_id)
    if name is None or known not in (was, email):
        raise NotFound("this link opens nothing any more")
    return learner_id, name, email


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="e-mail")
