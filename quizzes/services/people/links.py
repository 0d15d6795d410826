"""Links that work once: the table holds a hash, looking changes nothing, using one is a single statement."""

from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from models.credentials import OneTimeLink
from quizzes.core.access import NotFound
from quizzes.core.tokens import token_hash

_TOKEN_BYTES = 32


class Purpose(StrEnum):
    """What a link is for; it opens nothing else."""

    PASSWORD = "password"
    OWNER = "owner"
    REMINDERS = "reminders"


def make(
    session: Session,
    *,
    purpose: Purpose,
    learner_id: int | None,
    life: timedelta | None,
    now: datetime,
) -> str:
    """A new link's token, which is stored nowhere; without a `life` it works until it is used."""
    token = token_urlsafe(_TOKEN_BYTES)
    link = OneTimeLink(
        token_sha256=token_hash(token),
        purpose=purpose,
        learner_id=learner_id,
        created_at=now,
        expires_at=None if life is None else now + life,
    )
    session.add(link)
    session.flush()
    return token


def look(session: Session, *, token: str, purpose: Purpose, now: datetime) -> int | None:
    """Whose link this is, without using it; raises NotFound where it is unknown, used or too old."""
    found = select(OneTimeLink).where(*_works(token, purpose, now))
    link = session.scalars(found).one_or_none()
    if link is None:
        raise NotFound("this link opens nothing any more")
    return link.learner_id


def use(session: Session, *, token: str, purpose: Purpose, now: datetime) -> int | None:
    """Uses the link up and says whose it is; of many at once one succeeds, the others raise NotFound."""
    used = update(OneTimeLink).where(*_works(token, purpose, now)).values(used_at=now)
    row = session.execute(used.returning(OneTimeLink.learner_id)).one_or_none()
    if row is None:
        raise NotFound("this link opens nothing any more")
    found: int | None = row.learner_id
    return found


def drop(session: Session, *, purpose: Purpose, learner_id: int | None) -> None:
    """Ends every link for this purpose and person."""
    whose = OneTimeLink.learner_id.is_(None) if learner_id is None else OneTimeLink.learner_id == learner_id
    session.execute(delete(OneTimeLink).where(OneTimeLink.purpose == purpose, whose))


def drop_old(session: Session, *, now: datetime) -> None:
    """Removes the links that open nothing any more."""
    session.execute(delete(OneTimeLink).where(or_(OneTimeLink.expires_at <= now, OneTimeLink.used_at.is_not(None))))


def _works(token: str, purpose: Purpose, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeLink.token_sha256 == token_hash(token),
        OneTimeLink.purpose == purpose,
        OneTimeLink.used_at.is_(None),
        or_(OneTimeLink.expires_at.is_(None), OneTimeLink.expires_at > now),
    )
