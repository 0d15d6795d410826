"""Groups as their members see them: all of one's own, and one with everything in it, in four SELECTs."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, bindparam, func, select, union
from sqlalchemy.orm import Session, aliased

from models.accounts import Learner
from models.base import AnyRow, AnySelect, Id, table_of
from models.decks import Deck
from models.groups import Group, GroupDeck, Invite, Membership
from models.remarks import Flag
from models.removals import REMOVED
from models.study import Card
from models.visibility import relation
from quizzes.core import groups
from quizzes.core.access import Action, GroupAction, Relation, Role, allows, require
from quizzes.core.groups import GroupPage, Invitation, Joined, Member, Offer
from quizzes.services.groups.inviting import is_open
from quizzes.services.groups.weeks import Roster, roster, together, weeks
from quizzes.services.study.parts import ME, TODAY, active, awake

_GROUP = bindparam("group", type_=Id)
_MEMBERS = select(func.count()).where(Membership.group_id == Group.id).correlate(Group).scalar_subquery()
_SHARED = (
    select(func.count())
    .where(GroupDeck.group_id == Group.id, GroupDeck.deck_id.not_in(REMOVED))
    .correlate(Group)
    .scalar_subquery()
)
_MINE = (
    select(Group.id, Group.name, Membership.role, _MEMBERS.label("members"), _SHARED.label("decks"))
    .join(Membership, Membership.group_id == Group.id)
    .where(Membership.learner_id == ME)
    .order_by(Group.name, Group.id)
)
_DUE = (
    select(func.count())
    .where(*active(table_of(Deck).c.id), Card.due_day <= TODAY, awake())
    .correlate(Deck)
    .scalar_subquery()
)
_FLAGS = (
    select(func.count()).where(Flag.deck_id == Deck.id, Flag.settled_at.is_(None)).correlate(Deck).scalar_subquery()
)


def mine(session: Session, *, learner_id: int | None) -> tuple[Joined, ...]:
    """The groups that a learner is in, by name."""
    return tuple(
        Joined(group_id=row.id, name=row.name, role=Role(row.role), members=row.members, decks=row.decks)
        for row in session.execute(_MINE, {"learner": learner_id})
    )


def show(session: Session, *, group_id: int, learner_id: int | None, now: datetime) -> GroupPage:
    """A group with its decks, members, week and invitations; raises NotFound for everybody outside."""
    at = roster(session, group_id=group_id, learner_id=learner_id, now=now)
    me = at.me
    require(GroupAction.SEE, me.role)
    shared, offers = _decks(session, at, today=me.today)
    return GroupPage(
        group_id=group_id,
        name=at.name,
        role=me.role,
        members=_members(at),
        decks=shared,
        offers=offers,
        invitations=_invitations(session, at, now=now) if allows(GroupAction.INVITE, me.role) else (),
        week=together(weeks(session, at), open_to_reader=at.open_to_me),
    )


def _members(at: Roster) -> tuple[Member, ...]:
    mine = at.me.role
    ranks = list(Role)
    people = sorted(at.people, key=lambda one: (ranks.index(one.role), one.name.casefold(), one.learner_id))
    return tuple(
        Member(
            learner_id=one.learner_id,
            name=one.name,
            role=one.role,
            me=one is at.me,
            removable=allows(GroupAction.REMOVE, mine) and mine.outranks(one.role),
        )
        for one in people
    )


def _decks(session: Session, at: Roster, *, today: date) -> tuple[Sequence[groups.GroupDeck], Sequence[Offer]]:
    offering = allows(GroupAction.SHARE_DECK, at.me.role)
    keys = {"learner": at.me.learner_id, "group": at.group_id, "today": today}
    rows = session.execute(_statement(offering=offering), keys).all()
    shared = [_deck(row, at.me.role, at.me.learner_id) for row in rows if row.shared_at is not None]
    offers = [Offer(deck_id=row.id, title=row.title) for row in rows if row.shared_at is None]
    return tuple(shared), tuple(offers)


def _statement(*, offering: bool) -> AnySelect:
    sharer = aliased(Learner)
    within = [select(GroupDeck.deck_id).where(GroupDeck.group_id == _GROUP)]
    if offering:
        within += [select(Deck.id).where(Deck.owner_id == ME), select(Deck.id).where(Deck.owner_id.is_(None))]
    return (
        select(
            Deck.id,
            Deck.title,
            Deck.path_id,
            GroupDeck.shared_at,
            GroupDeck.shared_by,
            sharer.name.label("by"),
            relation(ME).label("relation"),
            _DUE.label("due"),
            _FLAGS.label("flags"),
        )
        .outerjoin(GroupDeck, and_(GroupDeck.deck_id == Deck.id, GroupDeck.group_id == _GROUP))
        .outerjoin(sharer, sharer.id == GroupDeck.shared_by)
        .where(Deck.id.in_(union(*within)), Deck.id.not_in(REMOVED))
        .order_by(Deck.owner_id.is_(None), Deck.title, Deck.id)
    )


def _deck(row: AnyRow, role: Role, me: int) -> groups.GroupDeck:
    close = Relation(row.relation)
    editable = allows(Action.SEE_REMARKS, close)
    return groups.GroupDeck(
        deck_id=row.id,
        title=row.title,
        path_id=row.path_id,
        shared_by=row.by or "",
        due=row.due,
        flags=row.flags if editable else 0,
        editable=editable,
        removable=allows(GroupAction.UNSHARE, role) or allows(Action.SHARE, close) or row.shared_by == me,
    )


def _invitations(session: Session, at: Roster, *, now: datetime) -> tuple[Invitation, ...]:
    found = (
        select(Invite.id, Invite.role, Invite.expires_at, Invite.uses_left, Learner.name)
        .join(Learner, Learner.id == Invite.created_by)
        .where(Invite.group_id == at.group_id, is_open(now))
        .order_by(Invite.id.desc())
    )
    return tuple(
        Invitation(
            invite_id=row.id,
            role=Role(row.role),
            by=row.name or "",
            expires_at=row.expires_at,
            uses_left=row.uses_left,
            revocable=at.me.role.outranks(Role(row.role)),
        )
        for row in session.execute(found)
    )
