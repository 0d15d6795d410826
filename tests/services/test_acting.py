"""Deeds: cards suspended, buried, forgotten or given another day, many at once, and one undo for each."""

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import select

from models.engine import Database
from models.study import Card, Enrollment, Review
from quizzes.core.access import NotFound
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.core.study import Scope, Shown
from quizzes.services import study
from tests.factories import MONDAY, Person, choice, choices, publish, task

SUSPEND, UNSUSPEND = Deed(kind=EntryKind.SUSPEND), Deed(kind=EntryKind.UNSUSPEND)
BURY, RESET = Deed(kind=EntryKind.BURY), Deed(kind=EntryKind.RESET)
TODAY = MONDAY.date()


def due(day: date) -> Deed:
    return Deed(kind=EntryKind.DUE, due_day=day)


def act(person: Person, deed: Deed, *questions: int) -> int:
    with person.database.writing() as session:
        return study.act(session, learner_id=person.id, questions=questions, deed=deed, now=person.now)


def known(database: Database, person: Person, number: int = 3) -> Person:
    """The person after answering this many of four questions."""
    publish(database, choices(4))
    for _ in range(number):
        person.answer()
    return person


def cards(person: Person) -> dict[int, tuple[date | None, bool, date | None]]:
    columns = select(Card.question_id, Card.due_day, Card.suspended, Card.not_before)
    with person.database.reading() as session:
        rows = session.execute(columns.where(Card.learner_id == person.id)).all()
    return {row.question_id: (row.due_day, row.suspended, row.not_before) for row in rows}


def asked(person: Person) -> list[str]:
    """The ids of what is asked until the end."""
    found = []
    while isinstance(person.look(), Shown):
        found.append(person.answer().shown.question.id)
    return found


def test_a_suspended_card_is_asked_no_more_until_it_is_taken_back(database: Database, ana: Person) -> None:
    known(database, ana)
    assert act(ana, SUSPEND, 1, 4) == 2

    ana.wait(days=1)
    assert sorted(asked(ana)) == ["q2", "q3"]

    assert act(ana, UNSUSPEND, 1, 4) == 2
    assert sorted(asked(ana)) == ["q1", "q4"]
    assert ana.agrees_with_log()


def test_suspended_new_cards_hold_nothing_back_and_come_when_they_are_taken_back(
    database: Database, ana: Person
) -> None:
    publish(database, choices(40))
    ana.answer()
    act(ana, SUSPEND, *range(2, 31))

    assert ana.next().question.id == "q31"
    with database.reading() as session:
        assert session.scalars(select(Enrollment.new_after)).one() == 30

    act(ana, UNSUSPEND, 5)
    assert ana.next().question.id == "q5"
    act(ana, SUSPEND, 5)
    assert ana.next().question.id == "q31"
    ana.undo()
    assert ana.next().question.id == "q5"
    assert ana.agrees_with_log()


def test_a_buried_card_comes_tomorrow(database: Database, ana: Person) -> None:
    known(database, ana, number=1)

    assert act(ana, BURY, 2, 3) == 2

    assert asked(ana) == ["q4"]
    ana.wait(days=1)
    assert sorted(asked(ana)) == ["q1", "q2", "q3", "q4"]
    assert ana.agrees_with_log()


def test_a_forgotten_card_is_new_again(database: Database, ana: Person) -> None:
    known(database, ana, number=4)

    assert act(ana, RESET, 3) == 1

    shown = ana.next()
    assert (shown.question.id, shown.entry) == ("q3", EntryKind.NEW)
    assert ana.agrees_with_log()


def test_a_card_comes_on_the_day_that_was_set(database: Database, ana: Person) -> None:
    known(database, ana, number=4)

    assert act(ana, due(TODAY + timedelta(days=9)), 2) == 1

    assert cards(ana)[2][0] == TODAY + timedelta(days=9)
    ana.wait(days=9)
    assert "q2" in asked(ana)
    assert ana.agrees_with_log()


def test_cards_that_a_deed_does_not_change_are_neither_counted_nor_logged(database: Database, ana: Person) -> None:
    known(database, ana)
    act(ana, SUSPEND, 1)

    assert act(ana, SUSPEND, 1, 2) == 1
    assert act(ana, UNSUSPEND, 3, 4) == 0

    with database.reading() as session:
        logged = session.scalars(select(Review.question_id).where(Review.kind == "suspend").order_by(Review.seq))
        assert list(logged) == [1, 2]
    assert 4 not in cards(ana)


def test_questions_named_twice_are_acted_on_once(database: Database, ana: Person) -> None:
    known(database, ana)

    assert act(ana, SUSPEND, 2, 2) == 1


@pytest.mark.parametrize("deed", [SUSPEND, BURY, RESET, due(TODAY + timedelta(days=3))], ids=lambda deed: deed.kind)
def test_one_undo_takes_a_whole_batch_back(database: Database, ana: Person, deed: Deed) -> None:
    known(database, ana)
    before = cards(ana)
    assert act(ana, deed, 1, 2, 3) == 3

    undone = ana.undo()

    assert undone is not None
    assert (undone.kind, undone.cards) == (deed.kind, 3)
    assert cards(ana) == before
    assert ana.agrees_with_log()


def test_cards_that_were_new_before_a_batch_are_new_again_after_its_undo(database: Database, ana: Person) -> None:
    known(database, ana, number=1)
    act(ana, SUSPEND, 1, 2, 3, 4)
    assert asked(ana) == []

    ana.undo()

    assert cards(ana)[3] == (None, False, None)
    assert asked(ana) == ["q2", "q3", "q4"]
    assert ana.agrees_with_log()


def test_a_batch_over_several_decks_is_one_step(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    publish(database, [choice("x"), choice("y")], bank="extra")
    ana.finish(scope=Scope(deck_id=1))
    ana.finish(scope=Scope(deck_id=2))
    before = cards(ana)

    assert act(ana, RESET, 1, 2, 3, 4) == 4
    ana.undo()
    assert cards(ana) == before

    ana.undo()
    ana.undo()
    with database.reading() as session:
        assert set(session.scalars(select(Enrollment.new_after))) == {0}
    assert ana.agrees_with_log()


def test_a_batch_counts_as_one_of_the_thirty_steps(database: Database, ana: Person) -> None:
    publish(database, choices(50))
    ana.answer()
    act(ana, SUSPEND, *range(2, 51))

    taken = [ana.undo(), ana.undo()]

    assert [(step.kind, step.cards) for step in taken if step] == [(EntryKind.SUSPEND, 49), (EntryKind.NEW, 1)]


def test_a_batch_may_be_larger_than_a_statement(database: Database, ana: Person) -> None:
    publish(database, choices(1200))
    ana.answer()

    assert act(ana, SUSPEND, *range(1, 1201)) == 1200
    assert ana.end().waiting_new == 0
    ana.undo()
    assert ana.next().question.id == "q2"
    assert ana.agrees_with_log()


def test_a_deck_is_joined_by_the_first_deed_as_by_the_first_answer(database: Database, ana: Person) -> None:
    known(database, ana)
    publish(database, [choice("x"), choice("y")], bank="extra")

    act(ana, SUSPEND, 5)

    assert ana.next(Scope(deck_id=2)).question.id == "y"
    assert ana.agrees_with_log()


def test_a_new_card_has_no_due_day_to_set(database: Database, ana: Person) -> None:
    known(database, ana)
    before = cards(ana)

    with pytest.raises(ValueError, match="answer it first"):
        act(ana, due(TODAY), 1, 4)

    assert cards(ana) == before


@pytest.mark.parametrize(("days", "words"), [(-1, "today or a later day"), (40_000, "hundred years")])
def test_a_due_day_lies_ahead_but_not_beyond_a_life(database: Database, ana: Person, days: int, words: str) -> None:
    known(database, ana)

    with pytest.raises(ValueError, match=words):
        act(ana, due(TODAY + timedelta(days=days)), 1)


def test_nobody_acts_on_a_deck_of_somebody_else(database: Database, ana: Person, eve: Person) -> None:
    publish(database, choices(1), bank="open")
    ana.answer()
    eve.answer()
    publish(database, [choice("x")], bank="private", owner_id=ana.id)
    before = cards(eve)

    for questions in [(2,), (1, 2), (99,)]:
        with pytest.raises(NotFound):
            act(eve, SUSPEND, *questions)

    assert cards(eve) == before


def test_tasks_are_no_cards(database: Database, ana: Person) -> None:
    publish(database, [choice("q"), task("t")])
    ana.answer()

    with pytest.raises(NotFound):
        act(ana, SUSPEND, 2)


def test_a_deed_says_what_it_is() -> None:
    with pytest.raises(ValueError, match="nothing that is done"):
        Deed(kind=EntryKind.REVIEW)
    with pytest.raises(ValueError, match="due day"):
        Deed(kind=EntryKind.DUE)
    with pytest.raises(ValueError, match="due day"):
        Deed(kind=EntryKind.BURY, due_day=TODAY)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_in_whatever_order_the_log_says_the_same(database: Database, ana: Person, seed: int) -> None:
    random = Random(seed)
    publish(database, choices(8))
    ana.answer()
    for _ in range(60):
        what = random.choice(["answer", "wrong", "act", "act", "undo", "sleep"])
        if what == "sleep":
            ana.wait(days=random.choice([0.4, 1, 6]))
        elif what == "undo":
            ana.undo()
        elif what == "act":
            some = random.sample(range(1, 9), random.randint(1, 4))
            new = {key for key in some if cards(ana).get(key, (None,))[0] is None}
            day = due(ana.now.date() + timedelta(days=random.randint(1, 5)))
            act(ana, random.choice([SUSPEND, UNSUSPEND, BURY, RESET] if new else [SUSPEND, BURY, day]), *some)
        elif isinstance(ana.look(), Shown):
            ana.answer("right" if what == "answer" else "wrong")

    assert ana.agrees_with_log()
    while ana.undo():
        pass
    assert ana.agrees_with_log()
