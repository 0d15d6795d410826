"""News of a deck and forks: Ana publishes, Ben studies, forks and pulls."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.decks import Deck
from models.engine import Database
from models.study import Card
from quizzes.core.access import NotFound, Visibility
from quizzes.core.news import News
from quizzes.core.questions import Question
from quizzes.core.remarks import Reason
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.services import forks, news, remarks, rewording, sharing, study
from tests.factories import MONDAY, Person, choice, choices, publish
from tests.services.test_statements import counted, statements

ANAS = 1


@pytest.fixture
def shared(database: Database, ana: Person, ben: Person) -> Database:
    publish(database, [choice("own")], bank="start")
    for person in (ana, ben):
        person.answer()
    edition(database, ana, choices(3))
    with database.writing() as session:
        sharing.set_visibility(session, deck_id=ANAS + 1, learner_id=ana.id, visibility=Visibility.PUBLIC)
        study.enroll(session, learner_id=ben.id, deck_id=ANAS + 1, now=ben.now)
    ben.finish()
    return database


def edition(database: Database, by: Person, questions: list[Question], *, hours: int = 0) -> None:
    publish(database, questions, bank="a", owner_id=by.id, now=MONDAY + timedelta(hours=hours))


def told(database: Database, person: Person) -> News:
    person.today()
    with database.reading() as session:
        return news.news(session, learner_id=person.id, deck_id=ANAS + 1)


def changed() -> list[Question]:
    """q1 in other words, q2 with another meaning, q3 gone, q4 new."""
    one, two, _ = choices(3)
    return [replace(one, ask="What, then, is q1?"), replace(two, ask="What else?", rev=2), choice("q4")]


def test_a_change_is_told_by_what_it_does(shared: Database, ana: Person, ben: Person) -> None:
    edition(shared, ana, changed(), hours=1)
    found = told(shared, ben).changes

    assert [entry.id for entry in found.fixed] == ["q1"]
    assert [entry.id for entry in found.due_again] == ["q2"]
    assert [entry.id for entry in found.new] == ["q4"]
    assert [entry.id for entry in found.retired] == ["q3"]


def test_several_publishings_are_told_as_one(shared: Database, ana: Person, ben: Person) -> None:
    edition(shared, ana, changed(), hours=1)
    told(shared, ben)
    one, two, three = choices(3)
    edition(shared, ana, [one, replace(two, ask="What else?", rev=2), three], hours=2)
    found = told(shared, ben)

    assert [one.revision for one in found.published] == [3, 2]
    assert [entry.id for entry in found.changes.due_again] == ["q2"]
    assert (found.changes.fixed, found.changes.new, found.changes.retired) == ((), (), ())


def test_what_was_read_is_told_once(shared: Database, ana: Person, ben: Person) -> None:
    edition(shared, ana, changed(), hours=1)
    found = told(shared, ben)
    assert [deck.changed for deck in ben.today().decks if deck.deck_id == found.deck_id] == [True]
    with shared.writing() as session:
        news.mark_read(session, learner_id=ben.id, deck_id=found.deck_id, revision=found.revision)

    assert not told(shared, ben).changes.any
    assert [deck.changed for deck in ben.today().decks if deck.deck_id == found.deck_id] == [False]


def test_what_left_and_came_back_is_told_to_who_saw_it_go(shared: Database, ana: Person, ben: Person) -> None:
    edition(shared, ana, choices(2), hours=1)
    gone = told(shared, ben)
    assert [entry.id for entry in gone.changes.retired] == ["q3"]
    with shared.writing() as session:
        news.mark_read(session, learner_id=ben.id, deck_id=gone.deck_id, revision=gone.revision)
    edition(shared, ana, choices(3), hours=2)

    back = told(shared, ben).changes
    assert [entry.id for entry in back.new] == ["q3"]
    assert (back.fixed, back.due_again, back.retired) == ((), (), ())


def test_what_left_and_came_back_between_two_visits_is_no_news(shared: Database, ana: Person, ben: Person) -> None:
    edition(shared, ana, choices(2), hours=1)
    edition(shared, ana, choices(3), hours=2)

    assert not told(shared, ben).changes.any


def test_an_author_is_told_what_others_published_only(shared: Database, ana: Person, ben: Person) -> None:
    with shared.writing() as session:
        study.enroll(session, learner_id=ana.id, deck_id=ANAS + 1, now=ana.now)
    first, *_ = choices(1)
    texts = {"ask": "What, in short, is q1?"}
    with shared.writing() as session:
        rewording.reword(
            session,
            question_id=2,
            learner_id=ana.id,
            texts=texts,
            note="It was too long.",
            now=MONDAY + timedelta(hours=1),
        )

    assert not told(shared, ana).published
    (published,) = told(shared, ben).published
    assert published.note == "It was too long."
    # Somebody else's edition is told, and with it one's own that came after.
    edition(shared, ana, [replace(first, explain="Because."), *choices(3)[1:]], hours=2)
    with shared.writing() as session:
        rewording.reword(
            session, question_id=2, learner_id=ana.id, texts={"ask": "And now?"}, now=MONDAY + timedelta(hours=3)
        )
    assert [one.revision for one in told(shared, ana).published] == [4, 3]


def test_nobody_else_is_told(shared: Database, ana: Person, eve: Person) -> None:
    eve.answer()
    with pytest.raises(NotFound), shared.reading() as session:
        news.news(session, learner_id=eve.id, deck_id=ANAS + 1)


def test_news_takes_three_reads(shared: Database, ana: Person, ben: Person) -> None:
    edition(shared, ana, changed(), hours=1)
    ben.today()
    with statements(shared) as sent:
        told(shared, ben)

    assert counted(sent)[0] - 3 == 3


def test_publishing_leaves_notes_flags_and_suspensions_alone(shared: Database, ana: Person, ben: Person) -> None:
    with shared.writing() as session:
        remarks.write_note(session, learner_id=ben.id, question_id=2, text="mine", now=ben.now)
        remarks.flag(session, learner_id=ben.id, question_id=2, reason=Reason.TYPO, words="", now=ben.now)
        study.act(session, learner_id=ben.id, questions={2, 3}, deed=Deed(kind=EntryKind.SUSPEND), now=ben.now)
    edition(shared, ana, changed(), hours=1)
    ben.today()

    with shared.reading() as session:
        assert all(session.get_one(Card, (ben.id, question)).suspended for question in (2, 3))
        history = study.trace(session, learner_id=ben.id, question_id=2, now=ben.now)
        assert (history.note, [flag.reason for flag in history.flags]) == ("mine", [Reason.TYPO])


@pytest.fixture
def forked(shared: Database, ben: Person) -> int:
    with shared.writing() as session:
        return forks.fork(session, deck_id=ANAS + 1, learner_id=ben.id, now=ben.now)


def compared(database: Database, person: Person, deck_id: int) -> forks.Compared:
    with database.reading() as session:
        return forks.compare(session, deck_id=deck_id, learner_id=person.id)


def pull(database: Database, person: Person, deck_id: int, *chosen: str) -> int:
    revision = compared(database, person, deck_id).revision
    with database.writing() as session:
        return forks.pull(
            session, deck_id=deck_id, learner_id=person.id, revision=revision, chosen=chosen, now=person.now
        )


def test_a_fork_is_private_and_knows_its_origin(shared: Database, ben: Person, eve: Person, forked: int) -> None:
    with shared.reading() as session:
        deck = session.get_one(Deck, forked)
    assert (deck.owner_id, deck.visibility, deck.origin_deck_id, deck.origin_revision) == (ben.id, "private", 2, 1)
    assert compared(shared, ben, forked).offers == ()
    eve.answer()
    with pytest.raises(NotFound):
        compared(shared, eve, forked)


def test_a_fork_takes_over_what_is_chosen(shared: Database, ana: Person, ben: Person, forked: int) -> None:
    edition(shared, ana, changed(), hours=1)
    offered = compared(shared, ben, forked).offers
    assert {offer.id for offer in offered} == {"q1", "q2", "q3", "q4"}
    assert pull(shared, ben, forked, "q1", "q4") == 2
    assert {offer.id for offer in compared(shared, ben, forked).offers} == {"q2", "q3"}
    assert pull(shared, ben, forked, "q2", "q3") == 2

    assert compared(shared, ben, forked).offers == ()
    with shared.reading() as session:
        assert session.get_one(Deck, forked).origin_revision == 2
        assert sharing.preview(session, deck_id=forked, learner_id=ben.id).deck.questions == 3


def test_what_a_fork_leaves_is_not_offered_again(shared: Database, ana: Person, ben: Person, forked: int) -> None:
    edition(shared, ana, changed(), hours=1)
    with shared.writing() as session:
        forks.settle(session, deck_id=forked, learner_id=ben.id, revision=2)

    assert compared(shared, ben, forked).offers == ()


def test_choosing_from_an_old_page_changes_nothing(shared: Database, ana: Person, ben: Person, forked: int) -> None:
    edition(shared, ana, changed(), hours=1)
    with pytest.raises(forks.StaleOrigin), shared.writing() as session:
        forks.pull(session, deck_id=forked, learner_id=ben.id, revision=1, chosen=["q1"], now=ben.now)


def test_an_origin_out_of_reach_is_not_compared_with(shared: Database, ana: Person, ben: Person, forked: int) -> None:
    with shared.writing() as session:
        sharing.set_visibility(session, deck_id=ANAS + 1, learner_id=ana.id, visibility=Visibility.PRIVATE)

    with pytest.raises(NotFound):
        compared(shared, ben, forked)
