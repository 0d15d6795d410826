"""Measures a deck's questions in numbers beside the least it builds on: counting the same rows of the log.

    .venv/bin/python -m bench.analysis

One run, one machine, SQLite on disk; the two take turns in processes of their own, and the median of the times counts.
Every learner has answered every question for the first time, and half of them once more. Memory is what the process
grew by at its peak. Of the largest crowd only those who came last count.
"""

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from sqlalchemy import text

from bench.crowd import crowd, database_in
from models.engine import Database
from quizzes.services import analysis

QUESTIONS = 400
CROWDS = (100, 500, 2_000)
TURNS = 3

_NUMBERS = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :size) "
_LEARNERS = (
    _NUMBERS
    + """
INSERT INTO learner SELECT {columns} FROM learner AS one JOIN number WHERE one.id = :one
"""
)
_ENROLLED = """
INSERT INTO enrollment SELECT {columns} FROM enrollment AS one JOIN learner
WHERE one.learner_id = :one AND learner.id <> :one
"""
_ANSWERS = """
INSERT INTO review (learner_id, seq, kind, deck_id, question_id, version_id, rev, answered_at, study_day, quality,
    score, response, hinted, presented, seed, taken_ms, deck_answers, scheduler, scheduler_version, before, after)
SELECT learner.id, question.position + :later * :questions, :kind, question.deck_id, question.id, question_version.id,
    question.rev, '2026-01-05 12:00:00.000000', '2026-01-05',
    CASE WHEN (learner.id * 7919 + question.id * 104729) % 10 < 7 THEN 4 ELSE 1 END,
    (learner.id * 7919 + question.id * 104729) % 10 < 7,
    CASE WHEN (learner.id * 7919 + question.id * 104729) % 10 < 7 THEN '{"keys":["a"]}' ELSE '{"keys":["b"]}' END,
    0, 'options', 1, 4000 + learner.id % 9000, 0, 'sm2', 1, '{}', '{}'
FROM learner JOIN question JOIN question_version ON question_version.question_id = question.id
WHERE learner.id % (1 + :later) = 0
"""
_COUNT = text("SELECT count(*), max(response), max(taken_ms) FROM review WHERE deck_id = :deck AND quality IS NOT NULL")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: processor seconds, and MB at its peak."""

    seconds: float
    megabytes: float


def fill(database: Database, learners: int) -> int:
    """A deck that so many learners have answered; its id."""
    deck = crowd(database, cards=QUESTIONS, learners=1)
    with database.writing() as session:
        columns = [row.name for row in session.execute(text("PRAGMA table_info(learner)"))]
        one = session.execute(text("SELECT max(id) FROM learner")).scalar_one()
        values = {"id": "one.id + n", "name": "NULL", "name_look": "NULL"}
        chosen = ", ".join(values.get(name, f"one.{name}") for name in columns)
        session.execute(text(_LEARNERS.format(columns=chosen)), {"one": one, "size": learners - 1})
        enrolled = [row.name for row in session.execute(text("PRAGMA table_info(enrollment)"))]
        chosen = ", ".join("learner.id" if name == "learner_id" else f"one.{name}" for name in enrolled)
        session.execute(text(_ENROLLED.format(columns=chosen)), {"one": one})
        session.execute(text("DELETE FROM review"))
        for later, kind in enumerate(("new", "review")):
            session.execute(text(_ANSWERS), {"later": later, "kind": kind, "questions": QUESTIONS})
        session.execute(text("ANALYZE"))
    return deck.deck_id


def numbers(folder: Path, deck_id: int) -> Cost:
    """The page's own question."""
    return _measured(folder, lambda database: _analysis(database, deck_id))


def floor(folder: Path, deck_id: int) -> Cost:
    """Every row of the log is looked at once."""
    return _measured(folder, lambda database: _counted(database, deck_id))


def _analysis(database: Database, deck_id: int) -> None:
    with database.reading() as session:
        key = session.execute(text("SELECT key FROM deck WHERE id = :deck"), {"deck": deck_id}).scalar_one()
        found = analysis.of_server(session, key=key)
    assert len(found.numbers) == QUESTIONS


def _counted(database: Database, deck_id: int) -> None:
    with database.reading() as session:
        session.execute(_COUNT, {"deck": deck_id}).one()


def _measured(folder: Path, work: Callable[[Database], None]) -> Cost:
    database = Database(f"sqlite:///{folder / 'pathdeck.sqlite3'}")
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
    work(database)
    seconds = process_time() - begun
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    database.close()
    return Cost(seconds, (after - before) / 1024)


def alone(function: Callable[[Path, int], Cost], folder: Path, deck_id: int) -> Cost:
    """The measurement in a process of its own, so that memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, folder, deck_id).result()


def main() -> None:
    """Print a table: each crowd with its times, their ratio, and memory."""
    print("  learners  first answers   numbers     floor    ratio    memory")
    for learners in CROWDS:
        with TemporaryDirectory() as name:
            folder = Path(name)
            database = database_in(folder)
            deck_id = fill(database, learners)
            database.close()
            turns = [(alone(numbers, folder, deck_id), alone(floor, folder, deck_id)) for _ in range(TURNS)]
        ours, least = (median(cost.seconds for cost in column) for column in zip(*turns, strict=True))
        memory = median(cost.megabytes for cost, _ in turns)
        print(f"{learners:10,}{learners * QUESTIONS:15,}{ours:9.2f} s{least:9.3f} s{ours / least:9.1f}{memory:7.0f} MB")


if __name__ == "__main__":
    main()
