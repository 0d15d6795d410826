"""A guest becomes an account, the same learner with a name; an account changes its name, password and e-mail."""

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.accounts import Learner, SignIn
from quizzes.core.access import NotFound
from quizzes.core.looks import look
from quizzes.core.names import clean_email, clean_name, name_key
from quizzes.core.tokens import token_hash
from quizzes.services.people import server


class NameTaken(ValueError):
    """Somebody on this server has this name already."""


class SignUpClosed(Exception):
    """This server makes no account for this person now; the message says what to do."""


def claim(session: Session, *, learner_id: int, name: str, password_hash: str | None, admitted: bool = False) -> str:
    """Gives a guest a name, with every card kept, and returns it as written.

    `admitted` lets in whoever holds a stronger word than the server's mode. Raises BadName, NameTaken, SignUpClosed,
    and NotFound for a learner who has a name already.
    """
    learner = _locked(session, learner_id)
    if learner.name is not None:
        raise NotFound("there is no such guest")
    if not admitted:
        _admit(session, learner_id)
    learner.password_hash = password_hash
    return _name(session, learner, name)


def rename(session: Session, *, learner_id: int, name: str) -> str:
    """Gives an account another name and returns it as written; raises BadName, NameTaken, NotFound."""
    return _name(session, account(session, learner_id=learner_id), name)


def set_password(session: Session, *, learner_id: int, password_hash: str, token: str) -> None:
    """Gives an account another password and ends every session but the one of this token."""
    account(session, learner_id=learner_id).password_hash = password_hash
    session.flush()
    others = delete(SignIn).where(SignIn.learner_id == learner_id, SignIn.token_sha256 != token_hash(token))
    session.execute(others)


def set_email(session: Session, *, learner_id: int, email: str | None) -> None:
    """Notes where mail goes, once its owner has confirmed it; None takes it away, and reminders with it.

    An address belongs to one account: the one that confirmed it last. Raises BadEmail, NotFound.
    """
    learner = account(session, learner_id=learner_id)
    address = clean_email(email) if email else None
    if address is None:
        learner.reminder_hour = None
    else:
        before = update(Learner).where(Learner.email == address, Learner.id != learner_id)
        session.execute(before.values(email=None, reminder_hour=None))
    learner.email = address
    session.flush()


def email_of(session: Session, *, learner_id: int) -> str | None:
    """Where mail to this learner goes."""
    return session.scalar(select(Learner.email).where(Learner.id == learner_id))


def account(session: Session, *, learner_id: int) -> Learner:
    """The learner behind an account, for a change; raises NotFound for a guest."""
    learner = _locked(session, learner_id)
    if learner.name is None:
        raise NotFound("there is no such account")
    return learner


def _admit(session: Session, learner_id: int) -> None:
    mode = server.sign_up(session)
    if not server.admits(session, learner_id=learner_id):
        raise SignUpClosed(CLOSED_WORDS[mode])


CLOSED_WORDS = {
    server.SignUp.OPEN: "",
    server.SignUp.INVITE: "New accounts on this server come by invitation. Open the link of a study group first.",
    server.SignUp.CLOSED: "This server takes no new accounts now. Your answers stay in this browser.",
}


def _name(session: Session, learner: Learner, name: str) -> str:
    cleaned = clean_name(name)
    key, looks = name_key(cleaned), look(cleaned)
    taken = select(Learner.name_key).where(or_(Learner.name_key == key, Learner.name_look == looks))
    refusal = NameTaken(f"“{cleaned}” is taken here, or looks like a name that is; add something to it")
    with session.no_autoflush:
        if session.scalar(taken.where(Learner.id != learner.id).limit(1)) is not None:
            raise refusal
    learner.name, learner.name_key, learner.name_look = cleaned, key, looks
    try:
        session.flush()
    # Somebody took it between the question and the answer.
    except IntegrityError as error:
        raise refusal from error
    return cleaned


def _locked(session: Session, learner_id: int) -> Learner:
    learner = session.get(Learner, learner_id, with_for_update=True)
    if learner is None:
        raise NotFound("there is no such learner")
    return learner
