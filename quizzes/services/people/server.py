"""The server as its owner sees it: who owns it, who may sign up, how much is in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import exists, func, select, text
from sqlalchemy.orm import Session

from models.accounts import Learner, SignIn
from models.credentials import ServerSetting
from models.decks import Deck, Question
from models.groups import Group, Membership
from models.study import Review
from quizzes.core.access import Keeper, NotFound, ServerAction, require
from quizzes.core.names import name_key
from quizzes.services.people import links
from quizzes.services.people.links import Purpose

LEARNERS_A_PAGE = 50


class SignUp(StrEnum):
    """Who may make an account: everybody, members of a group (an invitation made them one), or nobody."""

    OPEN = "open"
    INVITE = "invite"
    CLOSED = "closed"


class NoSuchAccount(ValueError):
    """No other account has this name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One learner in the owner's list; `groups` counts memberships."""

    learner_id: int
    name: str | None
    created_at: datetime
    seen_at: datetime | None
    groups: int
    owns_server: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole server in numbers, and one page of its learners, the last seen first."""

    accounts: int
    guests: int
    groups: int
    decks: int
    questions: int
    reviews: int
    bytes: int
    sign_up: SignUp
    learners: tuple[Entry, ...]
    page: int
    pages: int


def sign_up(session: Session) -> SignUp:
    """Who may make an account now."""
    value = session.scalar(select(ServerSetting.value).where(ServerSetting.name == _SIGN_UP))
    return SignUp(value) if value else SignUp.OPEN


def admits(session: Session, *, learner_id: int | None) -> bool:
    """Whether this guest, or a visitor, may make an account now."""
    mode = sign_up(session)
    if mode is SignUp.INVITE and learner_id is not None:
        return bool(session.scalar(select(exists().where(Membership.learner_id == learner_id))))
    return mode is SignUp.OPEN


def set_sign_up(session: Session, *, learner_id: int, mode: SignUp) -> None:
    """Says who may make an account from now on; raises NotFound for all but the server's owner."""
    require_owner(session, learner_id=learner_id)
    session.merge(ServerSetting(name=_SIGN_UP, value=mode))
    session.flush()


def has_owner(session: Session) -> bool:
    """Whether somebody owns this server."""
    return bool(session.scalar(select(exists().where(Learner.owns_server))))


def offer_ownership(session: Session, *, now: datetime) -> str | None:
    """The token of a link that makes its holder the server's owner; None where there is one. Older links end."""
    if has_owner(session):
        return None
    links.drop(session, purpose=Purpose.OWNER, learner_id=None)
    return links.make(session, purpose=Purpose.OWNER, learner_id=None, life=None, now=now)


def become_owner(session: Session, *, learner_id: int, token: str, now: datetime) -> None:
    """Makes this account the server's owner; raises NotFound for a guest and where the link opens nothing."""
    links.use(session, token=token, purpose=Purpose.OWNER, now=now)
    learner = session.get(Learner, learner_id)
    if learner is None or learner.name is None or has_owner(session):
        raise NotFound("there is no such link")
    learner.owns_server = True
    session.flush()


def hand_over(session: Session, *, learner_id: int, name: str) -> str:
    """Makes the account with this name the server's owner instead, and returns its name.

    Raises NotFound for everybody but the owner, and NoSuchAccount. Only the new owner can take it back.
    """
    require_owner(session, learner_id=learner_id)
    heir_id = session.scalar(select(Learner.id).where(Learner.name_key == name_key(name), Learner.id != learner_id))
    if heir_id is None:
        raise NoSuchAccount("nobody else has this name here; write it as it stands in the list")
    both = select(Learner).where(Learner.id.in_((learner_id, heir_id))).order_by(Learner.id).with_for_update()
    owner, heir = sorted(session.scalars(both), key=lambda one: one.id == heir_id)
    owner.owns_server, heir.owns_server = False, True
    session.flush()
    return heir.name or ""


def require_owner(session: Session, *, learner_id: int | None) -> None:
    """Raises NotFound for everybody but the server's owner."""
    owner = session.scalar(select(Learner.owns_server).where(Learner.id == learner_id))
    require(ServerAction.ADMIN, Keeper.OWNER if owner else Keeper.GUEST)


def overview(session: Session, *, learner_id: int | None, page: int = 1) -> Overview:
    """The server in numbers; raises NotFound for everybody but its owner."""
    require_owner(session, learner_id=learner_id)
    row = session.execute(_COUNTS).one()
    pages = max(1, -(-(row.accounts + row.guests) // LEARNERS_A_PAGE))
    page = min(page, pages)
    return Overview(
        **row._mapping,
        bytes=_size(session),
        sign_up=sign_up(session),
        learners=_learners(session, page),
        page=page,
        pages=pages,
    )


_SIGN_UP = "sign_up"
_COUNTS = select(
    select(func.count()).where(Learner.name.is_not(None)).scalar_subquery().label("accounts"),
    select(func.count()).where(Learner.name.is_(None)).scalar_subquery().label("guests"),
    select(func.count()).select_from(Group).scalar_subquery().label("groups"),
    select(func.count()).select_from(Deck).scalar_subquery().label("decks"),
    select(func.count()).select_from(Question).scalar_subquery().label("questions"),
    select(func.count()).select_from(Review).scalar_subquery().label("reviews"),
)
_BYTES = {
    "sqlite": text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
    "postgresql": text("SELECT pg_database_size(current_database())"),
}


def _size(session: Session) -> int:
    return int(session.scalar(_BYTES[session.get_bind().dialect.name]) or 0)


def _learners(session: Session, page: int) -> tuple[Entry, ...]:
    seen = select(func.max(SignIn.seen_at)).where(SignIn.learner_id == Learner.id).scalar_subquery().label("seen_at")
    groups = select(func.count()).where(Membership.learner_id == Learner.id).scalar_subquery().label("groups")
    found = (
        select(Learner.id.label("learner_id"), Learner.name, Learner.created_at, seen, groups, Learner.owns_server)
        .order_by(seen.desc().nulls_last(), Learner.id)
        .limit(LEARNERS_A_PAGE)
        .offset((page - 1) * LEARNERS_A_PAGE)
    )
    return tuple(Entry(**row._mapping) for row in session.execute(found))
