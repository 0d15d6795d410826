"""The history of a card: every step with what was answered, the intervals and the reason for each."""

from datetime import date

import pytest

from models.engine import Database
from quizzes.core.access import NotFound
from quizzes.core.history import History, Step
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.core.study import Rating
from quizzes.services import study
from tests.factories import Person, choice, choices, publish
from tests.services.test_statements import counted, statements


def trace(person: Person, question_id: int = 1) -> History:
    with person.database.reading() as session:
        return study.trace(session, learner_id=person.id, question_id=question_id, now=person.now)


def steps(person: Person) -> tuple[Step, ...]:
    return tuple(reversed(trace(person).steps))


def test_every_interval_has_its_reason(database: Database, ana: Person) -> None:
    publish(database, [choice("q1")])
    for days in (1, 6, 15):
        ana.answer()
        ana.wait(days=days)
    ana.answer("wrong")

    found = steps(ana)

    assert [(step.before_days, step.after_days) for step in found] == [(None, 1), (1, 6), (6, 15), (15, 1)]
    assert [step.given for step in found] == [("right",)] * 3 + [("wrong",)]
    assert [step.reason for step in found] == [
        "Right for the first time: 1 day.",
        "Right twice in a row: 6 days.",
        "Right after 6 days: 6 × 2.5 = 15 days.",
        "Not right: back to 1 day, while the ease stays 2.5; it comes back the same day.",
    ]
    assert trace(ana).card.lapses == 1


def test_a_step_that_was_taken_back_is_still_told(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.regrade(ana.answer(), Rating.HARD)
    ana.undo()

    assert [(step.kind, step.quality, step.undone) for step in steps(ana)] == [
        (EntryKind.NEW, 3, True),
        (EntryKind.REGRADE, 3, False),
        (EntryKind.UNDO, None, False),
    ]


def test_deeds_are_told_with_the_day_they_set(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.answer()
    with database.writing() as session:
        deed = Deed(kind=EntryKind.DUE, due_day=date(2026, 3, 20))
        study.act(session, learner_id=ana.id, questions={1}, deed=deed, now=ana.now)

    step = steps(ana)[-1]

    assert (step.kind, step.due_day, step.reason) == (
        EntryKind.DUE,
        date(2026, 3, 20),
        "You chose this day; the interval stayed.",
    )


def test_a_card_that_nobody_answered_has_no_history(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.answer()

    assert trace(ana, 2).steps == ()


def test_the_history_takes_three_reads(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.finish()

    with statements(database) as sent:
        trace(ana)

    assert counted(sent) == (3, 0)


def test_a_card_of_a_private_deck_is_nobody_elses(database: Database, ana: Person, eve: Person) -> None:
    publish(database, choices(1))
    ana.answer()
    eve.answer()
    publish(database, [choice("x")], bank="private", owner_id=ana.id)

    for look in (study.trace, study.source):
        with pytest.raises(NotFound), database.reading() as session:
            look(session, learner_id=eve.id, question_id=2, now=eve.now)
