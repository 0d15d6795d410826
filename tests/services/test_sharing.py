"""Sharing: Ana owns a deck, Ben edits in the group, Cleo is a member of it, Eve is an outsider."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from models.accounts import Learner
from models.decks import Deck
from models.engine import Database
from models.groups import Group, GroupDeck, Membership
from models.study import Card, Enrollment
from quizzes.core.access import NotFound, Relation, Role, Visibility
from quizzes.core.remarks import Reason
from quizzes.core.search import Query
from quizzes.core.study import Scope
from quizzes.services import access, cards, confusions, remarks, rewording, sharing, stats, study
from quizzes.services.access import relation_to
from tests.factories import MONDAY, Person, choices, publish

SERVERS, ANAS = 1, 2
GROUP = 1
ANAS_DECK = Scope(deck_id=ANAS)


@dataclass
class World:
    """A server's deck, Ana's deck, and a group of Ben and Cleo."""

    database: Database
    ana: Person
    ben: Person
    cleo: Person
    eve: Person

    def join(self, person: Person, role: Role) -> None:
        with self.database.writing() as session:
            session.add(Membership(group_id=GROUP, learner_id=person.id, role=role.value, joined_at=MONDAY))

    def remove(self, person: Person) -> None:
        with self.database.writing() as session:
            session.delete(session.get_one(Membership, (GROUP, person.id)))

    def show(self, visibility: Visibility) -> None:
        with self.database.writing() as session:
            sharing.set_visibility(session, deck_id=ANAS, learner_id=self.ana.id, visibility=visibility)

    def share(self, by: Person, *, deck_id: int = ANAS) -> None:
        with self.database.writing() as session:
            sharing.share(session, deck_id=deck_id, group_id=GROUP, learner_id=by.id, now=MONDAY)

    def unshare(self, by: Person, *, deck_id: int = ANAS) -> None:
        with self.database.writing() as session:
            sharing.unshare(session, deck_id=deck_id, group_id=GROUP, learner_id=by.id)

    def enroll(self, person: Person, deck_id: int = ANAS) -> None:
        with self.database.writing() as session:
            study.enroll(session, learner_id=person.id, deck_id=deck_id, now=person.now)

    def link(self) -> str:
        with self.database.reading() as session:
            found = sharing.sharing(session, deck_id=ANAS, learner_id=self.ana.id).link
        assert found
        return found

    def decks_of(self, person: Person) -> list[int]:
        return [deck.deck_id for deck in person.today().decks]

    def relation(self, person: Person) -> Relation:
        try:
            with self.database.reading() as session:
                return relation_to(session, deck_id=ANAS, learner_id=person.learner_id)
        except NotFound:
            return Relation.NONE


@pytest.fixture
def world(database: Database, ana: Person, ben: Person, eve: Person) -> World:
    publish(database, choices(3))
    cleo = Person(database)
    for person in (ana, ben, cleo, eve):
        person.answer()
    publish(database, choices(3), bank="a", owner_id=ana.id)
    with database.writing() as session:
        session.get_one(Learner, ana.id).name = "Ana"
        session.add(Group(name="Thursday", created_at=MONDAY))
        session.flush()
    world = World(database=database, ana=ana, ben=ben, cleo=cleo, eve=eve)
    world.join(ana, Role.OWNER)
    world.join(ben, Role.EDITOR)
    world.join(cleo, Role.MEMBER)
    return world


def test_what_each_is_to_a_deck_that_is_shared_with_a_group(world: World) -> None:
    people = (world.ana, world.ben, world.cleo, world.eve, Person(world.database))
    before = [world.relation(person) for person in people]
    world.share(world.ana)

    assert before == [Relation.OWNER, *[Relation.NONE] * 4]
    assert [world.relation(person) for person in people] == [
        Relation.OWNER,
        Relation.EDITOR,
        Relation.MEMBER,
        Relation.NONE,
        Relation.NONE,
    ]


def test_a_shared_deck_is_at_hand_for_the_group_alone(world: World) -> None:
    world.share(world.ana)

    assert world.decks_of(world.cleo) == [SERVERS, ANAS]
    assert world.decks_of(world.eve) == [SERVERS]


def test_members_study_with_schedules_and_limits_of_their_own(world: World) -> None:
    world.share(world.ana)
    world.enroll(world.cleo)
    with world.database.writing() as session:
        study.change_limits(session, learner_id=world.cleo.id, deck_id=ANAS, new_per_day=1)
    world.cleo.answer(scope=ANAS_DECK)

    assert not [deck for deck in world.ana.today().decks if deck.deck_id == ANAS and deck.known]
    assert [deck.new for deck in world.cleo.today().decks if deck.deck_id == ANAS] == [0]
    assert world.cleo.agrees_with_log()


def test_who_was_removed_keeps_every_card_and_studies_no_more(world: World) -> None:
    world.share(world.ana)
    world.cleo.answer(scope=ANAS_DECK)
    page = world.cleo.present(world.cleo.next(ANAS_DECK))
    world.remove(world.cleo)

    with pytest.raises(NotFound):
        world.cleo.next(ANAS_DECK)
    with pytest.raises(NotFound), world.database.reading() as session:
        study.shown(session, presented=page, now=world.cleo.now)
    assert world.decks_of(world.cleo) == [SERVERS]
    with world.database.reading() as session:
        assert session.get(Enrollment, (world.cleo.id, ANAS))
        assert session.query(Card).filter_by(learner_id=world.cleo.id, deck_id=ANAS).count() == 1
    assert world.cleo.agrees_with_log()


def test_who_comes_back_goes_on_where_they_stood(world: World) -> None:
    world.share(world.ana)
    first = world.cleo.answer(scope=ANAS_DECK)
    world.remove(world.cleo)
    world.join(world.cleo, Role.MEMBER)

    assert world.cleo.next(ANAS_DECK).question_id != first.shown.question_id


def test_undo_passes_over_what_is_out_of_reach(world: World) -> None:
    world.share(world.ana)
    world.cleo.answer(scope=ANAS_DECK)
    world.remove(world.cleo)
    undone = world.cleo.undo()

    assert undone
    assert undone.place.deck_id == SERVERS


def test_whoever_owns_a_deck_finds_it_though_nobody_studies_it(world: World) -> None:
    world.show(Visibility.PRIVATE)
    with world.database.reading() as session:
        titles = {
            person.id: [deck.deck_id for deck in sharing.own(session, learner_id=person.id)]
            for person in (world.ana, world.eve)
        }
        assert titles == {world.ana.id: [ANAS], world.eve.id: []}
        assert sharing.own(session, learner_id=None) == ()


def test_everybody_finds_and_studies_a_public_deck(world: World) -> None:
    world.show(Visibility.PUBLIC)
    visitor = Person(world.database)
    with world.database.reading() as session:
        titles = [(deck.title, deck.by) for deck in sharing.listed(session, learner_id=None)]

    assert titles == [("Basics", ""), ("A", "Ana")]
    assert visitor.next(ANAS_DECK)
    assert world.decks_of(world.eve) == [SERVERS]
    world.enroll(world.eve)
    assert world.decks_of(world.eve) == [SERVERS, ANAS]


def test_a_public_deck_that_was_left_is_no_longer_on_today(world: World) -> None:
    world.show(Visibility.PUBLIC)
    world.enroll(world.eve)
    with world.database.writing() as session:
        study.leave(session, learner_id=world.eve.id, deck_id=ANAS, now=world.eve.now)

    assert world.decks_of(world.eve) == [SERVERS]


def test_a_deck_made_private_again_is_gone_for_who_studied_it(world: World) -> None:
    world.show(Visibility.PUBLIC)
    world.enroll(world.eve)
    world.show(Visibility.PRIVATE)

    assert world.decks_of(world.eve) == [SERVERS]
    with pytest.raises(NotFound):
        world.eve.next(ANAS_DECK)


def test_an_unlisted_deck_is_found_by_its_link_alone(world: World) -> None:
    world.show(Visibility.UNLISTED)
    link = world.link()
    with world.database.reading() as session:
        assert [deck.deck_id for deck in sharing.listed(session, learner_id=world.eve.id)] == [SERVERS]
        assert sharing.preview_by_link(session, link=link, learner_id=None).deck.questions == 3
    with pytest.raises(NotFound):
        world.enroll(world.eve)
    with world.database.writing() as session:
        sharing.enroll_by_link(session, link=link, learner_id=world.eve.id, now=world.eve.now)

    assert world.decks_of(world.eve) == [SERVERS, ANAS]
    assert world.eve.next(ANAS_DECK)


def test_a_new_link_ends_the_old_one_for_all_but_who_joined(world: World) -> None:
    world.show(Visibility.UNLISTED)
    old = world.link()
    with world.database.writing() as session:
        sharing.enroll_by_link(session, link=old, learner_id=world.eve.id, now=world.eve.now)
        sharing.renew_link(session, deck_id=ANAS, learner_id=world.ana.id)

    with pytest.raises(NotFound), world.database.reading() as session:
        sharing.preview_by_link(session, link=old, learner_id=world.cleo.id)
    assert world.decks_of(world.eve) == [SERVERS, ANAS]


def test_the_link_of_a_private_deck_opens_nothing(world: World) -> None:
    world.show(Visibility.UNLISTED)
    link = world.link()
    world.show(Visibility.PRIVATE)

    with pytest.raises(NotFound), world.database.writing() as session:
        sharing.enroll_by_link(session, link=link, learner_id=world.eve.id, now=world.eve.now)


def test_only_the_owner_shares_and_only_where_they_may(world: World) -> None:
    for person in (world.ben, world.cleo, world.eve):
        with pytest.raises(NotFound):
            world.share(person)
    world.remove(world.ana)
    world.join(world.ana, Role.MEMBER)
    with pytest.raises(NotFound):
        world.share(world.ana)


def test_an_editor_gives_the_group_the_servers_deck_and_may_not_change_it(world: World) -> None:
    world.share(world.ben, deck_id=SERVERS)

    with world.database.reading() as session:
        assert relation_to(session, deck_id=SERVERS, learner_id=world.ben.id) is Relation.SERVER
    with pytest.raises(NotFound), world.database.reading() as session:
        rewording.editable(session, question_id=1, learner_id=world.ben.id)
    with pytest.raises(NotFound):
        world.unshare(world.cleo, deck_id=SERVERS)
    world.unshare(world.ben, deck_id=SERVERS)


def test_who_keeps_the_group_or_owns_the_deck_ends_the_sharing(world: World) -> None:
    world.share(world.ana)
    with pytest.raises(NotFound):
        world.unshare(world.ben)
    with pytest.raises(NotFound):
        world.unshare(world.eve)
    world.unshare(world.ana)

    assert world.decks_of(world.cleo) == [SERVERS]
    with world.database.reading() as session:
        assert session.get(GroupDeck, (GROUP, ANAS)) is None


def test_an_editor_rewords_a_question_in_the_owners_deck(world: World) -> None:
    world.share(world.ana)
    with world.database.writing() as session:
        rewording.reword(session, question_id=4, learner_id=world.ben.id, texts={"ask": "Which?"}, now=world.ben.now)

    with world.database.reading() as session:
        deck = session.get_one(Deck, ANAS)
        assert (deck.owner_id, deck.revision) == (world.ana.id, 2)
        assert rewording.editable(session, question_id=4, learner_id=world.ana.id).ask == "Which?"


def test_members_do_not_change_what_they_study(world: World) -> None:
    world.share(world.ana)

    for person in (world.cleo, world.eve):
        with pytest.raises(NotFound), world.database.writing() as session:
            rewording.reword(session, question_id=4, learner_id=person.id, texts={"ask": "x"}, now=person.now)


def _flag(session: Any, person: Person) -> object:
    return remarks.flag(
        session, learner_id=person.id, question_id=4, reason=Reason.AMBIGUOUS, words="?", now=person.now
    )


OUTSIDE: dict[str, Callable[[Any, Person], object]] = {
    "preview": lambda s, me: sharing.preview(s, deck_id=ANAS, learner_id=me.id),
    "sharing": lambda s, me: sharing.sharing(s, deck_id=ANAS, learner_id=me.id),
    "visibility": lambda s, me: sharing.set_visibility(s, deck_id=ANAS, learner_id=me.id, visibility=Visibility.PUBLIC),
    "link": lambda s, me: sharing.renew_link(s, deck_id=ANAS, learner_id=me.id),
    "enroll": lambda s, me: study.enroll(s, learner_id=me.id, deck_id=ANAS, now=me.now),
    "statistics": lambda s, me: stats.progress(s, learner_id=me.id, deck_id=ANAS, now=me.now),
    "history": lambda s, me: study.trace(s, learner_id=me.id, question_id=4, now=me.now),
    "source": lambda s, me: study.source(s, learner_id=me.id, question_id=4, now=me.now),
    "note": lambda s, me: remarks.write_note(s, learner_id=me.id, question_id=4, text="mine", now=me.now),
    "flag": _flag,
    "deck": lambda s, me: access.deck_for(s, access.Action.READ, deck_id=ANAS, learner_id=me.id),
}


@pytest.mark.parametrize("what", OUTSIDE)
def test_outsiders_find_nothing(world: World, what: str) -> None:
    world.share(world.ana)

    with pytest.raises(NotFound), world.database.writing() as session:
        OUTSIDE[what](session, world.eve)


def test_outsiders_find_nothing_in_search_or_among_confusions(world: World) -> None:
    world.share(world.ana)
    world.cleo.answer("wrong", scope=ANAS_DECK)
    world.remove(world.cleo)

    with world.database.reading() as session:
        found = cards.find(session, learner_id=world.cleo.id, query=Query(), now=world.cleo.now)
        assert found == (1, 2, 3)
        assert confusions.mixed_up(session, learner_id=world.cleo.id) == ()
