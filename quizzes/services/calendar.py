"""A learner's private calendar: a link that tells what the day asks for, made anew or revoked at will."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from models.accounts import Feed, Learner
from quizzes.core.access import NotFound
from quizzes.core.study_day import study_day, zone
from quizzes.services import study

_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose calendar a link opens, and which study day it is for them; `feed` tells this link's entries from others."""

    learner_id: int
    today: date
    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What a study day asks for, limits counted; the pace is ms per answer."""

    due: int
    new: int
    pace_ms: int


def make(session: Session, *, learner_id: int, now: datetime) -> str:
    """Makes the learner's link and returns its token, stored nowhere; a link made before opens nothing from now on."""
    revoke(session, learner_id=learner_id)
    token = token_urlsafe(_TOKEN_BYTES)
    session.add(Feed(learner_id=learner_id, token_sha256=_hashed(token), created_at=now))
    session.flush()
    return token


def revoke(session: Session, *, learner_id: int) -> None:
    """Takes the learner's link back: it opens nothing from now on."""
    session.execute(delete(Feed).where(Feed.learner_id == learner_id))


def made_at(session: Session, *, learner_id: int) -> datetime | None:
    """When the learner's link was made; None where there is none."""
    return session.scalar(select(Feed.created_at).where(Feed.learner_id == learner_id))


_BY_TOKEN = (
    select(Feed.learner_id, Learner.zone, Learner.rollover)
    .join_from(Feed, Learner)
    .where(Feed.token_sha256 == bindparam("token"))
)


def owner(session: Session, *, token: str, now: datetime) -> Owner:
    """Whose calendar this token opens; raises NotFound."""
    row = session.connection().execute(_BY_TOKEN, {"token": _hashed(token)}).one_or_none()
    if row is None:
        raise NotFound("there is no such calendar")
    today = study_day(now, zone(row.zone), row.rollover)
    return Owner(learner_id=row.learner_id, today=today, feed=_hashed(token)[:16])


def reminder(session: Session, *, learner_id: int, now: datetime) -> Reminder | None:
    """What today asks for; None on a day that asks nothing, as in a pause. Raises CatchUpNeeded."""
    today = study.today(session, learner_id=learner_id, now=now)
    if today.paused_until or not today.due + today.new:
        return None
    return Reminder(due=today.due, new=today.new, pace_ms=today.pace_ms)


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
