"""Paths: stored beside their deck, read with what is known and what is to do."""

from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import select

from models.engine import Database
from models.paths import PathRevision
from models.study import Review, TaskState
from quizzes.core.access import NotFound
from quizzes.core.banks import Bank, PathRef, write
from quizzes.core.marks import Mastery
from quizzes.core.questions import Question
from quizzes.core.study import Reading, Scope
from quizzes.services import decks, paths, study
from tests.factories import MONDAY, Person, choice, publish, task
from tests.services.test_statements import counted, statements

TEXT = "# Gardening\n\n## 1.1 Soil\n\nEarth.\n\n## 1.2 Water\n\nRain.\n"
QUESTIONS: tuple[Question, ...] = (
    choice("loam", source="garden.md#11-soil"),
    choice("rain", source="garden.md#12-water"),
    choice("dew", source="garden.md#12-water"),
    task("dig", source="garden.md#11-soil"),
)


def plant(database: Database, *, text: str = TEXT, owner_id: int | None = None, said: str | None = None) -> None:
    digest = sha256((said or text).encode()).hexdigest()
    bank = Bank(
        id="garden", title="Garden", path=PathRef(id="garden", file="garden.md", sha256=digest), questions=QUESTIONS
    )
    with database.writing() as session:
        decks.publish(
            session,
            bank=bank,
            yaml=write(bank),
            path_text=text,
            path_file="garden.md",
            owner_id=owner_id,
            now=MONDAY,
        )


def read(person: Person, path_id: int = 1) -> Reading:
    return person.read(
        lambda session: paths.read(session, path_id=path_id, learner_id=person.learner_id, now=person.now)
    )


def tick(person: Person, *, done: bool) -> None:
    with person.database.writing() as session:
        study.tick(session, learner_id=person.id, question_id=4, done=done, now=person.now)


def test_a_visitor_reads_the_path_with_nothing_known(database: Database, ana: Person) -> None:
    plant(database)

    reading = read(ana)

    assert (reading.title, reading.text, reading.deck_id) == ("Gardening", TEXT, 1)
    assert [(section.anchor, section.title, section.questions, section.known) for section in reading.sections] == [
        ("11-soil", "1.1 Soil", 1, 0),
        ("12-water", "1.2 Water", 2, 0),
    ]
    assert [(errand.task.id, errand.section, errand.done_day) for errand in reading.tasks] == [("dig", "11-soil", None)]


def test_what_is_known_shows_by_section(database: Database, ana: Person) -> None:
    plant(database)
    ana.answer("wrong")
    ana.answer()
    ana.answer()

    assert [(section.questions, section.known, section.mature) for section in read(ana).sections] == [
        (1, 0, 0),
        (2, 2, 0),
    ]


def test_a_card_is_mature_from_twenty_one_days_on(database: Database, ana: Person) -> None:
    plant(database)
    for days in (1, 6, 15):
        ana.finish()
        assert sum(section.mature for section in read(ana).sections) == 0
        ana.wait(days=days)
    ana.finish()

    assert [section.mature for section in read(ana).sections] == [1, 2]


def test_a_question_says_where_it_comes_from(database: Database, ana: Person) -> None:
    plant(database)

    place = ana.next().place

    assert (place.path_id, place.section, place.section_title) == (1, "11-soil", "1.1 Soil")
    assert [section.title for section in ana.today().decks[0].sections] == ["1.1 Soil", "1.2 Water"]
    ana.finish(scope=Scope(deck_id=1, section="12-water"))
    end = ana.end(Scope(deck_id=1, section="12-water"))
    assert end.place is not None
    assert end.place.section_title == "1.2 Water"


def test_a_task_is_ticked_with_its_day_and_unticked(database: Database, ana: Person) -> None:
    plant(database)
    ana.answer()

    tick(ana, done=True)
    tick(ana, done=True)
    assert read(ana).tasks[0].done_day == date(2026, 3, 2)

    tick(ana, done=False)
    assert read(ana).tasks[0].done_day is None
    with database.reading() as session:
        assert session.scalars(select(Review.kind).order_by(Review.seq)).all() == ["new", "task", "task"]
        assert len(session.scalars(select(TaskState)).all()) == 1
    assert ana.agrees_with_log()


def test_a_question_is_no_task(database: Database, ana: Person) -> None:
    publish(database, [choice("q1")])
    ana.answer()

    with pytest.raises(NotFound), database.writing() as session:
        study.tick(session, learner_id=ana.id, question_id=1, done=True, now=ana.now)


def test_a_new_text_is_a_new_revision_and_the_old_one_stays(database: Database, ana: Person) -> None:
    plant(database)
    plant(database, text=TEXT.replace("Soil", "Ground"))
    plant(database, text=TEXT.replace("Soil", "Ground"))

    with database.reading() as session:
        texts = session.scalars(select(PathRevision.text).order_by(PathRevision.number)).all()
    assert [("Soil" in text, "Ground" in text) for text in texts] == [(True, False), (False, True)]
    assert "Ground" in read(ana).text


def test_a_path_that_the_bank_was_not_made_from_is_refused(database: Database) -> None:
    with pytest.raises(paths.PathMismatch, match="generate the bank again"):
        plant(database, said="something else")


def test_a_path_of_somebody_else_is_not_there(database: Database, ana: Person, eve: Person) -> None:
    publish(database, [choice("q1")])
    ana.answer()
    eve.answer()
    plant(database, owner_id=ana.id)

    assert read(ana).title == "Gardening"
    for outsider in (eve, Person(database)):
        with pytest.raises(NotFound):
            read(outsider)


def test_the_reader_knows_each_question_and_what_went_wrong_lately(database: Database, ana: Person) -> None:
    plant(database)
    assert {one.mastery for one in read(ana).marks} == {Mastery.NEW}
    ana.answer("wrong")
    ana.answer()

    marks = {one.question.id: (one.section, one.mastery, one.failed) for one in read(ana).marks}
    assert marks == {
        "loam": ("11-soil", Mastery.WEAK, 1),
        "rain": ("12-water", Mastery.KNOWN, 0),
        "dew": ("12-water", Mastery.NEW, 0),
    }
    ana.wait(days=1)
    assert [one.mastery for one in read(ana).marks] == [Mastery.WEAK, Mastery.DUE, Mastery.NEW]
    assert [section.due for section in read(ana).sections] == [1, 1]
    ana.answer()
    ana.wait(days=14)
    assert [one.failed for one in read(ana).marks] == [0, 0, 0]


def test_what_was_undone_never_went_wrong(database: Database, ana: Person) -> None:
    plant(database)
    ana.answer("wrong")
    ana.undo()

    assert next((one.mastery, one.failed) for one in read(ana).marks) == (Mastery.NEW, 0)


def test_the_reader_takes_three_reads(database: Database, ana: Person) -> None:
    plant(database)
    ana.answer("wrong")

    with statements(database) as sent:
        read(ana)

    assert counted(sent) == (3, 0)
