"""The server's owner: the one-time link that makes one, and a small page to look after the server."""

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.services.people import links, resetting, server
from quizzes.services.people.hashing import hash_password
from quizzes.services.people.links import Purpose
from quizzes.services.people.naming import NameTaken
from quizzes.services.people.server import SignUp
from quizzes.web.account import make_account
from quizzes.web.entering import entered, whole_address
from quizzes.web.forms import BadForm
from quizzes.web.forms.account import AccountForm
from quizzes.web.forms.fields import needed, number
from quizzes.web.mailing import can_write
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page

pages = Blueprint("admin", __name__)

WELCOME = "This server is yours. This page is under Account from now on."


@pages.get("/admin")
def show() -> Response:
    """The server in numbers, its learners, and who may sign up."""
    return _page()


@pages.post("/admin/sign-up")
def set_sign_up() -> Redirect:
    """Who may make an account from now on."""
    mode = request.form.get("mode", "")
    if mode not in list(SignUp):
        raise BadForm("choose open, invite or closed")
    with writing() as session:
        server.set_sign_up(session, learner_id=the_learner(), mode=SignUp(mode))
    flash("Saved.")
    return redirect(url_for("admin.show"), 303)


@pages.post("/admin/reset")
def reset() -> Response:
    """A link for somebody who forgot a password, shown this once."""
    with writing() as session:
        token = resetting.link_by_owner(
            session, learner_id=the_learner(), account_id=needed(request.form, "learner", low=1), now=now()
        )
    return _page(link=whole_address(url_for("resetting.show", token=token)))


@pages.get("/owner/<token>")
def offer(token: str) -> Response:
    """What the link does; for a guest or a visitor with the form that makes an account."""
    return _offer(token)


@pages.post("/owner/<token>")
def own(token: str) -> Response | Redirect:
    """Makes the account that asks, or a new one, the owner of this server."""
    if g.person and g.person.name:
        with writing() as session:
            server.become_owner(session, learner_id=the_learner(), token=token, now=now())
        flash(WELCOME)
        return redirect(url_for("admin.show"), 303)
    with reading() as session:
        links.look(session, token=token, purpose=Purpose.OWNER, now=now())
    form = AccountForm.parse(request.form)
    if form.problems:
        return _offer(token, form, form.problems, status=422)
    password_hash = hash_password(form.password)
    try:
        with writing() as session:
            # Both or neither: whoever comes second with the same link gets no account by it.
            made = make_account(session, form, password_hash=password_hash, admitted=True)
            server.become_owner(session, learner_id=made.learner_id, token=token, now=now())
    except NameTaken as taken:
        return _offer(token, form, {"name": f"{taken}."}, status=422)
    return entered(made.token, target=url_for("admin.show"), words=WELCOME)


def _page(*, link: str = "") -> Response:
    if g.person is None:
        abort(404)
    with reading() as session:
        found = server.overview(
            session, learner_id=g.learner_id, page=number(request.args, "page", low=1, high=10**6) or 1
        )
    return page("admin/admin.html", title="This server", server=found, data=pathdeck().settings.data, link=link)


def _offer(token: str, form: AccountForm | None = None, problems: object = None, *, status: int = 200) -> Response:
    with reading() as session:
        links.look(session, token=token, purpose=Purpose.OWNER, now=now())
    return page(
        "admin/owner.html",
        title="Become this server’s owner",
        form=form,
        problems=problems or {},
        can_write=can_write(),
        status=status,
    )
