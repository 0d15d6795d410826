"""Signing in with an OpenID Connect provider, where one is configured; Authlib speaks the protocol."""

from typing import Any

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, Response, abort, current_app, flash, g, redirect, request, session, url_for
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug import Response as Redirect

from quizzes.services.people import identities
from quizzes.services.people.identities import LastWayIn
from quizzes.services.people.naming import NameTaken, SignUpClosed
from quizzes.settings import Provider
from quizzes.web.account import KEPT, make_account
from quizzes.web.entering import entered, open_session, whole_address
from quizzes.web.forms.account import AccountForm
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("provider", __name__)

_OURS = "provider"
_IDENTITY = "identity without an account"
_SECONDS_TO_WAIT = 10


def register(app: Flask, provider: Provider) -> None:
    """Make the provider known to the application."""
    OAuth(app).register(
        _OURS,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": _SECONDS_TO_WAIT},
    )
    app.register_blueprint(pages)


@pages.get("/sign-in/provider")
def start() -> Redirect | Response:
    """To the provider; what must come back is kept in the signed session."""
    try:
        there: Redirect = _client().authorize_redirect(whole_address(url_for("provider.back")))
    except (OAuthError, RequestException):
        return _failed()
    return there


@pages.get("/sign-in/provider/back")
def back() -> Redirect | Response:
    """From the provider, with a code that counts once and only in the browser that asked for it."""
    try:
        said: dict[str, Any] = _client().authorize_access_token()["userinfo"]
    except (OAuthError, RequestException, JoseError, KeyError):
        return _failed()
    issuer, subject = _provider().issuer, str(said["sub"])
    with reading() as database:
        learner_id = identities.owner(database, issuer=issuer, subject=subject)
    if learner_id is not None:
        with writing() as database:
            token = open_session(database, learner_id=learner_id)
        return entered(token)
    session[_IDENTITY] = subject
    return _unknown(name=str(said.get("preferred_username") or said.get("name") or ""))


@pages.post("/sign-in/provider")
def finish() -> Redirect | Response:
    """Links the identity that just came back with the account that asks, or with a new one."""
    subject: str | None = session.get(_IDENTITY)
    if subject is None:
        abort(404)
    issuer = _provider().issuer
    if g.person and g.person.name:
        with writing() as database:
            identities.link(database, learner_id=the_learner(), issuer=issuer, subject=subject, now=now())
        session.pop(_IDENTITY)
        flash(f"You can sign in with {_provider().name} from now on.")
        return redirect(url_for("account.show"), 303)
    form = AccountForm.parse(request.form, with_password=False)
    if form.problems:
        return _unknown(name=form.name, problem=form.problems.get("name", ""), status=422)
    try:
        with writing() as database:
            made = make_account(database, form, password_hash=None)
            identities.link(database, learner_id=made.learner_id, issuer=issuer, subject=subject, now=now())
    except NameTaken as taken:
        return _unknown(name=form.name, problem=f"{taken}.", status=422)
    except SignUpClosed as closed:
        return _unknown(name=form.name, problem=str(closed), status=403)
    return entered(made.token, words=KEPT.format(name=made.name))


@pages.post("/account/provider/unlink")
def unlink() -> Redirect:
    """Ends signing in by the provider."""
    try:
        with writing() as database:
            identities.unlink(database, learner_id=the_learner(), issuer=_provider().issuer)
    except LastWayIn as last:
        flash(f"{last}.".capitalize())
    else:
        flash(f"{_provider().name} opens this account no more.")
    return redirect(url_for("account.show"), 303)


def _unknown(*, name: str, problem: str = "", status: int = 200) -> Response:
    return page(
        "account/provider.html",
        title=f"Sign in with {_provider().name}",
        provider=_provider(),
        name=name,
        problem=problem,
        status=status,
    )


def _failed() -> Response:
    title = f"{_provider().name} did not let you in"
    return page(
        "account/confirm.html",
        title=title,
        sentence=f"{title}.",
        more="Nothing has changed here. Try again from the sign-in page, or sign in with name and password.",
        label="",
        status=502,
    )


def _provider() -> Provider:
    provider = pathdeck().settings.provider
    if provider is None:
        abort(404)
    return provider


def _client() -> Any:
    return current_app.extensions["authlib.integrations.flask_client"].create_client(_OURS)
