"""Plans over several days: an exam, a backlog, a pause, and what a learner chooses for a deck."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accounts import Learner
from models.engine import Database
from models.study import Card
from quizzes.core.day import Choices, Retention
from quizzes.core.options import Mix, NewOrder, Options
from quizzes.core.plans import Fit
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Rating, Scope
from quizzes.services import study
from tests.factories import Person, choice, choices, pick, publish

MONDAY = date(2026, 3, 2)


def change(person: Person, act: Callable[[Session], object]) -> None:
    with person.database.writing() as session:
        act(session)


def choose(person: Person, **options: object) -> None:
    change(
        person,
        lambda session: study.change_options(
            session,
            learner_id=person.id,
            deck_id=1,
            options=Options(**options),  # type: ignore[arg-type]
        ),
    )


def exam(person: Person, day: date | None) -> None:
    change(person, lambda session: study.set_exam(session, learner_id=person.id, deck_id=1, day=day, now=person.now))


def spread(person: Person, days: int) -> None:
    change(person, lambda session: study.spread(session, learner_id=person.id, days=days, now=person.now))


def pause(person: Person, last: date, first: date | None = None) -> None:
    change(person, lambda session: study.pause(session, learner_id=person.id, first=first, last=last, now=person.now))


def choices_of(person: Person) -> Choices:
    return person.read(lambda session: study.enrolled(session, learner_id=person.id, now=person.now))


def learned(database: Database, person: Person, number: int, *, days: int = 2) -> None:
    """So many cards, answered on this many days: after two they come back in six, after three in fifteen."""
    publish(database, choices(number))
    person.answer()
    choose(person, new_per_day=number)
    for day in range(days):
        if day:
            person.wait(days=(1, 6)[day - 1])
        person.finish()


def kinds(person: Person, text: str = "right") -> list[str]:
    return [judged.entry.value for judged in person.finish(text)]


def test_an_exam_brings_an_even_share_of_what_would_come_too_late(database: Database, ana: Person) -> None:
    learned(database, ana, 10, days=3)  # on Monday 9 March; all of them due on the 24th
    ana.wait(days=1)
    exam(ana, date(2026, 3, 14))  # four days before it: the 10th to the 13th

    shares = []
    for _ in range(5):
        shares.append((ana.today().due, kinds(ana)))
        ana.wait(days=1)

    assert shares == [(3, ["cram"] * 3), (3, ["cram"] * 3), (2, ["cram"] * 2), (2, ["cram"] * 2), (0, [])]
    with database.reading() as session:
        assert set(session.scalars(select(Card.due_day))) == {date(2026, 3, 24)}
    assert ana.agrees_with_log()


def test_the_share_stays_while_the_day_goes_on(database: Database, ana: Person) -> None:
    learned(database, ana, 10, days=3)
    ana.wait(days=1)
    exam(ana, date(2026, 3, 14))

    left = []
    for _ in range(3):
        found = ana.today().decks[0].exam
        assert found is not None
        left.append((found.left, found.today, ana.next().progress.done, ana.next().progress.total))
        ana.answer()

    assert left == [(10, 3, 0, 3), (9, 2, 1, 3), (8, 1, 2, 3)]
    assert ana.end().next_day == date(2026, 3, 24)


def test_a_card_that_fails_before_an_exam_counts_and_uses_the_share_too(database: Database, ana: Person) -> None:
    learned(database, ana, 10, days=3)
    ana.wait(days=1)
    exam(ana, date(2026, 3, 14))

    ana.answer("wrong")

    assert kinds(ana) == ["cram", "cram", "drill"]
    ana.wait(days=1)
    # The failed card is due by itself today; of seven left, three days ask for three.
    assert sorted(kinds(ana)) == ["cram", "cram", "cram", "drill", "review"]
    assert ana.agrees_with_log()


def test_taking_an_early_answer_back_gives_the_share_back(database: Database, ana: Person) -> None:
    learned(database, ana, 10, days=3)
    ana.wait(days=1)
    exam(ana, date(2026, 3, 14))
    ana.finish()

    ana.undo()

    assert kinds(ana) == ["cram"]


def test_what_is_due_before_an_exam_comes_on_its_own_day(database: Database, ana: Person) -> None:
    learned(database, ana, 4)  # on the 3rd; due on the 9th
    ana.wait(days=1)

    exam(ana, date(2026, 3, 10))

    assert ana.today().due == 0


def test_an_exam_on_the_due_day_misses_the_card(database: Database, ana: Person) -> None:
    learned(database, ana, 4)
    ana.wait(days=1)

    exam(ana, date(2026, 3, 9))

    assert ana.today().due == 1


def test_the_exams_cards_do_not_fall_on_the_day_of_a_sibling(database: Database, ana: Person) -> None:
    publish(database, [choice("a1", fact="a"), choice("a2", fact="a"), choice("b1")])
    for _ in range(9):
        ana.finish()
        ana.wait(days=1)
    exam(ana, ana.now.date() + timedelta(days=1))

    asked = [judged.shown.question.id for judged in ana.finish()]

    assert len({name[0] for name in asked}) == len(asked)


@pytest.mark.parametrize("day", [MONDAY, MONDAY - timedelta(days=1), MONDAY + timedelta(days=800)])
def test_an_exam_lies_ahead(database: Database, ana: Person, day: date) -> None:
    publish(database, choices(1))
    ana.answer()

    with pytest.raises(study.NotAhead, match="does not fit"):
        exam(ana, day)


def test_saving_the_same_exam_again_does_not_begin_it_anew(database: Database, ana: Person) -> None:
    learned(database, ana, 10, days=3)
    exam(ana, date(2026, 3, 14))
    ana.wait(days=1)
    ana.finish()

    exam(ana, date(2026, 3, 14))

    found = ana.today().decks[0].exam
    assert found is not None
    # All ten were seen on the day the exam was set.
    assert (found.left, found.today) == (0, 0)


def test_new_cards_that_do_not_fit_before_the_exam_are_told(database: Database, ana: Person) -> None:
    publish(database, choices(40))
    ana.finish()
    choose(ana, new_per_day=3)
    exam(ana, date(2026, 3, 7))

    found = ana.today().decks[0].exam

    # Twenty of today and twenty more are more than five days of three.
    assert found is not None
    assert found.fit == Fit(missed=25, needed=8)


def test_a_backlog_is_offered_after_a_break_and_spread_over_days(database: Database, ana: Person) -> None:
    learned(database, ana, 30)
    assert ana.today().backlog == 0
    ana.wait(days=8)
    assert ana.today().backlog == 0
    ana.wait(days=1)
    choose(ana, new_per_day=0, reviews_per_day=25)
    assert ana.today().backlog == 30

    spread(ana, 4)

    asked = []
    for _ in range(5):
        today = ana.today()
        asked.append((today.due, today.spread and today.spread.reviews, today.backlog))
        ana.finish()
        ana.wait(days=1)
    assert asked == [(8, 8, 0), (8, 8, 0), (8, 8, 0), (6, 8, 0), (0, None, 0)]


def test_a_plan_can_be_ended_and_ten_more_still_come(database: Database, ana: Person) -> None:
    learned(database, ana, 30)
    ana.wait(days=9)
    spread(ana, 10)
    assert ana.today().due == 3

    change(ana, lambda s: study.allow_more(s, learner_id=ana.id, deck_id=1, reviews=True, now=ana.now))
    assert ana.today().due == 13
    change(ana, lambda s: study.end_spread(s, learner_id=ana.id))
    assert (ana.today().due, ana.today().spread) == (30, None)


@pytest.mark.parametrize("days", [0, 61])
def test_a_backlog_is_spread_over_a_sensible_time(database: Database, ana: Person, days: int) -> None:
    publish(database, choices(1))
    ana.answer()

    with pytest.raises(ValueError, match="choose 1 to 60"):
        spread(ana, days)


def test_a_pause_asks_nothing_and_moves_nothing(database: Database, ana: Person) -> None:
    publish(database, choices(5))
    for _ in range(3):
        ana.answer()

    pause(ana, MONDAY + timedelta(days=4), MONDAY + timedelta(days=1))

    assert ana.today().paused_until is None
    assert ana.next().question.id == "q4"
    for _ in range(4):
        ana.wait(days=1)
        assert (ana.end().paused_until, ana.end(Scope(deck_id=1)).paused_until) == (date(2026, 3, 6),) * 2
        assert ana.today().paused_until == date(2026, 3, 6)
    ana.wait(days=1)
    assert (ana.today().paused_until, ana.today().due) == (None, 3)


def test_a_pause_can_be_ended_early(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.answer()
    pause(ana, MONDAY + timedelta(days=30))
    assert ana.end().paused_until == date(2026, 4, 1)

    change(ana, lambda s: study.resume(s, learner_id=ana.id))

    assert ana.next().question.id == "q2"


def test_an_answer_to_a_page_from_before_the_pause_still_counts(database: Database, ana: Person) -> None:
    publish(database, choices(2))
    ana.answer()
    page = ana.present(ana.next())
    pause(ana, MONDAY + timedelta(days=1))

    ana.send(page, pick("right"))

    assert ana.end().answered == 2


def test_days_off_are_the_learners(database: Database, ana: Person, ben: Person) -> None:
    publish(database, choices(1))
    ana.answer()
    ben.answer()

    change(ana, lambda s: study.rest(s, learner_id=ana.id, shows_streak=False, weekdays=(7, 6)))
    pause(ana, MONDAY + timedelta(days=1))

    assert (choices_of(ana).rest.weekdays, choices_of(ana).rest.shows_streak) == ((6, 7), False)
    assert (choices_of(ben).rest.weekdays, choices_of(ben).rest.shows_streak) == ((), True)
    with database.reading() as session:
        assert session.scalar(select(Learner.paused_until).where(Learner.id == ben.id)) is None


def test_new_cards_come_mixed_but_always_in_the_same_way(database: Database, ana: Person) -> None:
    publish(database, choices(12))
    ana.answer()
    choose(ana, new_order=NewOrder.MIXED)
    first = ana.next().question.id

    asked = [judged.shown.question.id for judged in ana.finish()]

    assert asked[0] == first
    assert sorted(asked) != asked
    assert set(asked) == {f"q{place}" for place in range(2, 13)}


@pytest.mark.parametrize(
    ("mix", "order"), [(Mix.AFTER, ["review"] * 4 + ["new"] * 4), (Mix.BEFORE, ["new"] * 4 + ["review"] * 4)]
)
def test_new_cards_come_after_or_before_the_reviews(
    database: Database, ana: Person, mix: Mix, order: list[str]
) -> None:
    publish(database, choices(8))
    ana.answer()
    choose(ana, new_per_day=4, mix=mix)
    ana.finish()
    ana.wait(days=1)

    assert kinds(ana) == order


def test_siblings_may_come_on_one_day_where_that_is_chosen(database: Database, ana: Person) -> None:
    publish(database, [choice(name, fact=name[0]) for name in ("a1", "a2", "b1", "b2")])
    ana.answer()
    choose(ana, siblings_apart=False)

    assert (ana.today().new, ana.next().progress.total) == (3, 4)
    assert len(ana.finish()) == 3
    ana.wait(days=1)
    assert (ana.today().due, len(ana.finish())) == (4, 4)


def test_retention_is_the_share_of_reviews_that_passed_at_the_first_try(database: Database, ana: Person) -> None:
    publish(database, choices(4))
    ana.finish()
    ana.wait(days=1)
    ana.answer("wrong")
    overruled = ana.regrade(ana.answer(), Rating.HARD)
    ana.answer("wrong")
    ana.undo()
    ana.finish()

    assert overruled.entry is EntryKind.REVIEW
    assert choices_of(ana).decks[0].retention == Retention(reviews=4, passed=3)
    ana.wait(days=30)
    assert choices_of(ana).decks[0].retention == Retention(reviews=0, passed=0)


@pytest.mark.parametrize("options", [Options(new_per_day=-1), Options(reviews_per_day=10_000)])
def test_choices_stay_within_bounds(database: Database, ana: Person, options: Options) -> None:
    publish(database, choices(1))
    ana.answer()

    with pytest.raises(ValueError, match="choose 0 to 9999"):
        change(ana, lambda s: study.change_options(s, learner_id=ana.id, deck_id=1, options=options))


def test_the_week_counts_what_is_due_each_day(database: Database, ana: Person) -> None:
    learned(database, ana, 3)
    ana.wait(days=1)
    publish(database, [*choices(3), choice("q4")])
    ana.answer()

    assert [(due.day.day, due.cards) for due in ana.today().week] == [
        (4, 0),
        (5, 1),
        (6, 0),
        (7, 0),
        (8, 0),
        (9, 3),
        (10, 0),
    ]
