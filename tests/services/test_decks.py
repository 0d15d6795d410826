"""Publishing: content only, once, in revisions that never change."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.decks import Deck, DeckRevision, Question, QuestionAlias, QuestionVersion
from models.engine import Database
from quizzes.core import questions
from quizzes.core.access import NotFound
from quizzes.core.banks import Bank, write
from quizzes.services import decks
from tests.factories import MONDAY, Person, choice, choices, publish, task


def rows(database: Database) -> list[tuple[object, ...]]:
    """Key, position, rev, version and whether it is retired, of every question."""
    columns = (Question.key, Question.position, Question.rev, Question.version, Question.retired)
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(Question.id))]


def test_the_first_publishing_makes_revision_one(database: Database) -> None:
    published = publish(database, choices(2))

    assert (published.revision, published.applied, len(published.plan.new)) == (1, True, 2)
    assert rows(database) == [("q1", 1, 1, 1, False), ("q2", 2, 1, 1, False)]


def test_the_same_twice_changes_nothing(database: Database) -> None:
    publish(database, choices(2))

    again = publish(database, choices(2), now=MONDAY + timedelta(days=1))

    assert (again.revision, again.applied, again.plan.empty) == (1, False, True)
    with database.reading() as session:
        assert session.scalars(select(DeckRevision.number)).all() == [1]


def test_an_edit_makes_a_version_and_keeps_the_one_before(database: Database) -> None:
    publish(database, choices(2))

    assert publish(database, [choice("q1", explain="Why."), choice("q2")]).revision == 2

    assert rows(database) == [("q1", 1, 1, 2, False), ("q2", 2, 1, 1, False)]
    with database.reading() as session:
        versions = session.scalars(select(QuestionVersion.content).where(QuestionVersion.question_id == 1))
        assert [questions.load(content).explain for content in versions] == ["", "Why."]


def test_what_leaves_the_bank_retires_and_may_come_back(database: Database) -> None:
    publish(database, choices(3))
    publish(database, choices(2))
    assert rows(database)[2][4] is True

    publish(database, choices(3))

    # Going and coming back are versions of their own.
    assert rows(database) == [("q1", 1, 1, 1, False), ("q2", 2, 1, 1, False), ("q3", 3, 1, 3, False)]


def test_a_status_in_the_bank_retires_too(database: Database) -> None:
    publish(database, choices(2))

    publish(database, [choice("q1", retired=True), choice("q2")])

    assert [row[4] for row in rows(database)] == [True, False]


def test_a_rename_keeps_the_question_and_remembers_its_name(database: Database) -> None:
    publish(database, choices(1))

    publish(database, [choice("better", was=("q1",))])
    publish(database, [choice("best", was=("better", "q1"))])

    assert [row[0] for row in rows(database)] == ["best"]
    with database.reading() as session:
        aliases = session.execute(select(QuestionAlias.key, QuestionAlias.question_id).order_by(QuestionAlias.key))
        assert [tuple(alias) for alias in aliases] == [("better", 1), ("q1", 1)]


def test_losing_many_questions_stops_before_anything_is_written(database: Database) -> None:
    publish(database, choices(30))

    stopped = publish(database, choices(10), allow_retire=False)

    assert (stopped.applied, stopped.plan.stopped, stopped.revision) == (False, True, 1)
    assert len([row for row in rows(database) if row[4]]) == 0
    assert publish(database, choices(10)).applied


def test_a_lowered_rev_stops(database: Database) -> None:
    publish(database, [choice("q1", rev=3)])

    assert publish(database, [choice("q1", rev=2)]).plan.stopped
    assert rows(database) == [("q1", 1, 3, 1, False)]


def test_two_owners_may_name_their_decks_alike(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.answer()

    publish(database, choices(1), owner_id=ana.id)

    with database.reading() as session:
        assert session.execute(select(Deck.key, Deck.owner_id).order_by(Deck.id)).all() == [
            ("basics", None),
            ("basics", ana.id),
        ]


def test_the_source_is_what_the_author_wrote(database: Database, ana: Person, eve: Person) -> None:
    publish(database, choices(1))
    ana.answer()
    eve.answer()
    publish(database, [choice("own")], bank="own", owner_id=ana.id)

    with database.reading() as session:
        source = decks.source(session, deck_id=2, learner_id=ana.id)
        assert source.yaml == write(Bank(id="own", title="Own", questions=(choice("own"),)))
        for outsider in (eve.id, None):
            with pytest.raises(NotFound):
                decks.source(session, deck_id=2, learner_id=outsider)


def test_tasks_are_published_but_never_asked(database: Database, ana: Person) -> None:
    publish(database, [task("lab"), *choices(2)])

    assert [judged.shown.question.id for judged in ana.finish()] == ["q1", "q2"]
    assert ana.today().decks[0].questions == 2


def test_a_published_text_is_known_again(database: Database) -> None:
    bank = Bank(id="basics", title="Basics", questions=tuple(choices(2)))
    publish(database, bank.questions)

    with database.reading() as session:
        assert decks.is_published(session, yaml=write(bank))
        assert not decks.is_published(session, yaml=write(replace(bank, title="Other")))
