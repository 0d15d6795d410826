"""Who is in a group, and what they did in its decks since their Monday."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.base import Id
from models.groups import Group, GroupDeck, Membership
from models.study import Day
from quizzes.core.access import NotFound, Role
from quizzes.core.gathering import tells_nobody
from quizzes.core.groups import Together
from quizzes.core.league import Week, monday
from quizzes.core.study_day import study_day, zone

GROUP = bindparam("group", type_=Id)
_SINCE = bindparam("since", type_=Date)
_ROSTER = (
    select(
        Group.name.label("group_name"),
        Group.leaderboard,
        Membership.learner_id,
        Membership.role,
        Membership.shows_progress,
        Membership.ranked,
        Learner.name,
        Learner.zone,
        Learner.rollover,
    )
    .join(Membership, Membership.group_id == Group.id)
    .join(Learner, Learner.id == Membership.learner_id)
    .where(Group.id == GROUP)
    .order_by(Membership.joined_at, Membership.learner_id)
)
_DAYS = (
    select(
        Day.learner_id,
        Day.study_day,
        func.sum(Day.new_done + Day.reviews_done + Day.drills_done).label("answers"),
    )
    .join(Membership, Membership.learner_id == Day.learner_id)
    .join(GroupDeck, (GroupDeck.group_id == Membership.group_id) & (GroupDeck.deck_id == Day.deck_id))
    .where(Membership.group_id == GROUP, Day.study_day >= _SINCE)
    .group_by(Day.learner_id, Day.study_day)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A member on a study day of their own, with what they let the group see."""

    learner_id: int
    name: str
    role: Role
    shows: bool
    ranked: bool
    today: date

    @property
    def monday(self) -> date:
        """The day that their week began on."""
        return monday(self.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """A group with its members, one of whom looks."""

    group_id: int
    name: str
    leaderboard: bool
    people: tuple[Participant, ...]
    me: Participant

    @property
    def open_to_me(self) -> frozenset[int]:
        """Those whose own numbers whoever looks can know."""
        return frozenset(one.learner_id for one in self.people if one.shows or one is self.me)


def roster(session: Session, *, group_id: int, learner_id: int | None, now: datetime) -> Roster:
    """The group for one of its members, in one SELECT; raises NotFound for everybody else."""
    rows = session.execute(_ROSTER, {"group": group_id}).all()
    people = tuple(
        Participant(
            learner_id=row.learner_id,
            name=row.name or "Somebody",
            role=Role(row.role),
            shows=row.shows_progress,
            ranked=row.ranked,
            today=study_day(now, zone(row.zone), row.rollover),
        )
        for row in rows
    )
    me = next((one for one in people if one.learner_id == learner_id), None)
    if me is None:
        raise NotFound("there is no such group")
    return Roster(group_id=group_id, name=rows[0].group_name, leaderboard=rows[0].leaderboard, people=people, me=me)


def weeks(session: Session, at: Roster) -> Mapping[int, Week]:
    """What each member did in the group's decks since Monday, by learner; reviews are counted elsewhere."""
    mondays = {one.learner_id: one.monday for one in at.people}
    rows = session.execute(_DAYS, {"group": at.group_id, "since": min(mondays.values())}).all()
    counts: dict[int, list[int]] = {one: [] for one in mondays}
    for row in rows:
        if row.answers and row.study_day >= mondays[row.learner_id]:
            counts[row.learner_id].append(int(row.answers))
    return {one: Week(days=len(answers), answers=sum(answers)) for one, answers in counts.items()}


def together(found: Mapping[int, Week], *, open_to_reader: Collection[int]) -> Together | None:
    """The weeks of those who studied as one, or None where that would tell of single people."""
    studied = {one: week for one, week in found.items() if week.answers}
    if not tells_nobody(studied, open_to_reader=open_to_reader):
        return None
    return Together(
        people=len(studied),
        days=sum(week.days for week in studied.values()),
        answers=sum(week.answers for week in studied.values()),
    )
