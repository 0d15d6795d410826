"""Taking steps back: each one, across days, after the end, and a whole reset at once."""

from datetime import date

import pytest
from sqlalchemy import select

from models.engine import Database
from models.study import Card, Day, Enrollment
from quizzes.core.access import NotFound
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Judged, Rating, Scope
from quizzes.services import study
from tests.factories import Person, choice, choices, pick, publish


def reset(person: Person, *, section: str | None = None) -> int:
    with person.database.writing() as session:
        scope = Scope(deck_id=1, section=section)
        return study.reset(session, learner_id=person.id, scope=scope, now=person.now)


def due_days(database: Database) -> list[date | None]:
    with database.reading() as session:
        return list(session.scalars(select(Card.due_day).order_by(Card.question_id)))


def test_undo_brings_the_same_question_back_as_it_was(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    ana.answer("wrong")

    undone = ana.undo()

    assert undone is not None
    assert (undone.kind, undone.question.id, undone.cards) == (EntryKind.NEW, "q2", 1)
    shown = ana.next()
    assert (shown.question.id, shown.entry, shown.progress.done) == ("q2", EntryKind.NEW, 1)
    assert ana.agrees_with_log()


def test_undo_takes_an_answer_with_its_other_grade(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.regrade(ana.answer(), Rating.HARD)

    ana.undo()

    assert due_days(database) == [None]
    assert ana.next().question.id == "q1"
    assert ana.agrees_with_log()


def test_an_answer_that_was_undone_can_be_given_anew(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.answer("wrong")
    ana.undo()

    judged = ana.answer("right")

    assert (judged.entry, judged.quality, judged.slipped) == (EntryKind.NEW, 4, False)
    assert ana.end().answered == 1


def test_a_page_from_before_the_undo_is_stale(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    old = ana.present(ana.next())
    ana.answer()
    ana.undo()

    assert not isinstance(ana.send(old, pick("right")), Judged)


def test_undo_works_after_the_last_card_and_across_days(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.finish()
    assert ana.end().undoable
    ana.wait(days=1)
    ana.finish()

    taken = [ana.undo() for _ in range(5)]

    assert [step.kind if step else None for step in taken] == [
        EntryKind.REVIEW,
        EntryKind.REVIEW,
        EntryKind.NEW,
        EntryKind.NEW,
        None,
    ]
    assert due_days(database) == [None, None]
    assert ana.agrees_with_log()
    with database.reading() as session:
        assert session.execute(select(Day.new_done, Day.reviews_done, Day.taken_ms)).all() == [(0, 0, 0), (0, 0, 0)]
        assert session.scalar(select(Enrollment.new_after)) == 0


def test_undo_reaches_thirty_steps_back(database: Database, ana: Person) -> None:
    publish(database, choices(20))
    publish(database, [choice(f"x{place}") for place in range(15)], bank="extra")
    ana.finish(scope=Scope(deck_id=1))
    ana.finish(scope=Scope(deck_id=2))

    taken = [ana.undo() for _ in range(31)]

    assert [step is not None for step in taken] == [True] * 30 + [False]
    assert len([day for day in due_days(database) if day]) == 5
    assert ana.agrees_with_log()


def test_there_is_nothing_to_undo_without_steps(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.answer()
    ana.undo()

    assert ana.undo() is None


def test_a_skip_can_be_undone(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    judged = ana.answer("wrong")
    with database.writing() as session:
        study.skip(session, learner_id=ana.id, question_id=judged.shown.question_id, now=ana.now)

    undone = ana.undo()

    assert undone is not None
    assert undone.kind is EntryKind.SKIP
    assert ana.next().entry is EntryKind.DRILL


def test_a_card_without_a_drill_cannot_be_skipped(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    judged = ana.answer("right")

    with pytest.raises(NotFound), database.writing() as session:
        study.skip(session, learner_id=ana.id, question_id=judged.shown.question_id, now=ana.now)


def test_a_reset_makes_a_deck_new_and_one_undo_brings_it_back(database: Database, ana: Person) -> None:
    publish(database, choices(30))
    ana.finish()
    before = due_days(database)

    assert reset(ana) == 20
    assert set(due_days(database)) == {None}
    assert ana.today().decks[0].known == 0
    assert ana.agrees_with_log()

    undone = ana.undo()
    assert undone is not None
    assert (undone.kind, undone.cards) == (EntryKind.RESET, 20)
    assert due_days(database) == before
    assert ana.agrees_with_log()


def test_after_a_reset_the_deck_begins_again(database: Database, ana: Person) -> None:
    publish(database, choices(30))
    ana.finish()
    ana.wait(days=1)
    ana.finish()

    reset(ana)
    ana.wait(days=1)

    assert ana.next().question.id == "q1"
    assert ana.today().new == 20


def test_a_section_can_be_reset_alone(database: Database, ana: Person) -> None:
    publish(database, [choice("a", source="p.md#one"), choice("b", source="p.md#two")])
    ana.finish()

    assert reset(ana, section="two") == 1

    assert [day is None for day in due_days(database)] == [False, True]


def test_a_deck_that_is_not_studied_cannot_be_reset(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    publish(database, [choice("x")], bank="extra")
    ana.answer(scope=Scope(deck_id=2))

    with pytest.raises(NotFound):
        reset(ana)
