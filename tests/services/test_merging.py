"""A guest's answers become the account's: nothing is lost, nothing counts twice, and replay agrees."""

from collections.abc import Callable
from random import Random

import pytest
from sqlalchemy import Column, func, select

from models.accounts import Learner
from models.decks import Deck, DeckRevision
from models.drafts import Draft
from models.engine import Database
from models.metadata import METADATA
from models.remarks import Note
from models.study import Card, Day, Enrollment, Review, TaskState
from quizzes.core.access import NotFound
from quizzes.core.remarks import Reason
from quizzes.core.scheduling.card import ANSWERS, EntryKind
from quizzes.core.scheduling.deeds import Deed
from quizzes.core.study import Rating, Scope, Shown
from quizzes.services import accounts, merging, remarks, study
from tests.factories import ALL, MONDAY, Person, choice, choices, pick, publish, task


class Account(Person):
    """Somebody with a name, who signs in at the browser where the guest sits."""

    token = ""

    def open(self, name: str) -> None:
        with self.database.writing() as session:
            if self.learner_id is None:
                self.learner_id = accounts.create_guest(session, zone_name="UTC", now=MONDAY)
            learner = session.get_one(Learner, self.id)
            learner.name, learner.name_key = name, name.casefold()

    def take(self, guest: Person) -> merging.Offer:
        self.now = max(self.now, guest.now)
        with self.database.writing() as session:
            self.token = accounts.sign_in(session, learner_id=self.id, now=self.now)
        return self.merge(guest)

    def merge(self, guest: Person) -> merging.Offer:
        with self.database.writing() as session:
            return merging.merge(session, learner_id=self.id, guest_id=guest.id, token=self.token, now=self.now)


@pytest.fixture
def ana(database: Database) -> Account:
    ana = Account(database)
    ana.open("Ana")
    return ana


def log(person: Person) -> list[Review]:
    with person.database.reading() as session:
        return list(session.scalars(select(Review).where(Review.learner_id == person.id).order_by(Review.seq)))


def cards(person: Person) -> dict[int, Card]:
    with person.database.reading() as session:
        return {card.question_id: card for card in session.scalars(select(Card).where(Card.learner_id == person.id))}


def days(person: Person) -> list[tuple[int, int, int]]:
    with person.database.reading() as session:
        rows = select(Day).where(Day.learner_id == person.id).order_by(Day.study_day)
        return [(day.new_done, day.reviews_done, day.drills_done) for day in session.scalars(rows)]


def columns_of_learners() -> list[Column[int]]:
    return [
        column
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.name == "published_by" or any(key.column.table.name == "learner" for key in column.foreign_keys)
    ]


def test_cards_that_only_the_guest_has_move_over_as_they_stand(database: Database, ana: Account, ben: Person) -> None:
    publish(database, choices(4))
    ben.finish()
    ben.wait(days=1)
    ben.answer("wrong")
    before = {key: (card.due_day, card.ease_hundredths, card.repetitions) for key, card in cards(ben).items()}
    counted, rows = days(ben), len(log(ben))

    assert ana.take(ben).answers == 5

    assert {key: (card.due_day, card.ease_hundredths, card.repetitions) for key, card in cards(ana).items()} == before
    assert (days(ana), len(log(ana))) == (counted, rows)
    assert ana.agrees_with_log()


def test_rows_are_appended_marked_and_keep_their_history(database: Database, ana: Account, ben: Person) -> None:
    publish(database, choices(3))
    ana.answer()
    ben.answer()
    ben.undo()
    ben.answer()
    theirs, own = log(ben), log(ana)

    ana.take(ben)

    rows = log(ana)
    assert [row.seq for row in rows] == [1, 2, 3, 4]
    assert [row.merged for row in rows] == [False, True, True, True]
    assert [(row.before, row.after, row.answered_at) for row in rows] == [
        (row.before, row.after, row.answered_at) for row in own + theirs
    ]
    assert rows[2].refers_to == 2


@pytest.mark.parametrize("guest_first", [True, False])
def test_on_one_day_only_the_first_scheduled_answer_of_a_card_counts(
    database: Database, ana: Account, ben: Person, guest_first: bool
) -> None:
    publish(database, [choice("q1")])
    first, second = (ben, ana) if guest_first else (ana, ben)
    first.answer()
    second.wait(hours=2)
    second.answer("wrong")

    ana.take(ben)

    [card] = cards(ana).values()
    assert (card.repetitions, card.lapses, card.answers) == (1, 0, 2)
    assert days(ana) == [(1, 0, 1)]
    # The account's own row is never changed; the guest's says what it counts as.
    assert [row.kind for row in log(ana)] == ["new", "new" if guest_first else "cram"]
    assert ana.agrees_with_log()


def test_a_card_of_both_is_replayed_in_the_order_of_the_answers(database: Database, ana: Account, ben: Person) -> None:
    publish(database, [choice("q1")])
    ana.answer()
    ben.wait(days=1)
    ben.answer()
    ana.wait(days=7)
    ana.answer()

    ana.take(ben)

    [card] = cards(ana).values()
    assert (card.repetitions, card.interval_days) == (3, 15)
    assert ana.agrees_with_log()


def test_older_rows_of_a_guest_turn_no_clock_back(database: Database, ana: Account, ben: Person) -> None:
    publish(database, choices(3))
    ben.answer()
    ana.wait(days=2)
    ana.answer()
    ana.take(ben)

    # The machine's clock went back meanwhile: the learner's day does not.
    ana.now, last = MONDAY, ana.now.date()
    with database.reading() as session:
        assert study.trace(session, learner_id=ana.id, question_id=1, now=ana.now).today == last
    assert ana.today().week[0].day == last
    assert ana.answer().forecast.due_day > last


def test_undo_and_another_grade_stop_at_a_merge(database: Database, ana: Account, ben: Person) -> None:
    publish(database, choices(4))
    ana.answer()
    ben.answer()
    ana.take(ben)

    assert ana.undo() is None
    assert not ana.next().undoable
    with database.writing() as session, pytest.raises(NotFound):
        study.regrade(session, learner_id=ana.id, seq=2, rating=Rating.EASY, now=ana.now)
    ana.answer()
    undone = ana.undo()
    assert undone is not None
    assert ana.undo() is None
    assert ana.agrees_with_log()


def test_merging_twice_merges_once(database: Database, ana: Account, ben: Person) -> None:
    publish(database, choices(3))
    ben.answer()
    ana.take(ben)
    with pytest.raises(NotFound):
        ana.merge(ben)

    assert len(log(ana)) == 1


def test_nothing_refers_to_the_guest_afterwards(database: Database, ana: Account, ben: Person) -> None:
    publish(database, [*choices(3), task("t1")])
    publish(database, [choice("own")], bank="own", owner_id=_guest(ben))
    ben.answer()
    with database.writing() as session:
        study.tick(session, learner_id=ben.id, question_id=4, done=True, now=ben.now)
        remarks.write_note(session, learner_id=ben.id, question_id=1, text="mine", now=ben.now)
        remarks.flag(session, learner_id=ben.id, question_id=1, reason=Reason.WRONG, words="no", now=ben.now)
        session.add(Draft(owner_id=ben.id, file="a.md", text="", yaml="", created_at=ben.now))
        accounts.sign_in(session, learner_id=ben.id, now=ben.now)

    ana.take(ben)

    with database.reading() as session:
        left = {
            str(column): session.scalar(select(func.count()).where(column == ben.id))
            for column in (*columns_of_learners(), Learner.__table__.c.id)
        }
        assert {name: rows for name, rows in left.items() if rows} == {}
        assert session.scalar(select(TaskState.done_day).where(TaskState.learner_id == ana.id)) is not None
        assert session.scalar(select(Draft.file).where(Draft.owner_id == ana.id)) == "a.md"


def test_both_notes_are_kept(database: Database, ana: Account, ben: Person) -> None:
    publish(database, choices(2))
    ana.answer()
    ben.answer()
    for person, text in ((ana, "first"), (ben, "second")):
        with database.writing() as session:
            remarks.write_note(session, learner_id=person.id, question_id=1, text=text, now=person.now)

    ana.take(ben)

    with database.reading() as session:
        assert session.scalars(select(Note.text)).all() == ["first\n\nsecond"]


def test_a_deck_of_the_same_key_gets_a_number_and_its_bank_too(database: Database, ana: Account, ben: Person) -> None:
    publish(database, [choice("q1")], bank="own", owner_id=ana.id)
    publish(database, [choice("q1")], bank="own", owner_id=_guest(ben))
    ben.answer(scope=Scope(deck_id=2))

    ana.take(ben)

    with database.reading() as session:
        assert session.scalars(select(Deck.key).where(Deck.owner_id == ana.id).order_by(Deck.id)).all() == [
            "own",
            "own-2",
        ]
        latest = session.get_one(DeckRevision, (2, session.get_one(Deck, 2).revision))
        assert "own-2" in latest.yaml.splitlines()[0] + latest.yaml
    publish(database, [choice("q1", explain="New.")], bank="own-2", owner_id=ana.id)
    ana.today()
    assert ana.agrees_with_log()


def test_limits_of_the_account_stay_and_new_cards_start_where_the_one_behind_is(
    database: Database, ana: Account, ben: Person
) -> None:
    publish(database, choices(5))
    ana.answer()
    with database.writing() as session:
        study.change_limits(session, learner_id=ana.id, deck_id=1, new_per_day=7)
        session.get_one(Enrollment, (ana.id, 1)).new_after = 3
    ben.answer()

    ana.take(ben)

    with database.reading() as session:
        [enrollment] = session.scalars(select(Enrollment))
        assert (enrollment.learner_id, enrollment.new_per_day, enrollment.new_after) == (ana.id, 7, 1)


def test_a_question_that_changed_its_meaning_is_caught_up_once(database: Database, ana: Account, ben: Person) -> None:
    publish(database, [choice("q1")])
    ana.answer()
    ben.answer()
    publish(database, [choice("q1", rev=2)])
    ben.wait(days=1)
    ben.answer()
    ana.wait(days=2)

    ana.take(ben)

    [card] = cards(ana).values()
    assert (card.rev, card.repetitions) == (2, 1)
    assert ana.agrees_with_log()


def test_a_guest_who_came_after_the_session_is_somebody_else(database: Database, ana: Account, ben: Person) -> None:
    publish(database, choices(2))
    with database.writing() as session:
        ana.token = accounts.sign_in(session, learner_id=ana.id, now=ana.now)
    ben.wait(minutes=5)
    ben.answer()

    with pytest.raises(NotFound):
        ana.merge(ben)


def test_an_account_is_never_merged(database: Database, ana: Account) -> None:
    publish(database, choices(2))
    other = Account(database)
    other.open("Ben")
    other.answer()

    with pytest.raises(NotFound):
        ana.take(other)


@pytest.mark.parametrize("seed", range(6))
def test_random_histories_merge_and_go_on(database: Database, ana: Account, ben: Person, seed: int) -> None:
    random = Random(seed)
    bank = choices(8)
    publish(database, bank)
    for person in (ana, ben):
        wander(person, random, steps=40)
    given = sorted(answered(ana) + answered(ben))

    offered = ana.take(ben)

    assert ana.agrees_with_log()
    assert answered(ana) == given
    assert offered.answers <= len(given)
    standing = sum(sum(day) for day in days(ana))
    assert standing == len(given) - taken_back(ana)
    wander(ana, random, steps=30)
    assert ana.agrees_with_log()


def wander(person: Person, random: Random, *, steps: int) -> None:
    acts: list[Callable[[], object]] = [
        lambda: answer_any(person, random),
        lambda: answer_any(person, random),
        lambda: answer_any(person, random),
        person.undo if person.learner_id else lambda: None,
        lambda: person.wait(days=random.choice([0.2, 1, 2])),
        lambda: deed(person, random),
    ]
    answer_any(person, random)
    for _ in range(steps):
        random.choice(acts)()


def answer_any(person: Person, random: Random) -> None:
    shown = person.look(ALL)
    if isinstance(shown, Shown):
        person.wait(seconds=9)
        person.send(person.present(shown), pick(random.choice(["right", "right", "wrong"])))
    else:
        person.wait(days=1)


def deed(person: Person, random: Random) -> None:
    kind = random.choice([EntryKind.BURY, EntryKind.RESET, EntryKind.SKIP])
    with person.database.writing() as session:
        study.act(session, learner_id=person.id, questions={random.randint(1, 8)}, deed=Deed(kind=kind), now=person.now)


def answered(person: Person) -> list[tuple[int, object]]:
    return sorted((row.question_id, row.answered_at) for row in log(person) if row.kind in ANSWERS)


def taken_back(person: Person) -> int:
    rows = log(person)
    kinds = {row.seq: row.kind for row in rows}
    return sum(row.kind == EntryKind.UNDO and kinds[row.refers_to or 0] in ANSWERS for row in rows)


def _guest(person: Person) -> int:
    with person.database.writing() as session:
        person.learner_id = accounts.create_guest(session, zone_name="UTC", now=person.now)
    return person.id
