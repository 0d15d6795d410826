"""One's account: a guest makes one and keeps every card; an account changes what it is and ends its sessions."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from quizzes.services import tokens
from quizzes.services.people import attempts, entering, identities, naming, reminding, server
from quizzes.services.people.attempts import TooManyTries
from quizzes.services.people.entering import Account
from quizzes.services.people.hashing import hash_password
from quizzes.services.people.naming import CLOSED_WORDS, NameTaken, SignUpClosed
from quizzes.web.confirming import confirm_later
from quizzes.web.entering import client_address, entered, open_session, own_token
from quizzes.web.forms.account import AccountForm, PasswordForm
from quizzes.web.forms.fields import number
from quizzes.web.mailing import can_write
from quizzes.web.pathdeck import now, pathdeck, reading, writing
from quizzes.web.people import learner_or_guest, the_learner
from quizzes.web.publish_tokens import LIVES
from quizzes.web.rendering import page
from quizzes.web.signing import patience
from quizzes.web.words import count

pages = Blueprint("account", __name__, url_prefix="/account")

KEPT = "Welcome, {name}. Sign in with this name on any browser, and your cards are there."


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An account that was just made, with the token of its session."""

    learner_id: int
    name: str
    token: str


@pages.get("")
def show() -> Response:
    """The account, or the form that makes one."""
    return _account() if g.person and g.person.name else sign_up_page()


@pages.post("")
def sign_up() -> Response | Redirect:
    """Makes an account of a guest, the same learner with a name, or of a visitor."""
    if g.person and g.person.name:
        abort(404)
    form = AccountForm.parse(request.form)
    if form.problems:
        return sign_up_page(form, form.problems, status=422)
    try:
        with writing() as session:
            attempts.spend(session, name=None, address=client_address(), now=now())
        password_hash = hash_password(form.password)
        with writing() as session:
            made = make_account(session, form, password_hash=password_hash)
    except NameTaken as taken:
        return sign_up_page(form, {"name": f"{taken}."}, status=422)
    except SignUpClosed as closed:
        return sign_up_page(form, {"closed": str(closed)}, status=403)
    except TooManyTries as many:
        return sign_up_page(form, {"name": patience(many)}, status=429)
    return entered(made.token, target=request.form.get("next", ""), words=KEPT.format(name=made.name))


def make_account(
    session: Session,
    form: AccountForm,
    *,
    password_hash: str | None,
    admitted: bool = False,
) -> Made:
    """Makes an account of whoever asks and opens its session; raises as `naming.claim` does."""
    learner_id = learner_or_guest(session, zone_name=form.zone)
    name = naming.claim(session, learner_id=learner_id, name=form.name, password_hash=password_hash, admitted=admitted)
    if form.email:
        confirm_later(learner_id=learner_id, name=name, email=form.email, was=None)
    return Made(learner_id=learner_id, name=name, token=open_session(session, learner_id=learner_id))


@pages.post("/name")
def rename() -> Response | Redirect:
    """Another name."""
    form = AccountForm.parse(request.form, with_password=False)
    if "name" in form.problems:
        return _account(problems=form.problems, status=422)
    try:
        with writing() as session:
            name = naming.rename(session, learner_id=the_learner(), name=form.name)
    except NameTaken as taken:
        return _account(problems={"name": f"{taken}."}, status=422)
    flash(f"Your name is {name} now.")
    return _back()


@pages.post("/password")
def change_password() -> Response | Redirect:
    """Another password; every other session ends."""
    name, address = _name(), client_address()
    form = PasswordForm.parse(request.form, name=name)
    if form.problem:
        return _account(problems={"password": form.problem}, status=422)
    try:
        with writing() as session:
            attempts.spend(session, name=name, address=address, now=now())
    except TooManyTries as many:
        return _account(problems={"old": patience(many)}, status=429)
    with reading() as session:
        right = entering.confirms(session, learner_id=the_learner(), password=form.old)
    if not right:
        return _account(problems={"old": "This is not your password."}, status=422)
    password_hash = hash_password(form.new)
    with writing() as session:
        attempts.forgive(session, name=name, address=address)
        naming.set_password(session, learner_id=the_learner(), password_hash=password_hash, token=own_token())
    flash("Your password is changed, and every other browser is signed out.")
    return _back()


@pages.post("/email")
def change_email() -> Response | Redirect:
    """Where mail goes: an address counts once its owner has followed a link; an empty one counts at once."""
    if not can_write():
        abort(404)
    name, learner_id = _name(), the_learner()
    form = AccountForm.parse(request.form, with_password=False)
    if "email" in form.problems:
        return _account(problems=form.problems, status=422)
    with reading() as session:
        known = _load(session).email
    if not form.email:
        with writing() as session:
            naming.set_email(session, learner_id=learner_id, email=None)
        flash("Your address is forgotten. No mail is sent.")
        return _back()
    try:
        with writing() as session:
            attempts.spend(session, name=f"mail to {form.email}", address=client_address(), now=now())
    except TooManyTries as many:
        return _account(problems={"email": patience(many)}, status=429)
    confirm_later(learner_id=learner_id, name=name, email=form.email, was=known)
    flash(f"A link is on its way to {form.email}. Follow it within a day, and the address counts.")
    return _back()


@pages.post("/reminder")
def remind() -> Redirect:
    """The hour of a daily reminder, or none."""
    _name()
    hour = number(request.form, "hour", high=23)
    with writing() as session:
        reminding.choose(session, learner_id=the_learner(), hour=hour)
    flash("No reminders." if hour is None else f"A mail at {hour:02d}:00 on days when something is due.")
    return _back()


@pages.post("/sessions/end")
def end_session() -> Redirect:
    """Signs one browser out."""
    with writing() as session:
        entering.revoke(session, learner_id=the_learner(), session_id=request.form.get("session", ""))
    flash("That browser is signed out.")
    return _back()


@pages.post("/sessions/end-others")
def end_others() -> Redirect:
    """Signs every other browser out."""
    with writing() as session:
        ended = entering.revoke_others(session, learner_id=the_learner(), token=own_token())
    flash(f"{count(ended, 'other browser')} signed out." if ended else "This is the only browser that is signed in.")
    return _back()


def sign_up_page(form: AccountForm | None = None, problems: object = None, *, status: int = 200) -> Response:
    """The form that makes an account, or the reason why there is none."""
    with reading() as session:
        mode = server.sign_up(session)
        open_to_me = server.admits(session, learner_id=g.learner_id)
    return page(
        "account/sign_up.html",
        title="Keep your progress" if g.person else "Make an account",
        closed="" if open_to_me else CLOSED_WORDS[mode],
        form=form,
        problems=problems or {},
        can_write=can_write(),
        provider=pathdeck().settings.provider,
        target=request.values.get("next", ""),
        status=status,
    )


def _account(*, problems: object = None, status: int = 200) -> Response:
    provider = pathdeck().settings.provider
    with reading() as session:
        found = _load(session)
        linked = provider and identities.linked(session, learner_id=the_learner(), issuer=provider.issuer)
        publishing = tokens.listed(session, learner_id=the_learner())
    return page(
        "account/account.html",
        title="Account",
        account=found,
        problems=problems or {},
        typed=request.form,
        can_write=can_write(),
        provider=provider,
        linked=linked,
        tokens=publishing,
        lives=LIVES,
        now=now(),
        status=status,
    )


def _load(session: Session) -> Account:
    return entering.account(session, learner_id=the_learner(), token=own_token(), now=now())


def _name() -> str:
    if g.person is None or g.person.name is None:
        abort(404)
    name: str = g.person.name
    return name


def _back() -> Redirect:
    return redirect(url_for("account.show"), 303)
