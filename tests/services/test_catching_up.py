"""Publishing changes content; each learner's cards follow at their next request, and nothing else moves."""

from datetime import date

import pytest
from sqlalchemy import select

from models.engine import Database
from models.study import Card, Enrollment, Review
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Scope
from quizzes.services import study
from tests.factories import Person, choice, choices, pick, publish

FIRST_DAY = date(2026, 3, 3)


def cards(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as session:
        rows = session.execute(select(Card.due_day, Card.rev, Card.retired).order_by(Card.question_id))
        return [tuple(row) for row in rows]


def test_looking_after_a_publishing_asks_to_catch_up_first(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.answer()
    publish(database, [*choices(2), choice("q3")])

    with pytest.raises(study.CatchUpNeeded), database.reading() as session:
        study.show(session, learner_id=ana.id, scope=Scope(), now=ana.now)


def test_an_edit_moves_no_date(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.finish()
    publish(database, [choice("q1", explain="More words."), choice("q2")])

    ana.look()

    assert cards(database) == [(FIRST_DAY, 1, False), (FIRST_DAY, 1, False)]
    ana.wait(days=1)
    assert {ana.answer().shown.question.explain for _ in range(2)} == {"More words.", ""}


def test_a_raised_rev_is_due_at_once_with_its_ease_and_without_a_lapse(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.finish()
    publish(database, [choice("q1", rev=2), choice("q2")])

    shown = ana.next()

    assert (shown.question.id, shown.entry) == ("q1", EntryKind.REVIEW)
    assert cards(database)[0] == (date(2026, 3, 2), 2, False)
    assert ana.agrees_with_log()
    assert ana.answer().forecast.interval_days == 1
    with database.reading() as session:
        assert session.scalars(select(Card.lapses)).all() == [0, 0]


def test_a_retired_question_is_not_asked_until_it_comes_back(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.finish()
    ana.wait(days=1)
    publish(database, [choice("q2")])
    assert [judged.shown.question.id for judged in ana.finish()] == ["q2"]
    assert cards(database) == [(FIRST_DAY, 1, True), (date(2026, 3, 9), 1, False)]

    publish(database, choices(2))

    assert [judged.shown.question.id for judged in ana.finish()] == ["q1"]
    assert ana.agrees_with_log()


def test_a_renamed_question_keeps_its_card(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.finish()
    publish(database, [choice("better", was=("q1",))])

    assert ana.end().next_count == 1
    assert cards(database) == [(FIRST_DAY, 1, False)]


def test_new_questions_come_at_their_place_however_far_the_learner_is(database: Database, ana: Person) -> None:
    publish(database, choices(50))
    for _ in range(2):
        ana.finish()
        ana.wait(days=1)
    with database.reading() as session:
        assert session.scalar(select(Enrollment.new_after)) == 21

    publish(database, [choice("first"), *choices(50)])
    new = [judged.shown.question.id for judged in ana.finish() if judged.entry is EntryKind.NEW]

    assert new[:3] == ["first", "q41", "q42"]


def test_a_question_moved_forward_is_not_passed_over(database: Database, ana: Person) -> None:
    publish(database, choices(30))
    ana.finish()
    ana.wait(days=1)
    ana.look()

    publish(database, [choice("q30"), *choices(29)])

    assert "q30" in [judged.shown.question.id for judged in ana.finish()][:3]


def test_answering_catches_up_by_itself(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    page = ana.present(ana.next())
    publish(database, [choice("q1", rev=2), *choices(3)[1:]])

    ana.send(page, pick("right"))

    with database.reading() as session:
        kinds = session.scalars(select(Review.kind).order_by(Review.seq)).all()
    assert kinds == ["new", "rev", "new"]
    assert ana.agrees_with_log()


def test_a_meaning_that_changed_again_before_the_learner_came_counts_once(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.finish()
    publish(database, [choice("q1", rev=2)])
    publish(database, [choice("q1", rev=3)])

    ana.look()

    with database.reading() as session:
        assert session.scalars(select(Review.kind).order_by(Review.seq)).all() == ["new", "rev"]
    assert cards(database) == [(date(2026, 3, 2), 3, False)]


def test_what_others_do_does_not_touch_my_cards(database: Database, ana: Person, ben: Person) -> None:
    publish(database, choices(3))
    ana.finish()
    ben.answer("wrong")
    publish(database, [choice("q1", rev=2), *choices(3)[1:]])
    ben.look()

    with database.reading() as session:
        mine = session.execute(select(Card.rev, Card.due_day).where(Card.learner_id == ana.id)).all()
    assert mine == [(1, FIRST_DAY)] * 3
