"""A learner's numbers from the tables: a log written by hand with its figures, and many small ones against replay."""

from collections import Counter
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select, update

from models.accounts import Learner
from models.engine import Database
from models.study import Card, Day, Enrollment, Review
from quizzes.core.access import NotFound
from quizzes.core.questions import Typed
from quizzes.core.stats.overview import Stats
from quizzes.core.stats.tally import Tally
from quizzes.core.study import Scope, Shown
from quizzes.services import accounts, stats, study
from quizzes.services.stats.log import read_log
from tests.factories import Person, choice, choices, publish
from tests.services.test_statements import statements

NOW = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)

# seq, kind, question, moment (UTC), study day, quality, and what else the row holds. The learner is in Berlin, where
# 29 March has no hour from 2 to 3 and the study day begins at 4. Question 1 is a choice, question 2 is typed.
LOG: tuple[tuple[Any, ...], ...] = (
    (1, "review", 1, "2025-03-31 08:00", "2025-03-31", 1, {"interval": 30}),  # more than twelve months ago: left out
    (2, "new", 1, "2026-02-10 08:10", "2026-02-10", 4, {}),
    (3, "review", 1, "2026-02-11 08:10", "2026-02-11", 4, {"interval": 1}),  # young, right
    (4, "review", 1, "2026-02-17 08:10", "2026-02-17", 1, {"interval": 6}),  # young, wrong
    (5, "drill", 1, "2026-02-17 08:20", "2026-02-17", 4, {"interval": 1}),
    (6, "new", 2, "2026-02-17 08:30", "2026-02-17", 1, {}),
    (7, "regrade", 2, "2026-02-17 08:31", "2026-02-17", 4, {"refers_to": 6}),
    (8, "regrade", 2, "2026-02-17 08:32", "2026-02-17", 3, {"refers_to": 6}),  # the last grade counts: hard
    (9, "review", 2, "2026-03-28 23:50", "2026-03-28", 4, {"interval": 21}),  # 00:50, still the 28th; mature, right
    (10, "review", 1, "2026-03-29 01:30", "2026-03-28", 4, {"interval": 20}),  # 03:30 after the change; young, right
    (11, "cram", 1, "2026-03-29 07:00", "2026-03-29", 4, {"interval": 50, "due": "2026-05-17"}),
    (12, "review", 1, "2026-03-29 07:05", "2026-03-29", 1, {"interval": 50, "due": "2026-05-17"}),  # early and wrong …
    (13, "regrade", 1, "2026-03-29 07:06", "2026-03-29", 4, {"refers_to": 12}),  # … but overruled: cram
    (14, "review", 2, "2026-03-29 07:20", "2026-03-29", 1, {"interval": 30}),
    (15, "undo", 2, "2026-03-29 07:21", "2026-03-29", None, {"refers_to": 14}),  # takes 14 back
    (16, "review", 2, "2026-03-29 07:30", "2026-03-29", 5, {"interval": 30}),  # mature, right
    (17, "late", 2, "2026-03-29 07:31", "2026-03-29", 1, {}),
    (18, "practice", 2, "2026-03-29 08:00", "2026-03-29", 1, {"interval": 31}),
    (19, "reset", 1, "2026-03-30 07:00", "2026-03-30", None, {"batch": 19}),
    (20, "new", 1, "2026-03-30 07:40", "2026-03-30", 4, {}),
    (21, "review", 2, "2026-03-30 07:50", "2026-03-30", 1, {"interval": 31, "batch": 21}),
    (22, "undo", 2, "2026-03-30 07:51", "2026-03-30", None, {"batch": 21}),  # takes the batch back
)
# Study day, new, reviews, others, right, milliseconds: what stands of the above.
DAYS = (
    ("2026-02-10", 1, 0, 0, 1, 10_000),
    ("2026-02-11", 0, 1, 0, 1, 10_000),
    ("2026-02-17", 1, 1, 1, 2, 30_000),
    ("2026-03-28", 0, 2, 0, 2, 9_000),
    ("2026-03-29", 0, 1, 3, 3, 16_000),
    ("2026-03-30", 1, 0, 0, 1, 10_000),
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def entry(learner_id: int, row: tuple[Any, ...]) -> Review:
    seq, kind, question_id, at, day, quality, more = row
    before = {"ease_hundredths": 250, "rev": 1, "interval_days": more.get("interval"), "due_day": more.get("due", day)}
    fields = ", ".join(f'"{name}":{value!r}'.replace("'", '"') for name, value in before.items() if value is not None)
    return Review(
        learner_id=learner_id, seq=seq, kind=kind, deck_id=1, question_id=question_id, rev=1, answered_at=moment(at),
        study_day=date.fromisoformat(day), quality=quality, hinted=False, taken_ms=0, deck_answers=0, scheduler="sm2",
        scheduler_version=1, before=f"{{{fields}}}", refers_to=more.get("refers_to"), batch=more.get("batch"),
    )  # fmt: skip


def card(learner_id: int, question_id: int, due: str, **fields: Any) -> Card:
    return Card(
        learner_id=learner_id, question_id=question_id, deck_id=1, due_day=date.fromisoformat(due), due_order=1,
        lapses=0, answers=9, rev=1, drill_turn=0, retired=False, **{"suspended": False, **fields},
    )  # fmt: skip


@pytest.fixture
def hand(database: Database) -> Person:
    """The learner of the log above: one card comes tomorrow, one the day after, one question is new, one set aside."""
    typed = Typed(id="t", ask="Which word?", answer="word")
    publish(database, [choice("q1"), typed, choice("q3"), choice("q4")], now=NOW)
    with database.writing() as session:
        me = accounts.create_guest(session, zone_name="Europe/Berlin", now=NOW)
        session.add(
            Enrollment(
                learner_id=me, deck_id=1, revision_seen=1, new_after=0, scheduler="sm2", new_per_day=20,
                reviews_per_day=200, enrolled_at=NOW,
            )
        )  # fmt: skip
        session.flush()
        session.add_all(entry(me, row) for row in LOG)
        session.add_all(
            Day(
                learner_id=me, deck_id=1, study_day=date.fromisoformat(day), new_done=new, reviews_done=reviews,
                drills_done=others, right=right, taken_ms=taken_ms,
            )
            for day, new, reviews, others, right, taken_ms in DAYS
        )  # fmt: skip
        first = card(me, 1, "2026-03-31", interval_days=1, ease_hundredths=250, repetitions=1)
        second = card(me, 2, "2026-04-01", interval_days=31, ease_hundredths=260, repetitions=3)
        aside = card(me, 4, "2026-03-30", interval_days=6, ease_hundredths=250, repetitions=0, suspended=True)
        session.add_all([first, second, aside])
    return Person(database, learner_id=me, now=NOW)


def progress(person: Person, deck_id: int | None = None) -> Stats:
    return person.read(lambda session: stats.progress(session, learner_id=person.id, deck_id=deck_id, now=person.now))


@pytest.mark.parametrize("deck_id", [None, 1])
def test_retention_of_the_log_written_by_hand(hand: Person, deck_id: int | None) -> None:
    found = progress(hand, deck_id)

    assert [(month.first, month.young, month.mature) for month in found.retention] == [
        (date(2026, 2, 1), Tally(answers=2, right=1), Tally()),
        (date(2026, 3, 1), Tally(answers=1, right=1), Tally(answers=2, right=2)),
    ]


def test_outcomes_of_the_log_written_by_hand(hand: Person) -> None:
    # Choice: rows 2 3 5 10 11 12 20 good, 4 again. Typed: 18 again, 6 hard, 9 good, 16 easy.
    assert [(one.kind, one.counts) for one in progress(hand).outcomes] == [
        ("choice", (1, 0, 7, 0)),
        ("typed", (1, 1, 1, 1)),
    ]


def test_hours_of_the_log_written_by_hand(hand: Person) -> None:
    def hours() -> dict[int, tuple[int, int]]:
        return {at: (one.answers, one.right) for at, one in enumerate(progress(hand).hours) if one.answers}

    # At 9: rows 2 to 6 in winter (UTC + 1), 11, 12, 16 and 20 in summer (UTC + 2); only row 4 was wrong.
    assert hours() == {0: (1, 1), 3: (1, 1), 9: (9, 8), 10: (1, 0)}

    with hand.database.writing() as session:
        accounts.change_settings(session, learner_id=hand.id, zone_name="America/New_York")

    # Five hours behind UTC, four from 8 March on: 08:10 is 3, 23:50 is 19, 01:30 is 21, 07:40 is 3, 08:00 is 4.
    assert hours() == {3: (9, 8), 4: (1, 0), 19: (1, 1), 21: (1, 1)}


def test_the_year_and_the_figures_of_the_log_written_by_hand(hand: Person) -> None:
    found = progress(hand)

    assert (found.year.heat.tally, found.year.heat.days_studied) == (Tally(answers=12, right=10), 6)
    assert found.year.streak is not None
    assert (found.year.streak.days, found.year.streak.today) == (3, True)
    # The last seven days: 2 + 4 + 1. The last thirty: rows 9, 10 and 16; 35 s for 7 answers.
    assert (found.figures.week, found.figures.reviews, found.figures.pace_ms) == (7, Tally(answers=3, right=3), 5000)
    assert (found.figures.known, found.figures.questions) == (2, 4)


def test_what_comes_after_the_log_written_by_hand(hand: Person) -> None:
    coming = progress(hand).forecast

    # Question 1: tomorrow, 6 days later, 15 days later. Question 2: on the second day, then after ceil(31 · 2.6) = 81.
    assert {after: one.known for after, one in enumerate(coming) if one.known} == {1: 1, 2: 1, 7: 1, 22: 1}
    # Question 3 begins today: 1, 6 and 15 days between its reviews. Question 4 is suspended.
    assert {after: one.added for after, one in enumerate(coming) if one.added} == {1: 1, 7: 1, 22: 1}


def test_cards_of_the_log_written_by_hand(hand: Person) -> None:
    found = progress(hand)

    assert [one.cards for one in found.intervals] == [1, 0, 0, 1, 0, 0, 0]
    assert [one.cards for one in found.eases] == [0, 0, 0, 0, 0, 0, 2, 0]


def test_new_cards_of_today_are_gone_when_the_limit_is_reached(hand: Person) -> None:
    with hand.database.writing() as session:
        session.execute(update(Enrollment).values(new_per_day=1))

    # One was begun today already, so question 3 begins tomorrow.
    assert {after for after, one in enumerate(progress(hand).forecast) if one.added} == {2, 8, 23}


def test_the_streak_is_off_by_its_switch_and_for_one_deck(hand: Person) -> None:
    assert progress(hand, 1).year.streak is None

    with hand.database.writing() as session:
        session.execute(update(Learner).values(shows_streak=False))

    assert progress(hand).year.streak is None


def test_rest_days_and_a_pause_do_not_break_the_streak(hand: Person) -> None:
    with hand.database.writing() as session:
        rest = {"rest_weekdays": "3", "paused_from": date(2026, 2, 18), "paused_until": date(2026, 3, 27)}
        session.execute(update(Learner).values(rest))

    found = hand.read(lambda session: stats.year(session, learner_id=hand.id, now=hand.now))

    # Three days now, and 17 February before the pause; the 16th before that was a Monday without an answer.
    assert found.streak is not None
    assert found.streak.days == 4
    assert found.rest_weekdays == (3,)


def test_a_deck_that_is_not_studied_has_no_numbers(hand: Person, eve: Person) -> None:
    publish(hand.database, [choice("x")], bank="extra")
    with pytest.raises(NotFound):
        progress(hand, 2)

    publish(hand.database, [choice("y")], bank="private", owner_id=hand.id)
    eve.answer(scope=Scope(deck_id=1))
    with pytest.raises(NotFound):
        progress(eve, 3)


def test_answers_in_a_deck_that_was_left_stay_and_its_cards_do_not(hand: Person) -> None:
    with hand.database.writing() as session:
        study.leave(session, learner_id=hand.id, deck_id=1, now=hand.now)

    found = progress(hand)

    assert found.year.heat.tally.answers == 12
    assert (found.decks, sum(one.cards for one in found.intervals)) == ((), 0)
    assert not any(one.together for one in found.forecast)


def test_one_deck_is_counted_alone(database: Database, ana: Person) -> None:
    publish(database, choices(3))
    publish(database, [choice("x")], bank="extra")
    for _ in range(3):
        ana.answer(scope=Scope(deck_id=1))
    ana.answer("wrong", scope=Scope(deck_id=2))

    found = [progress(ana, deck_id) for deck_id in (None, 1, 2)]

    assert [one.year.heat.tally for one in found] == [
        Tally(answers=4, right=3),
        Tally(answers=3, right=3),
        Tally(answers=1),
    ]
    assert [one.outcomes[0].counts for one in found] == [(1, 0, 3, 0), (0, 0, 3, 0), (1, 0, 0, 0)]
    assert [one.figures.questions for one in found] == [4, 3, 1]


def test_the_page_takes_three_reads_and_the_year_two(hand: Person) -> None:
    for deck_id in (None, 1):
        with statements(hand.database) as sent:
            progress(hand, deck_id)
        # The log's begins with the tables that it names first.
        assert [one.split(maxsplit=1)[0] for one in sent] == ["SELECT", "WITH", "SELECT"]

    with statements(hand.database) as sent:
        hand.read(lambda session: stats.year(session, learner_id=hand.id, now=hand.now))
    assert [one.split(maxsplit=1)[0] for one in sent] == ["SELECT", "SELECT"]


@pytest.mark.parametrize("seed", range(2))
def test_the_log_says_what_replay_counted(database: Database, ana: Person, seed: int) -> None:
    chance = Random(seed)
    publish(database, choices(12))
    for _ in range(20):
        for _ in range(chance.randrange(1, 5)):
            if isinstance(ana.look(), Shown):
                judged = ana.answer(chance.choice(["right", "right", "wrong"]))
                if judged.choices and chance.random() < 0.5:
                    ana.regrade(judged, chance.choice(judged.choices).rating)
                if chance.random() < 0.3:
                    ana.undo()
        ana.wait(days=chance.choice([1, 1, 2, 6, 40]))

    with database.reading() as session:
        log = read_log(session, learner_id=ana.id, deck_id=None, since=date(2026, 1, 1))
        reviews = session.execute(select(Day.study_day, Day.reviews_done).where(Day.reviews_done > 0)).all()
        answers, right = session.execute(
            select(func.sum(Day.new_done + Day.reviews_done + Day.drills_done), func.sum(Day.right))
        ).one()

    counts: Counter[date] = Counter()
    for one in log.reviews:
        counts[one.day] += one.tally.answers
    assert counts == dict(reviews)
    assert sum(one.answers for one in log.outcomes) == answers
    assert sum((one.tally for one in log.quarters), Tally()) == Tally(answers=answers, right=right)
