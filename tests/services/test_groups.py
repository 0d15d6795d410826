"""Groups: who comes in, who goes, who may do what, and that no group is left without an owner."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.groups import Invite, Membership
from quizzes.core.access import NotFound, Role
from quizzes.core.groups import GroupPage, Preview
from quizzes.core.names import BadName
from quizzes.services import accounts, groups, sharing
from quizzes.services.groups import LastOwner, Made, NoWay, WayIn
from quizzes.services.people.naming import NameTaken
from tests.factories import MONDAY, Person, choices, publish
from tests.services.test_statements import counted, statements


def become(person: Person, name: str) -> Person:
    """Makes a visitor a learner with a name."""
    with person.database.writing() as session:
        person.learner_id = accounts.create_guest(session, zone_name=person.zone, now=person.now)
        groups.take_name(session, learner_id=person.id, text=name)
    return person


def do(person: Person, deed: Callable[..., Any], **values: Any) -> Any:
    """One use case, in a transaction of its own."""
    with person.database.writing() as session:
        return deed(session, learner_id=person.id, **values)


def make(person: Person, name: str = "Checkout team") -> int:
    made: int = do(person, groups.create, name=name, now=person.now)
    return made


def invite(
    person: Person, group_id: int, *, role: Role = Role.MEMBER, days: int | None = 7, uses: int | None = 10
) -> Made:
    made: Made = do(person, groups.invite, group_id=group_id, role=role, days=days, uses=uses, now=person.now)
    return made


def join(person: Person, way: WayIn) -> tuple[int, bool]:
    joined: tuple[int, bool] = do(person, groups.join, way=way, now=person.now)
    return joined


def preview(person: Person, way: WayIn) -> Preview:
    with person.database.reading() as session:
        return groups.preview(session, way=way, learner_id=person.learner_id, now=person.now)


def look(person: Person, group_id: int) -> GroupPage:
    with person.database.reading() as session:
        return groups.show(session, group_id=group_id, learner_id=person.learner_id, now=person.now)


def bring(owner: Person, group_id: int, person: Person, role: Role = Role.MEMBER) -> None:
    join(person, WayIn(token=invite(owner, group_id, role=role).token))


def roles(person: Person, group_id: int) -> dict[str, Role]:
    return {member.name: member.role for member in look(person, group_id).members}


@pytest.fixture
def team(ana: Person, ben: Person, eve: Person) -> int:
    """A group of Ana's with Ben in it; Eve has a name and stays outside."""
    for person, name in ((ana, "Ana"), (ben, "Ben"), (eve, "Eve")):
        become(person, name)
    group_id = make(ana)
    bring(ana, group_id, ben)
    return group_id


def test_a_group_is_made_in_one_step_and_belongs_to_who_made_it(ana: Person) -> None:
    become(ana, "Ana")

    group_id = make(ana, "  Checkout   team ")

    with ana.database.reading() as session:
        (only,) = groups.mine(session, learner_id=ana.id)
    assert (only.group_id, only.name, only.role, only.members, only.decks) == (
        group_id,
        "Checkout team",
        Role.OWNER,
        1,
        0,
    )


@pytest.mark.parametrize("name", ["", "x" * 10_000, "team\u202e", "te\u200bam"])
def test_a_group_is_named_like_a_person(ana: Person, name: str) -> None:
    become(ana, "Ana")
    with pytest.raises(BadName):
        make(ana, name)


def test_a_name_is_taken_once_and_then_kept(ana: Person, ben: Person) -> None:
    become(ana, "Mara")
    with pytest.raises(NameTaken):
        become(ben, "MARA")

    assert do(ana, groups.take_name, text="Somebody else") == "Mara"


@pytest.mark.parametrize("by", ["token", "words"])
def test_a_link_and_its_six_words_lead_to_the_same_group(ana: Person, eve: Person, team: int, by: str) -> None:
    made = invite(ana, team, role=Role.EDITOR)
    way = WayIn(token=made.token) if by == "token" else WayIn(words=made.words.upper().replace(" ", "-"))

    seen = preview(eve, way)
    assert (seen.name, seen.by, seen.role, seen.members, seen.inside) == ("Checkout team", "Ana", Role.EDITOR, 2, False)
    assert join(eve, way) == (team, True)
    assert roles(eve, team)["Eve"] is Role.EDITOR


def test_an_invitation_is_stored_as_hashes_only(ana: Person, team: int) -> None:
    made = invite(ana, team)
    with ana.database.reading() as session:
        row = session.scalars(select(Invite).order_by(Invite.id.desc())).first()
    assert row is not None
    stored = " ".join(str(value) for value in vars(row).values())
    assert made.token not in stored
    assert made.words not in stored


def test_joining_twice_costs_no_use(ana: Person, eve: Person, team: int) -> None:
    way = WayIn(token=invite(ana, team, uses=2).token)

    assert join(eve, way) == (team, True)
    assert join(eve, way) == (team, False)

    assert look(ana, team).invitations[0].uses_left == 1


def test_an_invitation_that_is_used_up_still_greets_its_members(
    ana: Person, ben: Person, eve: Person, team: int
) -> None:
    way = WayIn(token=invite(ana, team, uses=1).token)
    join(eve, way)

    assert preview(eve, way).inside
    assert join(eve, way) == (team, False)
    with pytest.raises(NoWay):
        preview(Person(ana.database), way)


def test_an_invitation_ends_by_time_by_use_and_by_being_taken_back(ana: Person, eve: Person, team: int) -> None:
    used, late, back = (WayIn(token=invite(ana, team, uses=1).token) for _ in range(3))
    cem = become(Person(ana.database), "Cem")
    join(cem, used)
    do(ana, groups.revoke, group_id=team, invite_id=look(ana, team).invitations[0].invite_id, now=ana.now)
    eve.wait(days=7)

    for way in (used, late, back, WayIn(token="nothing"), WayIn(words="acorn"), WayIn()):
        with pytest.raises(NoWay):
            preview(eve, way)
        with pytest.raises(NoWay):
            join(eve, way)
    assert "Eve" not in roles(ana, team)


def test_an_invitation_without_limits_stays_open(ana: Person, eve: Person, team: int) -> None:
    way = WayIn(token=invite(ana, team, days=None, uses=None).token)
    eve.wait(days=4_000)

    assert join(eve, way) == (team, True)
    assert look(ana, team).invitations[0].uses_left is None


def test_thirty_at_once_on_ten_uses_are_ten(ana: Person, team: int) -> None:
    way = WayIn(token=invite(ana, team, uses=10).token)
    crowd = [become(Person(ana.database), f"Guest {number}") for number in range(30)]

    def come(person: Person) -> bool:
        try:
            return join(person, way)[1]
        except NoWay:
            return False

    with ThreadPoolExecutor(15) as pool:
        admitted = list(pool.map(come, crowd))

    assert admitted.count(True) == 10
    with ana.database.reading() as session:
        assert len(session.scalars(select(Membership.learner_id).where(Membership.group_id == team)).all()) == 12


@pytest.mark.parametrize("limits", [{"days": 0}, {"days": 366}, {"uses": 0}, {"uses": 501}])
def test_limits_of_an_invitation_have_bounds(ana: Person, team: int, limits: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="choose 1 to"):
        invite(ana, team, **limits)


def test_fifty_open_invitations_are_enough(ana: Person, team: int) -> None:
    for _ in range(49):
        invite(ana, team)
    with pytest.raises(ValueError, match="take some back"):
        invite(ana, team)


def test_the_last_owner_stays_until_somebody_takes_over(ana: Person, ben: Person, team: int) -> None:
    with pytest.raises(LastOwner) as kept:
        do(ana, groups.leave, group_id=team)
    assert not kept.value.alone

    do(ana, groups.hand_over, group_id=team, member_id=ben.id)
    assert roles(ana, team) == {"Ben": Role.OWNER, "Ana": Role.MAINTAINER}
    assert do(ana, groups.leave, group_id=team) == "Checkout team"

    with pytest.raises(NotFound):
        look(ana, team)
    with pytest.raises(LastOwner) as kept:
        do(ben, groups.leave, group_id=team)
    assert kept.value.alone


def test_who_goes_for_good_leaves_every_group_with_an_owner(ana: Person, ben: Person, eve: Person, team: int) -> None:
    alone = make(ana, "Only me")
    bring(ana, team, eve, Role.MAINTAINER)

    do(ana, groups.leave_all)

    assert roles(ben, team) == {"Eve": Role.OWNER, "Ben": Role.MEMBER}
    with ana.database.reading() as session:
        assert groups.mine(session, learner_id=ana.id) == ()
        assert session.get(Membership, (alone, ana.id)) is None


def test_a_member_who_is_taken_out_finds_nothing_any_more(ana: Person, ben: Person, team: int) -> None:
    publish(ana.database, choices(2), owner_id=ana.id)
    do(ana, sharing.share, deck_id=1, group_id=team, now=ana.now)
    ben.answer()

    do(ana, groups.remove, group_id=team, member_id=ben.id)

    with pytest.raises(NotFound):
        look(ben, team)
    assert [deck.deck_id for deck in ben.today().decks] == []


def test_who_is_taken_out_or_down_does_not_come_back_by_an_own_invitation(
    ana: Person, ben: Person, eve: Person, team: int
) -> None:
    do(ana, groups.set_role, group_id=team, member_id=ben.id, role=Role.MAINTAINER)
    out, down = invite(ben, team, role=Role.EDITOR), invite(ben, team)
    do(ana, groups.set_role, group_id=team, member_id=ben.id, role=Role.EDITOR)
    with pytest.raises(NoWay):
        join(eve, WayIn(token=down.token))

    do(ana, groups.remove, group_id=team, member_id=ben.id)

    with pytest.raises(NoWay):
        join(ben, WayIn(token=out.token))


def test_each_role_reaches_only_those_below_it(ana: Person, ben: Person, eve: Person, team: int) -> None:
    do(ana, groups.set_role, group_id=team, member_id=ben.id, role=Role.MAINTAINER)
    bring(ana, team, eve, Role.MAINTAINER)
    for member_id in (ana.id, eve.id, ben.id):
        with pytest.raises(NotFound):
            do(ben, groups.remove, group_id=team, member_id=member_id)
    with pytest.raises(NotFound):
        invite(ben, team, role=Role.MAINTAINER)
    with pytest.raises(NotFound):
        invite(ana, team, role=Role.OWNER)
    with pytest.raises(NotFound):
        do(ana, groups.set_role, group_id=team, member_id=ana.id, role=Role.MEMBER)
    with pytest.raises(NotFound):
        do(ana, groups.set_role, group_id=team, member_id=ben.id, role=Role.OWNER)

    assert roles(ana, team) == {"Ana": Role.OWNER, "Ben": Role.MAINTAINER, "Eve": Role.MAINTAINER}


DEEDS: dict[str, Callable[[Session, int, int, int], Any]] = {
    "show": lambda s, group, me, _: groups.show(s, group_id=group, learner_id=me, now=MONDAY),
    "progress": lambda s, group, me, _: groups.progress(s, group_id=group, learner_id=me, now=MONDAY),
    "rename": lambda s, group, me, _: groups.rename(s, group_id=group, learner_id=me, name="x"),
    "delete": lambda s, group, me, _: groups.delete(s, group_id=group, learner_id=me),
    "leaderboard": lambda s, group, me, _: groups.set_leaderboard(s, group_id=group, learner_id=me, on=True),
    "leave": lambda s, group, me, _: groups.leave(s, group_id=group, learner_id=me),
    "remove": lambda s, group, me, other: groups.remove(s, group_id=group, learner_id=me, member_id=other),
    "role": lambda s, group, me, other: groups.set_role(
        s, group_id=group, learner_id=me, member_id=other, role=Role.EDITOR
    ),
    "promote": lambda s, group, me, _: groups.set_role(s, group_id=group, learner_id=me, member_id=me, role=Role.OWNER),
    "hand over": lambda s, group, me, other: groups.hand_over(s, group_id=group, learner_id=me, member_id=other),
    "shows": lambda s, group, me, _: groups.set_progress(s, group_id=group, learner_id=me, shown=True),
    "ranked": lambda s, group, me, _: groups.set_ranked(s, group_id=group, learner_id=me, ranked=True),
    "invite": lambda s, group, me, _: groups.invite(
        s, group_id=group, learner_id=me, role=Role.MEMBER, days=1, uses=1, now=MONDAY
    ),
    "revoke": lambda s, group, me, _: groups.revoke(s, group_id=group, learner_id=me, invite_id=1, now=MONDAY),
}
MEMBERS_MAY = {"show", "progress", "leave", "shows", "ranked"}


@pytest.mark.parametrize("deed", DEEDS)
def test_an_outsider_can_do_nothing_and_a_member_little(
    ana: Person, ben: Person, eve: Person, team: int, deed: str
) -> None:
    for outsider, group_id in ((eve, team), (ana, 99)):
        with pytest.raises(NotFound), ana.database.writing() as session:
            DEEDS[deed](session, group_id, outsider.id, ben.id)
    if deed not in MEMBERS_MAY:
        with pytest.raises(NotFound), ana.database.writing() as session:
            DEEDS[deed](session, team, ben.id, ana.id)


def test_a_deleted_group_is_gone_and_its_decks_are_not(ana: Person, ben: Person, team: int) -> None:
    publish(ana.database, choices(2), owner_id=ana.id)
    do(ana, sharing.share, deck_id=1, group_id=team, now=ana.now)
    invite(ana, team)

    assert do(ana, groups.delete, group_id=team) == "Checkout team"

    with pytest.raises(NotFound):
        look(ben, team)
    assert [deck.deck_id for deck in ana.today().decks] == [1]


def test_the_page_tells_what_is_due_what_waits_and_what_could_be_shared(ana: Person, ben: Person, team: int) -> None:
    publish(ana.database, choices(3), owner_id=ana.id, bank="first")
    publish(ana.database, choices(2), owner_id=ana.id, bank="second")
    do(ana, sharing.share, deck_id=1, group_id=team, now=ana.now)
    ben.answer()
    ben.wait(days=1)

    mine, bens = look(ana, team), look(ben, team)

    assert [(deck.title, deck.due, deck.editable, deck.removable, deck.shared_by) for deck in bens.decks] == [
        ("First", 1, False, False, "Ana")
    ]
    assert [(deck.title, deck.due, deck.editable, deck.removable) for deck in mine.decks] == [("First", 0, True, True)]
    assert [offer.title for offer in mine.offers] == ["Second"]
    assert (bens.offers, bens.invitations, bens.invitable) == ((), (), ())
    assert mine.invitable == (Role.MEMBER, Role.EDITOR, Role.MAINTAINER)


def test_a_group_takes_four_reads_whoever_looks(ana: Person, ben: Person, team: int) -> None:
    publish(ana.database, choices(3), owner_id=ana.id)
    do(ana, sharing.share, deck_id=1, group_id=team, now=ana.now)
    for person, reads in ((ana, 4), (ben, 3)):
        with statements(ana.database) as sent:
            look(person, team)
        assert counted(sent) == (reads, 0)


def test_an_invitation_runs_out_at_its_hour(ana: Person, eve: Person, team: int) -> None:
    way = WayIn(token=invite(ana, team, days=1).token)
    eve.now = ana.now + timedelta(days=1) - timedelta(milliseconds=1)
    assert preview(eve, way).name == "Checkout team"

    eve.wait(seconds=0.001)
    with pytest.raises(NoWay):
        preview(eve, way)
