"""Other ways to study: what went wrong lately, ahead of its day, and practice that moves no date."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from models.engine import Database
from models.study import Card
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Judged, Mode, Rating, Scope
from quizzes.services import study
from tests.factories import Person, choice, choices, pick, publish

WRONG, AHEAD, CRAM = (Scope(mode=mode) for mode in (Mode.WRONG, Mode.AHEAD, Mode.CRAM))


def ids(person: Person, scope: Scope, text: str = "right") -> list[str]:
    """What a session asks, each card answered alike."""
    return [judged.shown.question.id for judged in person.finish(text, scope=scope)]


def due_days(database: Database) -> dict[int, date | None]:
    with database.reading() as session:
        return {row.question_id: row.due_day for row in session.execute(select(Card.question_id, Card.due_day))}


def learn(person: Person, *, wrong: tuple[str, ...] = ()) -> None:
    """Answers everything of a day, some of it wrong at first."""
    missed: set[str] = set()
    while True:
        shown = person.look()
        if not hasattr(shown, "question"):
            return
        name = shown.question.id
        person.answer("wrong" if name in wrong and name not in missed else "right")
        missed.add(name)


@pytest.mark.parametrize("scope", [WRONG, AHEAD, CRAM], ids=lambda scope: scope.mode)
def test_a_visitor_has_nothing_behind_or_ahead(database: Database, ana: Person, scope: Scope) -> None:
    publish(database, choices(2))

    assert ana.end(scope).answered == 0


def test_what_went_wrong_lately_comes_once_more_whatever_its_day(database: Database, ana: Person) -> None:
    publish(database, choices(5))
    learn(ana, wrong=("q2", "q4"))
    for _ in range(2):
        ana.wait(days=1)
        ana.finish()
    ana.wait(days=2)

    first = ana.next(WRONG)

    assert (first.entry, first.progress.total) == (EntryKind.CRAM, 2)
    assert sorted(ids(ana, WRONG)) == ["q2", "q4"]
    assert ana.agrees_with_log()


def test_what_went_wrong_today_comes_back_by_itself_and_not_here(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    learn(ana, wrong=("q2",))

    assert ids(ana, WRONG) == []


def test_after_fourteen_days_a_wrong_answer_is_forgiven(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    learn(ana, wrong=("q2",))

    ana.wait(days=14)
    assert ana.next(WRONG).question.id == "q2"
    ana.wait(days=1)
    assert ids(ana, WRONG) == []


def test_a_wrong_answer_that_was_taken_back_was_none(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.answer("wrong")
    ana.undo()
    ana.answer("right")

    ana.wait(days=2)

    assert ids(ana, WRONG) == []


def test_a_drill_that_went_wrong_does_not_count_as_wrong_lately(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.finish()
    ana.wait(days=1)
    hard = ana.regrade(ana.answer("right"), Rating.HARD)
    assert hard.forecast.again_today
    ana.answer("wrong")
    ana.finish()

    ana.wait(days=1)

    assert ids(ana, WRONG) == []


def test_ahead_brings_what_is_due_within_a_week_and_nothing_that_was_answered_today(
    database: Database, ana: Person
) -> None:
    publish(database, choices(2))
    ana.finish()
    assert ids(ana, AHEAD) == []
    ana.wait(days=1)
    ana.finish()
    ana.wait(days=1)
    before = due_days(database)

    assert sorted(ids(ana, AHEAD)) == ["q1", "q2"]

    assert due_days(database) == before
    assert set(before.values()) == {date(2026, 3, 9)}
    assert ids(ana, AHEAD) == []
    assert ana.agrees_with_log()


def test_ahead_reaches_seven_days(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.finish()
    ana.wait(days=1)
    ana.finish()
    ana.wait(days=6)
    ana.finish()

    ana.wait(days=7)
    assert ids(ana, AHEAD) == []
    ana.wait(days=1)
    assert ids(ana, AHEAD) == ["q1"]


def test_a_wrong_answer_ahead_of_its_day_counts_and_comes_back(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.finish()
    ana.wait(days=1)
    ana.finish()
    ana.wait(days=1)

    judged = ana.answer("wrong", scope=AHEAD)

    assert (judged.entry, judged.forecast.due_day, judged.forecast.again_today) == (
        EntryKind.REVIEW,
        date(2026, 3, 5),
        True,
    )
    assert ana.next(AHEAD).entry is EntryKind.DRILL
    assert ids(ana, AHEAD) == ["q1"]
    assert ana.agrees_with_log()


def test_ahead_goes_beyond_the_days_limit(database: Database, ana: Person) -> None:
    publish(database, choices(4))
    ana.finish()
    ana.wait(days=1)
    ana.finish()
    with database.writing() as session:
        study.change_limits(session, learner_id=ana.id, deck_id=1, reviews_per_day=0)
    ana.wait(days=1)

    assert len(ids(ana, AHEAD)) == 4


def test_practice_asks_each_begun_card_once_and_moves_no_date(database: Database, ana: Person) -> None:
    publish(database, choices(6))
    for _ in range(4):
        ana.answer()
    before = due_days(database)

    judged = ana.answer("wrong", scope=CRAM)

    assert (judged.entry, judged.forecast.again_today, judged.choices) == (EntryKind.PRACTICE, False, ())
    assert judged.forecast.due_day == date(2026, 3, 3)
    assert len(ids(ana, CRAM)) == 3
    end = ana.end(CRAM)
    assert (end.answered, end.right) == (4, 3)
    assert due_days(database) == before
    assert ana.next().question.id == "q5"
    assert ana.agrees_with_log()


def test_practice_tells_how_far_it_is(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.finish()

    ana.answer(scope=CRAM)

    assert (ana.next(CRAM).progress.done, ana.next(CRAM).progress.total) == (1, 3)


def test_practice_comes_again_the_next_day(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.finish()
    ana.finish(scope=CRAM)

    ana.wait(days=1)

    assert len(ids(ana, CRAM)) == 2


def test_practice_of_a_due_card_leaves_it_due(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.finish()
    ana.wait(days=1)

    ana.finish("wrong", scope=CRAM)

    assert (ana.today().due, ana.next().entry) == (2, EntryKind.REVIEW)


def test_practice_keeps_to_its_section(database: Database, ana: Person) -> None:
    publish(database, [choice("a", source="p.md#one"), choice("b", source="p.md#two")])
    ana.finish()

    assert ids(ana, Scope(deck_id=1, section="two", mode=Mode.CRAM)) == ["b"]


def test_practice_can_be_taken_back(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.finish()
    ana.wait(days=1)
    ana.answer("wrong", scope=CRAM)

    undone = ana.undo()

    assert undone is not None
    assert undone.kind is EntryKind.PRACTICE
    assert ana.next(CRAM).question.id == "q1"
    assert ana.agrees_with_log()


def test_the_same_practice_sent_twice_counts_once(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.finish()
    page = ana.present(ana.next(CRAM))

    assert ana.send(page, pick("wrong")) == ana.send(page, pick("wrong"))
    assert ana.end(CRAM).answered == 1


def test_a_way_of_studying_is_kept_to_one_deck(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    publish(database, [choice("x1")], bank="extra")
    ana.answer(scope=Scope(deck_id=1))
    ana.answer(scope=Scope(deck_id=2))

    assert ids(ana, replace(CRAM, deck_id=2)) == ["x1"]
    assert ids(ana, CRAM) == ["q1"]


def test_a_second_look_at_an_answer_tells_how_far_its_session_is(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.finish()
    page = ana.present(ana.next(CRAM))
    first = ana.send(page, pick("right"))
    assert isinstance(first, Judged)

    again = ana.read(lambda session: study.judged(session, learner_id=ana.id, seq=first.seq, scope=CRAM))

    assert (again.shown.progress.done, again.shown.progress.total) == (1, 3)
    assert ana.send(page, pick("right")) == again == first


def test_another_grade_keeps_the_progress_of_its_session(database: Database, ana: Person) -> None:
    publish(database, choices(5))
    learn(ana, wrong=("q2", "q4"))
    for _ in range(2):
        ana.wait(days=1)
        ana.finish()
    ana.wait(days=2)
    slipped = ana.answer("wrong", scope=WRONG)

    with database.writing() as session:
        kept = study.regrade(session, learner_id=ana.id, seq=slipped.seq, rating=Rating.AGAIN, now=ana.now, scope=WRONG)

    assert kept.shown.progress.total == slipped.shown.progress.total == 2
