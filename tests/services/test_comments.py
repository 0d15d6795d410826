"""Comments and replies: who reads what, who may say something, who may take it away."""

import pytest

from models.engine import Database
from quizzes.core.access import NotFound, Role
from quizzes.core.comments import Talk
from quizzes.core.remarks import TooLong
from quizzes.services import comments, groups, sharing
from tests.factories import Person, choices, publish
from tests.services.test_groups import become, bring, do, make
from tests.services.test_statements import counted, statements


def talk(person: Person) -> Talk:
    with person.database.reading() as session:
        return comments.under(session, question_id=1, learner_id=person.id)


def say(person: Person, text: str, group_id: int | None = 1) -> int:
    said: int = do(person, comments.write, question_id=1, group_id=group_id, text=text, now=person.now)
    return said


def texts(person: Person) -> list[str]:
    return [one.text for one in talk(person).comments]


@pytest.fixture
def asked(database: Database, ana: Person, ben: Person, eve: Person) -> Database:
    """A deck of Ana's in her group with Ben; both answered. Eve is outside."""
    for person, name in ((ana, "Ana"), (ben, "Ben"), (eve, "Eve")):
        become(person, name)
    make(ana)
    bring(ana, 1, ben)
    publish(database, choices(2), owner_id=ana.id)
    do(ana, sharing.share, deck_id=1, group_id=1, now=ana.now)
    ana.answer()
    ben.answer()
    return database


def test_members_talk_once_they_have_answered(asked: Database, ana: Person) -> None:
    cem = become(Person(asked), "Cem")
    bring(ana, 1, cem)
    say(ana, " Look at\r\nthe second option. ")

    assert (talk(cem).answered, talk(cem).comments) == (False, ())
    with pytest.raises(NotFound):
        say(cem, "hm")
    cem.answer()
    assert texts(cem) == ["Look at\nthe second option."]


def test_what_is_said_in_a_group_stays_in_it(asked: Database, ana: Person, ben: Person, eve: Person) -> None:
    other = make(ana, "Another")
    bring(ana, other, eve)
    do(ana, sharing.share, deck_id=1, group_id=other, now=ana.now)
    eve.answer()
    say(ana, "to the first")
    say(ana, "to the other", other)

    assert (texts(ben), texts(eve), texts(ana)) == (
        ["to the first"],
        ["to the other"],
        ["to the first", "to the other"],
    )
    do(ana, groups.remove, group_id=1, member_id=ben.id)
    with pytest.raises(NotFound):
        talk(ben)


def test_an_outsider_hears_and_says_nothing(asked: Database, ana: Person, eve: Person) -> None:
    number = say(ana, "for us")
    for deed in (
        lambda: talk(eve),
        lambda: say(eve, "hm"),
        lambda: do(eve, comments.remove, comment_id=number, now=eve.now),
    ):
        with pytest.raises(NotFound):
            deed()


@pytest.mark.parametrize("group_id", [None, 99])
def test_an_audience_that_is_not_offered_hears_nothing(asked: Database, ben: Person, group_id: int | None) -> None:
    with pytest.raises(NotFound):
        say(ben, "hm", group_id)


def test_a_comment_has_a_limit_and_some_words(asked: Database, ana: Person) -> None:
    say(ana, "x" * 2_000)
    with pytest.raises(TooLong):
        say(ana, "x" * 2_001)
    with pytest.raises(ValueError, match="write something"):
        say(ana, " \n ")


def test_one_removes_ones_own_and_keepers_remove_any(asked: Database, ana: Person, ben: Person) -> None:
    cem = become(Person(asked), "Cem")
    bring(ana, 1, cem, Role.MAINTAINER)
    anas, bens, last = say(ana, "a"), say(ben, "b"), say(ben, "c")

    with pytest.raises(NotFound):
        do(ben, comments.remove, comment_id=anas, now=ben.now)
    do(ben, comments.remove, comment_id=bens, now=ben.now)
    do(cem, comments.remove, comment_id=last, now=cem.now)
    do(ana, comments.remove, comment_id=anas, now=ana.now)

    assert texts(ana) == []
    with pytest.raises(NotFound):
        do(ana, comments.remove, comment_id=anas, now=ana.now)


def test_everybody_with_a_name_talks_under_a_server_deck(database: Database, ana: Person, ben: Person) -> None:
    publish(database, choices(2))
    become(ana, "Ana").answer()
    ben.answer()

    say(ana, "hello", None)

    assert texts(ben) == ["hello"]
    assert not talk(ben).named
    with pytest.raises(NotFound):
        say(ben, "nameless", None)


def test_the_count_is_of_what_one_may_read(asked: Database, ana: Person, ben: Person, eve: Person) -> None:
    other = make(ana, "Another")
    bring(ana, other, eve)
    do(ana, sharing.share, deck_id=1, group_id=other, now=ana.now)
    eve.answer()
    say(ana, "to the first")
    do(ana, comments.remove, comment_id=say(ana, "gone again"), now=ana.now)
    say(ana, "to the other", other)

    def count(person: Person) -> int:
        with asked.reading() as session:
            return comments.count(session, question_id=1, learner_id=person.id)

    assert [count(person) for person in (ana, ben, eve)] == [2, 1, 1]
    assert [len(talk(person).comments) for person in (ana, ben, eve)] == [2, 1, 1]
    do(ana, groups.remove, group_id=1, member_id=ben.id)
    assert count(ben) == 0


def test_a_talk_takes_three_reads(asked: Database, ana: Person) -> None:
    with statements(asked) as sent:
        talk(ana)
    assert counted(sent) == (3, 0)
