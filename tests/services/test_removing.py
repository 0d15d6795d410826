"""Taking a path away and bringing it back: Ana owns one, Ben and Eve study what is the server's."""

from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import select

from models.engine import Database
from models.study import Card, Review
from quizzes.core.access import NotFound
from quizzes.core.banks import Bank, PathRef, write
from quizzes.core.options import Options
from quizzes.core.study import Scope, StaleAnswer
from quizzes.services import decks, owning, paths, study
from quizzes.services.coverage import coverage
from tests.factories import MONDAY, Person, choice, choices, pick, publish, task

TEXT = "# Gardening\n\n## Soil\n\nEarth.\n"
SERVERS, ANAS, PATH, TASK = 1, 2, 1, 6
GARDEN = Scope(deck_id=ANAS)


def plant(database: Database, *, owner_id: int) -> None:
    questions = (choice("loam", source="garden.md#soil"), choice("clay", source="garden.md#soil"), task("dig"))
    path = PathRef(id="garden", file="garden.md", sha256=sha256(TEXT.encode()).hexdigest())
    bank = Bank(id="garden", title="Garden", path=path, questions=questions)
    with database.writing() as session:
        decks.publish(
            session,
            bank=bank,
            yaml=write(bank),
            path_text=TEXT,
            path_file="garden.md",
            owner_id=owner_id,
            now=MONDAY,
        )


def remove(person: Person) -> None:
    with person.database.writing() as session:
        owning.remove(session, path_id=PATH, learner_id=person.id, now=person.now)


def restore(person: Person) -> None:
    with person.database.writing() as session:
        owning.restore(session, path_id=PATH, learner_id=person.id)


def kept(database: Database) -> tuple[list[tuple[object, ...]], int]:
    """Every card as it stands, and the length of the log."""
    with database.reading() as session:
        cards = session.execute(select(*Card.__table__.columns).order_by(Card.learner_id, Card.question_id)).all()
        return [tuple(card) for card in cards], len(session.scalars(select(Review.seq)).all())


@pytest.fixture
def garden(database: Database, ana: Person, ben: Person, eve: Person) -> Database:
    publish(database, choices(3))
    for person in (ana, ben, eve):
        person.answer()
    plant(database, owner_id=ana.id)
    ana.answer("wrong", scope=GARDEN)
    return database


def test_what_was_removed_is_there_for_nobody(garden: Database, ana: Person, ben: Person, eve: Person) -> None:
    page = ana.present(ana.next(GARDEN))
    remove(ana)

    for person in (ana, ben, eve, Person(garden)):
        me = person.learner_id
        assert [deck.deck_id for deck in person.today().decks] == [SERVERS]
        with pytest.raises(NotFound):
            person.look(GARDEN)
        with garden.reading() as session:
            for call in (
                lambda s, me=me: paths.read(s, path_id=PATH, learner_id=me, now=MONDAY),
                lambda s, me=me: coverage(s, path_id=PATH, learner_id=me),
                lambda s, me=me: owning.owned(s, path_id=PATH, learner_id=me),
                lambda s, me=me: decks.source(s, deck_id=ANAS, learner_id=me),
                lambda s, me=me: study.shown(s, presented=replace(page, learner_id=me), now=MONDAY),
            ):
                with pytest.raises(NotFound):
                    call(session)


def test_an_open_page_can_do_nothing_to_what_was_removed(garden: Database, ana: Person) -> None:
    page = ana.present(ana.next(GARDEN))
    seq, before = 2, kept(garden)
    remove(ana)

    me, now = ana.id, ana.now
    for call in (
        lambda s: study.enroll(s, learner_id=me, deck_id=ANAS, now=now),
        lambda s: study.leave(s, learner_id=me, deck_id=ANAS, now=now),
        lambda s: study.change_limits(s, learner_id=me, deck_id=ANAS, new_per_day=1, reviews_per_day=1),
        lambda s: study.change_options(s, learner_id=me, deck_id=ANAS, options=Options()),
        lambda s: study.set_exam(s, learner_id=me, deck_id=ANAS, day=None, now=now),
        lambda s: study.allow_more(s, learner_id=me, deck_id=ANAS, new=True, now=now),
        lambda s: study.reset(s, learner_id=me, scope=GARDEN, now=now),
        lambda s: study.tick(s, learner_id=me, question_id=TASK, done=True, now=now),
        lambda s: study.skip(s, learner_id=me, question_id=TASK - 2, now=now),
        lambda s: study.judged(s, learner_id=me, seq=seq),
        lambda s: owning.rename(s, path_id=PATH, learner_id=me, title="Other", now=now),
    ):
        with pytest.raises(NotFound), garden.writing() as session:
            call(session)
    with pytest.raises(NotFound):
        ana.send(page, pick("right"))
    assert kept(garden) == before


def test_what_comes_back_is_as_it_was(garden: Database, ana: Person) -> None:
    today, stored = ana.today(), kept(garden)

    remove(ana)
    assert kept(garden) == stored
    assert ana.agrees_with_log()
    restore(ana)

    assert ana.today() == today
    assert kept(garden) == stored
    assert ana.agrees_with_log()
    ana.finish(scope=GARDEN)
    assert ana.agrees_with_log()


def test_an_answer_of_before_counts_after_the_return(garden: Database, ana: Person) -> None:
    page = ana.present(ana.next(GARDEN))
    remove(ana)
    restore(ana)

    assert not isinstance(ana.send(page, pick("right")), StaleAnswer)


def test_undo_takes_back_what_is_there_and_leaves_what_was_removed(garden: Database, ana: Person) -> None:
    remove(ana)
    undone = ana.undo()

    assert undone is not None
    assert undone.place.deck_id == SERVERS
    assert not ana.today().undoable
    assert ana.undo() is None
    restore(ana)
    undone = ana.undo()
    assert undone is not None
    assert undone.place.deck_id == ANAS
    assert ana.agrees_with_log()


def test_removing_and_restoring_twice_is_once(garden: Database, ana: Person) -> None:
    remove(ana)
    remove(ana)
    with garden.reading() as session:
        assert owning.removed(session, path_id=PATH, learner_id=ana.id) == "Garden"
    restore(ana)
    restore(ana)

    assert [deck.deck_id for deck in ana.today().decks] == [SERVERS, ANAS]
    with pytest.raises(NotFound), garden.reading() as session:
        owning.removed(session, path_id=PATH, learner_id=ana.id)


def test_nobody_else_removes_restores_or_learns_of_it(garden: Database, ana: Person, ben: Person, eve: Person) -> None:
    for outsider in (ben, eve):
        with pytest.raises(NotFound):
            remove(outsider)
    remove(ana)
    for outsider in (ben, eve):
        with pytest.raises(NotFound):
            restore(outsider)
        with pytest.raises(NotFound), garden.reading() as session:
            owning.removed(session, path_id=PATH, learner_id=outsider.id)

    assert [deck.deck_id for deck in ana.today().decks] == [SERVERS]
