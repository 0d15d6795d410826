"""Whatever a learner and the authors do, every card and every day is what the log says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import update

from models.engine import Database
from models.study import Card, Day
from quizzes.core.questions import Question
from quizzes.core.study import Judged, Mode, Rating, Scope, Shown
from quizzes.services import study
from tests.factories import ALL, Person, choice, pick, publish

STEPS = 150


class Walk:
    """One learner and one author who do something at random."""

    def __init__(self, database: Database, person: Person, seed: int) -> None:
        self.database, self.person, self.random = database, person, Random(seed)
        self.bank: list[Question] = [choice(f"q{place}", fact=f"f{place // 3}") for place in range(12)]
        self.last: Judged | None = None
        self.publish()
        person.answer()

    def step(self) -> None:
        acts: list[tuple[Callable[[], None], int]] = [
            (self.answer, 60),
            (self.regrade, 8),
            (self.undo, 10),
            (self.skip, 5),
            (self.reset, 2),
            (self.edit, 4),
            (self.sleep, 10),
            (self.rejoin, 1),
            (self.plan, 3),
        ]
        self.random.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()

    def publish(self) -> None:
        publish(self.database, self.bank)

    def answer(self) -> None:
        scope = self.random.choice([ALL, ALL, Scope(deck_id=1), *(Scope(mode=mode) for mode in Mode)])
        shown = self.person.look(scope)
        if isinstance(shown, Shown):
            page = self.person.present(shown, hinted=self.random.random() < 0.1)
            outcome = self.person.send(page, pick(self.random.choice(["right", "right", "wrong"])))
            self.last = outcome if isinstance(outcome, Judged) else None
            if self.random.random() < 0.2:
                self.person.send(page, pick("other"))
                self.person.send(replace(page, nonce=f"again-{page.nonce}"), pick("right"))

    def regrade(self) -> None:
        if self.last and self.last.choices:
            rating: Rating = self.random.choice(self.last.choices).rating
            self.last = self.person.regrade(self.last, rating)

    def undo(self) -> None:
        self.person.undo()
        self.last = None

    def skip(self) -> None:
        if self.last and self.last.forecast.again_today and not self.last.choices:
            with self.database.writing() as session:
                study.skip(
                    session,
                    learner_id=self.person.id,
                    question_id=self.last.shown.question_id,
                    now=self.person.now,
                )
            self.last = None

    def reset(self) -> None:
        with self.database.writing() as session:
            study.reset(session, learner_id=self.person.id, scope=Scope(deck_id=1), now=self.person.now)
        self.last = None

    def edit(self) -> None:
        place = self.random.randrange(len(self.bank))
        question = self.bank[place]
        self.bank[place] = self.random.choice(
            [
                replace(question, rev=question.rev + 1),
                replace(question, explain=f"Edited {self.random.random()}."),
                replace(question, retired=not question.retired),
            ]
        )
        self.random.shuffle(self.bank)
        self.publish()
        self.last = None

    def sleep(self) -> None:
        self.person.wait(days=self.random.choice([0.3, 1, 1, 3, 8]))
        self.last = None

    def plan(self) -> None:
        with self.database.writing() as session:
            day = self.person.now.date() + timedelta(days=self.random.choice([2, 9]))
            study.set_exam(session, learner_id=self.person.id, deck_id=1, day=day, now=self.person.now)
            study.spread(session, learner_id=self.person.id, days=3, now=self.person.now)

    def rejoin(self) -> None:
        with self.database.writing() as session:
            study.leave(session, learner_id=self.person.id, deck_id=1, now=self.person.now)
            study.enroll(session, learner_id=self.person.id, deck_id=1, now=self.person.now)


@pytest.mark.parametrize("seed", range(4))
def test_cards_and_days_are_what_the_log_says(database: Database, ana: Person, seed: int) -> None:
    walk = Walk(database, ana, seed)

    for number in range(STEPS):
        walk.step()
        if number % 10 == 0:
            assert ana.agrees_with_log(), number

    assert ana.agrees_with_log()


def test_a_damaged_card_and_day_are_found_and_rebuilt(database: Database, ana: Person) -> None:
    publish(database, [choice("q1"), choice("q2")])
    ana.finish()
    with database.writing() as session:
        session.execute(update(Card).where(Card.question_id == 1).values(repetitions=7))
        session.execute(update(Day).values(right=99))

    with database.writing() as session:
        found = study.rebuild(session, learner_id=ana.id)

    assert (found.cards, len(found.days)) == ((1,), 1)
    assert ana.agrees_with_log()


def test_a_lost_card_and_day_are_rebuilt(database: Database, ana: Person) -> None:
    publish(database, [choice("q1"), choice("q2")])
    ana.finish()
    before = ana.today()
    with database.writing() as session:
        for table in (Card, Day):
            session.query(table).delete()

    with database.writing() as session:
        study.rebuild(session, learner_id=ana.id)

    assert ana.today() == before
