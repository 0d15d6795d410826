"""Members: their roles, how they leave or are taken out, and what they let the others see."""

from sqlalchemy import ColumnElement, Select, Update, and_, case, delete, select, update
from sqlalchemy.orm import Session

from models.groups import Invite, Membership
from quizzes.core.access import GroupAction, NotFound, Role, allows
from quizzes.services import rounds
from quizzes.services.access import group_for
from quizzes.services.groups import making


class LastOwner(ValueError):
    """Without the learner the group would have no owner; `alone` says that nobody else is in it."""

    def __init__(self, *, alone: bool) -> None:
        super().__init__("a group has an owner; hand it over first")
        self.alone = alone


def leave(session: Session, *, group_id: int, learner_id: int) -> str:
    """Takes the learner out of the group and returns its name; what they let others see goes at once.

    Their decks, cards and answers stay theirs. Raises LastOwner, NotFound.
    """
    making.lock(session, group_id)
    group, role = group_for(session, GroupAction.LEAVE, group_id=group_id, learner_id=learner_id)
    others = session.scalars(_others(group_id, learner_id)).all()
    if role is Role.OWNER and Role.OWNER not in [Role(other.role) for other in others]:
        raise LastOwner(alone=not others)
    _take_out(session, group_id, learner_id)
    return group.name


def leave_all(session: Session, *, learner_id: int) -> None:
    """Takes a learner who is going for good out of every group.

    A group of theirs passes to whoever stands highest and came first; one with nobody left in it ends.
    """
    for group_id in session.scalars(select(Membership.group_id).where(Membership.learner_id == learner_id)).all():
        making.lock(session, group_id)
        mine = session.get(Membership, (group_id, learner_id))
        heirs = session.scalars(_others(group_id, learner_id)).all()
        if not heirs:
            making.end(session, group_id)
        elif mine:
            if Role(mine.role) is Role.OWNER:
                heirs[0].role = Role.OWNER.value
            _take_out(session, group_id, learner_id)
    session.execute(delete(Invite).where(Invite.created_by == learner_id))


def remove(session: Session, *, group_id: int, learner_id: int, member_id: int) -> None:
    """Takes a member of a lower role out, and the invitations that they made with them; raises NotFound."""
    making.lock(session, group_id)
    _, role = group_for(session, GroupAction.REMOVE, group_id=group_id, learner_id=learner_id)
    if not role.outranks(_role(session, group_id, member_id)):
        raise NotFound("only a lower role can be taken out")
    _revoke(session, group_id, Invite.created_by == member_id)
    _take_out(session, group_id, member_id)


def set_role(session: Session, *, group_id: int, learner_id: int, member_id: int, role: Role) -> None:
    """Gives a member who is no owner another role below it; invitations beyond the new one end. Raises NotFound."""
    making.lock(session, group_id)
    _, mine = group_for(session, GroupAction.SET_ROLE, group_id=group_id, learner_id=learner_id)
    if not mine.outranks(role) or not mine.outranks(_role(session, group_id, member_id)):
        raise NotFound("an owner is made by handing over")
    _give(session, group_id, member_id, role)


def hand_over(session: Session, *, group_id: int, learner_id: int, member_id: int) -> None:
    """Makes a member the owner, and the owner a maintainer; raises NotFound."""
    making.lock(session, group_id)
    group_for(session, GroupAction.HAND_OVER, group_id=group_id, learner_id=learner_id)
    if _role(session, group_id, member_id) is Role.OWNER:
        raise NotFound("this member owns the group already")
    _give(session, group_id, member_id, Role.OWNER)
    _give(session, group_id, learner_id, Role.MAINTAINER)


def set_progress(session: Session, *, group_id: int, learner_id: int, shown: bool) -> None:
    """Says whether the others may see the learner's own numbers in this group; raises NotFound."""
    group_for(session, GroupAction.SEE, group_id=group_id, learner_id=learner_id)
    session.execute(_membership(group_id, learner_id).values(shows_progress=shown))


def set_ranked(session: Session, *, group_id: int, learner_id: int, ranked: bool) -> None:
    """Says whether the learner's week is ranked where the group ranks; raises NotFound."""
    group_for(session, GroupAction.SEE, group_id=group_id, learner_id=learner_id)
    session.execute(_membership(group_id, learner_id).values(ranked=ranked))


_RANK = case({role.value: place for place, role in enumerate(Role)}, value=Membership.role)


def _others(group_id: int, learner_id: int) -> Select[Membership]:
    """Everybody else, who would come next as owner first."""
    everybody = select(Membership).where(Membership.group_id == group_id, Membership.learner_id != learner_id)
    return everybody.order_by(_RANK, Membership.joined_at, Membership.learner_id)


def _role(session: Session, group_id: int, member_id: int) -> Role:
    member = session.get(Membership, (group_id, member_id))
    if member is None:
        raise NotFound("there is no such member")
    return Role(member.role)


def _give(session: Session, group_id: int, member_id: int, role: Role) -> None:
    # Whoever loses the right to invite must not come back in by an invitation of their own.
    beyond = [other.value for other in Role if not allows(GroupAction.INVITE, role) or not role.outranks(other)]
    _revoke(session, group_id, and_(Invite.created_by == member_id, Invite.role.in_(beyond)))
    session.execute(_membership(group_id, member_id).values(role=role.value))


def _revoke(session: Session, group_id: int, which: ColumnElement[bool]) -> None:
    session.execute(delete(Invite).where(Invite.group_id == group_id, which))


def _membership(group_id: int, learner_id: int) -> Update:
    return update(Membership).where(Membership.group_id == group_id, Membership.learner_id == learner_id)


def _take_out(session: Session, group_id: int, learner_id: int) -> None:
    gone = delete(Membership).where(Membership.group_id == group_id, Membership.learner_id == learner_id)
    session.execute(gone)
    rounds.drop_out(session, group_id=group_id, learner_id=learner_id)
