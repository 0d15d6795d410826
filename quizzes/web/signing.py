"""Signing in and out with a name and a password."""

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.services import accounts
from quizzes.services.people import attempts, entering
from quizzes.services.people.attempts import TooManyTries
from quizzes.web.entering import client_address, entered, left, open_session, own_token
from quizzes.web.forms.account import SignInForm
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.rendering import page
from quizzes.web.security.redirects import own_page

pages = Blueprint("signing", __name__)

WRONG = "This name and this password do not belong together. Check both and try again."


@pages.get("/sign-in")
def show() -> Response | Redirect:
    """The form, or for somebody who is in already the page they wanted."""
    if g.person and g.person.name:
        return redirect(own_page(_target()) or url_for("account.show"), 303)
    return _form()


@pages.post("/sign-in")
def sign_in() -> Response | Redirect:
    """Lets in whoever knows the password; an unknown name and a wrong password look alike and take as long."""
    form, address = SignInForm.parse(request.form), client_address()
    try:
        with writing() as session:
            attempts.spend(session, name=form.name, address=address, now=now())
    except TooManyTries as many:
        return _form(name=form.name, problem=patience(many), status=429)
    with reading() as session:
        learner_id = entering.verified(session, name=form.name, password=form.password)
    if learner_id is None:
        return _form(name=form.name, problem=WRONG, status=422)
    with writing() as session:
        attempts.forgive(session, name=form.name, address=address)
        token = open_session(session, learner_id=learner_id)
    return entered(token, target=_target())


@pages.post("/sign-out")
def sign_out() -> Redirect:
    """Ends this session; a guest, who could not come back, has no such button."""
    if g.person is None or g.person.name is None:
        abort(404)
    with writing() as session:
        accounts.sign_out(session, token=own_token())
    return left()


def patience(many: TooManyTries) -> str:
    """How long to wait after too many tries."""
    minutes = "a minute" if many.minutes == 1 else f"{many.minutes} minutes"
    return f"That were many tries. Wait {minutes}, then try again."


def _form(*, name: str = "", problem: str = "", status: int = 200) -> Response:
    return page(
        "account/sign_in.html",
        title="Sign in",
        name=name,
        problem=problem,
        target=_target(),
        provider=pathdeck().settings.provider,
        status=status,
    )


def _target() -> str:
    return request.values.get("next", "")
