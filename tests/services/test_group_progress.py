"""A group's progress: what is told together, what of single people only with their word, and the week's table."""

import pytest

from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.core.together import GroupProgress
from quizzes.services import groups, sharing
from tests.factories import Person, choices, publish
from tests.services.test_groups import become, bring, do, look, make
from tests.services.test_statements import counted, statements


def see(person: Person, group_id: int) -> GroupProgress:
    with person.database.reading() as session:
        return groups.progress(session, group_id=group_id, learner_id=person.id, now=person.now)


@pytest.fixture
def four(database: Database, ana: Person, ben: Person, eve: Person) -> list[Person]:
    """Ana's group with Ben, Cem and Dora in it, and a deck of four questions; Eve stays outside."""
    people = [ana, ben, Person(database), Person(database)]
    for person, name in zip([*people, eve], ("Ana", "Ben", "Cem", "Dora", "Eve"), strict=True):
        become(person, name)
    group_id = make(ana)
    publish(database, choices(4), owner_id=ana.id)
    do(ana, sharing.share, deck_id=1, group_id=group_id, now=ana.now)
    for person in people[1:]:
        bring(ana, group_id, person)
    return people


def study(person: Person, texts: str) -> None:
    for text in texts:
        person.answer("right" if text == "r" else "wrong")


def test_totals_need_three_people_who_studied(four: list[Person]) -> None:
    ana, ben, cem, dora = four
    study(ana, "rr")
    study(ben, "r")
    assert see(ana, 1).week is None
    assert look(ana, 1).week is None

    study(cem, "rrr")
    week = see(dora, 1).week

    assert week is not None
    assert (week.people, week.days, week.answers) == (3, 3, 6)
    assert look(dora, 1).week == week


def test_the_last_one_in_hiding_cannot_be_told_by_subtracting(four: list[Person]) -> None:
    ana, ben, cem, _ = four
    for person in (ana, ben, cem):
        study(person, "rr")
    do(cem, groups.set_progress, group_id=1, shown=True)

    assert see(ana, 1).week is None
    assert see(four[3], 1).week is not None
    do(ben, groups.set_progress, group_id=1, shown=True)
    assert see(ana, 1).week is not None


def test_numbers_of_ones_own_are_shown_by_those_who_agreed(four: list[Person]) -> None:
    ana, ben, cem, _ = four
    study(ana, "r")
    study(ben, "rw")

    assert [(one.name, one.me) for one in see(ana, 1).people] == [("Ana", True)]
    do(ben, groups.set_progress, group_id=1, shown=True)

    own, other = see(ana, 1).people
    assert (own.name, own.week.days, own.week.answers, own.begun, own.known) == ("Ana", 1, 1, 1, 1)
    assert (other.name, other.me, other.week.answers, other.begun, other.known) == ("Ben", False, 2, 2, 1)
    assert [one.name for one in see(cem, 1).people] == ["Cem", "Ben"]
    do(ben, groups.set_progress, group_id=1, shown=False)
    assert [one.name for one in see(ana, 1).people] == ["Ana"]


def test_leaving_takes_ones_numbers_back_at_once_and_coming_back_shows_nothing(four: list[Person]) -> None:
    ana, ben, cem, dora = four
    for person in (ben, cem, dora):
        study(person, "r")
        do(person, groups.set_progress, group_id=1, shown=True)
        do(person, groups.set_ranked, group_id=1, ranked=True)
    do(ana, groups.set_leaderboard, group_id=1, on=True)
    assert see(ana, 1).week is not None

    do(ben, groups.leave, group_id=1)

    assert [one.name for one in see(ana, 1).people] == ["Ana", "Cem", "Dora"]
    assert [rank.entrant.name for rank in see(ana, 1).ranks] == ["Cem", "Dora"]
    assert see(ana, 1).week is None
    bring(ana, 1, ben)
    assert (see(ben, 1).shows, see(ben, 1).ranked) == (False, False)
    assert "Ben" not in [one.name for one in see(ana, 1).people]


def test_a_deck_is_covered_by_those_who_began_it(four: list[Person]) -> None:
    ana, ben, cem, _ = four
    study(ana, "rrrr")
    study(ben, "rw")
    assert see(ana, 1).coverage[0].people == 0

    study(cem, "r")
    (deck,) = see(four[3], 1).coverage

    # 7 of 12 questions are begun and 6 known; Ben and Cem know one of four, Ana all.
    assert (deck.title, deck.questions, deck.people, deck.begun, deck.known) == ("Basics", 4, 3, 58, 50)
    assert deck.quarters == (0, 2, 0, 1)


def test_the_week_begins_on_monday_and_only_decks_of_the_group_count(four: list[Person], database: Database) -> None:
    ana, ben, cem, _ = four
    for person in (ana, ben, cem):
        study(person, "r")
        do(person, groups.set_progress, group_id=1, shown=True)
    publish(database, choices(2), bank="mine", owner_id=ana.id)
    ana.finish()
    assert see(ana, 1).people[0].week.answers == 4

    for person in (ana, ben, cem):
        person.wait(days=7)

    assert [one.week.answers for one in see(ana, 1).people] == [0, 0, 0]
    assert see(ana, 1).week is None


def test_reviews_that_failed_say_what_to_talk_about(four: list[Person]) -> None:
    ana, ben, cem, _ = four
    for person in (ana, ben, cem):
        study(person, "rrrr")
        person.wait(days=1)
        study(person, "wwww")

    seen = see(ana, 1)

    # Twelve reviews, none passed; a deck without a path is spoken of as a whole.
    assert seen.retention == 0
    (worst,) = seen.forgotten
    assert (worst.title, worst.reviews, worst.failed, worst.people, worst.share) == ("Basics", 12, 12, 3, 100)
    do(ben, groups.leave, group_id=1)
    assert (see(ana, 1).retention, see(ana, 1).forgotten) == (None, ())


def test_a_table_is_there_where_the_group_wants_it_for_those_who_want_it(four: list[Person]) -> None:
    ana, ben, cem, dora = four
    for person, days in ((ana, 1), (ben, 2), (cem, 2), (dora, 2)):
        for _ in range(days):
            study(person, "r")
            person.wait(days=1)
    for person in (ana, ben, cem):
        do(person, groups.set_ranked, group_id=1, ranked=True)
    assert see(dora, 1).ranks == ()

    do(ana, groups.set_leaderboard, group_id=1, on=True)

    places = [(rank.place, rank.shared, rank.entrant.name) for rank in see(dora, 1).ranks]
    assert places == [(1, True, "Ben"), (1, True, "Cem"), (3, False, "Ana")]
    dora.wait(days=7)
    assert see(dora, 1).ranks == ()
    do(ben, groups.set_ranked, group_id=1, ranked=False)
    assert [rank.entrant.name for rank in see(ana, 1).ranks] == ["Cem", "Ana"]


def test_only_members_see_a_groups_progress(four: list[Person], eve: Person) -> None:
    with pytest.raises(NotFound):
        see(eve, 1)


def test_a_groups_progress_takes_four_reads(four: list[Person]) -> None:
    study(four[0], "rr")
    with statements(four[0].database) as sent:
        see(four[0], 1)
    assert counted(sent) == (4, 0)
