"""Accounts on both databases: names, guessing, one-time links, sign-up modes, reminders."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models.accounts import Learner
from models.credentials import Attempt
from models.engine import Database
from models.groups import Group, Membership
from quizzes.core.access import NotFound
from quizzes.services import accounts
from quizzes.services.people import attempts, entering, identities, links, naming, reminding, resetting, server
from quizzes.services.people.attempts import TRIES_PER_NAME, WINDOW, TooManyTries
from quizzes.services.people.hashing import hash_password
from quizzes.services.people.links import Purpose
from quizzes.services.people.naming import NameTaken, SignUpClosed
from quizzes.services.people.server import SignUp
from tests.factories import MONDAY, Person, choices, publish

SECRET = "correct horse"
HASH = hash_password(SECRET)


def guest(database: Database) -> int:
    with database.writing() as session:
        return accounts.create_guest(session, zone_name="UTC", now=MONDAY)


def account(database: Database, name: str, *, email: str | None = None, learner_id: int | None = None) -> int:
    learner_id = learner_id or guest(database)
    with database.writing() as session:
        naming.claim(session, learner_id=learner_id, name=name, password_hash=HASH)
        naming.set_email(session, learner_id=learner_id, email=email)
    return learner_id


def group(database: Database, **roles: int) -> int:
    """A group whose members joined in the order given."""
    with database.writing() as session:
        made = Group(name="Evening", created_at=MONDAY)
        session.add(made)
        session.flush()
        for place, (role, learner_id) in enumerate(roles.items()):
            joined = MONDAY + timedelta(minutes=place)
            session.add(Membership(group_id=made.id, learner_id=learner_id, role=role, joined_at=joined))
        return made.id


def test_a_guest_keeps_every_card_under_a_name(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    before = ana.today()

    account(database, "Ana", learner_id=ana.id)

    assert ana.today() == before
    with database.reading() as session:
        assert entering.verified(session, name="ANA", password=SECRET) == ana.id
        assert entering.verified(session, name="Ana", password="wrong horse") is None
        assert entering.verified(session, name="Ben", password=SECRET) is None
        assert entering.verified(session, name="Ana", password="x" * 5000) is None


def test_a_name_belongs_to_one_account(database: Database) -> None:
    account(database, "Ana")
    ben = account(database, "Ben")

    for twin in ("ＡＮＡ", "\u0410n\u0430"):
        with pytest.raises(NameTaken), database.writing() as session:
            naming.rename(session, learner_id=ben, name=twin)
    with database.writing() as session:
        assert naming.rename(session, learner_id=ben, name="BEN") == "BEN"


def test_an_account_is_claimed_once(database: Database) -> None:
    ana = account(database, "Ana")

    with pytest.raises(NotFound), database.writing() as session:
        naming.claim(session, learner_id=ana, name="Eve", password_hash=HASH)


def test_guessing_stops_for_a_while_and_survives_a_restart(database: Database) -> None:
    for _ in range(TRIES_PER_NAME):
        with database.writing() as session:
            attempts.spend(session, name="Ana", address="192.0.2.1", now=MONDAY)

    with pytest.raises(TooManyTries) as refused, database.writing() as session:
        attempts.spend(session, name="ANA", address="192.0.2.2", now=MONDAY + timedelta(minutes=5))

    assert refused.value.minutes == 10
    with database.writing() as session:
        attempts.spend(session, name="Ben", address="192.0.2.1", now=MONDAY)
        attempts.spend(session, name="Ana", address="192.0.2.1", now=MONDAY + WINDOW)


def test_an_address_may_not_try_many_names(database: Database) -> None:
    for place in range(attempts.TRIES_PER_ADDRESS):
        with database.writing() as session:
            attempts.spend(session, name=f"n{place}", address="192.0.2.1", now=MONDAY)

    with pytest.raises(TooManyTries), database.writing() as session:
        attempts.spend(session, name="another", address="192.0.2.1", now=MONDAY)


def test_a_right_password_forgives_the_wrong_ones(database: Database) -> None:
    for _ in range(3 * TRIES_PER_NAME):
        with database.writing() as session:
            attempts.spend(session, name="Ana", address="192.0.2.1", now=MONDAY)
            attempts.forgive(session, name="Ana", address="192.0.2.1")

    with database.reading() as session:
        assert session.scalars(select(Attempt.count)).all() == [0]


def test_a_link_works_once_for_its_purpose_until_it_expires(database: Database) -> None:
    ana = account(database, "Ana")
    with database.writing() as session:
        token = resetting.link_by_name(session, name="ana", now=MONDAY)

    with database.reading() as session:
        assert resetting.whose(session, token=token, now=MONDAY + timedelta(hours=23)) == "Ana"
        for purpose, hours in ((Purpose.OWNER, 1), (Purpose.PASSWORD, 24)):
            with pytest.raises(NotFound):
                links.look(session, token=token, purpose=purpose, now=MONDAY + timedelta(hours=hours))
    with database.writing() as session:
        opened = accounts.sign_in(session, learner_id=ana, now=MONDAY)
        assert resetting.reset(session, token=token, password_hash=HASH, now=MONDAY) == ana
    with database.reading() as session:
        assert accounts.signed_in(session, token=opened, now=MONDAY) is None
    with pytest.raises(NotFound), database.writing() as session:
        resetting.reset(session, token=token, password_hash=HASH, now=MONDAY)


def test_a_link_by_mail_goes_to_whoever_has_an_address(database: Database) -> None:
    account(database, "Ana", email="Ana@example.org")
    account(database, "Ben")

    with database.writing() as session:
        by_name = resetting.link_by_mail(session, wanted="ana", now=MONDAY)
        by_mail = resetting.link_by_mail(session, wanted=" ANA@example.org", now=MONDAY)
        assert resetting.link_by_mail(session, wanted="Ben", now=MONDAY) is None
        assert resetting.link_by_mail(session, wanted="nobody", now=MONDAY) is None

    assert by_name
    assert by_mail
    assert by_name.email == by_mail.email == "ana@example.org"
    with database.reading() as session:
        assert resetting.whose(session, token=by_mail.token, now=MONDAY) == "Ana"
        with pytest.raises(NotFound):
            resetting.whose(session, token=by_name.token, now=MONDAY)


def test_a_maintainer_helps_a_member_of_the_group_alone(database: Database) -> None:
    ana, ben, eve = account(database, "Ana"), account(database, "Ben"), account(database, "Eve")
    home = group(database, owner=ana, member=ben)
    trap = group(database, owner=eve, member=ben)

    def link(learner_id: int, group_id: int, member_id: int) -> str:
        with database.writing() as session:
            return resetting.link_by_maintainer(
                session, learner_id=learner_id, group_id=group_id, member_id=member_id, now=MONDAY
            )

    with database.reading() as session:
        assert session.scalars(select(Membership.group_id).where(Membership.learner_id == ben)).all() == [home, trap]
    with pytest.raises(NotFound):
        link(ben, home, ana)
    with pytest.raises(NotFound):
        link(eve, home, ben)
    # A group made later is no way into an account.
    with database.writing() as session:
        session.get_one(Membership, (trap, ben)).joined_at = MONDAY + timedelta(days=1)
    with pytest.raises(resetting.NotYours):
        link(eve, trap, ben)
    token = link(ana, home, ben)
    for outsider in (eve, ben):
        with pytest.raises(NotFound), database.writing() as session:
            resetting.end_by_maintainer(session, learner_id=outsider, group_id=home, member_id=ben)
    with database.writing() as session:
        assert resetting.whose(session, token=token, now=MONDAY) == "Ben"
        resetting.end_by_maintainer(session, learner_id=ana, group_id=home, member_id=ben)
    with pytest.raises(NotFound), database.reading() as session:
        resetting.whose(session, token=token, now=MONDAY)


@pytest.mark.parametrize("mode", SignUp)
def test_sign_up_is_for_whom_the_owner_says(database: Database, mode: SignUp) -> None:
    owner = account(database, "Ana")
    stranger, invited = guest(database), guest(database)
    group(database, owner=owner, member=invited)
    with database.writing() as session:
        token = server.offer_ownership(session, now=MONDAY)
        assert token
        server.become_owner(session, learner_id=owner, token=token, now=MONDAY)
        server.set_sign_up(session, learner_id=owner, mode=mode)

    made = []
    for learner_id, name in ((stranger, "Stranger"), (invited, "Invited")):
        try:
            account(database, name, learner_id=learner_id)
        except SignUpClosed:
            continue
        made.append(name)

    assert made == {SignUp.OPEN: ["Stranger", "Invited"], SignUp.INVITE: ["Invited"], SignUp.CLOSED: []}[mode]


def test_the_server_has_one_owner_who_came_by_the_last_link(database: Database) -> None:
    ana, ben = account(database, "Ana"), account(database, "Ben")
    with database.writing() as session:
        first = server.offer_ownership(session, now=MONDAY)
        last = server.offer_ownership(session, now=MONDAY)
    assert first
    assert last
    with pytest.raises(NotFound), database.writing() as session:
        server.become_owner(session, learner_id=ana, token=first, now=MONDAY)
    with database.writing() as session:
        server.become_owner(session, learner_id=ana, token=last, now=MONDAY)
        assert server.offer_ownership(session, now=MONDAY) is None

    with database.reading() as session:
        found = server.overview(session, learner_id=ana)
        assert (found.accounts, found.guests, [one.name for one in found.learners]) == (2, 0, ["Ana", "Ben"])
        assert found.bytes > 0
        for outsider in (ben, None):
            with pytest.raises(NotFound):
                server.overview(session, learner_id=outsider)

    for name in ("Nobody", "ana"):
        with pytest.raises(server.NoSuchAccount), database.writing() as session:
            server.hand_over(session, learner_id=ana, name=name)
    with database.writing() as session:
        assert server.hand_over(session, learner_id=ana, name="ben") == "Ben"
    with pytest.raises(NotFound), database.writing() as session:
        server.hand_over(session, learner_id=ana, name="Ana")
    with database.reading() as session:
        assert [one.owns_server for one in server.overview(session, learner_id=ben).learners] == [False, True]


def test_an_identity_opens_one_account(database: Database) -> None:
    ana, ben = account(database, "Ana"), account(database, "Ben")
    with database.writing() as session:
        identities.link(session, learner_id=ana, issuer="https://i", subject="7", now=MONDAY)
        identities.link(session, learner_id=ana, issuer="https://i", subject="7", now=MONDAY)

    with pytest.raises(NotFound), database.writing() as session:
        identities.link(session, learner_id=ben, issuer="https://i", subject="7", now=MONDAY)
    with database.writing() as session:
        session.get_one(Learner, ana).password_hash = None
    with pytest.raises(identities.LastWayIn), database.writing() as session:
        identities.unlink(session, learner_id=ana, issuer="https://i")
    with database.reading() as session:
        assert identities.owner(session, issuer="https://i", subject="7") == ana


def test_a_reminder_comes_at_the_hour_of_the_zone_once_a_day(database: Database) -> None:
    ana = account(database, "Ana", email="ana@example.org")
    with database.writing() as session:
        accounts.change_settings(session, learner_id=ana, zone_name="Asia/Tokyo")
        reminding.choose(session, learner_id=ana, hour=8)

    def waiting(hour: int) -> list[date]:
        with database.reading() as session:
            at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=hour)
            return [one.day for one in reminding.addressees(session, now=at)]

    # 23:00 in UTC is eight o'clock of the next day in Tokyo.
    assert waiting(22) == []
    assert waiting(23) == waiting(25) == [date(2026, 3, 3)]
    assert waiting(26) == []
    at = datetime(2026, 3, 2, 23, tzinfo=UTC)
    with database.writing() as session:
        one = reminding.addressees(session, now=at)[0]
        token = reminding.take(session, one, now=at)
        assert token
        assert reminding.take(session, one, now=at) is None
    assert waiting(23) == []
    assert waiting(23 + 24) == [date(2026, 3, 4)]
    for _ in range(2):
        with database.writing() as session:
            reminding.stop(session, token=token, now=at)
    assert waiting(23 + 24) == []


def test_an_address_belongs_to_whoever_confirmed_it_last(database: Database) -> None:
    ana = account(database, "Ana", email="both@example.org")
    ben = account(database, "Ben", email="both@example.org")

    with database.reading() as session:
        assert naming.email_of(session, learner_id=ana) is None
        assert naming.email_of(session, learner_id=ben) == "both@example.org"
