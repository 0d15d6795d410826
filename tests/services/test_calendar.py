"""A learner's private calendar, on both databases."""

import pytest

from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.services import calendar
from quizzes.services.calendar import Owner, Reminder
from tests.factories import MONDAY, Person, choices, publish
from tests.services.test_statements import counted, statements


def make(person: Person) -> str:
    with person.database.writing() as session:
        return calendar.make(session, learner_id=person.id, now=person.now)


def open_link(person: Person, token: str) -> Owner:
    with person.database.reading() as session:
        return calendar.owner(session, token=token, now=person.now)


def reminder(person: Person) -> Reminder | None:
    return person.read(lambda session: calendar.reminder(session, learner_id=person.id, now=person.now))


@pytest.fixture
def learner(database: Database, ana: Person) -> Person:
    publish(database, choices(3))
    ana.answer()
    return ana


def test_each_learner_has_one_link_that_opens_their_own_calendar(database: Database, learner: Person) -> None:
    other = Person(database)
    other.answer()
    old, new, others = make(learner), make(learner), make(other)

    with pytest.raises(NotFound):
        open_link(learner, old)
    assert open_link(learner, new).learner_id == learner.id
    assert open_link(learner, others).learner_id == other.id
    assert open_link(learner, new).feed != open_link(learner, others).feed


def test_a_link_is_revoked_for_good(learner: Person) -> None:
    token = make(learner)
    with learner.database.writing() as session:
        calendar.revoke(session, learner_id=learner.id)
        assert calendar.made_at(session, learner_id=learner.id) is None

    with pytest.raises(NotFound):
        open_link(learner, token)


def test_the_page_knows_when_the_link_was_made(learner: Person) -> None:
    make(learner)
    with learner.database.reading() as session:
        made_at = calendar.made_at(session, learner_id=learner.id)

    assert made_at == learner.now > MONDAY


def test_the_reminder_says_what_the_first_page_says(learner: Person) -> None:
    learner.wait(days=1)
    today = learner.today()

    assert reminder(learner) == Reminder(due=1, new=2, pace_ms=today.pace_ms)
    assert (today.due, today.new) == (1, 2)


def test_nothing_is_said_once_all_is_done(learner: Person) -> None:
    learner.finish()

    assert reminder(learner) is None


def test_a_calendar_takes_one_read_more_than_the_first_page(learner: Person) -> None:
    token = make(learner)
    with statements(learner.database) as sent:
        owner = open_link(learner, token)
        with learner.database.reading() as session:
            calendar.reminder(session, learner_id=owner.learner_id, now=learner.now)

    assert counted(sent) == (4, 0)
