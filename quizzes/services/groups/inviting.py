"""Ways into a group: a link and six words, shown once and stored hashed; looking writes nothing, joining uses one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import randbits, token_urlsafe

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.decks import Deck
from models.groups import Group, GroupDeck, Invite, Membership
from models.removals import REMOVED
from quizzes.core.access import GroupAction, NotFound, Role
from quizzes.core.groups import Preview
from quizzes.core.invites import BITS, heard, spoken
from quizzes.services.access import group_for

MOST_OPEN = 50
"""Invitations of a group that are open at once."""
MOST_USES = 500
MOST_DAYS = 365
_TOKEN_BYTES = 32


class NoWay(LookupError):
    """This leads into no group: it was mistyped, used up, revoked or is too old. Which one is nobody's business."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """What somebody holds: the token of a link, or what they typed for six words."""

    token: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new invitation; the token and the words are stored nowhere."""

    token: str
    words: str


def invite(
    session: Session,
    *,
    group_id: int,
    learner_id: int,
    role: Role,
    days: int | None,
    uses: int | None,
    now: datetime,
) -> Made:
    """Makes a way into the group with a role below one's own; None for `days` or `uses` sets no limit.

    Raises NotFound, and ValueError for a limit out of bounds or when too many are open.
    """
    _, mine = group_for(session, GroupAction.INVITE, group_id=group_id, learner_id=learner_id)
    if not mine.outranks(role):
        raise NotFound("an invitation gives a role below one's own")
    for given, most in ((days, MOST_DAYS), (uses, MOST_USES)):
        if given is not None and not 1 <= given <= most:
            raise ValueError(f"choose 1 to {most}, or no limit")
    still_open = select(func.count()).where(Invite.group_id == group_id, is_open(now))
    if (session.scalar(still_open) or 0) >= MOST_OPEN:
        raise ValueError(f"{MOST_OPEN} invitations are open; take some back first")
    made = Made(token=token_urlsafe(_TOKEN_BYTES), words=spoken(randbits(BITS)))
    row = Invite(
        group_id=group_id,
        token_sha256=_hashed(made.token),
        key_sha256=_hashed(made.words),
        role=role.value,
        created_by=learner_id,
        created_at=now,
        expires_at=now + timedelta(days=days) if days else None,
        uses_left=uses,
    )
    session.add(row)
    session.flush()
    return made


def revoke(session: Session, *, group_id: int, learner_id: int, invite_id: int, now: datetime) -> None:
    """Takes an invitation back: it opens nothing from now on. Raises NotFound."""
    _, mine = group_for(session, GroupAction.INVITE, group_id=group_id, learner_id=learner_id)
    found = session.get(Invite, invite_id)
    if found is None or found.group_id != group_id or not mine.outranks(Role(found.role)):
        raise NotFound("there is no such invitation")
    found.revoked_at = found.revoked_at or now
    session.flush()


def preview(session: Session, *, way: WayIn, learner_id: int | None, now: datetime) -> Preview:
    """What the invitation leads to, with nothing written; one used up still greets members. Raises NoWay."""
    members = select(func.count()).where(Membership.group_id == Group.id).correlate(Group).scalar_subquery()
    inside = select(Membership.group_id).where(Membership.group_id == Group.id, Membership.learner_id == learner_id)
    found = (
        select(
            Group.id,
            Group.name,
            Invite.role,
            Learner.name.label("by"),
            members.label("members"),
            inside.correlate(Group).exists().label("inside"),
        )
        .join(Invite, Invite.group_id == Group.id)
        .join(Learner, Learner.id == Invite.created_by)
        .where(_opened_by(way), or_(is_open(now), inside.correlate(Group).exists()))
    )
    row = session.execute(found).one_or_none()
    if row is None:
        raise NoWay
    titles = (
        select(Deck.title)
        .join(GroupDeck, GroupDeck.deck_id == Deck.id)
        .where(GroupDeck.group_id == row.id, Deck.id.not_in(REMOVED))
        .order_by(Deck.title)
    )
    return Preview(
        group_id=row.id,
        name=row.name,
        by=row.by or "",
        role=Role(row.role),
        members=row.members,
        decks=tuple(session.scalars(titles)),
        inside=bool(row.inside),
    )


def join(session: Session, *, way: WayIn, learner_id: int, now: datetime) -> tuple[int, bool]:
    """Makes the learner a member and returns the group's id, and whether that was new: coming twice costs no use.

    Raises NoWay.
    """
    # One learner's tabs come one after the other; different learners meet in the single UPDATE below.
    session.execute(select(Learner.id).where(Learner.id == learner_id).with_for_update())
    found = session.execute(select(Invite.id, Invite.group_id, Invite.role).where(_opened_by(way))).one_or_none()
    if found is None:
        raise NoWay
    if session.get(Membership, (found.group_id, learner_id)):
        return found.group_id, False
    used = (
        update(Invite)
        .where(Invite.id == found.id, is_open(now))
        .values(uses_left=Invite.uses_left - 1)
        .returning(Invite.id)
    )
    if session.scalar(used) is None:
        raise NoWay
    session.add(Membership(group_id=found.group_id, learner_id=learner_id, role=found.role, joined_at=now))
    session.flush()
    return found.group_id, True


def is_open(now: datetime) -> ColumnElement[bool]:
    """Whether the Invite at hand lets somebody in."""
    return (
        Invite.revoked_at.is_(None)
        & or_(Invite.uses_left.is_(None), Invite.uses_left > 0)
        & or_(Invite.expires_at.is_(None), Invite.expires_at > now)
    )


def _opened_by(way: WayIn) -> ColumnElement[bool]:
    if way.token:
        return Invite.token_sha256 == _hashed(way.token)
    words = heard(way.words)
    if words is None:
        raise NoWay
    return Invite.key_sha256 == _hashed(words)


def _hashed(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
