"""A group from its first day to its last: made in one step, renamed, deleted."""

from datetime import datetime

from sqlalchemy import delete as delete_rows
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.groups import Comment, Group, GroupDeck, Invite, Membership
from models.rounds import Round
from quizzes.core.access import GroupAction, Role
from quizzes.core.names import clean_name
from quizzes.services.access import group_for


def create(session: Session, *, learner_id: int, name: str, now: datetime) -> int:
    """Makes a group that the learner owns and returns its id; raises BadName."""
    group = Group(name=clean_name(name), created_at=now)
    session.add(group)
    session.flush()
    session.add(Membership(group_id=group.id, learner_id=learner_id, role=Role.OWNER.value, joined_at=now))
    session.flush()
    return group.id


def rename(session: Session, *, group_id: int, learner_id: int, name: str) -> str:
    """Gives the group another name and returns it as it is kept; raises BadName, NotFound."""
    group, _ = group_for(session, GroupAction.CHANGE, group_id=group_id, learner_id=learner_id)
    group.name = clean_name(name)
    session.flush()
    return group.name


def set_leaderboard(session: Session, *, group_id: int, learner_id: int, on: bool) -> None:
    """Says whether the group ranks the weeks of those members who want it; raises NotFound."""
    group, _ = group_for(session, GroupAction.CHANGE, group_id=group_id, learner_id=learner_id)
    group.leaderboard = on
    session.flush()


def delete(session: Session, *, group_id: int, learner_id: int) -> str:
    """Ends the group and returns its name; decks, cards and answers stay where they belong. Raises NotFound."""
    group, _ = group_for(session, GroupAction.DELETE, group_id=group_id, learner_id=learner_id)
    name = group.name
    end(session, group_id)
    return name


def end(session: Session, group_id: int) -> None:
    """Removes a group with what was said in it; its rounds stay with their hosts."""
    session.execute(update(Round).where(Round.group_id == group_id).values(group_id=None))
    for table in (Comment, Invite, GroupDeck, Membership):
        session.execute(delete_rows(table).where(table.group_id == group_id))
    session.execute(delete_rows(Group).where(Group.id == group_id))


def lock(session: Session, group_id: int) -> None:
    """Keeps two changes of a group's roles apart, so that it never loses its last owner."""
    session.execute(select(Group.id).where(Group.id == group_id).with_for_update())
