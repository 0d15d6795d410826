"""What a learner lives through: the first visit, the days after it, and what the calendar says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.engine import Database
from models.metadata import TABLES
from models.study import Card, Enrollment
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Rating, Scope
from quizzes.services import study
from tests.factories import Person, choice, choices, publish

MONDAY = date(2026, 3, 2)


def sizes(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {t.__tablename__: session.scalar(select(func.count()).select_from(t)) or 0 for t in TABLES}


def name(person: Person) -> str:
    return person.next().question.id


def change(person: Person, act: Callable[[Session], object]) -> None:
    with person.database.writing() as session:
        act(session)


def limits(person: Person, *, new: int, reviews: int = 200) -> None:
    change(
        person,
        lambda session: study.change_limits(
            session, learner_id=person.id, deck_id=1, new_per_day=new, reviews_per_day=reviews
        ),
    )


def test_looking_writes_nothing(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    before = sizes(database)

    ana.look()
    ana.today()

    assert sizes(database) == before


def test_the_first_answer_makes_a_learner_an_enrollment_and_one_card(database: Database, ana: Person) -> None:
    publish(database, choices(3))

    ana.answer()

    after = sizes(database)
    assert [after[table] for table in ("learner", "enrollment", "card", "review", "day")] == [1, 1, 1, 1, 1]


def test_the_first_question_of_a_visitor_is_the_first_of_the_deck(database: Database, ana: Person) -> None:
    publish(database, choices(3))

    shown = ana.next()

    assert (shown.question.id, shown.entry, shown.answers) == ("q1", EntryKind.NEW, 0)
    assert (shown.progress.done, shown.progress.total) == (0, 3)


def test_a_server_without_decks_has_nothing_to_show(ana: Person) -> None:
    assert ana.today().decks == ()
    assert ana.end().answered == 0


def test_thirty_answers_survive_a_restart(database: Database, ana: Person) -> None:
    publish(database, choices(40))
    ana.answer()
    limits(ana, new=30)
    for _ in range(29):
        ana.answer()
    database.close()

    assert ana.end().answered == 30
    assert ana.agrees_with_log()


def test_new_cards_come_back_tomorrow_and_six_days_after_that(database: Database, ana: Person) -> None:
    publish(database, choices(2))

    ana.finish()
    assert (ana.end().next_day, ana.end().next_count) == (date(2026, 3, 3), 2)
    ana.wait(days=1)
    assert [judged.forecast.interval_days for judged in ana.finish()] == [6, 6]
    ana.wait(days=5)
    assert ana.end().next_day == date(2026, 3, 9)
    ana.wait(days=1)

    assert [judged.forecast.interval_days for judged in ana.finish()] == [15, 15]
    assert ana.agrees_with_log()


def test_a_wrong_answer_comes_back_after_eight_others_and_tomorrow(database: Database, ana: Person) -> None:
    publish(database, choices(12))

    missed = ana.answer("wrong")
    rest = [judged.shown.question.id for judged in ana.finish()]

    assert (missed.quality, missed.again_after, missed.forecast.interval_days) == (1, 8, 1)
    assert rest[:9] == ["q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q1"]
    assert [weak.question.id for weak in ana.end().weak] == ["q1"]
    ana.wait(days=1)
    assert ana.today().due == 12


def test_a_drill_comes_back_sooner_when_nothing_else_is_left(database: Database, ana: Person) -> None:
    publish(database, choices(2))

    ana.answer("wrong")
    ana.answer("right")

    shown = ana.next()
    assert (shown.question.id, shown.entry) == ("q1", EntryKind.DRILL)
    assert (shown.progress.done, shown.progress.total) == (1, 2)


def test_a_drill_can_be_skipped_until_the_card_is_due(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    judged = ana.answer("wrong")

    change(
        ana,
        lambda session: study.skip(session, learner_id=ana.id, question_id=judged.shown.question_id, now=ana.now),
    )

    assert ana.end().answered == 1
    assert ana.agrees_with_log()
    ana.wait(days=1)
    assert ana.next().entry is EntryKind.REVIEW


def test_right_after_a_fail_counts_as_hard_and_may_be_made_good(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.finish()
    ana.wait(days=1)
    ana.answer("wrong")
    ana.finish()
    ana.wait(days=1)

    slipped = ana.answer("right")

    assert (slipped.quality, slipped.slipped) == (3, True)
    good = ana.regrade(slipped, Rating.GOOD)
    assert (good.quality, good.slipped) == (4, False)
    assert ana.agrees_with_log()


def test_a_day_brings_twenty_new_cards_and_ten_more_on_request(database: Database, ana: Person) -> None:
    publish(database, choices(35))

    assert len(ana.finish()) == 20
    assert (ana.end().waiting_new, ana.today().decks[0].waiting_new) == (15, 15)
    change(ana, lambda s: study.allow_more(s, learner_id=ana.id, deck_id=1, new=True, now=ana.now))
    assert len(ana.finish()) == 10
    assert ana.end().waiting_new == 5

    ana.wait(days=1)
    assert (ana.today().due, ana.today().new) == (30, 5)


def test_ten_more_counts_today_only(database: Database, ana: Person) -> None:
    publish(database, choices(60))
    ana.finish()
    change(ana, lambda s: study.allow_more(s, learner_id=ana.id, deck_id=1, new=True, now=ana.now))

    ana.wait(days=1)

    assert ana.today().new == 20


def test_reviews_beyond_the_limit_wait_and_are_counted(database: Database, ana: Person) -> None:
    publish(database, choices(12))
    ana.finish()
    limits(ana, new=0, reviews=5)
    ana.wait(days=1)

    assert (ana.today().due, ana.today().decks[0].waiting_reviews) == (5, 7)
    assert len(ana.finish()) == 5
    end = ana.end()
    assert (end.waiting_reviews, end.next_day, end.next_count) == (7, date(2026, 3, 4), 7)


def test_reviews_and_new_cards_take_turns(database: Database, ana: Person) -> None:
    publish(database, choices(8))
    limits_after_first(ana, new=4)
    ana.finish()
    ana.wait(days=1)

    kinds = [judged.entry.value for judged in ana.finish()]

    assert kinds == ["review", "new"] * 4


def limits_after_first(person: Person, *, new: int) -> None:
    person.answer()
    limits(person, new=new)


def test_siblings_never_come_on_one_day(database: Database, ana: Person) -> None:
    publish(database, [choice("a1", fact="a"), choice("a2", fact="a"), choice("b1", fact="b"), choice("b2", fact="b")])

    assert ana.next().progress.total == 2
    assert [judged.shown.question.id for judged in ana.finish()] == ["a1", "b1"]
    assert (ana.end().waiting_new, ana.today().new) == (0, 0)

    ana.wait(days=1)
    seen = [judged.shown.question.id for judged in ana.finish()]
    assert len(seen) == 2
    assert {question[0] for question in seen} == {"a", "b"}


def test_a_question_stays_away_from_what_it_gives_away(database: Database, ana: Person) -> None:
    publish(database, [choice("sum", facts=("x",)), choice("part", fact="x"), *choices(12)])

    seen = [judged.shown.question.id for judged in ana.finish()]

    assert seen.index("part") - seen.index("sum") > 10


def test_what_is_left_comes_even_if_it_was_given_away(database: Database, ana: Person) -> None:
    publish(database, [choice("sum", facts=("x",)), choice("part", fact="x")])

    assert [judged.shown.question.id for judged in ana.finish()] == ["sum", "part"]


def test_options_stand_alike_after_a_reload_and_otherwise_the_next_time(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.answer("wrong")
    first = ana.next()
    assert ana.next().order == first.order

    ana.answer("wrong")

    assert ana.next().order != first.order


def test_decks_are_studied_together_or_one_by_one(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    publish(database, [choice("x1"), choice("x2")], bank="extra")
    ana.answer(scope=Scope(deck_id=1))
    ana.answer(scope=Scope(deck_id=2))

    assert [deck.enrolled for deck in ana.today().decks] == [True, True]
    assert {judged.shown.question.id for judged in ana.finish()} == {"q2", "x2"}


def test_one_section_can_be_practised_alone(database: Database, ana: Person) -> None:
    publish(database, [choice("a", source="p.md#one"), choice("b", source="p.md#two"), choice("c", source="p.md#two")])
    two = Scope(deck_id=1, section="two")

    assert [judged.shown.question.id for judged in ana.finish(scope=two)] == ["b", "c"]
    end = ana.end(two)
    assert (end.answered, end.waiting_new) == (2, 0)
    assert name(ana) == "a"


def test_leaving_a_deck_keeps_every_date(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    change(ana, lambda s: study.leave(s, learner_id=ana.id, deck_id=1, now=ana.now))
    assert not ana.today().decks[0].enrolled

    change(ana, lambda s: study.enroll(s, learner_id=ana.id, deck_id=1, now=ana.now))

    assert ana.today().decks[0].enrolled
    assert name(ana) == "q2"
    with database.reading() as session:
        assert session.scalar(select(Card.due_day)) == date(2026, 3, 3)


def test_answering_joins_a_deck_that_was_left(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    change(ana, lambda s: study.leave(s, learner_id=ana.id, deck_id=1, now=ana.now))

    ana.answer(scope=Scope(deck_id=1))

    with database.reading() as session:
        assert session.scalar(select(Enrollment.left_at)) is None


def test_joining_writes_nothing_per_question(database: Database, ana: Person) -> None:
    publish(database, choices(50))
    ana.answer()

    assert sizes(database)["card"] == 1


@pytest.mark.parametrize("new", [-1, 10_000])
def test_a_limit_out_of_bounds_is_refused(database: Database, ana: Person, new: int) -> None:
    publish(database, choices(1))
    ana.answer()

    with pytest.raises(ValueError, match="choose 0 to 9999"):
        limits(ana, new=new)


def test_the_study_day_follows_zone_and_rollover(database: Database, ana: Person) -> None:
    publish(database, choices(1))
    ana.zone = "Pacific/Auckland"
    ana.now = ana.now.replace(hour=16)  # 05:00 on Tuesday over there

    judged = ana.answer()

    assert judged.forecast.due_day == date(2026, 3, 4)


def test_a_clock_that_goes_back_does_not_bring_back_yesterday(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.answer()
    ana.wait(days=-3)

    judged = ana.answer()

    assert judged.forecast.due_day == date(2026, 3, 3)
    assert ana.agrees_with_log()


def test_today_counts_what_the_session_then_asks(database: Database, ana: Person) -> None:
    facts = [replace(question, fact=f"f{place // 3}") for place, question in enumerate(choices(30))]
    publish(database, facts)
    ana.answer()
    ana.wait(days=1)

    today = ana.today()

    assert today.due + today.new == len(ana.finish())


def test_the_pace_is_that_of_the_learner(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    assert ana.today().pace_ms == 15_000

    ana.finish()

    assert ana.today().pace_ms == 5000
