"""Coming in and going out: every way in opens a new session and ends the one that the browser had."""

from ipaddress import ip_address

from flask import current_app, flash, g, redirect, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from quizzes.services import accounts
from quizzes.services.people import entering
from quizzes.web.pathdeck import now, pathdeck
from quizzes.web.people import browser
from quizzes.web.security.redirects import own_page
from quizzes.web.security.sessions import cookie_name, start_session

GUEST = "guest to merge"
"""Under this name the signed session keeps the guest whose answers the browser had before its owner signed in."""

WANTED = "page wanted"
"""And under this one where the browser wanted to go, until the answers are decided on."""


def open_session(database: Session, *, learner_id: int) -> str:
    """Opens a session for this browser and ends the one it had: the new token; remembers a guest with answers."""
    before: int | None = g.learner_id
    forget_person()
    if before not in (None, learner_id) and entering.answers(database, guest_id=before):
        session[GUEST] = before
        session.permanent = True
    if token := own_token():
        accounts.sign_out(database, token=token)
    return accounts.sign_in(database, learner_id=learner_id, now=now(), agent=browser())


def entered(token: str, *, target: str = "", words: str = "") -> Redirect:
    """Sends a browser that has just come in to where it wanted to go, by way of a guest's answers."""
    if words:
        flash(words)
    wanted = own_page(target) or url_for("today.show")
    if GUEST in session and "merging" in current_app.blueprints:
        session[WANTED] = wanted
        wanted = url_for("merging.show")
    response = redirect(wanted, 303)
    start_session(response, token)
    return response


def onwards() -> Redirect:
    """To where the browser wanted to go when it came in."""
    return redirect(own_page(session.pop(WANTED, "")) or url_for("today.show"), 303)


def left() -> Redirect:
    """Takes the cookies from a browser whose session has ended."""
    forget_person()
    response = redirect(url_for("today.show"), 303)
    settings = pathdeck().settings
    response.delete_cookie(cookie_name(settings), secure=settings.secure, httponly=True, samesite="Lax")
    return response


def forget_person() -> None:
    """Keeps nothing of the person before, the token of forms included, but the answers that wait for an account."""
    waiting = session.get(GUEST)
    session.clear()
    if waiting is not None:
        session[GUEST] = waiting
        session.permanent = True


def own_token() -> str:
    """The token of the session that this browser has, or nothing."""
    return request.cookies.get(cookie_name(pathdeck().settings), "")


def client_address() -> str:
    """Where the request comes from; behind a proxy on this machine, what the proxy says."""
    address = request.remote_addr or ""
    said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if said and pathdeck().settings.public_url and _is_this_machine(address):
        return said[:64]
    return address


def whole_address(path: str) -> str:
    """A page's address for use outside the browser."""
    return (pathdeck().settings.public_url or request.host_url.rstrip("/")) + path


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
