"""Small things to test with: questions, banks, and a person who sits down to study."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from models.engine import Database
from quizzes.core.banks import Bank, write
from quizzes.core.day import Today
from quizzes.core.grading import Response
from quizzes.core.questions import Choice, Choosable, Option, Question, Task, Verdict, text_key
from quizzes.core.scheduling.card import EntryKind
from quizzes.core.study import Finished, Judged, Presented, Rating, Scope, Shown, StaleAnswer, Undone
from quizzes.services import accounts, decks, study
from quizzes.services.decks import Published

T = TypeVar("T")

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ALL = Scope()


def option(text: str) -> Option:
    return Option(key=text_key(text), text=text, verdict=Verdict.RIGHT if text == "right" else Verdict.WRONG)


def choice(name: str, **fields: Any) -> Choice:
    """A choice whose options say what they are: right, wrong and other."""
    return Choice(id=name, ask=f"What is {name}?", options=tuple(map(option, ("right", "wrong", "other"))), **fields)


def choices(number: int) -> list[Question]:
    """So many choices: q1, q2, …"""
    return [choice(f"q{place}") for place in range(1, number + 1)]


def task(name: str, **fields: Any) -> Task:
    return Task(id=name, ask=f"Do {name}.", steps=(Choosable(key="one", text="one"),), **fields)


def publish(
    database: Database,
    questions: Sequence[Question],
    *,
    bank: str = "basics",
    owner_id: int | None = None,
    now: datetime = MONDAY,
    allow_retire: bool = True,
) -> Published:
    """Publishes a bank without a path and says what happened."""
    value = Bank(id=bank, title=bank.title(), questions=tuple(questions))
    with database.writing() as session:
        return decks.publish(
            session,
            bank=value,
            yaml=write(value),
            path_text=None,
            path_file="",
            owner_id=owner_id,
            allow_retire=allow_retire,
            now=now,
        )


def pick(text: str) -> Response:
    return Response(keys=(text_key(text),))


@dataclass
class Person:
    """Someone at a browser: a visitor until the first answer, with a clock of their own."""

    database: Database
    learner_id: int | None = None
    now: datetime = MONDAY
    zone: str = "UTC"
    _nonces: Iterator[int] = field(default_factory=count)

    @property
    def id(self) -> int:
        assert self.learner_id is not None
        return self.learner_id

    def wait(self, **amount: float) -> None:
        """Lets time pass: days=1, hours=2."""
        self.now += timedelta(**amount)

    def read(self, look: Callable[[Session], T]) -> T:
        """What a page does: look, and once more after catching up."""
        try:
            with self.database.reading() as session:
                return look(session)
        except study.CatchUpNeeded:
            with self.database.writing() as session:
                study.catch_up(session, learner_id=self.id, now=self.now)
            with self.database.reading() as session:
                return look(session)

    def look(self, scope: Scope = ALL) -> Shown | Finished:
        return self.read(lambda session: study.show(session, learner_id=self.learner_id, scope=scope, now=self.now))

    def next(self, scope: Scope = ALL) -> Shown:
        """The next question; fails at the end."""
        shown = self.look(scope)
        assert isinstance(shown, Shown), shown
        return shown

    def end(self, scope: Scope = ALL) -> Finished:
        """The end of the session; fails while a question is left."""
        finished = self.look(scope)
        assert isinstance(finished, Finished), finished
        return finished

    def today(self) -> Today:
        return self.read(lambda session: study.today(session, learner_id=self.learner_id, now=self.now))

    def present(self, shown: Shown, *, hinted: bool = False) -> Presented:
        """What the token of this page would hold."""
        return Presented(
            learner_id=self.learner_id,
            question_id=shown.question_id,
            version_id=shown.version_id,
            answers=shown.answers,
            seed=shown.seed,
            shown_at=self.now,
            nonce=f"nonce-{next(self._nonces)}",
            progress=shown.progress,
            hinted=hinted,
            presentation=shown.presentation,
            practice=shown.entry is EntryKind.PRACTICE,
        )

    def send(self, presented: Presented, response: Response, *, taken_ms: int = 5000) -> Judged | StaleAnswer | Shown:
        """Posts an answer; a visitor becomes a learner by it."""
        with self.database.writing() as session:
            if self.learner_id is None:
                self.learner_id = accounts.create_guest(session, zone_name=self.zone, now=self.now)
            return study.answer(
                session,
                learner_id=self.learner_id,
                presented=presented,
                response=response,
                taken_ms=taken_ms,
                now=self.now,
            )

    def answer(self, text: str = "right", *, scope: Scope = ALL, hinted: bool = False) -> Judged:
        """Answers the next question, ten seconds later."""
        self.wait(seconds=10)
        judged = self.send(self.present(self.next(scope), hinted=hinted), pick(text))
        assert isinstance(judged, Judged), judged
        return judged

    def finish(self, text: str = "right", *, scope: Scope = ALL) -> list[Judged]:
        """Answers until nothing is left for today."""
        answers = []
        while isinstance(self.look(scope), Shown):
            answers.append(self.answer(text, scope=scope))
        return answers

    def undo(self) -> Undone | None:
        with self.database.writing() as session:
            return study.undo(session, learner_id=self.id, now=self.now)

    def regrade(self, judged: Judged, rating: Rating) -> Judged:
        with self.database.writing() as session:
            return study.regrade(session, learner_id=self.id, seq=judged.seq, rating=rating, now=self.now)

    def agrees_with_log(self) -> bool:
        """Whether every card and day is what the replay of the log says."""
        with self.database.reading() as session:
            return not study.verify(session, learner_id=self.id)
