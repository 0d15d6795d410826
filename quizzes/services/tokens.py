"""Tokens with which a program publishes in somebody's name: shown once, stored hashed, over when revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.authors import PublishToken
from quizzes.core.access import NotFound
from quizzes.core.tokens import token_hash
from quizzes.services.people import attempts

USUAL_DAYS = 90
MOST_TOKENS = 20
_PREFIX = "pathdeck_"
_TOKEN_BYTES = 32


class TooManyTokens(ValueError):
    """There are as many tokens as one may have; revoke one first."""


class UnknownToken(LookupError):
    """The token is unknown, revoked or too old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as its owner sees it, without the secret."""

    id: int
    name: str
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


def make(session: Session, *, learner_id: int, name: str, days: int | None = USUAL_DAYS, now: datetime) -> str:
    """Makes a token and returns it, for it is stored nowhere; raises NotFound for a guest, TooManyTokens."""
    named = select(Learner.id).where(Learner.id == learner_id, Learner.name.is_not(None)).with_for_update()
    if session.scalar(named) is None:
        raise NotFound("only an account has tokens")
    if (session.scalar(select(func.count()).where(PublishToken.learner_id == learner_id)) or 0) >= MOST_TOKENS:
        raise TooManyTokens(f"there are {MOST_TOKENS} tokens already; revoke one first")
    token = _PREFIX + token_urlsafe(_TOKEN_BYTES)
    row = PublishToken(
        learner_id=learner_id,
        name=name,
        token_sha256=token_hash(token),
        created_at=now,
        expires_at=None if days is None else now + timedelta(days=days),
    )
    session.add(row)
    session.flush()
    return token


def listed(session: Session, *, learner_id: int) -> Sequence[Token]:
    """The learner's tokens, the newest first; one that is too old stays listed until it is revoked."""
    rows = select(PublishToken).where(PublishToken.learner_id == learner_id).order_by(PublishToken.id.desc())
    return [
        Token(id=row.id, name=row.name, created_at=row.created_at, expires_at=row.expires_at, used_at=row.used_at)
        for row in session.scalars(rows)
    ]


def revoke(session: Session, *, learner_id: int, token_id: int) -> None:
    """Ends a token at once; raises NotFound where it is not the learner's."""
    gone = delete(PublishToken).where(PublishToken.id == token_id, PublishToken.learner_id == learner_id)
    if session.execute(gone.returning(PublishToken.id)).one_or_none() is None:
        raise NotFound("there is no such token")


def use(session: Session, *, token: str, now: datetime) -> int:
    """Whose token this is, noting its use; raises UnknownToken, attempts.TooManyTries."""
    row = session.execute(_BY_TOKEN, {"token": token_hash(token), "now": now}).one_or_none()
    if row is None:
        raise UnknownToken("the token is unknown, revoked or too old")
    attempts.spend(session, name=None, address=f"token {row.id}", now=now)
    session.execute(update(PublishToken).where(PublishToken.id == row.id).values(used_at=now))
    learner_id: int = row.learner_id
    return learner_id


_NOW = bindparam("now", type_=PublishToken.expires_at.type)
_BY_TOKEN = (
    select(PublishToken.id, PublishToken.learner_id)
    .join(Learner, Learner.id == PublishToken.learner_id)
    .where(PublishToken.token_sha256 == bindparam("token"), Learner.name.is_not(None))
    .where(or_(PublishToken.expires_at.is_(None), PublishToken.expires_at > _NOW))
)
