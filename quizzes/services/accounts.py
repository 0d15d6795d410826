"""People: guests who become learners with their first answer, sessions, and what a learner may set."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from models.accounts import Learner, SignIn
from models.base import AnyRow
from quizzes.core.access import NotFound
from quizzes.core.browsers import browser_words
from quizzes.core.study_day import DEFAULT_ROLLOVER, zone
from quizzes.core.tokens import token_hash

SESSION_LIFE = timedelta(days=400)
_SEEN_EVERY = timedelta(days=1)
_TOKEN_BYTES = 32


class Theme(StrEnum):
    """Light, dark, or whatever the system prefers."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A learner as the pages need one; a guest has no name, an account has one."""

    learner_id: int
    name: str | None
    zone: str
    rollover: int
    theme: Theme
    owns_server: bool = False


def create_guest(session: Session, *, zone_name: str, now: datetime) -> int:
    """Makes the learner that a visitor becomes with the first answer; raises UnknownZone."""
    zone(zone_name)
    learner = Learner(zone=zone_name, rollover=DEFAULT_ROLLOVER, theme=Theme.SYSTEM, created_at=now)
    session.add(learner)
    session.flush()
    return learner.id


def sign_in(session: Session, *, learner_id: int, now: datetime, agent: str = "") -> str:
    """Opens a session and returns its token, which is stored nowhere but in the browser; `agent` is its name there."""
    token = token_urlsafe(_TOKEN_BYTES)
    row = SignIn(
        token_sha256=token_hash(token),
        learner_id=learner_id,
        created_at=now,
        seen_at=now,
        expires_at=now + SESSION_LIFE,
        agent=browser_words(agent) or None,
    )
    session.add(row)
    session.flush()
    return token


_BY_TOKEN = (
    select(
        Learner.id,
        Learner.name,
        Learner.zone,
        Learner.rollover,
        Learner.theme,
        Learner.owns_server,
        SignIn.seen_at,
        SignIn.expires_at,
    )
    .join_from(SignIn, Learner)
    .where(SignIn.token_sha256 == bindparam("token"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Whose session a token opens; `renewable` asks for `renew`, at most once a day."""

    person: Person
    renewable: bool


def signed_in(session: Session, *, token: str, now: datetime) -> SignedIn | None:
    """Whose session this token opens; None when it is unknown, revoked or expired."""
    row = session.connection().execute(_BY_TOKEN, {"token": token_hash(token)}).one_or_none()
    if row is None or row.expires_at <= now:
        return None
    return SignedIn(person=_person(row), renewable=now - row.seen_at >= _SEEN_EVERY)


def renew(session: Session, *, token: str, now: datetime) -> None:
    """Notes that the session was used and moves its end; call it when `renewable` says so."""
    session.execute(
        update(SignIn)
        .where(SignIn.token_sha256 == token_hash(token))
        .values(seen_at=now, expires_at=now + SESSION_LIFE)
    )


def sign_out(session: Session, *, token: str) -> None:
    """Revokes this session: its token opens nothing from now on."""
    session.execute(delete(SignIn).where(SignIn.token_sha256 == token_hash(token)))


def sign_out_everywhere(session: Session, *, learner_id: int) -> None:
    """Revokes every session of the learner."""
    session.execute(delete(SignIn).where(SignIn.learner_id == learner_id))


def person(session: Session, *, learner_id: int) -> Person:
    """The learner; raises NotFound."""
    return _person(_learner(session, learner_id))


def learner_ids(session: Session) -> tuple[int, ...]:
    """Every learner, for commands that look after all of them."""
    return tuple(session.scalars(select(Learner.id).order_by(Learner.id)))


def change_settings(
    session: Session,
    *,
    learner_id: int,
    zone_name: str | None = None,
    rollover: int | None = None,
    theme: Theme | None = None,
) -> Person:
    """Changes what is given and leaves the rest; no due day moves. Raises UnknownZone, ValueError, NotFound."""
    learner = _learner(session, learner_id)
    if zone_name is not None:
        zone(zone_name)
        learner.zone = zone_name
    if rollover is not None:
        if not 0 <= rollover <= 23:
            raise ValueError(f"a study day cannot start at hour {rollover}; choose 0 to 23")
        learner.rollover = rollover
    if theme is not None:
        learner.theme = theme
    session.flush()
    return person(session, learner_id=learner_id)


def _person(row: Learner | AnyRow) -> Person:
    return Person(
        learner_id=row.id,
        name=row.name,
        zone=row.zone,
        rollover=row.rollover,
        theme=Theme(row.theme),
        owns_server=row.owns_server,
    )


def _learner(session: Session, learner_id: int) -> Learner:
    learner = session.get(Learner, learner_id)
    if learner is None:
        raise NotFound("there is no such learner")
    return learner
