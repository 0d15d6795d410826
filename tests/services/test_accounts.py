"""Sessions that can be revoked, and settings that are checked."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.accounts import SignIn
from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.core.study_day import UnknownZone
from quizzes.services import accounts
from quizzes.services.accounts import SignedIn, Theme
from tests.factories import MONDAY


def guest(database: Database) -> tuple[int, str]:
    with database.writing() as session:
        learner_id = accounts.create_guest(session, zone_name="Europe/Berlin", now=MONDAY)
        return learner_id, accounts.sign_in(session, learner_id=learner_id, now=MONDAY)


def look_up(database: Database, token: str, *, days: float = 0) -> SignedIn | None:
    with database.reading() as session:
        return accounts.signed_in(session, token=token, now=MONDAY + timedelta(days=days))


def test_a_token_opens_its_session_and_is_stored_nowhere(database: Database) -> None:
    learner_id, token = guest(database)

    found = look_up(database, token)

    assert found is not None
    assert (found.person.learner_id, found.person.zone, found.person.rollover) == (learner_id, "Europe/Berlin", 4)
    assert (found.person.name, found.person.theme) == (None, Theme.SYSTEM)
    with database.reading() as session:
        stored = session.scalars(select(SignIn)).one()
    assert token not in vars(stored).values()
    assert len(token) >= 43


def test_a_token_that_was_never_given_opens_nothing(database: Database) -> None:
    guest(database)

    assert look_up(database, "guess") is None


def test_a_session_lives_four_hundred_days_from_its_last_use(database: Database) -> None:
    _, token = guest(database)
    assert look_up(database, token, days=399.9) is not None
    assert look_up(database, token, days=400) is None

    with database.writing() as session:
        accounts.renew(session, token=token, now=MONDAY + timedelta(days=300))

    assert look_up(database, token, days=699) is not None


def test_a_session_is_renewed_once_a_day(database: Database) -> None:
    _, token = guest(database)

    renewable = [found.renewable for days in (0, 0.9, 1.1) if (found := look_up(database, token, days=days))]

    assert renewable == [False, False, True]


def test_signing_out_ends_this_session_and_no_other(database: Database) -> None:
    learner_id, phone = guest(database)
    with database.writing() as session:
        laptop = accounts.sign_in(session, learner_id=learner_id, now=MONDAY)
        accounts.sign_out(session, token=phone)
    assert look_up(database, phone) is None
    assert look_up(database, laptop) is not None

    with database.writing() as session:
        accounts.sign_out_everywhere(session, learner_id=learner_id)
    assert look_up(database, laptop) is None


def test_settings_change_one_by_one(database: Database) -> None:
    learner_id, _ = guest(database)

    with database.writing() as session:
        accounts.change_settings(session, learner_id=learner_id, zone_name="Asia/Tokyo")
        accounts.change_settings(session, learner_id=learner_id, rollover=0)
        changed = accounts.change_settings(session, learner_id=learner_id, theme=Theme.DARK)

    assert (changed.zone, changed.rollover, changed.theme) == ("Asia/Tokyo", 0, Theme.DARK)
    with database.reading() as session:
        assert accounts.person(session, learner_id=learner_id) == changed
        assert accounts.learner_ids(session) == (learner_id,)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "", "Europe"])
def test_an_unknown_zone_is_refused(database: Database, zone: str) -> None:
    learner_id, _ = guest(database)

    with pytest.raises(UnknownZone), database.writing() as session:
        accounts.change_settings(session, learner_id=learner_id, zone_name=zone)


@pytest.mark.parametrize("hour", [-1, 24])
def test_a_day_starts_at_an_hour_of_the_clock(database: Database, hour: int) -> None:
    learner_id, _ = guest(database)

    with pytest.raises(ValueError, match="choose 0 to 23"), database.writing() as session:
        accounts.change_settings(session, learner_id=learner_id, rollover=hour)


def test_nobody_has_no_settings(database: Database) -> None:
    with pytest.raises(NotFound), database.reading() as session:
        accounts.person(session, learner_id=99)
