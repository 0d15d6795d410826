"""Live rounds: who is in, what counts, who moves it on; many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from models.engine import Database
from models.groups import Group, Membership
from quizzes.core.access import NotFound
from quizzes.core.rounds import HOST_SILENT, IDLE, Pulse, Screen, Stage, key_of
from quizzes.core.scheduling.card import EntryKind
from quizzes.services import accounts, groups, rounds
from quizzes.services.people.attempts import TRIES_PER_NAME, TooManyTries
from tests.factories import MONDAY, Person, choice, choices, pick, publish
from tests.services.test_statements import counted, statements

SECRET = "secret"


@pytest.fixture(autouse=True)
def people(database: Database, ana: Person, ben: Person, eve: Person) -> None:
    publish(database, choices(3))
    for person in (ana, ben, eve):
        person.learner_id = guest(database)


def guest(database: Database) -> int:
    with database.writing() as session:
        return accounts.create_guest(session, zone_name="UTC", now=MONDAY)


def group_of(database: Database, **roles: int) -> int:
    with database.writing() as session:
        group = Group(name="Harbour", created_at=MONDAY)
        session.add(group)
        session.flush()
        session.add_all(
            Membership(group_id=group.id, learner_id=learner, role=role.rstrip("_"), joined_at=MONDAY)
            for role, learner in roles.items()
        )
        return group.id


def opened(host: Person, *, group_id: int | None = None, reviews: bool = False, deck_id: int = 1) -> int:
    with host.database.writing() as session:
        return rounds.open_round(
            session, learner_id=host.id, deck_id=deck_id, section=None, group_id=group_id, questions=2, name="Ana",
            reviews=reviews, secret=SECRET, seed=1, now=host.now,
        )  # fmt: skip


def come(person: Person, round_id: int, *, by_key: bool = True, name: str = "Ben", reviews: bool = False) -> None:
    with person.database.writing() as session:
        rounds.join(
            session, round_id=round_id, learner_id=person.id, by_key=by_key, name=name, reviews=reviews, now=person.now
        )


def look(person: Person, round_id: int) -> Screen:
    with person.database.reading() as session:
        return rounds.look(session, round_id=round_id, learner_id=person.id, now=person.now)


def pulse(person: Person, round_id: int) -> Pulse:
    return look(person, round_id).pulse


def move(person: Person, round_id: int, *, changed: int | None = None) -> None:
    seen = pulse(person, round_id).changed if changed is None else changed
    with person.database.writing() as session:
        rounds.move(session, round_id=round_id, learner_id=person.id, changed=seen, now=person.now)


def say(person: Person, round_id: int, text: str = "right", *, place: int = 1) -> None:
    with person.database.writing() as session:
        rounds.answer(
            session, round_id=round_id, learner_id=person.id, place=place, response=pick(text), now=person.now
        )


def test_a_round_from_its_lobby_to_its_points(ana: Person, ben: Person) -> None:
    round_id = opened(ana)
    come(ben, round_id)
    assert look(ben, round_id).names == ("Ana", "Ben")
    for place in (1, 2):
        move(ana, round_id)
        say(ana, round_id, place=place)
        say(ben, round_id, "right" if place == 1 else "wrong", place=place)
        move(ana, round_id)
        assert pulse(ben, round_id).stage is Stage.REVEALED
    move(ana, round_id)

    screen = look(ben, round_id)

    assert [(one.name, one.points) for one in screen.standings] == [("Ana", 2.0), ("Ben", 1.0)]
    assert [(one.place, one.right, one.answers) for one in screen.missed] == [(2, 1, 2)]


def test_nothing_of_the_answer_is_told_before_it_is_revealed(ana: Person, ben: Person) -> None:
    round_id = opened(ana)
    come(ben, round_id)
    move(ana, round_id)
    say(ben, round_id)

    screen = look(ben, round_id)
    assert (screen.grade, screen.shares, screen.pulse.mine) == (None, (), True)
    move(ana, round_id)
    assert {one.text: one.people for one in look(ben, round_id).shares} == {"right": 1, "wrong": 0, "other": 0}


def test_everybody_sees_the_options_in_one_order(ana: Person, ben: Person) -> None:
    round_id = opened(ana)
    come(ben, round_id)
    move(ana, round_id)

    mine, theirs = look(ana, round_id).face, look(ben, round_id).face
    assert mine
    assert theirs
    assert mine.order == theirs.order


def test_the_first_answer_stands(ana: Person) -> None:
    round_id = opened(ana)
    move(ana, round_id)
    say(ana, round_id, "wrong")
    say(ana, round_id, "right")
    move(ana, round_id)
    say(ana, round_id, "right")

    assert {one.text: one.people for one in look(ana, round_id).shares} == {"right": 0, "wrong": 1, "other": 0}


def test_a_late_joiner_falls_in_where_the_round_stands(ana: Person, ben: Person) -> None:
    round_id = opened(ana)
    move(ana, round_id)
    come(ben, round_id)

    assert pulse(ben, round_id).stage is Stage.ASKED
    assert look(ben, round_id).face is not None


def test_an_outsider_finds_no_round(ana: Person, eve: Person) -> None:
    round_id = opened(ana)

    for attempt in (
        lambda: look(eve, round_id),
        lambda: come(eve, round_id, by_key=False),
        lambda: say(eve, round_id),
        lambda: move(eve, round_id, changed=0),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_deck_of_somebody_else_opens_no_round(database: Database, ana: Person, eve: Person) -> None:
    publish(database, choices(2), bank="private", owner_id=ana.id)

    with pytest.raises(NotFound):
        opened(eve, deck_id=2)


def test_a_round_opens_in_a_group_for_its_members_alone(
    database: Database, ana: Person, ben: Person, eve: Person
) -> None:
    group_id = group_of(database, owner=ana.id, member=ben.id)
    round_id = opened(ana, group_id=group_id)

    come(ben, round_id, by_key=False)

    assert pulse(ben, round_id).is_player
    with pytest.raises(NotFound):
        opened(eve, group_id=group_id)


def test_a_player_moves_nothing_until_the_host_is_silent(ana: Person, ben: Person) -> None:
    round_id = opened(ana)
    come(ben, round_id)
    with pytest.raises(NotFound):
        move(ben, round_id)

    ben.now += HOST_SILENT
    move(ben, round_id)

    assert pulse(ben, round_id).stage is Stage.ASKED


def test_a_maintainer_of_the_group_moves_it_on(database: Database, ana: Person, ben: Person) -> None:
    round_id = opened(ana, group_id=group_of(database, owner=ana.id, maintainer=ben.id))
    come(ben, round_id, by_key=False)

    move(ben, round_id)

    assert pulse(ana, round_id).stage is Stage.ASKED


def test_who_is_out_of_the_group_is_out_of_its_rounds(
    database: Database, ana: Person, ben: Person, eve: Person
) -> None:
    group_id = group_of(database, owner=ana.id, member=ben.id)
    round_id = opened(ben, group_id=group_id)
    come(ana, round_id, by_key=False, name="Mara")
    come(eve, round_id, name="Eve")
    move(ben, round_id)
    say(ben, round_id)
    with database.reading() as session:
        near = rounds.running_near(session, learner_id=ana.id, now=ana.now)
        assert [(one.round_id, one.is_player) for one in near] == [(round_id, True)]
        assert rounds.running_near(session, learner_id=eve.id, now=eve.now) == ()
    assert not pulse(eve, round_id).leads

    with database.writing() as session:
        groups.remove(session, group_id=group_id, learner_id=ana.id, member_id=ben.id)

    for deed in (pulse, say, move):
        with pytest.raises(NotFound):
            deed(ben, round_id)
    left = pulse(eve, round_id)
    assert (left.players, left.answered, left.host_name, left.leads) == (2, 0, "Somebody", True)
    come(ben, round_id)
    assert not pulse(ben, round_id).is_host
    with database.reading() as session:
        assert [
            one.players for one in rounds.running_in(session, group_id=group_id, learner_id=ana.id, now=ana.now)
        ] == [3]


def test_a_round_that_everybody_left_ends_by_itself(ana: Person) -> None:
    round_id = opened(ana)
    move(ana, round_id)
    ana.now += IDLE

    assert pulse(ana, round_id).stage is Stage.OVER
    with ana.database.reading() as session:
        assert rounds.running(session, learner_id=ana.id, now=ana.now) == ()


def test_nothing_to_judge_is_no_round(database: Database, ana: Person) -> None:
    with pytest.raises(rounds.NothingToAsk), database.writing() as session:
        rounds.open_round(
            session, learner_id=ana.id, deck_id=1, section="elsewhere", group_id=None, questions=2, name="Ana",
            reviews=False, secret=SECRET, seed=1, now=MONDAY,
        )  # fmt: skip


def test_three_words_open_the_door_and_guessing_is_slowed(database: Database, ana: Person) -> None:
    round_id = opened(ana)
    at = pulse(ana, round_id)

    def tried(key: str) -> int | None:
        with database.writing() as session:
            return rounds.find(session, key=key, address="192.0.2.1", now=MONDAY)

    assert tried(key_of(SECRET, host_id=at.host_id, opened_at=at.opened_at).upper()) == round_id
    for _ in range(TRIES_PER_NAME):
        assert tried("acorn acorn acorn") is None
    with pytest.raises(TooManyTries):
        tried("acorn acorn acorn")


def test_an_answer_is_a_review_only_for_those_who_want_it(ana: Person, ben: Person) -> None:
    round_id = opened(ana, reviews=True)
    come(ben, round_id)
    move(ana, round_id)
    say(ana, round_id)
    say(ana, round_id)
    say(ben, round_id)

    assert (log(ana), log(ben)) == ([EntryKind.NEW], [])
    assert ana.agrees_with_log()
    assert ana.undo() is not None
    assert ana.agrees_with_log()


def test_a_right_answer_before_its_day_changes_nothing(database: Database, ana: Person) -> None:
    publish(database, [choice("only")], bank="single")
    for _ in range(2):
        round_id = opened(ana, reviews=True, deck_id=2)
        move(ana, round_id)
        say(ana, round_id)

    assert log(ana) == [EntryKind.NEW, EntryKind.CRAM]
    assert ana.agrees_with_log()


def log(person: Person) -> list[EntryKind]:
    with person.database.reading() as session:
        rows = session.execute(text("SELECT kind FROM review WHERE learner_id = :me ORDER BY seq"), {"me": person.id})
        return [EntryKind(kind) for (kind,) in rows]


def test_many_at_once_count_once_each(database: Database, ana: Person) -> None:
    crowd = [Person(database, learner_id=guest(database)) for _ in range(12)]
    round_id = opened(ana)
    with ThreadPoolExecutor(12) as threads:
        list(threads.map(lambda one: come(one, round_id, name="Cy"), crowd))
        assert len(set(look(ana, round_id).names)) == 13
        move(ana, round_id)
        list(threads.map(lambda one: say(one, round_id), [*crowd, *crowd]))
        assert pulse(ana, round_id).answered == 12
        changed = pulse(ana, round_id).changed
        list(threads.map(lambda _: move(ana, round_id, changed=changed), range(12)))

    assert (pulse(ana, round_id).stage, pulse(ana, round_id).changed) == (Stage.REVEALED, changed + 1)
    assert sum(one.people for one in look(ana, round_id).shares) == 12


def test_a_pulse_is_one_statement_and_a_screen_at_most_three(database: Database, ana: Person) -> None:
    round_id = opened(ana, reviews=True)
    stages = []
    for _ in range(4):
        with statements(database) as sent:
            stages.append(pulse(ana, round_id).stage)
        assert counted(sent)[0] <= 3
        with statements(database) as sent, database.reading() as session:
            rounds.pulse(session, round_id=round_id, learner_id=ana.id, now=ana.now)
        assert counted(sent) == (1, 0)
        move(ana, round_id)
        ana.now += timedelta(seconds=1)
    assert stages == [Stage.LOBBY, Stage.ASKED, Stage.REVEALED, Stage.ASKED]
