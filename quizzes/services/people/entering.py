"""Who may come in: a name with its password, and the sessions that are open."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from models.accounts import Learner, SignIn
from models.study import Review
from quizzes.core.access import NotFound
from quizzes.core.names import name_key
from quizzes.core.passwords import BadPassword, normal_password
from quizzes.core.tokens import token_hash
from quizzes.services.people.hashing import matches


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A browser that is signed in; `here` is the one that asks."""

    id: str
    agent: str | None
    created_at: datetime
    seen_at: datetime
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What an account knows of itself."""

    name: str
    has_password: bool
    email: str | None
    reminder_hour: int | None
    sessions: tuple[OpenSession, ...]


def verified(session: Session, *, name: str, password: str) -> int | None:
    """The learner with this name and password, or None; one hash is computed in either case."""
    row = session.execute(
        select(Learner.id, Learner.password_hash).where(Learner.name_key == name_key(name))
    ).one_or_none()
    try:
        right = matches(row.password_hash if row else None, normal_password(password))
    except BadPassword:
        return None
    return row.id if row and right else None


def confirms(session: Session, *, learner_id: int, password: str) -> bool:
    """Whether this is the account's password, or it has none; asked before something that cannot be taken back."""
    stored = session.scalar(select(Learner.password_hash).where(Learner.id == learner_id))
    try:
        return stored is None or matches(stored, normal_password(password))
    except BadPassword:
        return False


def answers(session: Session, *, guest_id: int) -> bool:
    """Whether this learner is a guest who has answered something, so that there is something to bring along."""
    guest = exists().where(Learner.id == guest_id, Learner.name.is_(None))
    return bool(session.scalar(select(guest & exists().where(Review.learner_id == guest_id))))


def account(session: Session, *, learner_id: int, token: str, now: datetime) -> Account:
    """The account with its open sessions, the last seen first; raises NotFound for a guest."""
    learner = session.get(Learner, learner_id)
    if learner is None or learner.name is None:
        raise NotFound("there is no such account")
    found = select(SignIn).where(SignIn.learner_id == learner_id, SignIn.expires_at > now)
    return Account(
        name=learner.name,
        has_password=learner.password_hash is not None,
        email=learner.email,
        reminder_hour=learner.reminder_hour,
        sessions=tuple(
            OpenSession(
                id=row.token_sha256,
                agent=row.agent,
                created_at=row.created_at,
                seen_at=row.seen_at,
                here=row.token_sha256 == token_hash(token),
            )
            for row in session.scalars(found.order_by(SignIn.seen_at.desc()))
        ),
    )


def revoke(session: Session, *, learner_id: int, session_id: str) -> None:
    """Ends one of the learner's own sessions; raises NotFound where there is none."""
    ended = delete(SignIn).where(SignIn.learner_id == learner_id, SignIn.token_sha256 == session_id)
    if session.execute(ended.returning(SignIn.token_sha256)).one_or_none() is None:
        raise NotFound("there is no such session")


def revoke_others(session: Session, *, learner_id: int, token: str) -> int:
    """Ends every session of the learner but the one of this token; how many."""
    others = delete(SignIn).where(SignIn.learner_id == learner_id, SignIn.token_sha256 != token_hash(token))
    return len(session.execute(others.returning(SignIn.token_sha256)).all())


def forget_expired(session: Session, *, now: datetime) -> None:
    """Removes sessions that are over."""
    session.execute(delete(SignIn).where(SignIn.expires_at <= now))
