"""Who somebody is for an OpenID Connect provider, and which account that is here."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.credentials import Identity
from quizzes.core.access import NotFound


class LastWayIn(Exception):
    """Without this identity nobody could sign in to the account; set a password first."""


def owner(session: Session, *, issuer: str, subject: str) -> int | None:
    """The account of this identity, or None."""
    return session.scalar(select(Identity.learner_id).where(Identity.issuer == issuer, Identity.subject == subject))


def link(session: Session, *, learner_id: int, issuer: str, subject: str, now: datetime) -> None:
    """Lets this identity sign in to the account; raises NotFound where it belongs to another one."""
    known = owner(session, issuer=issuer, subject=subject)
    if known not in (None, learner_id):
        raise NotFound("this identity belongs to another account")
    if known is None:
        session.add(Identity(issuer=issuer, subject=subject, learner_id=learner_id, created_at=now))
        session.flush()


def linked(session: Session, *, learner_id: int, issuer: str) -> bool:
    """Whether the account can be signed in to by this provider."""
    found = select(func.count()).where(Identity.learner_id == learner_id, Identity.issuer == issuer)
    return bool(session.scalar(found))


def unlink(session: Session, *, learner_id: int, issuer: str) -> None:
    """Ends signing in by this provider; raises LastWayIn for an account without a password."""
    if session.scalar(select(Learner.password_hash).where(Learner.id == learner_id)) is None:
        raise LastWayIn("set a password first; without one nobody could sign in")
    session.execute(delete(Identity).where(Identity.learner_id == learner_id, Identity.issuer == issuer))
