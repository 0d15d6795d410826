"""Whose request this is: the server-side session behind the cookie, renewed while it is used."""

from flask import Flask, g, request
from werkzeug import Response

from quizzes.services import accounts
from quizzes.settings import Settings
from quizzes.web.pathdeck import now, pathdeck, reading, writing


def load_learner_before_requests(app: Flask) -> None:
    """Set `g.person`, `g.learner_id` and `g.theme` for every request; a visitor has None, None and no theme chosen."""

    @app.before_request
    def load() -> None:
        by_cookie = request.blueprint != "api"
        token = request.cookies.get(cookie_name(pathdeck().settings)) if by_cookie else None
        g.person = _person(token) if token else None
        g.learner_id = g.person.learner_id if g.person else None
        chosen = g.person.theme if g.person else accounts.Theme.SYSTEM
        g.theme = "" if chosen is accounts.Theme.SYSTEM else str(chosen)


def start_session(response: Response, token: str) -> None:
    """Hand the browser the token of a session that was just opened."""
    settings = pathdeck().settings
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=accounts.SESSION_LIFE,
        secure=settings.secure,
        httponly=True,
        samesite="Lax",
    )


def cookie_name(settings: Settings) -> str:
    """The session cookie's name; over https its prefix makes browsers insist on this host alone."""
    return "__Host-pathdeck" if settings.secure else "pathdeck"


def _person(token: str) -> accounts.Person | None:
    with reading() as session:
        found = accounts.signed_in(session, token=token, now=now())
    if found is None:
        return None
    if found.renewable:
        with writing() as session:
            accounts.renew(session, token=token, now=now())
    return found.person
