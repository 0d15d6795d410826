"""Who may do what: Ana owns a private deck, Ben a deck of his own, Eve neither; the server's deck is everybody's."""

from dataclasses import replace

import pytest

from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.core.options import Options
from quizzes.core.study import Scope
from quizzes.services import study
from tests.factories import Person, choice, choices, pick, publish, task

SERVERS, ANAS, BENS = 1, 2, 3


@pytest.fixture
def three(database: Database, ana: Person, ben: Person, eve: Person) -> Database:
    publish(database, choices(3))
    for person in (ana, ben, eve):
        person.answer()
    publish(database, [choice("a1"), choice("a2"), task("a3")], bank="a", owner_id=ana.id)
    publish(database, [choice("b1")], bank="b", owner_id=ben.id)
    return database


def test_everyone_sees_the_servers_decks_and_their_own(three: Database, ana: Person, ben: Person, eve: Person) -> None:
    visitor = Person(three)
    seen = {person.learner_id: [deck.deck_id for deck in person.today().decks] for person in (ana, ben, eve, visitor)}

    assert seen == {ana.id: [SERVERS, ANAS], ben.id: [SERVERS, BENS], eve.id: [SERVERS], None: [SERVERS]}


def test_an_outsider_finds_no_private_deck(three: Database, ben: Person, eve: Person) -> None:
    for outsider in (ben, eve, Person(three)):
        with pytest.raises(NotFound):
            outsider.look(Scope(deck_id=ANAS))


def test_an_outsider_cannot_answer_into_a_private_deck(three: Database, ana: Person, eve: Person) -> None:
    page = replace(ana.present(ana.next(Scope(deck_id=ANAS))), learner_id=None)

    with pytest.raises(NotFound):
        eve.send(page, pick("right"))


@pytest.mark.parametrize("deck_id", [ANAS, 99])
def test_an_outsider_can_do_nothing_to_a_private_deck(three: Database, eve: Person, deck_id: int) -> None:
    calls = [
        lambda s: study.enroll(s, learner_id=eve.id, deck_id=deck_id, now=eve.now),
        lambda s: study.leave(s, learner_id=eve.id, deck_id=deck_id, now=eve.now),
        lambda s: study.change_limits(s, learner_id=eve.id, deck_id=deck_id, new_per_day=1, reviews_per_day=1),
        lambda s: study.change_options(s, learner_id=eve.id, deck_id=deck_id, options=Options()),
        lambda s: study.set_exam(s, learner_id=eve.id, deck_id=deck_id, day=None, now=eve.now),
        lambda s: study.allow_more(s, learner_id=eve.id, deck_id=deck_id, new=True, now=eve.now),
        lambda s: study.reset(s, learner_id=eve.id, scope=Scope(deck_id=deck_id), now=eve.now),
        lambda s: study.tick(s, learner_id=eve.id, question_id=6, done=True, now=eve.now),
    ]
    for call in calls:
        with pytest.raises(NotFound), three.writing() as session:
            call(session)


def test_an_outsider_can_do_nothing_with_the_cards_of_others(three: Database, ana: Person, eve: Person) -> None:
    missed = ana.answer("wrong", scope=Scope(deck_id=ANAS))

    with pytest.raises(NotFound), three.writing() as session:
        study.skip(session, learner_id=eve.id, question_id=missed.shown.question_id, now=eve.now)
    with pytest.raises(NotFound), three.reading() as session:
        study.judged(session, learner_id=eve.id, seq=missed.seq)


def test_a_page_of_a_private_deck_is_shown_to_nobody_else(three: Database, ana: Person, eve: Person) -> None:
    page = ana.present(ana.next(Scope(deck_id=ANAS)))

    for outsider in (eve.id, None):
        with pytest.raises(NotFound), three.reading() as session:
            study.shown(session, presented=replace(page, learner_id=outsider), now=ana.now)


def test_a_question_of_a_private_deck_cannot_be_asked_for_by_number(three: Database, ana: Person, eve: Person) -> None:
    hidden = ana.next(Scope(deck_id=ANAS)).question_id

    with pytest.raises(NotFound), three.reading() as session:
        study.show(session, learner_id=eve.id, scope=Scope(), now=eve.now, first=hidden)
