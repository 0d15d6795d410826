"""The server's owner: the one-time link that makes one, and a small page to look after the server."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from werkzeug import Response as Redirect

from quizzes.core.names import LONGEST_NAME
from quizzes.services.people import attempts, entering, links, resetting, server
from quizzes.services.people.attempts import TooManyTries
from quizzes.services.people.hashing import hash_password
from quizzes.services.people.links import Purpose
from quizzes.services.people.naming import NameTaken
from quizzes.services.people.server import NoSuchAccount, SignUp
from quizzes.web.account import make_account
from quizzes.web.entering import client_address, entered, own_token, whole_address
from quizzes.web.forms import BadForm
from quizzes.web.forms.account import AccountForm
from quizzes.web.forms.fields import needed, number
from quizzes.web.mailing import can_write
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.people import the_learner
from quizzes.web.rendering import page
from quizzes.web.signing import patience

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


@pages.get("/admin/hand-over")
def heir() -> Response:
    """The form that gives the server to somebody else."""
    return _heir()


@pages.post("/admin/hand-over")
def hand_over() -> Response | Redirect:
    """Another owner, at once; whoever asks proves that they are who they are."""
    name, address = request.form.get("name", "").strip(), client_address()
    own = _owner()
    try:
        with writing() as session:
            attempts.spend(session, name=own, address=address, now=now())
    except TooManyTries as many:
        return _heir(name=name, problems={"password": patience(many)}, status=429)
    with reading() as session:
        right = entering.confirms(session, learner_id=the_learner(), password=request.form.get("password", ""))
    if not right:
        return _heir(name=name, problems={"password": "This is not your password."}, status=422)
    try:
        with writing() as session:
            attempts.forgive(session, name=own, address=address)
            heir = server.hand_over(session, learner_id=the_learner(), name=name)
    except NoSuchAccount as nobody:
        return _heir(name=name, problems={"name": f"{str(nobody).capitalize()}."}, status=422)
    flash(f"{heir} owns this server now.")
    return redirect(url_for("account.show"), 303)


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


def _owner() -> str:
    """The name of the server's owner, who asks; for everybody else there is nothing here."""
    with reading() as session:
        server.require_owner(session, learner_id=g.learner_id)
    name: str = g.person.name
    return name


def _heir(*, name: str = "", problems: Mapping[str, str] | None = None, status: int = 200) -> Response:
    _owner()
    with reading() as session:
        account = entering.account(session, learner_id=the_learner(), token=own_token(), now=now())
    return page(
        "admin/hand_over.html",
        title="Hand over this server",
        has_password=account.has_password,
        name=name[:LONGEST_NAME],
        problems=problems or {},
        longest=LONGEST_NAME,
        status=status,
    )


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
