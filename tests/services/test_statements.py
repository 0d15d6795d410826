"""The work behind a page: how many statements it takes, and that none walks through a table."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, text

from models.engine import Database
from quizzes.core.grading import Response
from quizzes.core.study import Mode, Scope
from quizzes.services import study
from quizzes.services.study.windows import windows
from tests.factories import ALL, Person, choice, pick, publish

TABLES_THAT_GROW = ("card", "question", "review")


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """The statements sent within the block, transactions and pragmas aside."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: Any) -> None:
        if statement.split(maxsplit=1)[0] not in ("BEGIN", "PRAGMA"):
            sent.append(statement)

    # On PostgreSQL the reader is the writer with other options, and tells its listeners.
    engines = [database.writer, database.reader] if database.sqlite else [database.writer]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield sent
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def counted(sent: list[str]) -> tuple[int, int]:
    """How many of the statements read and how many write."""
    reads = sum(statement.startswith("SELECT") for statement in sent)
    return reads, len(sent) - reads


@pytest.fixture
def studied(database: Database, ana: Person) -> Database:
    publish(database, [choice(f"q{place}", fact=f"f{place // 2}") for place in range(60)])
    publish(database, [choice("x")], bank="extra")
    ana.answer("wrong", scope=Scope(deck_id=1))
    ana.answer(scope=Scope(deck_id=2))
    for _ in range(4):
        ana.answer()
    return database


@pytest.mark.parametrize("mode", Mode)
def test_the_next_question_takes_three_reads(studied: Database, ana: Person, mode: Mode) -> None:
    ana.wait(days=1)
    with studied.writing() as session:
        study.set_exam(session, learner_id=ana.id, deck_id=1, day=date(2026, 4, 1), now=ana.now)
    if mode is Mode.AHEAD:
        ana.finish()
        ana.wait(days=1)
        ana.finish()
        ana.wait(days=1)

    for scope in (ALL, Scope(deck_id=1), Scope(deck_id=1, section="")):
        with statements(studied) as sent:
            ana.next(replace(scope, mode=mode))

        assert counted(sent) == (3, 0), scope


def test_an_answer_takes_five_reads_and_three_writes_at_most(studied: Database, ana: Person) -> None:
    costs = []
    for response in (pick("wrong"), pick("right"), Response(unknown=True)):
        page = ana.present(ana.next())
        with statements(studied) as sent:
            ana.send(page, response)
        costs.append(counted(sent))

    assert costs == [(3, 3)] * 3


def test_an_answer_in_practice_costs_no_more(studied: Database, ana: Person) -> None:
    page = ana.present(ana.next(Scope(mode=Mode.CRAM)))

    with statements(studied) as sent:
        ana.send(page, pick("right"))

    assert counted(sent) == (3, 3)


def test_the_settings_take_three_reads(studied: Database, ana: Person) -> None:
    with statements(studied) as sent, studied.reading() as session:
        study.enrolled(session, learner_id=ana.id, now=ana.now)

    assert counted(sent) == (3, 0)


def test_a_drill_costs_no_more(studied: Database, ana: Person) -> None:
    for _ in range(10):
        page = ana.present(ana.next())
        with statements(studied) as sent:
            ana.send(page, pick("right"))
        assert counted(sent) == (3, 3)


def test_the_first_page_takes_three_reads(studied: Database, ana: Person) -> None:
    with statements(studied) as sent:
        ana.today()

    assert counted(sent) == (3, 0)


def test_the_end_takes_three_reads(studied: Database, ana: Person) -> None:
    ana.finish()

    with statements(studied) as sent:
        ana.end()

    assert counted(sent) == (3, 0)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("section", [False, True], ids=["deck", "section"])
def test_the_next_card_is_looked_up_whatever_the_size(studied: Database, ana: Person, section: bool) -> None:
    statement = windows(1, learner=True, section=section).compile(studied.reader)
    values = {"learner": ana.id, "today": "2026-03-02", "section": "", "deck_0": 1, "after_0": 0, "most_0": 200}
    parameters = [statement.params.get(name) or values.get(name) for name in statement.positiontup or ()]
    with studied.reading() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
        steps = [row[3] for row in plan]

    assert any("ix_card_learner_id_deck_id_due_day_due_order" in step for step in steps)
    scans = [step for step in steps if step.split()[:2] in [["SCAN", table] for table in TABLES_THAT_GROW]]
    assert scans == []
    # A section is small, so its due cards may be sorted; a deck's come in stored order.
    assert section or [step for step in steps if "TEMP B-TREE" in step] == []


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_looks_up_the_next_card_among_many(database: Database, ana: Person) -> None:
    publish(database, [choice(f"q{place}", fact=f"f{place // 2}") for place in range(2000)])
    crowd = [Person(database) for _ in range(20)]
    for person in (ana, *crowd):
        person.answer()
    with database.writing() as session:
        session.execute(text(_EVERYBODY_KNOWS_EVERYTHING))
        session.execute(text("ANALYZE"))
    statement = windows(1, learner=True, section=False).compile(database.reader)
    values = {"learner": ana.id, "today": date(2026, 3, 4), "deck_0": 1, "after_0": 0, "most_0": 200}

    with database.reading() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN {statement}", {**statement.params, **values})
        steps = [row[0] for row in plan]

    assert [step for step in steps if "Seq Scan" in step and "on review" not in step] == []
    assert any("ix_card_learner_id_deck_id_due_day_due_order" in step for step in steps)


_EVERYBODY_KNOWS_EVERYTHING = """
INSERT INTO card SELECT learner_id, question.id, card.deck_id, due_day, question.id, interval_days, ease_hundredths,
    repetitions, lapses, answers, card.rev, last_day, drill_day, drill_turn, not_before, suspended, card.retired
FROM card JOIN question ON question.deck_id = card.deck_id AND question.id <> card.question_id
"""
