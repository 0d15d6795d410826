"""A forgotten password: a link that works once, by e-mail, from a maintainer of the group, or from the command line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.groups import Membership
from quizzes.core.access import GroupAction, NotFound, Role
from quizzes.core.names import name_key
from quizzes.services import accounts
from quizzes.services.access import group_for
from quizzes.services.people import links, server
from quizzes.services.people.links import Purpose

LINK_LIFE = timedelta(hours=1)
LONG_LINK_LIFE = timedelta(hours=24)
"""From the command line: whoever carries the link to its owner may need a while."""


class NotYours(Exception):
    """A maintainer may not reset this member's password; the message says who can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByMail:
    """A link for somebody who can be written to."""

    token: str
    name: str
    email: str


def link_by_mail(session: Session, *, wanted: str, now: datetime) -> ByMail | None:
    """A link for the account with this name or e-mail; None where there is none or it has no e-mail."""
    whose = or_(Learner.name_key == name_key(wanted), Learner.email == wanted.strip().lower())
    learner = session.scalars(select(Learner).where(whose, Learner.email.is_not(None)).limit(1)).one_or_none()
    if learner is None or learner.name is None or learner.email is None:
        return None
    token = _make(session, learner.id, life=LINK_LIFE, now=now)
    return ByMail(token=token, name=learner.name, email=learner.email)


def link_by_name(session: Session, *, name: str, now: datetime) -> str:
    """A link for the account with this name, asked for by whoever runs the server; raises NotFound."""
    learner_id = session.scalar(select(Learner.id).where(Learner.name_key == name_key(name)))
    if learner_id is None:
        raise NotFound(f"no account is called {name!r}")
    return _make(session, learner_id, life=LONG_LINK_LIFE, now=now)


def link_by_owner(session: Session, *, learner_id: int, account_id: int, now: datetime) -> str:
    """A link for any account, made by the server's owner; raises NotFound."""
    server.require_owner(session, learner_id=learner_id)
    account = session.get(Learner, account_id)
    if account is None or account.name is None:
        raise NotFound("there is no such account")
    return _make(session, account_id, life=LINK_LIFE, now=now)


def link_by_maintainer(session: Session, *, learner_id: int, group_id: int, member_id: int, now: datetime) -> str:
    """A link for a member of one's group, made by a maintainer; raises NotFound, NotYours."""
    _require_below(session, learner_id=learner_id, group_id=group_id, member_id=member_id)
    return _make(session, member_id, life=LINK_LIFE, now=now)


def end_by_maintainer(session: Session, *, learner_id: int, group_id: int, member_id: int) -> None:
    """Ends the links of a member for whom one could make them; raises NotFound, NotYours."""
    _require_below(session, learner_id=learner_id, group_id=group_id, member_id=member_id)
    links.drop(session, purpose=Purpose.PASSWORD, learner_id=member_id)


def whose(session: Session, *, token: str, now: datetime) -> str:
    """The name of the account that a link is for, without using it; raises NotFound."""
    learner_id = links.look(session, token=token, purpose=Purpose.PASSWORD, now=now)
    name = session.scalar(select(Learner.name).where(Learner.id == learner_id))
    if name is None:
        raise NotFound("this link opens nothing any more")
    return name


def reset(session: Session, *, token: str, password_hash: str, now: datetime) -> int:
    """Uses the link, sets the password, ends every session and every other link, and says whose it was."""
    learner_id = links.use(session, token=token, purpose=Purpose.PASSWORD, now=now)
    learner = session.get(Learner, learner_id)
    if learner is None or learner.name is None:
        raise NotFound("this link opens nothing any more")
    learner.password_hash = password_hash
    links.drop(session, purpose=Purpose.PASSWORD, learner_id=learner.id)
    accounts.sign_out_everywhere(session, learner_id=learner.id)
    session.flush()
    return learner.id


def _require_below(session: Session, *, learner_id: int, group_id: int, member_id: int) -> None:
    """Raises NotFound or NotYours unless this maintainer may let the member in again.

    A new group must not be a way into somebody's account: the member has to be below the maintainer, without an e-mail
    of their own, to have come to this group first of all, and to look after nothing elsewhere.
    """
    _, role = group_for(session, GroupAction.REMOVE, group_id=group_id, learner_id=learner_id)
    found = select(Membership).where(Membership.learner_id == member_id).order_by(Membership.joined_at)
    memberships = session.scalars(found).all()
    here = next((one for one in memberships if one.group_id == group_id), None)
    member = session.get(Learner, member_id)
    if here is None or member is None or member.name is None:
        raise NotFound("there is no such member")
    keeps = any(one.role in (Role.OWNER.value, Role.MAINTAINER.value) for one in memberships if one is not here)
    if not role.outranks(Role(here.role)) or memberships[0] is not here or keeps or member.owns_server or member.email:
        raise NotYours("whoever runs this server can reset this password")


def _make(session: Session, learner_id: int, *, life: timedelta, now: datetime) -> str:
    links.drop(session, purpose=Purpose.PASSWORD, learner_id=learner_id)
    return links.make(session, purpose=Purpose.PASSWORD, learner_id=learner_id, life=life, now=now)
