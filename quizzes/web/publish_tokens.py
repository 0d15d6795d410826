"""Tokens on the account's page: made and shown once, listed, revoked."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.services import tokens
from quizzes.services.tokens import TooManyTokens
from quizzes.web.forms import BadForm
from quizzes.web.forms.fields import line, needed, number
from quizzes.web.pathdeck import now, pathdeck, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("publish_tokens", __name__, url_prefix="/account/tokens")

LONGEST_NAME = 60
LIVES = {30: "30 days", 90: "90 days", 365: "a year"}
"""How long a token may live, in days; without a number it lives until it is revoked."""


@pages.post("")
def make() -> Response | Redirect:
    """A new token, told this once."""
    name = line(request.form, "name", most=LONGEST_NAME)
    days = number(request.form, "days")
    if not name or days not in (None, *LIVES):
        raise BadForm("a token has a name, and one of the lives that are offered")
    try:
        with writing() as session:
            token = tokens.make(session, learner_id=the_learner(), name=name, days=days, now=now())
    except TooManyTokens as many:
        flash(f"{str(many).capitalize()}.")
        return redirect(url_for("account.show", _anchor="tokens"), 303)
    address = pathdeck().settings.public_url or request.host_url.rstrip("/")
    return page("account/token.html", title="Your token", name=name, token=token, address=address)


@pages.post("/revoke")
def revoke() -> Redirect:
    """Ends a token at once."""
    with writing() as session:
        tokens.revoke(session, learner_id=the_learner(), token_id=needed(request.form, "token_id", low=1))
    flash("Revoked. Whatever used that token publishes nothing any more.")
    return redirect(url_for("account.show", _anchor="tokens"), 303)
